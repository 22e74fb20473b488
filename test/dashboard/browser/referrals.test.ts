import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { faultsOf } from './axe.ts';
import { demonstration, patience } from './browser.ts';
import { tabTo } from './keyboard.ts';
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
  await on.goto(`${site.origin}/dashboard/beds`);
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

  it('is refused beside its button, with all that was chosen kept, and nobody is offered twice', async () => {
    const next = await say(page);
    expect(next).not.toBe(name);
    await page.getByRole('button', { name: /^Ask / }).first().click();
    const answerBy = page.getByLabel('Homes answer by');
    await answerBy.fill('2020-01-01T10:00');
    await page.getByRole('button', { name: 'Send the referral' }).click();
    await page.getByRole('alert').getByText('Answer by: This lies outside what is allowed here.').waitFor();
    expect(await page.getByRole('button', { name: /^Do not ask / }).count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('has one effect though its answer was lost and it is sent again', async () => {
    const next = await say(page);
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('mutation Refer')) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: /^Ask / }).first().click();
    await page.getByRole('button', { name: 'Send the referral' }).click();
    await page.getByRole('alert').getByText('The hub does not answer.').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Send the referral' }).click();
    await page.getByText(`${next}: 1 home was asked`).waitFor();
    await page.getByRole('link', { name: 'See their answers' }).click();
    await page.getByRole('article', { name: next, exact: true }).waitFor();
    expect(await page.getByRole('article', { name: next, exact: true }).count()).toBe(1);
  });

  it('is made by keyboard alone', async () => {
    await page.getByRole('link', { name: 'Free beds' }).first().focus();
    await page.keyboard.press('Enter');
    await tabTo(page, 'Refer somebody who is to leave hospital');
    await page.keyboard.press('Enter');
    await page.getByLabel('Who', { exact: true }).locator('option').nth(1).waitFor({ state: 'attached' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: /^Ask / }).first().waitFor();
    await tabTo(page, 'Ask ');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Send the referral');
    await page.keyboard.press('Enter');
    await page.getByText(/: 1 home was asked, without being told for whom\./).waitFor();
  });

  it('stands with its answers among those that are open, and one that was offered a bed is settled', async () => {
    await page.getByRole('link', { name: 'Referrals' }).first().click();
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
    expect(complaints.filter((one) => !one.includes('ERR_FAILED'))).toEqual([]);
  });

  it('fits a phone, says that the list loads, and what went wrong, and is asked for again', async () => {
    const { page: other } = await coordinator();
    const held: Route[] = [];
    let broken = false;
    await other.route('**/graphql', (route) => void (broken ? route.abort() : held.push(route)));
    await other.getByRole('link', { name: 'Referrals' }).first().click();
    await other.getByText(/^Loading referrals/).waitFor();
    broken = true;
    for (const route of held) await route.abort();
    await other.getByRole('alert').getByText('The hub does not answer.').waitFor();
    expect(await faultsOf(other)).toEqual([]);
    await other.unroute('**/graphql');
    await other.getByRole('button', { name: 'Try again' }).click();
    await other.getByRole('article').first().waitFor();
    await other.setViewportSize({ width: 320, height: 640 });
    expect(await other.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await faultsOf(other)).toEqual([]);
    await other.context().close();
  });

  it('of a council is found by the number of who is to leave', async () => {
    const { page: broker } = await site.open('/dashboard', { viewport: { width: 1280, height: 900 } });
    await broker.getByRole('button', { name: 'Broker' }).first().click();
    await broker.getByRole('link', { name: 'Free beds' }).first().click();
    await broker.getByText('Refer somebody who is to leave hospital').click();
    await broker.getByLabel('NHS number').fill('999 999 9018');
    await broker.getByRole('button', { name: 'Find' }).click();
    await broker.getByText('Nobody whom you see has this number.').waitFor();
    expect(broker.url()).not.toContain('999');
    expect(await faultsOf(broker)).toEqual([]);
    await broker.getByRole('link', { name: 'Referrals' }).first().click();
    await broker.getByText(/\d+ referrals? (is|are) open\./).waitFor();
    expect(await faultsOf(broker)).toEqual([]);
    await broker.context().close();
  });
});
