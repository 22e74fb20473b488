import type { ClientBase } from 'pg';
import { among, everybody, type Slice } from './slices.ts';
import { copyInto } from './stage.ts';

export interface TriedReject {
  line: number;
  columnName: string | null;
  code: string;
}

/** What of a slice was not taken, to be told after the slice was taken back. Of everybody no line waits any longer. */
export async function rejectsAmong(client: ClientBase, importId: string, slice: Slice): Promise<TriedReject[]> {
  const { rows } = await client.query<TriedReject>(
    `select line, column_name as "columnName", code from hub.import_reject where import_id = $1 and not tried
     ${slice === everybody ? '' : `and line in (select line from hub.import_row where import_id = $1 and ${among(slice, 'about')})`}`,
    [importId],
  );
  return rows;
}

/** Until the file is taken, or tried once more: then that is decided anew. */
export const rejectsKept = (client: ClientBase, importId: string, found: readonly TriedReject[]): Promise<void> =>
  copyInto(
    client,
    'import_reject',
    'import_id, line, column_name, code, tried',
    found.map((one) => ({ importId, ...one, tried: true })),
  );

export const rejectsForgotten = (client: ClientBase, importId: string): Promise<unknown> =>
  client.query('delete from hub.import_reject where import_id = $1 and tried', [importId]);
