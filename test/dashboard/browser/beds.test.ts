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
  await page.getByRole('button', { name: 'Discharge coordinator' }).first().click();
  await page.getByRole('link', { name: 'Free beds' }).first().click();
  await page.getByRole('table').waitFor();
}, patience);
afterAll(() => site?.end());

const rows = () => page.getByRole('table').locator('tbody tr');

describe('the board of free beds', () => {
  it('lists homes with free beds, how fresh the figure is, and why others are not listed', async () => {
    expect(await rows().count()).toBeGreaterThan(1);
    const free = await rows().evaluateAll((all) => all.map((row) => Number(row.children[1]?.textContent)));
    expect(Math.min(...free)).toBeGreaterThan(0);
    expect(
      await page
        .getByText('Fresh', { exact: true })
        .or(page.getByText('Ageing', { exact: true }))
        .count(),
    ).toBeGreaterThan(0);
    await page.getByRole('heading', { name: 'Why other homes are not listed' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'beds');
  });

  it('says that none meets what is asked, and which condition rules out most', async () => {
    await page.getByLabel('Kind of care').selectOption('Nursing dementia');
    await page.getByLabel('Rated at least').selectOption('Outstanding');
    await page.getByLabel('Leaves hospital at').fill('2026-12-25T03:30');
    await page.getByText('No home meets all of it.').waitFor();
    await page.getByText(/\d+ take nobody discharged at that moment/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('says what is wrong with a postcode, and keeps what was typed', async () => {
    await page.getByLabel('Near postcode').fill('nowhere');
    await page.getByRole('button', { name: 'Look for beds' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Near postcode').inputValue()).toBe('nowhere');
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints.filter((one) => !one.includes('400'))).toEqual([]);
  });
});
