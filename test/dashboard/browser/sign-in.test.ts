import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { DemonstrationAccount } from '../../../src/access/demonstration-accounts.ts';
import { faultsOf } from './axe.ts';
import { demonstration, patience, type Watched } from './browser.ts';
import { picture } from './picture.ts';
import { identityProvider, type Person } from './provider.ts';

let provider: Awaited<ReturnType<typeof identityProvider>>;
let site: Awaited<ReturnType<typeof demonstration>>;
const people: Record<string, Person> = {
  'Ann Manager': { organisation: '', role: 'manager' },
  'Bea Manager': { organisation: '', role: 'manager' },
  'Cy Gardener': { organisation: '', role: 'gardener' },
  'Di Elsewhere': { organisation: 'E99999999', role: 'manager' },
};

beforeAll(async () => {
  provider = await identityProvider(people);
  site = await demonstration({ issuers: provider.setting, elsewhere: [provider.issuer] });
  const accounts = JSON.parse(
    await readFile(join(site.folder, 'demonstration.json'), 'utf8'),
  ) as DemonstrationAccount[];
  const { code = '' } = accounts.find(({ agency }) => agency === 'home') ?? {};
  for (const name of ['Ann Manager', 'Bea Manager', 'Cy Gardener'])
    Object.assign(people[name] ?? {}, { organisation: code });
  provider.serve(site.origin);
}, patience);
afterEach(() => {
  Object.assign(provider.gives, { holdsFor: 3_600, renewal: false });
});
afterAll(async () => {
  await site?.end();
  await provider?.end();
});

/** Milliseconds by which clocks may differ: so much longer a token is taken. */
const hubTolerates = 5_000;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const atProvider = 'Sign in at localhost';
const signOut = 'Sign out';

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
}
async function signedIn(name: string, path = '/dashboard'): Promise<Watched> {
  const watched = await site.open(path, { viewport: { width: 1280, height: 900 } });
  await button(watched.page, atProvider).click();
  await choose(watched.page, name);
  await button(watched.page, signOut).waitFor();
  return watched;
}
/** Nothing of what the provider answered stays where a colleague or a history would find it. */
const tells = ({ url }: { url: string }) => /[?&](code|state|error|iss)=/.test(url);

describe('signing in at an identity provider', () => {
  it('leads back to the page that was wanted, as the person and role that the provider names', async () => {
    const { page, complaints } = await site.open('/dashboard/capacity');
    await button(page, atProvider).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'sign-in-provider');
    await button(page, atProvider).click();
    await choose(page, 'Ann Manager');
    await button(page, /^Tell \d+ free$/).waitFor();
    expect(new URL(page.url()).pathname).toBe('/dashboard/capacity');
    expect(await page.locator('.cg-whoami').innerText()).toMatch(/^Manager, /);
    const kept = '[JSON.stringify({ ...sessionStorage }), JSON.stringify({ ...localStorage }), document.cookie].join()';
    expect(await page.evaluate<string>(kept)).not.toMatch(/eyJ|verifier|nonce/);
    // Of a role with several purposes the hub asks which it is, once.
    expect(complaints.filter((one) => !one.includes('400 (Bad Request)'))).toEqual([]);
  });

  it.each([
    ['Cy Gardener', 'ROLE', /role/i],
    ['Di Elsewhere', 'ORGANISATION', /organisation/i],
  ])('of %s says why the hub refuses them, and lets somebody else sign in', async (name, _what, why) => {
    const { page } = await site.open('/dashboard');
    await button(page, atProvider).click();
    await choose(page, name);
    const told = page.getByRole('alert');
    await told.waitFor();
    expect(await told.innerText()).toMatch(why);
    expect(await told.innerText()).not.toContain('did not work');
    expect(tells({ url: page.url() })).toBe(false);
    expect(await faultsOf(page)).toEqual([]);
    // Not the same person again at once, though the provider knows them.
    await button(page, atProvider).click();
    await choose(page, 'Ann Manager');
    await button(page, signOut).waitFor();
  });

  it('that was turned back from says so, and leaves nothing in the address', async () => {
    const { page } = await site.open('/dashboard');
    await button(page, atProvider).click();
    await choose(page, 'Turn back');
    const told = page.getByRole('alert');
    await told.waitFor();
    expect(await told.innerText()).toContain('did not let you in, or you turned back');
    expect(tells({ url: page.url() })).toBe(false);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'sign-in-refused');
  });

  it('takes no answer that this page did not ask for', async () => {
    const { page } = await site.open('/dashboard/signed-in?code=stolen&state=guessed');
    await button(page, atProvider).waitFor();
    expect(tells({ url: page.url() })).toBe(false);
    expect(await button(page, signOut).count()).toBe(0);
  });

  it('that cannot be asked how says that the hub does not answer, and not that nobody may sign in', async () => {
    const { page } = await site.open('/health/live');
    await page.route('**/dashboard/sign-in.json', (route) => route.fulfill({ status: 503, body: 'null' }));
    await page.goto(`${site.origin}/dashboard`);
    await page.getByText('The hub does not answer.').waitFor();
    await page.unroute('**/dashboard/sign-in.json');
    await button(page, 'Try again').click();
    await button(page, atProvider).waitFor();
  });
});

