import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { demonstration, patience } from './browser.ts';

let site: Awaited<ReturnType<typeof demonstration>>;
beforeAll(async () => {
  site = await demonstration({ documents: 'any' });
}, patience);
afterAll(() => site?.end());

const wide = { viewport: { width: 1440, height: 900 } };
const answer = (page: Page) => page.locator('.graphiql-response');

async function run(page: Page): Promise<void> {
  await page.locator('.graphiql-doc-explorer-content', { hasText: 'Query' }).waitFor();
  await page.locator('.graphiql-execute-button').click();
  await answer(page).locator('text=data').first().waitFor();
}

it('loads the schema of an agency and answers its ready question, with the purpose in the headers', async () => {
  const { page, complaints } = await site.open('/graphiql', wide);
  await run(page);
  expect(await answer(page).innerText()).toContain('"alignedHomes"');
  expect(await page.locator('.graphiql-editor-tool').innerText()).toContain('"purpose-of-use": "DIRECT_CARE"');
  expect(complaints).toEqual([]);
});

it('shows the dashboard no type that tells of a resident', async () => {
  const { page, complaints } = await site.open('/graphiql', wide);
  const who = page.getByLabel('Who asks');
  const schema = page.locator('.graphiql-doc-explorer-content');
  await schema.getByText('Resident', { exact: true }).waitFor();
  const service = await who.locator('option', { hasText: 'Service' }).getAttribute('value');
  await Promise.all([page.waitForEvent('load'), who.selectOption(service)]);
  await run(page);
  expect(await answer(page).innerText()).toContain('"measure"');
  expect(await schema.getByText('Resident', { exact: true }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('keeps nothing in the browser', async () => {
  const { page } = await site.open('/graphiql', wide);
  await run(page);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, '']);
});
