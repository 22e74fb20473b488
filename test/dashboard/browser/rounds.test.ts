import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf } from './axe.ts';
import { demonstration, patience } from './browser.ts';
import { picture } from './picture.ts';

let site: Awaited<ReturnType<typeof demonstration>>;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  site = await demonstration();
  ({ page, complaints } = await site.open('/dashboard', { viewport: { width: 1280, height: 900 } }));
  await page.getByRole('button', { name: 'Clinician' }).first().click();
  await page.getByRole('link', { name: 'Home rounds' }).first().click();
  await page.getByRole('table').waitFor();
}, patience);
afterAll(() => site?.end());

const people = () => page.getByRole('article');
const roomOf = (label: string | null) => Number(/^Room (\d+)/.exec(label ?? '')?.[1] ?? Number.POSITIVE_INFINITY);

describe('the list of a home round', () => {
  it('is one for each home that the practice leads, and the one that is prepared opens', async () => {
    expect(await page.getByRole('table').locator('tbody tr').count()).toBeGreaterThan(1);
    expect(await faultsOf(page)).toEqual([]);
    const prepared = page.getByRole('row').filter({ hasText: 'Being prepared or held' }).first();
    await prepared.getByRole('link').first().click();
    await people().first().waitFor();
    expect(await people().count()).toBeGreaterThan(1);
  });

  it('names who is on it and why, in the order of rooms', async () => {
    const labels = await people().evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    const rooms = labels.map(roomOf);
    expect(rooms).toEqual(rooms.toSorted((one, other) => one - other));
    expect(rooms[0]).toBeLessThan(200);
    const reasons = await people().evaluateAll((all) => all.map((one) => one.querySelectorAll('.nhsuk-tag').length));
    expect(Math.min(...reasons)).toBeGreaterThan(0);
    expect(await page.getByText('NHS number 999').count()).toBeGreaterThan(0);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'home-round');
  });

  it('prints without what is only for the screen, with lines for a pen, and nobody torn over two pages', async () => {
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('Confidential: about named people.').isVisible()).toBe(true);
    expect(await page.getByText('To do and watch:').first().isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Print the list' }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await people().evaluateAll((all) => all.every((one) => getComputedStyle(one).breakInside === 'avoid'))).toBe(
      true,
    );
    await page.emulateMedia({ media: 'screen' });
  });

  it('takes what came of it, keeps what was typed when it is refused, and shows it', async () => {
    const first = people().first();
    await first.getByText('Say what came of it').click();
    await first.getByLabel('To be seen again by').fill('2020-01-01');
    await first.getByLabel('Medicines changed').check();
    await first.getByLabel(/For the staff of the home/).fill('Halve the dose at night.');
    await first.getByRole('button', { name: 'Save' }).click();
    await first.getByRole('alert').waitFor();
    expect(await first.getByLabel(/For the staff of the home/).inputValue()).toBe('Halve the dose at night.');
    expect(await faultsOf(page)).toEqual([]);
    await first.getByLabel('To be seen again by').fill('');
    await first.getByRole('button', { name: 'Save' }).click();
    await first.getByText('Seen by general practitioner').waitFor();
    await page.reload();
    await people().first().getByText('Halve the dose at night.').waitFor();
  });

  it('fits a phone, and says that there is no such home', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(`${site.origin}/dashboard/rounds/1-nowhere`);
    await page.getByText('No home is registered under 1-nowhere.').waitFor();
    expect(complaints.filter((one) => !one.includes('400'))).toEqual([]);
  });
});