describe('a token that runs out', () => {
  const free = (page: Page) => page.getByLabel('Free: Nursing', { exact: true });
  const tell = (page: Page) => button(page, /^Tell \d+ free$/);

  /** At the form for free beds, with a number typed, after the token has run out. */
  async function typed(): Promise<{ page: Page; number: string }> {
    provider.gives.holdsFor = 2;
    const { page } = await signedIn('Ann Manager', '/dashboard/capacity');
    const number = String(Number(await free(page).inputValue()) - 1);
    await button(page, 'one bed fewer is free: Nursing').first().click();
    await page.waitForTimeout(hubTolerates + 3_000);
    provider.gives.holdsFor = 3_600;
    await tell(page).click();
    await button(page, 'Sign in again').waitFor();
    return { page, number };
  }
  async function again(page: Page): Promise<Page> {
    const opened = page.waitForEvent('popup');
    await button(page, 'Sign in again').click();
    return opened;
  }

  it('loses nothing that was typed: the same person signs in again in a window and sends it', async () => {
    const { page, number } = await typed();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'sign-in-again');
    // The provider knows them still, and asks nothing.
    const window = await again(page);
    await page.getByText('You are signed in again.').waitFor();
    if (!window.isClosed()) await window.waitForEvent('close');
    expect(window.isClosed()).toBe(true);
    expect(await free(page).inputValue()).toBe(number);
    await tell(page).click();
    await page.getByRole('alert', { name: 'Told', exact: true }).waitFor();
  });

  it('lets nobody else go on with the page', async () => {
    const { page, number } = await typed();
    await page.context().clearCookies();
    const window = await again(page);
    await choose(window, 'Bea Manager');
    await page.getByText('Somebody else signed in').waitFor();
    expect(await free(page).inputValue()).toBe(number);
    await page.context().clearCookies();
    await choose(await again(page), 'Ann Manager');
    await page.getByText('You are signed in again.').waitFor();
  });

  it('is told so where the browser opens no window', async () => {
    const { page } = await typed();
    await page.evaluate('window.open = () => null');
    await button(page, 'Sign in again').click();
    await page.getByText('Your browser opened no window').waitFor();
  });

  it('is renewed before that, where the provider gives what renews it', async () => {
    Object.assign(provider.gives, { holdsFor: 2, renewal: true });
    const { page } = await signedIn('Ann Manager', '/dashboard/capacity');
    provider.gives.holdsFor = 3_600;
    await page.waitForTimeout(hubTolerates + 3_000);
    await tell(page).click();
    await page.getByRole('alert', { name: 'Told', exact: true }).waitFor();
  });
});

describe('signing out', () => {
  it('ends the session at the provider too, and nothing is found by going back', async () => {
    const { page } = await signedIn('Ann Manager', '/dashboard/capacity');
    await button(page, signOut).click();
    await button(page, 'Sign out here too').click();
    await button(page, atProvider).waitFor();
    expect(new URL(page.url()).pathname).toBe('/dashboard');
    await page.goBack();
    await page.goBack();
    await page.waitForTimeout(500);
    expect(await page.locator('body').innerText()).not.toMatch(/Manager,|Tell \d+ free/);
    await page.goto(`${site.origin}/dashboard`);
    await button(page, atProvider).click();
    await page.getByRole('link', { name: 'Bea Manager' }).waitFor();
  });
});
