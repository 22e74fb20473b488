import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Request } from 'playwright-core';
import { faultsOf } from './axe.ts';
import { demonstration, patience, type Watched } from './browser.ts';
import { picture } from './picture.ts';

let site: Awaited<ReturnType<typeof demonstration>>;
let page: Page;
let complaints: string[];
const sent: ReturnType<typeof inputOf>[] = [];
beforeAll(async () => {
  site = await demonstration({ documents: 'any' });
  ({ page, complaints } = await signedIn({ width: 390, height: 844 }));
  page.on('request', (request) => {
    const input = inputOf(request);
    if (input) sent.push(input);
  });
}, patience);
afterAll(() => site?.end());

/** On the phone of a care worker, at the form. */
async function signedIn(viewport: { width: number; height: number }): Promise<Watched> {
  const watched = await site.open('/dashboard', { viewport, hasTouch: true });
  await watched.page.getByRole('button', { name: 'Care worker' }).first().tap();
  await watched.page.getByRole('link', { name: 'Tell free beds' }).first().tap();
  await watched.page.getByRole('button', { name: /^Tell \d+ free$/ }).waitFor();
  return watched;
}

function inputOf(request: Request) {
  if (!request.url().endsWith('/graphql') || request.method() !== 'POST') return undefined;
  return request.postDataJSON()?.variables?.input as
    | { idempotencyKey: string; asOf: string; confirm?: boolean; careTypes: Record<string, unknown>[] }
    | undefined;
}

const free = () => page.getByLabel('Free: Nursing', { exact: true });
const tell = () => page.getByRole('button', { name: /^Tell \d+ free$/ });
const fewer = () => page.getByRole('button', { name: 'one bed fewer is free: Nursing', exact: false }).first();
const more = () => page.getByRole('button', { name: 'one bed more is free: Nursing', exact: false }).first();
const width = (of: Page) => of.evaluate('document.documentElement.scrollWidth');

/** What the hub has on record of nursing beds: how often they were told, and how many are free. */
async function onRecord(): Promise<{ told: number; available: number }> {
  return page.evaluate(`(async () => {
    const all = await (await fetch('/demonstration/sign-ins')).json();
    const { token, code } = all.find(({ agency, role }) => agency === 'home' && role === 'care-worker');
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'query($home: String!) { careHome(cqcLocationId: $home) { capacity(careType: NURSING) { available } capacityHistory(careType: NURSING) { totalCount } } }',
        variables: { home: code },
      }),
    });
    const { data: { careHome } } = await answer.json();
    return { told: careHome.capacityHistory.totalCount, available: careHome.capacity.available };
  })()`);
}

