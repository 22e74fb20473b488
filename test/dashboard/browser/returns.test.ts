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

/** The page of returns, as somebody of this role and organisation. */
async function opened(role: string, options: Parameters<typeof site.open>[1] = desk) {
  const watched = await site.open('/dashboard', options);
  await watched.page
    .getByRole('button', { name: new RegExp(`^${role}`) })
    .first()
    .click();
  await watched.page.getByRole('link', { name: 'Returns', exact: true }).first().click();
  await table(watched.page).waitFor();
  return watched;
}

const table = (of: Page) => of.getByRole('table', { name: 'Returns by home and month' });
const cells = (of: Page): Promise<string[][]> =>
  table(of)
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map(({ textContent }) => textContent ?? '')));

describe('the page of monthly returns', () => {
  it('says of each home that the board commissions and each month whether it came in time, late or not', async () => {
    await page.locator('.cg-picture svg').waitFor();
    const rows = await cells(page);
    expect(rows.length).toBeGreaterThan(5);
    const told = new Set(rows.flatMap((row) => row.slice(2)));
    for (const standing of ['In time', 'Late', 'Missing']) expect(told).toContain(standing);
    expect([...told].filter((one) => !['In time', 'Late', 'Missing', 'Still due', '–'].includes(one))).toEqual([]);
    for (const [, since, ...months] of rows)
      if (since === 'does not') expect(months.filter((one) => one === 'Missing')).toEqual([]);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'returns');
  });

  it('counts each month what stands in its lines, and draws that', async () => {
    await page.locator('summary').click();
    const rows = await cells(page);
    const names = ['In time', 'Late', 'Missing', 'Still due', '–'];
    const counted = names.map((name) => String(rows.filter((row) => row[2] === name).length));
    const last = page.getByRole('table', { name: 'Returns month by month' }).locator('tbody tr').last();
    expect((await last.locator('td').allInnerTexts()).map((text) => text.trim())).toEqual(counted);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('goes into a file as it is shown, and prints without what is pressed', async () => {
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: /Download as CSV.*by home/ }).click();
    const lines = (await readFile(await (await downloaded).path(), 'utf8')).trim().split('\r\n');
    const rows = await cells(page);
    expect(lines.length).toBe(rows.length + 1);
    for (const [n, [home = '', , ...months]] of rows.entries())
      expect(lines[n + 1]).toMatch(new RegExp(`^"?${home}"?,[-\\d]*,${months.join(',')}$`));
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: /Download/ }).count()).toBe(0);
    expect(await table(page).isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    expect(complaints).toEqual([]);
  });

  it('shows a home its own returns and nobody else’s, on a phone too', async () => {
    const { page: own } = await opened('Manager.*Weaversyke', { viewport: { width: 320, height: 640 } });
    expect((await cells(own)).map(([home]) => home)).toEqual(['Weaversyke House']);
    expect(await own.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await faultsOf(own)).toEqual([]);
    await own.context().close();
  });

  it('says that it loads, what went wrong, and that no returns are shared', async () => {
    await page.route('**/graphql', (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').filter({ hasText: 'The hub does not answer.' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.unrouteAll();
    await page.route('**/graphql', async (route) => {
      const { query } = route.request().postDataJSON();
      const homes = {
        nodes: [{ cqcLocationId: '1', name: 'A', rewardSchemeSignedUpOn: null, monthlyReturns: null }],
        pageInfo: { hasNextPage: false, endCursor: null },
      };
      return query.includes('monthlyReturns')
        ? route.fulfill({ json: { data: { careHomes: homes } } })
        : route.continue();
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText("No home's returns are shared with you.").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.unrouteAll();
  });
});
