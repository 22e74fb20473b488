import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { columnsOf, copyText } from '../src/database/copy-text.ts';

/** All rows have the properties of the first one; there is at least one. */
export async function copyRows(connection: pg.ClientBase, table: string, rows: readonly object[]): Promise<void> {
  const copy = connection.query(copyFrom(`copy ${quoted(table)} (${columnList(rows)}) from stdin`));
  await pipeline(Readable.from(copyText(rows)), copy);
}

/** A table of the schema `public` by its name alone, any other as `schema.table`. */
export const quoted = (table: string): string => table.split('.').map(pg.escapeIdentifier).join('.');

export const columnList = (rows: readonly object[]): string => columnsOf(rows).map(pg.escapeIdentifier).join(', ');
