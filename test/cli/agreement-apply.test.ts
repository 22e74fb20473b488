import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { changed, changeOfTheGuide } from '../server/support/changing.ts';
import { command } from '../support/command.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { agreementFile, type HubUnderTest, startHub } from '../support/hub.ts';

let database: TestDatabase;
let hubs: HubUnderTest[];
let folder: string;
let file: string;

beforeAll(async () => {
  database = await databaseOfOwn();
  hubs = [await startHub({ database }), await startHub({ database })];
  folder = await mkdtemp(join(tmpdir(), 'apply-'));
  file = join(folder, 'agreement.yml');
  await writeFile(file, (await changed(...(await changeOfTheGuide()))).agreement.text);
});
afterAll(async () => {
  for (const hub of hubs ?? []) await hub.close();
  await database?.drop();
  await rm(folder, { recursive: true });
});

const apply = (words: string) => agreement(`apply ${words}`);
const agreement = (words: string) =>
  command(`agreement ${words}`, {
    DATABASE_URL: database.adminUrl,
    CAREGRAPH_MASTER_KEY: database.key.toString('hex'),
    CAREGRAPH_DATA: folder,
  }).ended;
const history = async () =>
  (await database.owner.query('select applied_by as by, way from hub.agreement_application order by number')).rows;
/** What the hubs tell a trust of placements. */
const seen = async () => {
  const { rows } = await database.owner.query(`select code from organisation where agency = 'trust' order by code`);
  return Promise.all(
    hubs.map(async (hub) => {
      const trust = await hub.as(rows[0]?.code, 'clinician', 'DIRECT_CARE');
      const { text } = await trust.ask('{ __type(name: "Placement") { fields { name } } }');
      return text.includes('"room"');
    }),
  );
};

it('shows what would change and applies nothing where nobody can confirm it', async () => {
  const { code, output } = await apply(file);
  expect(output).toMatch(/version [0-9a-f]{12}, in place of version [0-9a-f]{12}\.\n/);
  expect(output).toMatch(/trust gains\n {2}\+ .*room.*/);
  expect(output).toMatch(/Nobody is there to confirm the change\. .* --yes\.\n$/);
  expect(code).toBe(1);
  expect(await seen()).toEqual([false, false]);
});

it('applies beside running hubs, which follow it from the next question on, and records who did it', async () => {
  const { code, output } = await apply(`${file} --yes --by A.Guardian`);
  expect(output).toMatch(/In force now: version [0-9a-f]{12}, applied by A\.Guardian\.\n/);
  expect(code).toBe(0);
  expect(await seen()).toEqual([true, true]);
  expect((await history()).at(-1)).toEqual({ by: 'A.Guardian', way: 'apply' });
});

it('tells programs in JSON what it applied in place of what, and records an application of the same version too', async () => {
  const entries = (await history()).length;
  const { code, output } = await apply(`${file} --yes --json`);
  const told = JSON.parse(output);
  expect(told).toMatchObject({ title: 'Care home information sharing agreement', milliseconds: expect.any(Number) });
  expect(told.replaced).toBe(told.hash);
  expect(code).toBe(0);
  expect(await history()).toHaveLength(entries + 1);
  const back = await apply(`${agreementFile} --yes --json`);
  expect(JSON.parse(back.output).changes.agencies.trust.changes).toMatchObject([{ way: 'lost' }]);
  expect(await seen()).toEqual([false, false]);
});

it('tells who applied which version when', async () => {
  const { code, output } = await agreement('history');
  expect(code).toBe(0);
  expect(output).toMatch(
    / {2}[0-9a-f]{12} {2}Care home information sharing agreement: a hub started with it, the first one\n/,
  );
  expect(output).toMatch(/^20[-\d]+ [:\d]+ UTC {2}[0-9a-f]{12} .*: applied by A\.Guardian, in place of [0-9a-f]{12}$/m);
  const entries = JSON.parse((await agreement('history --json')).output);
  expect(entries.map(({ appliedBy }: { appliedBy: string }) => appliedBy)).toContain('A.Guardian');
});

it('refuses a file with mistakes, each by its line, and a version that the database will not take', async () => {
  const broken = join(folder, 'broken.yml');
  await writeFile(broken, (await readFile(file, 'utf8')).replace('fields: [narrative]', 'fields: [narative]'));
  const refused = await apply(`${broken} --yes`);
  expect(refused.output).toMatch(/broken\.yml:\d+: unknown field of Incident "narative"; write narrative\n/);
  await database.owner.query(`create function public.refuse() returns trigger language plpgsql
    as $$ begin raise exception 'the database is full'; end $$`);
  await database.owner.query(`create trigger refuse before insert on hub.agreement_application
    for each row execute function public.refuse()`);
  const failed = await apply(`${file} --yes`);
  await database.owner.query('drop function public.refuse cascade');
  expect(failed.output).toMatch(/This is a fault of CareGraph itself\..*"code":"P0001"/);
  expect([refused.code, failed.code, await seen()]).toEqual([1, 1, [false, false]]);
});
