import pg from 'pg';
import { columnList, copyRows, quoted } from './copy-rows.ts';
import { begun, closeRounds } from './rounds/close-rounds.ts';
import type { Tables } from './rows.ts';

export interface Progress {
  /** What is being loaded: a table, then the register. */
  table: string;
  rows: number;
  of: number;
}
export type OnProgress = (progress: Progress) => void;

/**
 * Writes all rows in one transaction as the owner: all of the world or nothing of it. The register's triggers stand back
 * (`hub.bulk`), and relationships are derived once at the end, when the planner knows how large the tables are.
 */
export async function load(
  connection: pg.ClientBase,
  tables: Tables,
  onProgress: OnProgress = () => {},
): Promise<void> {
  const filled = Object.entries({ ...tables, home_round: begun(tables.home_round) }).filter(
    ([, rows]) => rows.length > 0,
  ) as [string, object[]][];
  const of = filled.reduce((sum, [, rows]) => sum + rows.length, 0);
  let rows = 0;
  await connection.query('begin');
  try {
    // Compiling the statements takes longer than running each of them once.
    await connection.query(`set local hub.bulk = 'on'; set local jit = off; set local work_mem = '32MB'`);
    const guarded = await guardedTables(connection);
    for (const [table, tableRows] of filled) {
      onProgress({ table, rows, of });
      await (guarded.has(table) ? copyGuarded : copyRows)(connection, table, tableRows);
      rows += tableRows.length;
    }
    await closeRounds(connection, tables.home_round);
    onProgress({ table: 'register', rows, of });
    await connection.query(`analyze ${filled.map(([table]) => quoted(table)).join(', ')}`);
    await connection.query('select hub.derive_relationships(null)');
    await connection.query('analyze hub.relationship');
    await connection.query('commit');
    onProgress({ table: 'register', rows: of, of });
  } catch (error) {
    await connection.query('rollback');
    throw error;
  }
}

/** Tables whose row security binds the owner too: COPY refuses them. */
async function guardedTables(connection: pg.ClientBase): Promise<Set<string>> {
  const { rows } = await connection.query<{ schema: string; name: string }>(
    `select relnamespace::regnamespace::text as schema, relname as name from pg_class
      where relnamespace in ('public'::regnamespace, 'hub'::regnamespace) and relforcerowsecurity`,
  );
  return new Set(rows.map(({ schema, name }) => (schema === 'public' ? name : `${schema}.${name}`)));
}

/** By way of a temporary table, from where INSERT takes the rows past the owner's policies. */
async function copyGuarded(connection: pg.ClientBase, table: string, rows: readonly object[]): Promise<void> {
  const name = quoted(table);
  const temporary = `loading_${table.replace('.', '_')}`;
  const staging = pg.escapeIdentifier(temporary);
  const columns = columnList(rows);
  await connection.query(`create temporary table ${staging} on commit drop as select ${columns} from ${name} limit 0`);
  await copyRows(connection, temporary, rows);
  await connection.query(`insert into ${name} (${columns}) select ${columns} from ${staging}`);
}
