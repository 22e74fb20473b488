import { readFile } from 'node:fs/promises';
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
  ({ page, complaints } = await site.open('/dashboard', {
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
  }));
  await page.getByRole('button', { name: 'Commissioner' }).first().click();
  await page.getByRole('link', { name: 'Measures' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Measures' }).waitFor();
}, patience);
afterAll(() => site?.end());

const open = (path: string) => page.goto(`${site.origin}/dashboard${path}`);

describe('the pages of measures', () => {
  it('list what is published, each with its sentence', async () => {
    await page.locator('.nhsuk-summary-list__row').nth(1).waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(
      expect.arrayContaining(['Going to hospital', 'Harm in homes', 'Beds']),
    );
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'measures');
  });

  it('show how a measure went, when in the week, and how homes differ', async () => {
    await page.getByRole('link', { name: 'Emergency admissions' }).click();
    await page.locator('.cg-picture svg').nth(1).waitFor();
    await page.locator('.cg-heat').waitFor();
    expect(await page.locator('.cg-heat td').count()).toBeGreaterThanOrEqual(42);
    await expect(page.locator('.cg-provenance').first().innerText()).resolves.toMatch(
      /data through \d+ \w+ \d{4}.*Counts from 1 to 7 are hidden.*Agreement [0-9a-f]{12}\./s,
    );
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'one-measure');
    expect(complaints).toEqual([]);
  });

  it('lead from a grouping that hides much to one that hides less', async () => {
    await open('/measures/NEW_PRESSURE_ULCERS');
    const names = ['by age band', 'in all'];
    for (const name of names) {
      await page.getByRole('link', { name, exact: true }).first().click();
      const table = page.getByRole('table', { name: new RegExp(`^${name}$`, 'i') });
      await table.waitFor();
      expect(await table.locator('tbody tr').count()).toBeGreaterThan(0);
      expect(await page.getByRole('table').count()).toBe(1);
      expect(await faultsOf(page)).toEqual([]);
    }
    expect(await page.getByRole('cell', { name: 'hidden' }).count()).toBe(0);
    await page.getByRole('link', { name: 'All groupings' }).click();
    await page.locator('.cg-picture svg').first().waitFor();
    await open('/measures/EMERGENCY_ADMISSIONS');
    await page.locator('.cg-heat').waitFor();
    await page.locator('.cg-picture svg').nth(1).waitFor();
  });

  it('have the numbers of every picture in a table, hidden ones as hidden, and the same in a file', async () => {
    for (const details of await page.locator('details').all()) {
      await details.locator('summary').click();
      await details.getByRole('button', { name: 'Download as CSV' }).waitFor();
    }
    expect(await faultsOf(page)).toEqual([]);
    const homes = page.getByRole('table', { name: 'Homes and the borough' });
    const rows = await homes
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map(({ textContent }) => textContent)));
    expect(rows.filter((row) => row[4] === 'hidden').length).toBeGreaterThan(0);
    // None among a number that is hidden is no value.
    const none = rows.filter((row) => row[4] === '0');
    expect(none.filter((row) => row[1] !== (row[5] === '–' ? 'not told' : '0'))).toEqual([]);
    expect(rows.filter((row) => row[1] === '0' && row[4] !== '0')).toEqual([]);
    expect(await homes.getByRole('button').count()).toBeLessThanOrEqual(1);
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: /Download as CSV.*Homes and the borough/ }).click();
    const file = await downloaded;
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    expect(lines[0]).toContain('Home,Value,');
    expect(lines.length).toBe(rows.length + 1);
    for (const [n, row] of rows.entries()) {
      const value = row[1] === 'hidden' || row[1] === 'not told' ? '' : row[1];
      expect(lines[n + 1]?.startsWith(`${row[0]},${value},`)).toBe(true);
    }
  });

  it('say that they load, what went wrong, and how to go on', async () => {
    let answer: 'late' | 'broken' | 'right' = 'late';
    let late: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      late = resolve;
    });
    await page.route('**/graphql', async (route) => {
      if (answer === 'late') await waiting;
      return answer === 'broken' ? route.abort() : route.continue();
    });
    await open('/measures');
    await page.getByRole('status').filter({ hasText: 'Loading measures' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    answer = 'broken';
    late();
    await page.getByRole('alert').filter({ hasText: 'The hub does not answer.' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    answer = 'right';
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Falls', exact: true }).or(page.getByRole('link').first()).first().waitFor();
    await page.locator('.nhsuk-summary-list__row').first().waitFor();
    await page.unrouteAll();
  });

  it('say where nothing is published yet', async () => {
    await page.route('**/graphql', (route) => route.fulfill({ json: { data: { measures: [] } } }));
    await open('/measures');
    await page.getByText('Nothing is published yet').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.unrouteAll();
  });
});
