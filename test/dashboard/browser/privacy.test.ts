import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf } from './axe.ts';
import { demonstration, patience } from './browser.ts';
import { tabTo } from './keyboard.ts';
import { picture } from './picture.ts';

let site: Awaited<ReturnType<typeof demonstration>>;
beforeAll(async () => {
  site = await demonstration();
}, patience);
afterAll(() => site?.end());

const viewport = { width: 1280, height: 900 };
async function signedIn(name: RegExp, path = ''): Promise<{ page: Page; complaints: string[] }> {
  const watched = await site.open('/dashboard', { viewport, acceptDownloads: true });
  await watched.page.getByRole('button', { name }).first().click();
  await watched.page.getByRole('button', { name: 'Sign out' }).waitFor();
  if (path) await watched.page.goto(`${site.origin}/dashboard${path}`);
  return watched;
}

describe('the page of the privacy officer', () => {
  it('lists who was let in and waits for a review, and takes the review', async () => {
    const { page, complaints } = await signedIn(/^Privacy officer ?Calderholme Hospitals/, '/privacy');
    const alerts = page.getByRole('article');
    await alerts.first().waitFor();
    const before = await alerts.count();
    expect(await alerts.first().getByText('NHS number 999').count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
    await alerts.first().getByLabel('How that was found').fill('Asked the ward.');
    await alerts.first().getByRole('button', { name: 'Say what it was' }).click();
    await alerts.first().getByText('Asked the ward.').waitFor();
    await page.reload();
    await page.getByRole('status').filter({ hasText: 'waiting for a review' }).waitFor();
    expect(await alerts.count()).toBe(before - 1);
    await page.getByLabel(/^Also what others did/).check();
    await page.getByText('Asked the ward.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('says who looked at one person, and puts the number in no address', async () => {
    const { page: round } = await signedIn(/^Clinician ?Winterfold Practice/, '/rounds');
    await round.getByRole('row').filter({ hasText: 'Being prepared or held' }).getByRole('link').first().click();
    const identity = await round.getByText('NHS number 999').first().textContent();
    const number = /\d{3} \d{3} \d{4}/.exec(identity ?? '')?.[0] ?? '';
    expect(number).not.toBe('');

    const { page, complaints } = await signedIn(/^Privacy officer ?Winterfold Practice/, '/privacy/looks');
    await page.getByRole('table').waitFor();
    await page.getByLabel(/^NHS number/).fill(number);
    const answered = page.waitForResponse('**/graphql');
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await answered;
    await page.locator('[aria-busy="false"]').waitFor();
    expect(await page.getByRole('cell', { name: /clinician/ }).count()).toBeGreaterThan(0);
    const shown = page.getByRole('row').filter({ hasText: 'familyName' }).first();
    await shown.getByText(/^\d+ fields$/).click();
    await shown.getByText(/familyName/).waitFor();
    expect(page.url()).not.toMatch(/\d{10}/);
    expect(await page.title()).not.toMatch(/\d{3}/);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'who-looked');

    await page.getByLabel(/^NHS number/).fill('12345');
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel(/^NHS number/).inputValue()).toBe('12345');
    expect(complaints.filter((one) => !one.includes('400'))).toEqual([]);
  });

  it('keeps to a period of which the last day is part', async () => {
    const { page, complaints } = await signedIn(/^Privacy officer ?Winterfold Practice/, '/privacy/looks');
    await page.getByRole('table').waitFor();
    const today = await page.evaluate<string>("new Date().toLocaleDateString('sv')");
    const period = async (from: string, to: string) => {
      await page.getByLabel('From').fill(from);
      await page.getByLabel(/^To, that day included/).fill(to);
      const asked = page.waitForRequest('**/graphql');
      await page.getByRole('button', { name: 'Look', exact: true }).click();
      return (await asked).postDataJSON().variables.filter;
    };
    const { from, to } = await period(today, today);
    expect(Date.parse(to) - Date.parse(from)).toBeGreaterThan(22 * 3_600_000);
    await page.getByRole('table').waitFor();
    await period('', '2020-01-01');
    await page.getByText('Nothing on record is what you look for.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('hands out all alerts of the list as a file', async () => {
    const { page, complaints } = await signedIn(/^Privacy officer ?Calderholme Hospitals/, '/privacy');
    await page.getByLabel(/^Also what others did/).check();
    const told = page.getByRole('status').filter({ hasText: 'the newest first' });
    await told.waitFor();
    const count = Number.parseInt(await told.innerText(), 10);
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: /all alerts of this list$/ }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('alerts.csv');
    const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFRaised at,What,Organisation,NHS number,Reason,/);
    expect(lines.filter((line) => /^"?\d{4}-\d\d-\d\dT/.test(line)).length).toBe(count);
    expect(complaints).toEqual([]);
  });

  it('is worked by keyboard alone, from a review to who looked', async () => {
    const { page, complaints } = await signedIn(/^Privacy officer ?Calderholme Hospitals/, '/privacy');
    await page.getByRole('article').first().waitFor();
    const waiting = page.getByRole('status').filter({ hasText: 'waiting for a review' });
    const before = Number.parseInt(await waiting.innerText(), 10);
    await tabTo(page, 'justified');
    await page.keyboard.press('n');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Nobody asked for it.');
    await page.keyboard.press('Enter');
    await page.getByText('Nobody asked for it.').waitFor();
    await page.getByText('not justified', { exact: true }).first().waitFor();
    await page.keyboard.press('Shift+Tab');
    await tabTo(page, 'Who looked');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Privacy: who looked' }).waitFor();
    await tabTo(page, 'To review');
    await page.keyboard.press('Enter');
    await waiting.waitFor();
    expect(Number.parseInt(await waiting.innerText(), 10)).toBe(before - 1);
    await tabTo(page, 'Out of the ordinary');
    await page.keyboard.press('Enter');
    await page.getByText(/Nothing is out of the ordinary|no proof of anything/).waitFor();
    expect(complaints).toEqual([]);
  });

  it('says what is out of the ordinary, or by which patterns nothing is, and fits a phone', async () => {
    const { page } = await signedIn(/^Privacy officer ?Calderholme Council/, '/privacy/unusual');
    await page.getByText(/Nothing is out of the ordinary|no proof of anything/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    for (const path of ['', '/looks', '/unusual']) {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(`${site.origin}/dashboard/privacy${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    }
  });
});
