import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { applyAgreement } from '../../src/agreement/apply.ts';
import { withClient } from '../../src/database/client.ts';
import { contractOf } from '../../src/server/contract/contract.ts';
import { textOfHash } from '../../src/server/trusted/stored.ts';
import { command } from '../support/command.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';
import { agreementFile } from '../support/hub.ts';

const ROLE = 'query Role {\n  viewer { role }\n}\n';
const PEOPLE = 'query People { residents(first: 10) { nodes { familyName } } }';
const BEDS = 'subscription Beds { capacityChanged { cursor } }';
const sha256 = (text: string) => hash('sha256', text);

let database: TestDatabase;
let place: Awaited<ReturnType<typeof freshFolder>>;
beforeAll(async () => {
  database = await databaseOfOwn('empty');
  place = await freshFolder();
  const { agreement, tables } = await contractOf(agreementFile);
  await withClient(database.ownerUrl, (owner) => applyAgreement(owner, agreement, tables));
});
afterAll(async () => {
  await database?.drop();
  await place?.remove();
});

const documents = (words: string) =>
  command(`documents ${words}`, {
    ...{ DATABASE_URL: database.adminUrl, CAREGRAPH_MASTER_KEY: database.key.toString('hex') },
    ...{ CAREGRAPH_DATA: place.folder, NO_COLOR: '1' },
  }).ended;

/** A file with this text in the test's folder. */
async function file(name: string, text: string): Promise<string> {
  const path = join(place.folder, name);
  await writeFile(path, text);
  return path;
}
const standing = async (text: string) => (await textOfHash(database.owner, sha256(text))) === text;

it('registers files and manifests, and says whose schema has all of each', async () => {
  expect((await documents('list')).output).toBe('No document is registered.\n');
  const role = await file('role.graphql', ROLE);
  const manifest = await file('people.json', JSON.stringify({ [sha256(PEOPLE)]: PEOPLE }));
  const apollo = await file(
    'apollo.json',
    JSON.stringify({ format: 'apollo-persisted-query-manifest', operations: [{ id: sha256(BEDS), body: BEDS }] }),
  );
  const { code, output } = await documents(`register ${role} ${manifest} ${apollo} --by Ada`);
  expect(output.split('\n')).toEqual([
    `${sha256(ROLE)}  Role: home, practice, trust, council, icb, dashboard`,
    expect.stringMatching(`^${sha256(PEOPLE)} {2}People: .*practice.*$`),
    expect.stringMatching(`^${sha256(BEDS)} {2}Beds: .*trust.*$`),
    '',
  ]);
  expect(output).not.toMatch(/People: .*dashboard/);
  expect(code).toBe(0);
  expect(await Promise.all([ROLE, PEOPLE, BEDS].map(standing))).toEqual([true, true, true]);
  expect((await documents(`register ${role}`)).output).toMatch(/, registered before\n$/);
  expect((await documents('list')).output).toMatch(
    /^[0-9a-f]{64} {2}Beds: registered 20.*Z by Ada\n.* {2}People: .*\n.* {2}Role: .*\n$/,
  );
});

it('registers all or nothing, and says what is wrong and where', async () => {
  const good = await file('good.graphql', 'query Good { viewer { agency } }');
  const wrong: [name: string, text: string, told: RegExp][] = [
    ['none.graphql', '{ viewer {\n', /none\.graphql:2: Syntax Error/],
    ['foreign.graphql', '{ viewer {\n favouriteColour } }', /foreign\.graphql:2: Cannot query field "favouriteColour"/],
    ['parts.graphql', 'fragment Of on Viewer { role }', /parts\.graphql/],
    ['list.json', '["{ viewer { role } }"]', /list\.json: 0 is not the SHA-256 of its text/],
    ['other.json', JSON.stringify({ [sha256(ROLE)]: PEOPLE }), /other\.json: .* is not the SHA-256 of its text/],
    ['empty.json', '{ "a": 7 }', /empty\.json is no manifest: a has no text/],
    ['broken.json', '{', /broken\.json is no JSON object/],
  ];
  for (const [name, text, told] of wrong) {
    const { code, output } = await documents(`register ${good} ${await file(name, text)}`);
    expect([name, code, output]).toEqual([name, 1, expect.stringMatching(told)]);
    expect(output).not.toMatch(/\n\s+at /);
  }
  const absent = await documents(`register ${good} ${join(place.folder, 'absent.graphql')}`);
  expect(absent).toEqual({ code: 1, output: expect.stringMatching(/absent\.graphql/) });
  expect(await standing('query Good { viewer { agency } }')).toBe(false);
});

it('withdraws one by the beginning of its hash, and says so when that is none or many', async () => {
  const texts = Array.from({ length: 17 }, (_, n) => `query Same${n} { viewer { agency } }`);
  const manifest = await file(
    'same.json',
    JSON.stringify(Object.fromEntries(texts.map((text) => [sha256(text), text]))),
  );
  expect((await documents(`register ${manifest}`)).code).toBe(0);
  // Of seventeen hashes two begin alike.
  const first = texts.map((text) => sha256(text)[0] ?? '').find((digit, n, all) => all.indexOf(digit) !== n) ?? '';
  expect(await documents(`withdraw ${first}`)).toEqual({
    code: 1,
    output: expect.stringMatching(new RegExp(`${first} may be any of these:\n${first}[0-9a-f]{63}\n${first}`)),
  });
  const [meant = ''] = texts;
  expect(await documents(`withdraw ${sha256(meant)}`)).toEqual({ code: 0, output: `${sha256(meant)} is withdrawn.\n` });
  expect(await standing(meant)).toBe(false);
  expect((await documents('list')).output).toMatch(/Same0: registered .*, withdrawn 20.*Z\n/);
  expect(await documents(`withdraw ${sha256(meant)}`)).toEqual({
    code: 1,
    output: expect.stringContaining(`No document that is registered begins with ${sha256(meant)}.\n`),
  });
});

it('is a setting that starts no hub if it is written wrongly', async () => {
  const data = join(place.folder, 'other');
  const { code, output } = await command('start', {
    ...{ CAREGRAPH_DATA: data, CAREGRAPH_DOCUMENTS: 'only', PORT: '0' },
  }).ended;
  expect(output).toMatch(/^\n?CAREGRAPH_DOCUMENTS must be "trusted" .* and is "only"\.\n$/);
  expect(code).toBe(1);
  expect(existsSync(data)).toBe(false);
});