describe('the form for free beds', () => {
  it('opens with what was told last, and one tap tells that it is still so', async () => {
    const before = await onRecord();
    expect(Number(await free().inputValue())).toBe(before.available);
    expect(await faultsOf(page)).toEqual([]);
    await tell().tap();
    await page.getByRole('alert', { name: 'Told', exact: true }).waitFor();
    expect(await onRecord()).toEqual({ told: before.told + 1, available: before.available });
  });

  it('tells one bed fewer by two taps: it is in use then', async () => {
    const before = await onRecord();
    const { length } = sent;
    await fewer().tap();
    expect(await page.getByRole('alert').count()).toBe(0);
    await tell().tap();
    await page.getByRole('alert', { name: 'Told', exact: true }).waitFor();
    await expect(page.getByRole('alert').innerText()).resolves.toMatch(
      new RegExp(`${before.available - 1} free nursing\\b.*As of \\w+ \\d+ \\w+, \\d\\d:\\d\\d`, 's'),
    );
    expect(await onRecord()).toEqual({ told: before.told + 1, available: before.available - 1 });
    expect(sent.length).toBe(length + 1);
    expect(sent.at(-1)?.idempotencyKey).not.toBe(sent.at(-2)?.idempotencyKey);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'capacity');
  });

  it('fits on the narrowest phone, and its buttons are large enough for a thumb', async () => {
    const { page: narrow } = await signedIn({ width: 320, height: 640 });
    expect(await width(narrow)).toBeLessThanOrEqual(320);
    expect(await width(page)).toBeLessThanOrEqual(390);
    for (const button of await narrow.locator('.cg-stepper button').all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    await narrow.context().close();
  });

  it('is filled in by keyboard alone, and says beside the field what is wrong', async () => {
    const was = await free().inputValue();
    await free().focus();
    await page.keyboard.type('900');
    await page.keyboard.press('Enter');
    await page.getByText(/come to \d+ more than the beds in all/).waitFor();
    expect(await free().getAttribute('aria-invalid')).toBe('true');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(was);
    await page.keyboard.press('Enter');
    await page.getByRole('alert', { name: 'Told', exact: true }).waitFor();
  });

  it('asks whether it is so where fewer beds are in use than residents live there, and tells it if it is', async () => {
    const { length } = sent;
    const rest = page.locator('details').nth(0);
    await page.locator('summary').filter({ hasText: 'in use' }).first().tap();
    const used = rest.getByLabel(/^In use/);
    const was = await used.inputValue();
    await used.fill('0');
    await tell().tap();
    await page.getByRole('heading', { name: 'Is it so?' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'It is so: tell it' }).tap();
    await page.getByRole('alert', { name: 'Told', exact: true }).waitFor();
    const [asked, again] = sent.slice(length);
    expect(again).toEqual({ ...asked, idempotencyKey: again?.idempotencyKey, confirm: true });
    expect(again?.idempotencyKey).not.toBe(asked?.idempotencyKey);
    await used.fill(was);
    await tell().tap();
    await page.getByRole('alert', { name: 'Told', exact: true }).waitFor();
  });

  it('keeps what was told without a connection, says so, and sends the very same when it is back', async () => {
    const before = await onRecord();
    const { length } = sent;
    await page.context().setOffline(true);
    await more().tap();
    await tell().tap();
    await page.getByRole('alert').filter({ hasText: 'Not told for certain' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'capacity-kept');
    await page.context().setOffline(false);
    await page.getByRole('alert', { name: 'Told', exact: true }).waitFor();
    expect(await onRecord()).toEqual({ told: before.told + 1, available: before.available + 1 });
    expect(sent.slice(length).every((one) => JSON.stringify(one) === JSON.stringify(sent[length]))).toBe(true);
  });

  it('loses nothing where the answer is lost and the page is closed: what is on record is not recorded twice', async () => {
    const before = await onRecord();
    const { length } = sent;
    await page.route('**/graphql', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await fewer().tap();
    await tell().tap();
    await page.getByRole('alert').filter({ hasText: 'Not told for certain' }).waitFor();
    await page.unrouteAll();
    await page.reload();
    await page.getByRole('alert').filter({ hasText: 'Not told for certain' }).waitFor();
    expect(await free().inputValue()).toBe(String(before.available - 1));
    await page.getByRole('button', { name: 'Send them again' }).tap();
    await page.getByRole('alert', { name: 'Told', exact: true }).waitFor();
    expect(sent[length + 1]).toEqual(sent[length]);
    expect(await onRecord()).toEqual({ told: before.told + 1, available: before.available - 1 });
    expect(complaints.filter((one) => !/ERR_(FAILED|INTERNET_DISCONNECTED)/.test(one))).toEqual([]);
  });

  it('tells that there are no beds any more of a kind of care that the home gave up', async () => {
    // Nobody of a home changes which care it gives: so the page is told of one kind fewer, and all else is the hub's.
    await page.route('**/graphql', async (route) => {
      const answer = await route.fetch();
      const json = await answer.json();
      const home = json.data?.careHome;
      if (home) home.careTypes = home.careTypes.filter((careType: string) => careType !== 'NURSING');
      return route.fulfill({ response: answer, json });
    });
    await page.reload();
    const group = page.getByRole('group', { name: 'Nursing', exact: true });
    await group.getByText(/^Your home does not give this care any more. Its \d+ beds, told/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    const { length } = sent;
    await group.getByLabel(/^We have no such beds any more/).focus();
    await page.keyboard.press('Space');
    await tell().tap();
    await page.getByRole('button', { name: 'It is so: tell it' }).tap();
    await page.getByRole('alert', { name: 'Told', exact: true }).filter({ hasText: 'no beds for nursing' }).waitFor();
    const none = { careType: 'NURSING', available: 0, occupied: 0, reserved: 0, maximum: 0 };
    expect(sent.at(-1)?.careTypes).toContainEqual(none);
    expect(sent.length).toBe(length + 2);
    await page.unrouteAll();
  });

  it('says that it loads, what went wrong, and that a home without a kind of care has none to tell', async () => {
    let late: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      late = resolve;
    });
    await page.route('**/graphql', async (route) => {
      await waiting;
      return route.abort();
    });
    await page.reload();
    await page.getByText('Loading what you told last').waitFor();
    late();
    await page.getByRole('alert').filter({ hasText: 'The hub does not answer.' }).waitFor();
    await page.unrouteAll();
    await page.route('**/graphql', (route) => route.fulfill({ json: { data: { careHome: null } } }));
    await page.getByRole('button', { name: 'Try again' }).tap();
    await page.getByText('Your home is not in the directory').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.unrouteAll();
  });
});
