import { createWriteStream } from 'node:fs';
import { lstat, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Client } from 'pg';
import { inTransaction } from '../../database/client.ts';
import type { Taken } from '../../imports/engine/run.ts';
import { asImporter } from '../../imports/engine/stage.ts';
import { type RejectCode, rejects } from '../../shared/reject-catalogue.ts';
import { refused } from './report.ts';

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

/**
 * Says beside a file what of it could not be taken, also if it was taken before: whoever was stopped in between has it then. What
 * an earlier run left there goes. Gives whether there is anything to read.
 */
export async function keepRejects(owner: Client, { id, rejected }: Taken, path: string): Promise<boolean> {
  try {
    if (rejected) await rejectLines(owner, id, path);
    // Somebody may have named /dev/null.
    else if (
      await lstat(path).then(
        (one) => one.isFile(),
        () => false,
      )
    )
      await rm(path);
    return rejected > 0;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (!syscall) throw error;
    refused(`What was not taken cannot be written to ${path}: ${code}. Run it again, and say where: --rejects.`);
    return false;
  }
}

/** Writes a table of the lines that could not be taken, and what to do; the cells themselves stay in the file. */
async function rejectLines(owner: Client, importId: string, path: string): Promise<void> {
  const table = stringify({ header: true, columns: ['line', 'column', 'code', 'what to do'], bom: true });
  await inTransaction(owner, async () => {
    await asImporter(owner);
    await pipeline(Readable.from(rejected(owner, importId)), table, createWriteStream(path));
  });
}

const rowsAtOnce = 10_000;

/** In the order of the file, some at a time: of a large file nearly every line may be there. */
async function* rejected(owner: Client, importId: string): AsyncGenerator<(string | number | null)[]> {
  for (let last: number | undefined = 0; last !== undefined; ) {
    const { rows }: { rows: Rejected[] } = await owner.query<Rejected>(
      `select line, column_name as "column", code from (
         select * from hub.import_reject where import_id = $1 and line > $2 order by line fetch first ${rowsAtOnce} rows with ties
       ) page order by line, column_name`,
      [importId, last],
    );
    for (const { line, column, code } of rows) yield [line, column, code, rejects[code]];
    last = rows.at(-1)?.line;
  }
}
