import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Header } from '../../database/backup/format.ts';
import type { BackupReader } from '../../database/backup/read.ts';
import type { RecordKeys } from '../record/sealing/keys.ts';
import { countMarked } from './erased-numbers.ts';

/** What takes away from what a backup holds, and is small enough to be written out every few minutes. */
export const withdrawalTables = ['hub.erased_number', 'hub.erasure_order', 'public.objection'];

/** What was said since the backup and holds again. */
export interface Replayed {
  objections: number;
  /** Orders to erase a record, which `retention run` follows. */
  orders: number;
  /** Residents who had been erased and are here again, until `retention run`. */
  back: number;
}

/** Says again, in a restored database, what was said after its backup. As the owner, within a transaction. */
export async function replayWithdrawals(
  owner: ClientBase,
  keys: RecordKeys,
  reader: BackupReader,
  header: Header,
): Promise<Replayed> {
  const columnsOf = new Map<string, string>();
  await reader.tables(header, async ({ name, columns }, rows) => {
    const said = saidIn(name);
    columnsOf.set(name, columns.join(', '));
    await owner.query(
      `create temporary table ${said} on commit drop as select ${columns.join(', ')} from ${name} limit 0`,
    );
    await pipeline(rows, owner.query(copyFrom(`copy pg_temp.${said} (${columns.join(', ')}) from stdin`)));
  });
  const columns = columnsOf.get('public.objection');
  // Its triggers end at once what it can end. One about somebody who came since the backup is about nobody here.
  const objections = await owner.query(
    `insert into public.objection (${columns}) select ${columns} from pg_temp.said_objection said
     where said.withdrawn_on is null and said.valid_until is null
       and exists (select from public.resident where resident.id = said.resident_id)
       and exists (select from public.organisation where organisation.id = said.author_id)
       and (said.against_id is null or exists (select from public.organisation where organisation.id = said.against_id))
       and not exists (select from public.objection known where known.id = said.id)`,
  );
  const orders = await owner.query(
    `insert into hub.erasure_order (id, organisation_id, resident_id, written_in, record_id, reason, ordered_by, ordered_at)
     select id, organisation_id, resident_id, written_in, record_id, reason, ordered_by, ordered_at
     from pg_temp.said_erasure_order said
     where exists (select from public.resident where resident.id = said.resident_id)
       and exists (select from public.organisation where organisation.id = said.organisation_id)
       and not exists (select from hub.erasure_order known where known.id = said.id)`,
  );
  const marks = await owner.query<{ mark: Buffer }>(
    `insert into hub.erased_number select said.* from pg_temp.said_erased_number said on conflict do nothing returning mark`,
  );
  return {
    objections: objections.rowCount ?? 0,
    orders: orders.rowCount ?? 0,
    back: await countMarked(
      owner,
      keys,
      marks.rows.map(({ mark }) => mark),
    ),
  };
}

const saidIn = (table: string): string => `said_${table.split('.').at(-1)}`;
