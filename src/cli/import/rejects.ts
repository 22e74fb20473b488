import { createWriteStream } from 'node:fs';
import { join, parse } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Client } from 'pg';
import { inTransaction } from '../../database/client.ts';
import { asImporter } from '../../imports/engine/stage.ts';
import { type RejectCode, rejects } from '../../shared/reject-catalogue.ts';

interface Rejected {
  line: number;
  column: string | null;
  code: RejectCode;
}

/** Where the rejects of one of several files go that are packed into one: none takes the place of another's. */
export function rejectsPath(given: string, place: number, several: number): string {
  if (several === 1) return given;
  const { dir, name, ext } = parse(given);
  return join(dir, `${name.replace(/\.rejects$/, '')}.${place + 1}.rejects${ext}`);
}

/** Writes a table of the lines that could not be taken, and what to do; the cells themselves stay in the file. */
export async function rejectLines(owner: Client, importId: string, path: string): Promise<void> {
  const { rows } = await inTransaction(owner, async () => {
    await asImporter(owner);
    return owner.query<Rejected>(
      'select line, column_name as "column", code from hub.import_reject where import_id = $1 order by line, column_name',
      [importId],
    );
  });
  const table = stringify({ header: true, columns: ['line', 'column', 'code', 'what to do'], bom: true });
  for (const { line, column, code } of rows) table.write([line, column, code, rejects[code]]);
  table.end();
  await pipeline(table, createWriteStream(path));
}
