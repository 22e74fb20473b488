import { existsSync } from 'node:fs';
import { afterAll } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { command, endCommands } from '../../support/command.ts';
import { preparedFolder } from './prepared.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Milliseconds that a demonstration may take to begin, on a machine that does much else. */
export const patience = 300_000;
// One that did not begin in time would keep the tests from ever ending.
afterAll(endCommands);

/** A page, and what went wrong on it. */
export interface Watched {
  page: Page;
  /** What the console complained of, and requests that left the hub. */
  complaints: string[];
}

interface Wanted {
  documents?: 'trusted' | 'any';
  /** People sign in there, and nobody chooses who to be. */
  issuers?: string;
  /** Origins that pages may ask besides the hub's. */
  elsewhere?: readonly string[];
}

/**
 * A demonstration as `npm start` goes on with it, in a folder of its own, and a browser to look at it. It answers nothing but
 * what the dashboard asks, unless the test itself, or what it looks at, asks something else.
 */
export async function demonstration({ documents = 'trusted', issuers, elsewhere = [] }: Wanted = {}) {
  const place = await preparedFolder();
  const settings = { CAREGRAPH_DOCUMENTS: documents, CAREGRAPH_ISSUERS: issuers };
  const hub = command('start', { CAREGRAPH_DATA: place.folder, PORT: '0', ...settings });
  const told = await hub.printed(/The hub answers at \S+\/graphql\./);
  const origin = /The hub answers at (\S+)\/graphql\./.exec(told)?.[1] ?? '';
  const browser = await launch();
  return {
    origin,
    folder: place.folder,
    open: (path: string, options: BrowserContextOptions = {}) => open(browser, [origin, ...elsewhere], path, options),
    async end() {
      await browser.close();
      hub.child.kill('SIGINT');
      await hub.ended;
      endCommands();
      await place.remove();
    },
  };
}

function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? places.find((path) => existsSync(path));
  if (!executablePath) throw new Error('Install chromium, or name it in CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: quiet });
}

async function open(
  browser: Browser,
  [origin = '', ...elsewhere]: readonly string[],
  path: string,
  options: BrowserContextOptions,
): Promise<Watched> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('request', (request) => {
    const url = request.url();
    const known = [origin, ...elsewhere].some((one) => url.startsWith(`${one}/`));
    if (!known && !url.startsWith('data:') && !url.startsWith('blob:')) complaints.push(url);
  });
  await page.goto(`${origin}${path}`);
  return { page, complaints };
}
