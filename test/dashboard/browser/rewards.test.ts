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
  ({ page, complaints } = await opened('Finance.*Integrated Care Board'));
}, patience);
afterAll(() => site?.end());

/** The page of rewards, as somebody of this role and organisation. */
async function opened(role: string, options: Parameters<typeof site.open>[1] = desk) {
  const watched = await site.open('/dashboard', options);
  await watched.page
    .getByRole('button', { name: new RegExp(`^${role}`) })
    .first()
    .click();
  await watched.page.getByRole('link', { name: 'Rewards', exact: true }).first().click();
  await statements(watched.page).waitFor();
  return watched;
}

const statements = (of: Page) => of.getByRole('table', { name: 'Reward statements' });
const cellsOf = (of: Page, name: string): Promise<string[][]> =>
  of
    .getByRole('table', { name })
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map(({ textContent }) => textContent ?? '')));
/** £1,002.95 as 100295. */
const pence = (text = '') => Math.round(Number(text.replace('−', '-').replaceAll(/[£,]/g, '')) * 100);
const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);

describe('the page of rewards', () => {
  it('opens with what the board pays for the latest month, says what that comes to, and why homes are not paid', async () => {
    const rows = await cellsOf(page, 'Reward statements');
    expect(rows.length).toBeGreaterThan(5);
    expect(new Set(rows.map(([month]) => month?.split(':')[0])).size).toBe(1);
    const told = await page.getByRole('status').innerText();
    expect(pence(/£[\d,.]+\d/.exec(told)?.[0])).toBe(sum(rows.map((row) => pence(row[4]))));
    for (const [, , rewarded, unmet, total] of rows) {
      expect(rewarded === 'Yes').toBe(unmet === '');
      if (rewarded === 'No') expect(pence(total)).toBe(0);
    }
    expect(rows.some(([, , rewarded]) => rewarded === 'No')).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'rewards');
  });

  it('shows one home over all its months by keyboard alone, and keeps that in the address', async () => {
    const name = (await cellsOf(page, 'Reward statements')).find((row) => row[2] === 'Yes')?.[1] ?? '';
    await page.getByLabel('Home').focus();
    await page.keyboard.type(name);
    await page.keyboard.press('Tab');
    await page.getByLabel('Month').focus();
    await page.keyboard.press('Home');
    await page
      .getByRole('status')
      .filter({ hasText: /^1?\d statements/ })
      .waitFor();
    const rows = await cellsOf(page, 'Reward statements');
    expect(new Set(rows.map((row) => row[1]))).toEqual(new Set([name]));
    expect(rows.length).toBeGreaterThan(6);
    const before = page.url();
    await page.reload();
    await statements(page).waitFor();
    expect([page.url(), await cellsOf(page, 'Reward statements')]).toEqual([before, rows]);
  });

  it('goes into a file as it is shown', async () => {
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: /Download as CSV/ }).click();
    const lines = (await readFile(await (await downloaded).path(), 'utf8')).trim().split('\r\n');
    const rows = await cellsOf(page, 'Reward statements');
    expect(lines[0]).toContain('Month,Home,Rewarded,Rules not met,Total,Approved');
    expect(lines.slice(1).map((line) => pence(line.split(',').at(-2)))).toEqual(rows.map((row) => pence(row[4])));
  });

  it('opens a statement: for what, what was put right, by which rule, and that the lines come to the total', async () => {
    await page.getByLabel('Month').selectOption('All');
    const paid = statements(page).locator('tbody tr').filter({ hasText: 'Yes' }).first();
    const total = pence(await paid.locator('td').nth(3).innerText());
    await paid.getByRole('link').click();
    await page.getByRole('table', { name: 'For what it is paid' }).waitFor();
    await page.getByText('Initiatives that the home had adopted on').waitFor();
    const sums = await cellsOf(page, 'For what it is paid');
    expect(sum(sums.map((row) => pence(row[3])))).toBe(total);
    await page.getByText(/a seventh of £10\.00 a week.*exactly the total\./s).waitFor();
    expect(await page.getByText('Met:').count()).toBe(5);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'reward-statement');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('link', { name: 'All statements' }).isVisible()).toBe(false);
    expect(await page.getByRole('table', { name: 'For what it is paid' }).isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    expect(complaints).toEqual([]);
  });

  it('says of a home that was not rewarded which rule it had not met, and that it is paid nothing', async () => {
    await page.getByRole('link', { name: 'All statements' }).click();
    await statements(page).waitFor();
    await statements(page).locator('tbody tr').filter({ hasText: 'Return in time' }).first().getByRole('link').click();
    await page.getByText('is paid nothing: there are no lines').waitFor();
    await page.getByText(/Not met:.*submitted its return of the month/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('shows a home what it is paid itself, by whom, on a phone too', async () => {
    const { page: own } = await opened('Manager.*Weaversyke', { viewport: { width: 320, height: 640 } });
    const rows = await cellsOf(own, 'Reward statements');
    expect(new Set(rows.map((row) => row[1]?.trim()))).toEqual(
      new Set(['Calderholme Council', 'NHS Weirs and Fells Integrated Care Board']),
    );
    expect(rows.every((row) => row[5] !== 'not yet')).toBe(true);
    expect(await own.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await statements(own).getByRole('link').first().click();
    await own.getByText('Initiatives that the home had adopted on').waitFor();
    expect(await own.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await faultsOf(own)).toEqual([]);
    await own.context().close();
  });

  it('says that it loads, what went wrong, and that nothing was paid yet', async () => {
    await page.goto(`${site.origin}/dashboard/rewards`);
    await page.route('**/graphql', (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').filter({ hasText: 'The hub does not answer.' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.unrouteAll();
    const nothing = { rewardRuns: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } };
    await page.route('**/graphql', (route) => route.fulfill({ json: { data: nothing } }));
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Nothing was paid by the reward scheme yet.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.unrouteAll();
  });
});
