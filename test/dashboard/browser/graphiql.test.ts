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

/** Signed in as the manager of a home, as the page chooses from its address. */
async function asManager() {
  const { page, complaints } = await site.open('/graphiql', wide);
  const manager = page.getByLabel('Who asks').locator('option', { hasText: 'manager' }).first();
  const value = await manager.getAttribute('value');
  await Promise.all([page.waitForEvent('load'), page.getByLabel('Who asks').selectOption(value)]);
  await page.locator('.graphiql-doc-explorer-content', { hasText: 'Query' }).waitFor();
  return { page, complaints };
}

/** Asks what is written into the editor, as a person does, and reads the answer once it has come. */
async function ask(page: Page, query: string, variables: object, told: RegExp): Promise<string> {
  await write(page, '.graphiql-query-editor .CodeMirror', query);
  await page.locator('.graphiql-editor-tools button', { hasText: 'Variables' }).click();
  await write(page, '.graphiql-editor-tool .CodeMirror >> visible=true', JSON.stringify(variables));
  await page.locator('.graphiql-execute-button').click();
  const said = answer(page).filter({ hasText: told });
  await said.waitFor({ timeout: 20_000 });
  // Lines and their numbers stand beside each other; what is folded away is not there.
  return (await said.innerText()).replaceAll(/\s/g, '');
}

async function write(page: Page, editor: string, text: string): Promise<void> {
  await page.locator(editor).first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

it('pages through a list, changes something, and hears of the change', async () => {
  const [{ page, complaints }, other] = await Promise.all([asManager(), asManager()]);
  const residents =
    'query Some($after: String) { residents(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } }';
  const first = await ask(page, residents, {}, /endCursor/);
  const [, id] = /"id":"([\w-]+)"/.exec(first) ?? [];
  const [, after] = /"endCursor":"([\w-]+)"/.exec(first) ?? [];
  const second = await ask(page, residents, { after }, /endCursor/);
  expect(second).toMatch(/"id":"/);
  expect(second).not.toContain(`"id":"${id}"`);

  const hear = 'subscription Hear { incidentRecorded { node { kind location } } }';
  const heard = ask(other.page, hear, {}, /incidentRecorded/);
  await other.page.locator('.graphiql-execute-button[aria-label*="Stop"]').waitFor();
  const record = `mutation Record($input: RecordIncidentInput!) {
    recordIncident(input: $input) { record { id version } problems { code } } }`;
  const input = {
    resident: id,
    kind: 'FALL',
    harm: 'NONE',
    occurredAt: new Date(Date.now() - 60_000).toISOString(),
  };
  const done = await ask(
    page,
    record,
    { input: { ...input, idempotencyKey: 'of-graphiql-1', narrative: 'x' } },
    /recordIncident/,
  );
  expect(done).toContain('"problems":[]');
  expect(await heard).toContain('"kind":"FALL"');
  expect([...complaints, ...other.complaints]).toEqual([]);
});
