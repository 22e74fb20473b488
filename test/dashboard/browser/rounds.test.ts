import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { faultsOf } from './axe.ts';
import { demonstration, patience } from './browser.ts';
import { tabTo } from './keyboard.ts';
import { sheetsOf } from './paper.ts';
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
/** The day in so many days, as a field of dates has it and as it is written. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const inWords = (day: string) =>
  new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
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

  it('prints without what is only for the screen, with lines for a pen', async () => {
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText(/^Printed \w+ \d+ \w+/).isVisible()).toBe(true);
    expect(await page.getByText('To do and watch:').first().isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Print the list' }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.setViewportSize({ width: 700, height: 990 });
    await picture(page, 'home-round-on-paper');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ media: null });
  });

  it('goes on sheets of A4 that each say that they are confidential, and tears nobody over two', async () => {
    const count = await people().count();
    const sheets = await sheetsOf(page);
    expect(sheets.length).toBeGreaterThan(1);
    for (const [n, { text, width, height }] of sheets.entries()) {
      expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
      expect(text).toContain('Confidential: about named people.');
      expect(text).toContain(`Page ${n + 1} of ${sheets.length}`);
      expect(text.match(/Born/g)?.length).toBe(text.match(/To do and watch:/g)?.length);
    }
    expect(sheets.flatMap(({ text }) => text.match(/To do and watch:/g) ?? []).length).toBe(count);
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

  it('is made for another day, says why it is not, and those of former days can be looked at', async () => {
    const day = page.getByLabel('A round on');
    const make = page.getByRole('button', { name: 'Make its list' });
    await day.fill('2099-01-01');
    await make.click();
    await page.getByRole('alert').getByText('Planned for: This lies in the future.').waitFor();
    expect(await day.inputValue()).toBe('2099-01-01');
    expect(await faultsOf(page)).toEqual([]);
    await day.fill(inDays(5));
    await make.click();
    await page.getByText(`Planned for ${inWords(inDays(5))}; `).waitFor();
    expect(page.url()).toContain('round=HomeRound');
    await page.getByRole('button', { name: 'Look for new reasons' }).click();
    await page.getByRole('button', { name: 'The round is over' }).click();
    await page.getByText(`Held on ${inWords(inDays(5))}; `).waitFor();
    const former = await page.getByLabel('Round', { exact: true }).locator('option').allTextContents();
    expect(former.length).toBeGreaterThan(10);
    await page.getByLabel('Round', { exact: true }).selectOption({ index: 3 });
    await page.getByText(`Held on ${former[3]?.replace(', over', '')}; `).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('can be begun in another home, where a patient of the practice lives', async () => {
    await page.getByRole('link', { name: 'All homes' }).click();
    const others = page.getByLabel('Another home, where a patient of yours lives');
    await others.locator('option').nth(30).waitFor({ state: 'attached' });
    const led = await page.getByRole('table').locator('tbody th').allTextContents();
    const all = await others.locator('option').allTextContents();
    await others.selectOption(all.slice(1).find((name) => !led.includes(name)) ?? '');
    await page.getByText('Your practice has made no list here yet.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('is reached, opened and told by keyboard alone', async () => {
    await page.getByRole('link', { name: 'Home rounds' }).first().focus();
    await page.keyboard.press('Enter');
    const home = page.getByRole('row').filter({ hasText: 'Being prepared or held' }).first().getByRole('link').first();
    await tabTo(page, (await home.textContent()) ?? '');
    await page.keyboard.press('Enter');
    await people().first().waitFor();
    await tabTo(page, 'Print the list');
    await tabTo(page, 'Say what came of it');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Save');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Outcomes: This must be said.').waitFor();
  });

  it('says that it loads, and what went wrong, and is asked for again', async () => {
    const held: Route[] = [];
    await page.route('**/graphql', (route) => void held.push(route));
    await page.reload();
    await page.getByText(/^Loading the rounds/).waitFor();
    for (const route of held) await route.abort();
    await page.getByRole('alert').getByText('The hub does not answer.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await people().first().waitFor();
  });

  it('fits a phone, and says that there is no such home', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(`${site.origin}/dashboard/rounds/1-nowhere`);
    await page.getByText('No home is registered under 1-nowhere.').waitFor();
    expect(complaints.filter((one) => !/400|ERR_FAILED/.test(one))).toEqual([]);
  });
});
