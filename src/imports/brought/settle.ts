import type { ClientBase } from 'pg';
import { forgetWaiting } from '../../access/retention/forget-waiting.ts';
import { inTransaction } from '../../database/client.ts';
import { fileLimits } from '../../shared/file-limits.ts';
import type { Taken } from '../engine/run.ts';

/** What of a line was not taken. */
export interface Rejected {
  line: number;
  columnName: string | null;
  code: string;
}

/** What came of a file: of each that was packed in it, and why nothing of it, or nothing more, can be taken. */
export interface Outcome {
  taken: readonly Taken[];
  rejects: readonly Rejected[];
  because?: string;
}

const { rejects: mostRejects } = fileLimits;

export async function rejectsOf(owner: ClientBase, importId: string): Promise<Rejected[]> {
  const { rows } = await owner.query<Rejected>(
    `select line, column_name as "columnName", code from hub.import_reject where import_id = $1
     order by line, column_name limit ${mostRejects}`,
    [importId],
  );
  return rows;
}

const inThisOrder = ['ASKING', 'TRIED', 'DONE', 'BEFORE'] as const;

/** Says what came of a file. Nothing waits any longer that names people, unless somebody is asked first. */
export async function settle(owner: ClientBase, { id }: { id: string }, outcome: Outcome): Promise<void> {
  await inTransaction(owner, async () => {
    const { rejects, because } = outcome;
    const refused = because ?? outcome.taken.find((file) => file.refusedBecause !== undefined)?.refusedBecause;
    // What was only tried, or is asked about, does not stand.
    const stands = outcome.taken.filter(({ state }) => state !== 'TRIED' && state !== 'ASKING');
    if (refused !== undefined && !stands.length) {
      await owner.query(
        `update file_import set state = 'REFUSED', done_at = now(), refused_because = $2 where id = $1`,
        [id, refused],
      );
      await forget(owner, [id]);
      return;
    }
    const taken = refused === undefined ? outcome.taken : stands;
    const state =
      refused === undefined
        ? (inThisOrder.find((one) => taken.some((file) => file.state === one)) ?? 'DONE')
        : 'REFUSED';
    const sum = (name: 'read' | 'rejected' | 'added' | 'changed' | 'ended' | 'unchanged') =>
      taken.reduce((all, file) => all + (file[name] ?? 0), 0);
    await owner.query('delete from file_import_reject where file_import_id = $1', [id]);
    await owner.query(
      `insert into file_import_reject (file_import_id, line, column_name, code)
       select $1, line, column_name, code from unnest($2::int[], $3::text[], $4::text[]) said (line, column_name, code)
       limit ${mostRejects}`,
      [
        ...[id, rejects.map(({ line }) => line), rejects.map(({ columnName }) => columnName)],
        rejects.map(({ code }) => code),
      ],
    );
    await owner.query(
      `update file_import set state = $2, done_at = case when $2 <> 'ASKING' then now() end, read = $3, rejected = $4,
         added = $5, changed = $6, ended = $7, unchanged = $8, refused_because = $9 where id = $1`,
      [
        ...[id, state, sum('read'), sum('rejected'), sum('added'), sum('changed'), sum('ended'), sum('unchanged')],
        refused === undefined ? null : `What the counts say was taken and stands; the rest is refused. ${refused}`,
      ],
    );
    if (state !== 'ASKING') await forget(owner, [id]);
  });
}

/** What was not finished within a week is thrown away; so is whom lines may be about, if nobody settled it within 90 days. */
export async function expireBrought(owner: ClientBase): Promise<void> {
  await inTransaction(owner, async () => {
    const { rows } = await owner.query<{ id: string }>(
      `update file_import set state = 'EXPIRED', done_at = now()
       where done_at is null and started_at < now() - interval '7 days' returning id`,
    );
    await forget(
      owner,
      rows.map(({ id }) => id),
    );
    await owner.query(
      `delete from hub.line_match where confirmed_at is null and recorded_at < now() - interval '90 days'`,
    );
  });
}

/** The parts of files, and what of them was staged and not merged. */
async function forget(owner: ClientBase, files: readonly string[]): Promise<void> {
  await owner.query('delete from hub.file_part where file_import_id = any ($1::uuid[])', [files]);
  const { rows } = await owner.query<{ id: string }>(
    `select id from hub.import where state <> all ('{DONE,BROKEN_OFF}') and file_import_id = any ($1::uuid[])`,
    [files],
  );
  await forgetWaiting(
    owner,
    rows.map(({ id }) => id),
  );
}
