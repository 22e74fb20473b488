import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { inTransaction } from '../../database/client.ts';
import { copyText } from '../../database/copy-text.ts';
import { importer } from '../../database/roles.ts';
import type { Format, Line, Merging } from './format.ts';
import type { Scope } from './scope.ts';

/** Lines of one transaction: what an import that is killed has to read again. */
const linesAtOnce = 2_000;

/** What a line says, as it waits to be merged. */
interface StagedRow {
  importId: string;
  kind: string;
  line: number;
  about: string | null;
  cells: readonly (string | null)[];
}
interface StagedReject {
  importId: string;
  line: number;
  columnName: string | null;
  code: string;
}

/**
 * Reads a file into the table of what waits, from behind the line up to which that was done before. However often it is
 * killed, each line stands there once in the end.
 */
export async function stage(
  client: ClientBase,
  { id, stagedLine, scope }: { id: string; stagedLine: number; scope: Scope | null },
  { read, concerning }: Format,
  content: AsyncIterable<Buffer>,
  how: Merging,
): Promise<void> {
  const concerned = concerning && ((read: readonly Line[]) => concerning(client, read, how));
  let lines: Line[] = [];
  let staged = Promise.resolve();
  // While one batch is staged the next is read.
  const put = async () => {
    await staged;
    staged = stageLines(client, id, lines, concerned, scope);
    staged.catch(() => {});
    how.staged?.(lines.length);
    lines = [];
  };
  try {
    for await (const line of read(content, how)) {
      if (line.line <= stagedLine) continue;
      lines.push(line);
      if (lines.length >= linesAtOnce) await put();
    }
    await put();
  } finally {
    // Whatever else becomes of the file: the connection is nobody else's before this batch has ended.
    await Promise.allSettled([staged]);
  }
  await staged;
  await inTransaction(client, async () => {
    await asImporter(client);
    await client.query(`update hub.import set state = 'STAGED' where id = $1`, [id]);
  });
}

/** The owner only signs in: files are read and merged in the role that can do no more. */
export async function asImporter(client: ClientBase, scope: Scope | null = null): Promise<void> {
  const { organisation = '', kinds = 0, endsWith = 0, neverEnds = 0 } = scope ?? {};
  await client.query(
    `select set_config('role', $1, true), set_config('hub.organisation', $2, true), set_config('hub.kinds', $3, true),
       set_config('hub.ends_with', $4, true), set_config('hub.never_ends', $5, true)`,
    [importer, organisation, ...[kinds, endsWith, neverEnds].map(String)],
  );
}

/** Of what is passed over nothing is written down. */
async function stageLines(
  client: ClientBase,
  importId: string,
  read: readonly Line[],
  concerned: ((read: readonly Line[]) => Promise<ReadonlySet<number>>) | undefined,
  scope: Scope | null,
): Promise<void> {
  const last = read.at(-1)?.line;
  if (last === undefined) return;
  await inTransaction(client, async () => {
    // What a failing machine would lose is read once more: each batch says up to which line it was done.
    await client.query('set local synchronous_commit = off');
    await asImporter(client, scope);
    const kept = await concerned?.(read);
    const lines = kept ? read.filter(({ line }) => kept.has(line)) : read;
    await copyLines(client, importId, lines);
    const counts = [read.length, lines.filter(({ rejects }) => rejects.length).length, read.length - lines.length];
    await client.query(
      `update hub.import set staged_line = $2, read = read + $3, rejected = rejected + $4, passed = passed + $5
       where id = $1`,
      [importId, last, ...counts],
    );
  });
}

async function copyLines(client: ClientBase, importId: string, lines: readonly Line[]): Promise<void> {
  const rows: StagedRow[] = lines.flatMap(({ line, about = null, facts }) =>
    facts.map((fact) => ({ importId, line, about, ...fact })),
  );
  const rejects: StagedReject[] = lines.flatMap(({ line, rejects }) =>
    rejects.map(({ column, code }) => ({ importId, line, columnName: column, code })),
  );
  await copyInto(
    client,
    'import_row',
    'import_id, kind, line, about, cells',
    rows.map(({ importId, kind, line, about, cells }) => ({ importId, kind, line, about, cells })),
  );
  await copyInto(client, 'import_reject', 'import_id, line, column_name, code', rejects);
}

/** By way of a temporary table: COPY refuses one whose rows are held by policies. It is dropped here, as a trial does not commit. */
export async function copyInto(
  client: ClientBase,
  table: string,
  columns: string,
  rows: readonly object[],
): Promise<void> {
  if (!rows.length) return;
  const waiting = `copied_${table}`;
  await client.query(`create temporary table ${waiting} as select ${columns} from hub.${table} limit 0`);
  await pipeline(Readable.from(copyText(rows)), client.query(copyFrom(`copy ${waiting} (${columns}) from stdin`)));
  await client.query(`insert into hub.${table} (${columns}) select ${columns} from ${waiting} on conflict do nothing`);
  await client.query(`drop table ${waiting}`);
}
