import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf } from './axe.ts';
import { demonstration, patience } from './browser.ts';

let site: Awaited<ReturnType<typeof demonstration>>;
/** A home, and the page on which it tells its free beds. */
let home: string;
let telling: Page;
beforeAll(async () => {
  site = await demonstration();
  telling = await signedIn('Manager', 'Tell free beds');
  home = /, (.*?)\s*Sign out/.exec((await telling.getByRole('banner').textContent()) ?? '')?.[1] ?? '';
}, patience);
afterAll(() => site?.end());

async function signedIn(role: string, title: string): Promise<Page> {
  const { page } = await site.open('/dashboard', { viewport: { width: 1280, height: 900 } });
  await page.getByRole('button', { name: role }).first().click();
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

const live = (page: Page) => page.getByText('Live: changes are shown');
const lost = (page: Page) => page.getByText('Not live: the connection is made again');

/** The home tells one free bed more, and how many those are now. */
async function oneMore(): Promise<string> {
  await telling.getByRole('button', { name: 'one bed more is free: Nursing' }).first().click();
  await telling.getByRole('button', { name: /^Tell \d+ free$/ }).click();
  const sure = telling.getByRole('button', { name: 'It is so: tell it' });
  await sure.or(telling.getByRole('alert', { name: 'Told', exact: true })).waitFor();
  if (await sure.isVisible()) await sure.click();
  const told = await telling.getByRole('alert', { name: 'Told', exact: true }).innerText();
  return /(\d+) free nursing/.exec(told)?.[1] ?? '';
}
const freeOnBoard = (page: Page, free: string) =>
  page
    .getByRole('row')
    .filter({ hasText: home })
    .filter({ has: page.getByRole('cell', { name: free, exact: true }) });

describe('the board of free beds', () => {
  it('shows what a home tells without being loaded anew', async () => {
    const board = await signedIn('Discharge coordinator', 'Free beds');
    await live(board).waitFor();
    await freeOnBoard(board, await oneMore()).waitFor();
    await board.context().close();
  });

  it('says that it is not live, though the network went away without a word, and catches up when it is back', async () => {
    const board = await signedIn('Discharge coordinator', 'Free beds');
    let silent = false;
    await board.routeWebSocket(/graphql/, (socket) => {
      const hub = socket.connectToServer();
      const cut = silent;
      socket.onMessage((message) => !cut && !silent && hub.send(message));
      hub.onMessage((message) => !cut && !silent && socket.send(message));
    });
    await board.reload();
    await live(board).waitFor();
    await freeOnBoard(board, await oneMore()).waitFor();
    silent = true;
    const told = await oneMore();
    await lost(board).waitFor();
    expect(await freeOnBoard(board, told).count()).toBe(0);
    expect(await faultsOf(board)).toEqual([]);
    silent = false;
    await live(board).waitFor();
    await freeOnBoard(board, told).waitFor();
    await board.context().close();
  });

  it('connects again after the hub closed, whatever the reason, and not to a hub that lets nobody in', async () => {
    const board = await signedIn('Discharge coordinator', 'Free beds');
    const codes = [1001, 4429, 4500];
    await board.routeWebSocket(/graphql/, (socket) => {
      const code = codes.shift();
      if (code) void socket.close({ code });
      else socket.connectToServer();
    });
    await board.reload();
    await lost(board).waitFor();
    await live(board).waitFor();
    expect(codes).toEqual([]);
    await board.context().close();

    const refused = await signedIn('Discharge coordinator', 'Free beds');
    let attempts = 0;
    await refused.routeWebSocket(/graphql/, (socket) => {
      attempts += 1;
      void socket.close({ code: 4403, reason: 'TOKEN_EXPIRED' });
    });
    await refused.reload();
    await refused.getByText('Not live: the hub lets you in no more.').waitFor();
    await refused.waitForTimeout(3_000);
    expect(attempts).toBe(1);
    expect(await faultsOf(refused)).toEqual([]);
    await refused.context().close();
  });
});
