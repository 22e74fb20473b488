import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClientBase } from 'pg';
import { seedDemonstration } from '../../seeds/demonstration.ts';
import { demonstrationAccounts } from '../../src/access/demonstration-accounts.ts';
import { Sealer } from '../../src/access/record/sealing/sealer.ts';
import { verify } from '../../src/access/record/sealing/verify.ts';
import { versionInForce } from '../../src/agreement/in-force.ts';
import { loginsAt } from '../../src/database/bootstrap.ts';
import { inTransaction, withClient } from '../../src/database/client.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/database/embedded.ts';
import { openPools } from '../../src/database/pools.ts';
import { urlAs } from '../../src/database/urls.ts';
import { command } from '../support/command.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';
import { rowsOfAll } from '../support/rows.ts';
import { othersHaveEnded } from '../support/server.ts';
import { type BackedUp, toBackUp } from './support/backups.ts';
import { wallsOf } from './support/walls-of.ts';

let backedUp: BackedUp;
let hub: HubUnderTest;

beforeAll(async () => {
  backedUp = await toBackUp(await databaseOfOwn('empty'));
  const { source } = backedUp;
  await withClient(source.ownerUrl, (owner) => seedDemonstration(owner, { now: new Date() }));
  hub = await startHub({ database: source });
});
afterAll(async () => {
  await hub?.close();
  await backedUp?.drop();
  await backedUp?.source.drop();
});

const asked = `{ residents(first: 20) { totalCount nodes { id nhsNumber familyName dateOfBirth
  withheld { field form clause } } } }`;
const askedByDashboards = '{ viewer { organisation { name } } careHomes(first: 5) { totalCount nodes { name } } }';

/** What the first account of each agency is answered, word for word. */
async function answersOf(by: HubUnderTest): Promise<Record<string, string>> {
  const accounts = await withClient(by.database.ownerUrl, (owner) =>
    demonstrationAccounts(owner, by.contract.agreement),
  );
  const answers: Record<string, string> = {};
  for (const { agency, code, role, purpose } of accounts) {
    if (answers[agency]) continue;
    const asking = await by.as(code, role, purpose);
    const { data, errors } = await asking.ask(agency === 'dashboard' ? askedByDashboards : asked);
    expect(errors).toBeUndefined();
    answers[agency] = JSON.stringify(data);
  }
  return answers;
}

const sealNow = async (by: TestDatabase, anchors: string) => {
  await othersHaveEnded(by.adminUrl, by.name);
  return withClient(by.ownerUrl, (owner) => new Sealer(by.key, anchors).seal(owner, { wait: true }));
};

