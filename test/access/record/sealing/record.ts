import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { planHash, planText } from '../../../../src/access/record/plan.ts';
import { recordKeys } from '../../../../src/access/record/sealing/keys.ts';
import { Sealer } from '../../../../src/access/record/sealing/sealer.ts';
import { type Verdict, verify } from '../../../../src/access/record/sealing/verify.ts';
import { witnessOf } from '../../../../src/access/record/sealing/witness.ts';
import { loginsAt } from '../../../../src/database/bootstrap.ts';
import { inTransaction, withClient } from '../../../../src/database/client.ts';
import { urlAs } from '../../../../src/database/urls.ts';
import { freshFolder } from '../../../support/folder.ts';
import { copyDatabase, dropDatabases, othersHaveEnded, templateOf, testServer } from '../../../support/server.ts';

/** An access record of a test's own, which it may seal, spoil and look at. Nobody stays signed in, so it can be copied. */
export interface TestRecord {
  readonly name: string;
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly hubUrl: string;
  readonly key: Buffer;
  readonly anchors: string;
  /** Adds entries as the hub does, each batch of them in one transaction, which can be sealed from then on. */
  enter(count?: number, said?: Partial<SaidOfEntry>): Promise<void>;
  seal(): Promise<string[] | undefined>;
  verify(with_?: { key?: Buffer; anchors?: string }): Promise<Verdict>;
  /** Accounts for what was lost. */
  accept(because: string): Promise<number>;
  /** Does what a superuser can do who also has put the triggers out of work. */
  spoil(statement: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** The same record, database and anchors, as it is now. */
  copy(): Promise<TestRecord>;
  drop(): Promise<void>;
}

type SaidOfEntry = ReturnType<typeof example>;

const example = () => ({
  request_id: randomUUID() as string,
  organisation_id: randomUUID() as string | null,
  agency: 'practice' as string | null,
  user: 'Zoë O’Neill 👩‍⚕️' as string | null,
  role: 'clinician' as string | null,
  purpose: 'DIRECT_CARE' as string | null,
  authority: 'https://issuer.example' as string | null,
  device: 'a browser' as string | null,
  agreement,
  kind: 'READ',
  operation: 'residents' as string | null,
  document: randomBytes(32) as Buffer | null,
  plan: planHash('practice', planText(plan)) as Buffer | null,
  outcome: 'ANSWERED',
  count: 1,
  residents: [randomUUID(), randomUUID()] as string[],
  shown: randomBytes(12) as Buffer | null,
});

const [plan, body] = [
  { operation: 'residents', places: [{ path: 'residents', type: 'Resident', fields: ['id'] }] },
  'text',
];
const agreement = createHash('sha256').update(body).digest('hex');

/** What the example names. Plans and versions are kept beside the entries. */
async function keepWhatIsNamed(client: pg.ClientBase): Promise<void> {
  const text = planText(plan);
  await client.query(`insert into hub.access_plan (hash, agency, plan) values ($1, 'practice', $2)`, [
    planHash('practice', text),
    text,
  ]);
  await client.query(`insert into hub.agreement_version (hash, title, body) values ($1, 'a title', $2)`, [
    agreement,
    body,
  ]);
}

/** Adds entries as a recorder does; with `at`, which a superuser may say, as one did then. */
export async function insertEntries(
  client: pg.ClientBase,
  key: Buffer,
  count: number,
  said: object = {},
  at?: Date,
): Promise<void> {
  const keys = recordKeys(key);
  for (let left = count; left > 0; left -= 1) {
    const values = { ...example(), ...said };
    const entry = { ...values, witness: witnessOf(keys, values, at?.getTime()), ...(at && { at }) };
    const columns = Object.keys(entry).map((name) => pg.escapeIdentifier(name));
    await client.query(
      `insert into hub.access_entry (${columns}) values (${columns.map((_, index) => `$${index + 1}`)})`,
      Object.values(entry),
    );
  }
}

export async function newRecord(): Promise<TestRecord> {
  const { run } = testServer();
  const { folder, remove } = await freshFolder();
  const record = await recordFrom(templateOf(run, 'empty'), join(folder, 'anchors.log'), remove);
  await withClient(record.adminUrl, keepWhatIsNamed);
  return record;
}

async function recordFrom(template: string, anchors: string, remove: () => Promise<void>): Promise<TestRecord> {
  const server = testServer();
  const key = Buffer.from(server.key, 'hex');
  const name = `${server.run}_${randomBytes(4).toString('hex')}`;
  await copyDatabase(server.adminUrl, template, name);
  const adminUrl = urlAs(server.adminUrl, { database: name });
  const { ownerUrl, hubUrl } = loginsAt(adminUrl, key);
  const sealer = new Sealer(key, anchors, { batch: 7 });
  let copies = 0;
  return {
    name,
    adminUrl,
    ownerUrl,
    hubUrl,
    key,
    anchors,
    async enter(count = 1, said = {}) {
      await withClient(hubUrl, (hub) =>
        inTransaction(hub, async () => {
          await hub.query('set local role caregraph_recorder');
          await insertEntries(hub, key, count, said);
        }),
      );
      await othersHaveEnded(adminUrl, name);
    },
    async seal() {
      await othersHaveEnded(adminUrl, name);
      return withClient(ownerUrl, (owner) => sealer.seal(owner, { wait: true }));
    },
    verify: (other = {}) => withClient(ownerUrl, (owner) => verify(owner, other.key ?? key, other.anchors ?? anchors)),
    accept: (because) => withClient(ownerUrl, (owner) => sealer.accept(owner, 'A. Guardian', because)),
    spoil: (statement, values = []) =>
      withClient(adminUrl, async (admin) => {
        await admin.query('set session_replication_role = replica');
        return (await admin.query(statement, values)).rows;
      }),
    async copy() {
      copies += 1;
      const file = `${anchors}.${copies}`;
      await copyFile(anchors, file);
      return recordFrom(name, file, async () => {});
    },
    async drop() {
      await dropDatabases(server.adminUrl, name);
      await remove();
    },
  };
}
