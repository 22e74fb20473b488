import type { ClientBase } from 'pg';
import type { RecordKeys } from '../../access/record/sealing/keys.ts';
import { sqlState } from '../../access/writing/transaction.ts';
import { versionInForce } from '../../agreement/in-force.ts';
import { inTransaction } from '../../database/client.ts';
import type { Agency } from '../../shared/agencies.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { type Format, UnreadableFile } from '../engine/format.ts';
import { type Taken, takeFile } from '../engine/run.ts';
import { formats } from '../formats.ts';
import { mappingFor } from '../input/mapping.ts';
import { contentsOf } from '../input/open.ts';
import { spooled } from './spool.ts';

export interface Taking {
  keys: RecordKeys;
  /** Where a file lies while it is taken. */
  folder: string;
  /** Told what went wrong that is not in the file. */
  failed(error: unknown): void;
}

/** A file that an organisation has brought. */
interface Brought {
  id: string;
  organisation: string;
  agency: Agency;
  format: string;
  asOf: Date;
  dryRun: boolean;
  allowLargeChange: boolean;
  sha256: Buffer;
  by: string;
  role: string;
  purpose: Purpose;
  authority: string | null;
  mapping: string | null;
}

/** What came of it: counts of all its files, or why nothing of it can be taken. */
type Outcome = { taken: readonly Taken[] } | { because: string };

/** Takes the next file that is there, each by one process only. Whether there was one is given. */
export async function takeNextBrought(owner: ClientBase, taking: Taking): Promise<boolean> {
  const file = await nextOne(owner);
  if (!file) return false;
  try {
    const outcome = await outcomeOf(owner, file, taking);
    await settle(owner, file, outcome);
  } finally {
    await owner.query('select pg_advisory_unlock(7201606, hashtext($1))', [file.id]);
  }
  return true;
}

/** What was not finished within a week is thrown away. */
export async function expireBrought(owner: ClientBase): Promise<void> {
  await owner.query(
    `with expired as (
       update file_import set state = 'EXPIRED', done_at = now()
       where done_at is null and state in ('AWAITED', 'ASKING') and started_at < now() - interval '7 days' returning id
     )
     delete from hub.file_part part using expired where part.file_import_id = expired.id`,
  );
}

async function nextOne(owner: ClientBase): Promise<Brought | undefined> {
  const { rows } = await owner.query<Brought>(
    `select brought.id, brought.organisation_id as organisation, o.agency, brought.format, brought.as_of as "asOf",
       brought.dry_run as "dryRun", brought.allow_large_change as "allowLargeChange", brought.sha256,
       brought.brought_by as by, brought.role, brought.purpose, brought.authority, brought.mapping
     from file_import brought join organisation o on o.id = brought.organisation_id
     where brought.done_at is null and brought.state = 'RECEIVED' order by brought.started_at limit 20`,
  );
  for (const file of rows) {
    const lock = await owner.query<{ held: boolean }>('select pg_try_advisory_lock(7201606, hashtext($1)) as held', [
      file.id,
    ]);
    if (!lock.rows[0]?.held) continue;
    const still = await owner.query(`select from file_import where id = $1 and state = 'RECEIVED'`, [file.id]);
    if (still.rowCount) return file;
    await owner.query('select pg_advisory_unlock(7201606, hashtext($1))', [file.id]);
  }
  return undefined;
}

const isOfFile = (error: unknown) => /^(2[23]|42)/.test(sqlState(error) ?? '');

async function outcomeOf(owner: ClientBase, file: Brought, { folder, keys, failed }: Taking): Promise<Outcome> {
  const format = formats.get(file.format.toLowerCase().replaceAll('_', '-')) as Format;
  try {
    return await spooled(owner, file, folder, async (path) => {
      const taken: Taken[] = [];
      const { organisation, asOf, by, dryRun, allowLargeChange, role, purpose, authority } = file;
      const { hash: agreement = '' } = (await versionInForce(owner)) ?? {};
      const mapping = file.mapping === null ? undefined : mappingFor(format, file.mapping);
      for (const content of await contentsOf(path, format.name)) {
        const bringing = { organisation, asOf, by, dryRun, allowLargeChange, agreement, keys };
        const more = { bringer: { role, purpose, authority }, ...(mapping && { mapping }) };
        taken.push(await takeFile(owner, format, content, { ...bringing, ...more }));
      }
      return { taken };
    });
  } catch (error) {
    if (error instanceof UnreadableFile) return { because: error.message };
    // A database that went away comes back; what fails on the same file again and again must not hold up the others.
    if (!isOfFile(error)) throw error;
    failed(error);
    return { because: 'The hub could not take it, and those who run the hub are told. Nothing was changed.' };
  }
}

const inThisOrder = ['ASKING', 'TRIED', 'DONE', 'BEFORE'] as const;

async function settle(owner: ClientBase, { id }: Brought, outcome: Outcome): Promise<void> {
  await inTransaction(owner, async () => {
    if ('because' in outcome) {
      await owner.query(
        `update file_import set state = 'REFUSED', done_at = now(), refused_because = $2 where id = $1`,
        [...[id, outcome.because]],
      );
      await owner.query('delete from hub.file_part where file_import_id = $1', [id]);
      return;
    }
    const { taken } = outcome;
    const state = inThisOrder.find((one) => taken.some((file) => file.state === one)) ?? 'DONE';
    const sum = (name: 'read' | 'rejected' | 'added' | 'changed' | 'ended' | 'unchanged') =>
      taken.reduce((all, file) => all + (file[name] ?? 0), 0);
    await owner.query('delete from file_import_reject where file_import_id = $1', [id]);
    await owner.query(
      `insert into file_import_reject (file_import_id, line, column_name, code)
       select $1, line, column_name, code from hub.import_reject where import_id = any ($2::uuid[])`,
      [id, taken.map((file) => file.id)],
    );
    await owner.query(
      `update file_import set state = $2, done_at = case when $2 <> 'ASKING' then now() end, read = $3, rejected = $4,
         added = $5, changed = $6, ended = $7, unchanged = $8 where id = $1`,
      [id, state, sum('read'), sum('rejected'), sum('added'), sum('changed'), sum('ended'), sum('unchanged')],
    );
    if (state !== 'ASKING') await owner.query('delete from hub.file_part where file_import_id = $1', [id]);
  });
}
