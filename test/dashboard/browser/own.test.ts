import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf } from './axe.ts';
import { demonstration, patience } from './browser.ts';
import { picture } from './picture.ts';

let site: Awaited<ReturnType<typeof demonstration>>;
let page: Page;
let complaints: string[];
const desk = { viewport: { width: 1280, height: 900 }, acceptDownloads: true };
beforeAll(async () => {
  site = await demonstration();
  ({ page, complaints } = await opened());
}, patience);
afterAll(() => site?.end());

async function opened(options: Parameters<typeof site.open>[1] = desk) {
  const watched = await site.open('/dashboard', options);
  await watched.page.getByRole('button', { name: /^Manager.*Weaversyke/ }).click();
  await watched.page.getByRole('link', { name: 'Your home beside others' }).first().click();
  await table(watched.page).waitFor();
  return watched;
}

const table = (of: Page) => of.getByRole('table', { name: 'Your home, the borough and other homes' });
const cellsOf = (of: Page, name: string): Promise<string[][]> =>
  of
    .getByRole('table', { name })
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map(({ textContent }) => textContent ?? '')));

describe('the home beside others', () => {
  it('has a line for each measure that is published by home, with the borough and other homes without names', async () => {
    const rows = await cellsOf(page, 'Your home, the borough and other homes');
    expect(rows.length).toBeGreaterThan(10);
    const falls = rows.find(([measure]) => measure === 'Falls') ?? [];
    expect(Number(falls[2])).toBeLessThan(Number(falls[1]));
    expect(Number(falls[3])).toBeGreaterThan(Number(falls[1]));
    expect(falls[4]).toMatch(/^\d/);
    expect(falls[5]).toMatch(/limit$|^within what chance makes$/);
    expect(falls[6]).toMatch(/^[\d.]+ to [\d.]+$/);
    expect(await page.getByText('Highmoss Manor').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'own');
  });

  it('goes into a file as it is shown', async () => {
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: /Download as CSV/ }).click();
    const lines = (await readFile(await (await downloaded).path(), 'utf8')).trim().split('\r\n');
    const rows = await cellsOf(page, 'Your home, the borough and other homes');
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 2))).toEqual(rows.map((row) => row.slice(0, 2)));
  });

  it('shows by keyboard alone one measure among others, who stay without names, and period by period', async () => {
    await page.getByRole('link', { name: 'Falls', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Falls' }).waitFor();
    await page.locator('.cg-picture svg').nth(1).waitFor();
    await page.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    const rows = await cellsOf(page, 'Your home among others');
    expect(rows.filter(([home]) => home === 'Your home').length).toBe(1);
    const together = rows.slice(1).map(([homes]) => Number(/^(\d+) other homes, on average$/.exec(homes ?? '')?.[1]));
    for (const homes of together) expect(homes).toBeGreaterThanOrEqual(5);
    const points = 1 + together.reduce((sum, homes) => sum + homes, 0);
    const others = rows.slice(1).map((row) => Number(row[1]));
    expect(others).toEqual(others.toSorted((one, other) => one - other));
    expect(await page.locator('.cg-picture').first().locator('circle').count()).toBe(points);
    const legend = (await page.locator('.cg-legend').first().textContent()) ?? '';
    expect(legend).toMatch(/large point is your home.*solid line is the borough.*dashed lines.*dotted ones/);
    expect(await page.content()).not.toMatch(/1-10000000(?!32)\d\d/);
    const periods = await cellsOf(page, 'Period by period');
    expect(periods.length).toBeGreaterThan(1);
    expect(periods[0]?.[2]).toBe(rows.find(([home]) => home === 'Your home')?.[1]);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'own-measure');
    expect(complaints).toEqual([]);
  });

  it('is told by the hub of no other home which it is', async () => {
    const answered = page.waitForResponse(async (response) => (await response.text()).includes('"rows"'));
    await page.goto(`${site.origin}/dashboard/own/FALLS`);
    const body = await (await answered).text();
    expect(body).toContain('1-1000000032');
    expect(body).not.toMatch(/1-10000000(?!32)\d\d/);
    await page.goto(`${site.origin}/dashboard/own/COST_OF_STAY`);
    await page.locator('.cg-picture svg').first().waitFor();
    expect(await page.locator('.cg-legend').first().textContent()).not.toMatch(/chance|dashed/);
  });

  it('holds no sum of the home beside sums of others, and says of what is too few how many', async () => {
    await page.goto(`${site.origin}/dashboard/own/DISCHARGES`);
    await page.getByText(/^Your home: (\d+|hidden) discharges\.$/).waitFor();
    expect(await page.getByText('other homes, on average').count()).toBe(0);
    await page.goto(`${site.origin}/dashboard/own/CAPACITY_FRESH`);
    await page.getByRole('table', { name: 'Period by period' }).waitFor();
    const periods = await cellsOf(page, 'Period by period');
    expect(periods.length).toBeGreaterThan(12);
    expect(periods[0]?.[2]).toMatch(/^\d of \d \(too few to say\)$/);
    await page.getByText(/Other homes are not shown/).waitFor();
    expect(await page.getByText('other homes, on average').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('fits on a phone', async () => {
    const { page: narrow } = await opened({ viewport: { width: 320, height: 640 } });
    expect(await narrow.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await narrow.getByRole('link', { name: 'Falls', exact: true }).click();
    await narrow.locator('.cg-picture svg').first().waitFor();
    expect(await narrow.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await faultsOf(narrow)).toEqual([]);
    await narrow.context().close();
  });

  it('says that it loads, what went wrong, and that nothing is published yet', async () => {
    await page.route('**/graphql', (route) => route.abort());
    await page.goto(`${site.origin}/dashboard/own`);
    await page.getByRole('alert').filter({ hasText: 'The hub does not answer.' }).waitFor();
    await page.unrouteAll();
    let late: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      late = resolve;
    });
    await page.route('**/graphql', async (route) => {
      await waiting;
      return route.fulfill({ json: { data: { measures: [] } } });
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('status').filter({ hasText: 'Loading figures of your home' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    late();
    await page.getByText('Nothing is published by home yet.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.unrouteAll();
  });
});