describe('a hub that was restored', () => {
  let server: EmbeddedServer;
  let restored: TestDatabase;
  let before: Record<string, string>;

  beforeAll(async () => {
    const { at, backup, source } = backedUp;
    before = await answersOf(hub);
    await sealNow(source, at('anchors'));
    expect(await backup(`${at('quiet.backup')}`)).toMatchObject({ code: 0 });
    // On another machine: an embedded server, the key and the anchors.
    const home = at('elsewhere');
    await mkdir(home, { mode: 0o711 });
    await writeFile(join(home, 'master.key'), source.key.toString('hex'));
    await copyFile(at('anchors'), join(home, 'access-anchors.log'));
    const { code, output } = await command(`restore ${at('quiet.backup')}`, { CAREGRAPH_DATA: home }).ended;
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/^Restored: [\d,]+ rows of \d+ tables/),
    });
    server = await startEmbedded(home, { durable: false });
    const adminUrl = urlAs(server.adminUrl, { database: 'caregraph' });
    const logins = loginsAt(adminUrl, source.key);
    restored = { ...source, ...logins, name: 'caregraph', adminUrl, pools: openPools(logins.hubUrl) };
  });
  afterAll(async () => {
    await restored?.pools.close();
    await server?.stop();
  });

  const both = async <T>(look: (client: ClientBase) => Promise<T>): Promise<[T, T]> => [
    await withClient(backedUp.source.adminUrl, look),
    await withClient(restored.adminUrl, look),
  ];

  it('has every row of every table, and every counter where it stood', async () => {
    const [there, here] = await both(rowsOfAll);
    expect(here).toEqual(there);
    for (const table of ['resident', 'hub.relationship', 'hub.access_seal']) {
      expect([table, here[table]?.rows]).not.toEqual([table, 0]);
    }
    // Who asks about nobody leaves no entry: the dashboard.
    const entries = Object.entries(here).filter(([name]) => name.startsWith('hub.access_entry_2'));
    expect(entries.reduce((sum, [, { rows }]) => sum + rows, 0)).toBe(5);
  });

  it('has the same policies, privileges, functions, triggers, constraints and indexes', async () => {
    const [there, here] = await both(wallsOf);
    expect(here).toEqual(there);
    for (const [name, lines] of Object.entries(here)) expect([name, lines.length > 10]).toEqual([name, true]);
  });

  it('has the agreement in force that was', async () => {
    const [there, here] = await both((client) => versionInForce(client));
    expect(here).toEqual(there);
    expect(here?.hash).toBe(hub.contract.agreement.hash);
  });

  it('answers each agency as before, and goes on with a record that stands as it was sealed', async () => {
    const { at, source } = backedUp;
    const look = () =>
      withClient(restored.ownerUrl, (owner) => verify(owner, source.key, at('elsewhere/access-anchors.log')));
    expect(await look()).toMatchObject({ inOrder: true, sealed: 5 });
    const again = await startHub({ database: restored });
    const answers = await answersOf(again).finally(() => again.close());
    expect(Object.keys(answers).sort()).toEqual(['council', 'dashboard', 'home', 'icb', 'practice', 'trust']);
    expect(answers).toEqual(before);
    expect(answers.practice).toContain('"familyName":"');
    expect(await sealNow(restored, at('elsewhere/access-anchors.log'))).toEqual([]);
    expect(await look()).toMatchObject({ inOrder: true, sealed: 10 });
  });
});

it('is whole, and of one moment, when it is taken beside writers', async () => {
  const { at, backup, emptyDatabase, restore, source } = backedUp;
  const objections = async (url: string) =>
    withClient(url, async (client) => {
      const { rows } = await client.query<{ objections: number; versions: number }>(
        `select (select count(*)::int from objection) as objections,
           (select count(*)::int from hub.agreement_version where title = 'written meanwhile') as versions`,
      );
      return rows[0] as { objections: number; versions: number };
    });
  const { objections: first } = await objections(source.adminUrl);
  let writing = true;
  const writer = withClient(source.ownerUrl, async (owner) => {
    while (writing) {
      // Into one of the first tables of the file and one of the last, in one transaction.
      await inTransaction(owner, async () => {
        await owner.query(
          `insert into hub.agreement_version (hash, title, body) values ($1, 'written meanwhile', '')`,
          [randomBytes(32).toString('hex')],
        );
        await owner.query(
          `insert into objection (author_id, resident_id, kind, decided_by, made_on)
           select organisation.id, resident.id, 'ARTICLE_21', 'RESIDENT', '2026-01-01'
           from organisation, (select id from resident where former_of is null order by random() limit 1) resident
           where organisation.agency = 'practice' limit 1`,
        );
      });
    }
  });
  const taken = await backup(`${at('busy.backup')}`).finally(() => {
    writing = false;
  });
  await writer;
  expect(taken.code).toBe(0);
  await emptyDatabase(async (DATABASE_URL) => {
    expect(await restore(at('busy.backup'), { DATABASE_URL })).toMatchObject({ code: 0 });
    const then = await objections(DATABASE_URL);
    expect(then.versions).toBeGreaterThan(0);
    expect(then.versions).toBeLessThan((await objections(source.adminUrl)).versions);
    expect(then.objections - first).toBe(then.versions);
  });
});
