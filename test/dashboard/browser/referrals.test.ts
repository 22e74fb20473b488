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
  ({ page, complaints } = await coordinator());
}, patience);
afterAll(() => site?.end());

async function coordinator() {
  const watched = await site.open('/dashboard', { viewport: { width: 1280, height: 900 } });
  await watched.page.getByRole('button', { name: 'Discharge coordinator' }).first().click();
  await watched.page.getByRole('link', { name: 'Free beds' }).first().waitFor();
  return watched;
}

/** Says for whom a bed is looked for, and gives the name. */
async function say(on: Page): Promise<string> {
  await on.getByRole('link', { name: 'Free beds' }).first().click();
  await on.getByText('Refer somebody who is to leave hospital').click();
  const who = on.getByLabel('Who', { exact: true });
  await on.getByText('Choose who is to leave').waitFor({ state: 'attached' });
  await who.locator('option').nth(1).waitFor({ state: 'attached' });
  await who.selectOption({ index: 1 });
  return ((await who.locator('option:checked').textContent()) ?? '').split(', ').slice(0, 2).join(', ');
}

describe('a referral', () => {
  let name: string;

  it('is sent from the board of free beds in two clicks, once it is said for whom', async () => {
    name = await say(page);
    await page.getByRole('table').waitFor();
    await page.getByText('Live: changes are shown').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: /^Ask / }).first().click();
    await page.getByRole('button', { name: 'Send the referral' }).dblclick();
    await page.getByText(`${name}: 1 home was asked, without being told for whom.`).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('stands with its answers among those that are open, and one that was offered a bed is settled', async () => {
    await page.getByRole('link', { name: 'See their answers' }).click();
    await page.getByRole('article', { name, exact: true }).waitFor();
    expect(await page.getByRole('article', { name, exact: true }).count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'referrals');
    const offered = page.getByRole('article').filter({ has: page.getByRole('button', { name: /^Choose/ }) });
    const chosen = (await offered.first().getAttribute('aria-label')) ?? '';
    await offered
      .first()
      .getByRole('button', { name: /^Choose/ })
      .first()
      .click();
    await page.getByRole('article', { name: chosen, exact: true }).waitFor({ state: 'detached' });
    await page.getByLabel('State').selectOption('Chosen');
    await page
      .getByRole('article', { name: chosen, exact: true })
      .getByText(/kept until/)
      .waitFor();
  });

  it('is taken back, with what was typed kept where it is refused', async () => {
    await page.getByLabel('State').selectOption('Open');
    const own = page.getByRole('article', { name, exact: true });
    await own.getByText('Take it back').first().click();
    await own.getByLabel('Why').fill('Gone to rehabilitation.');
    await own.getByRole('button', { name: 'Take it back' }).click();
    await own.waitFor({ state: 'detached' });
  });

  it('is shown to a colleague as soon as it is sent', async () => {
    await page.getByText('Live: changes are shown').waitFor();
    const colleague = (await coordinator()).page;
    const next = await say(colleague);
    await colleague.getByRole('button', { name: /^Ask / }).first().click();
    await colleague.getByRole('button', { name: 'Send the referral' }).click();
    await page.getByRole('article', { name: next, exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('says when it does not hear of changes', async () => {
    const { page: lost } = await coordinator();
    await lost.routeWebSocket(/graphql/, (socket) => socket.close({ code: 1013 }));
    await lost.getByRole('link', { name: 'Referrals' }).first().click();
    await lost.getByText('Not live: the connection is made again').waitFor();
    await lost.setViewportSize({ width: 320, height: 640 });
    expect(await lost.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await faultsOf(lost)).toEqual([]);
  });
});
