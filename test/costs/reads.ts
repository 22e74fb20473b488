import pg from 'pg';
import { inTransaction } from '../../src/database/client.ts';
import type { TestDatabase } from '../support/database.ts';

interface Plan {
  'Relation Name'?: string;
  'Index Name'?: string;
  'Node Type': string;
  Plans?: Plan[];
}
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** How each statement reads records about people, by the plan that PostgreSQL makes for all values and the role that asks. */
export async function readsOf(
  database: TestDatabase,
  role: string,
  organisation: string,
  statements: readonly { text: string; values: readonly unknown[] }[],
): Promise<string[][]> {
  const { rows } = await database.owner.query<{ table: string; index: string }>(
    `select tables.relname as table, indexes.relname as index from pg_attribute
     join pg_class tables on tables.oid = attrelid and tables.relkind = 'r'
     join pg_index on indrelid = tables.oid join pg_class indexes on indexes.oid = indexrelid
     where attname = 'resident_id' or tables.relname = 'resident' and attname = 'id'`,
  );
  const tables = new Set(rows.map(({ table }) => table));
  const indexes = new Set(rows.map(({ index }) => index));
  const owner = await database.pools.write.connect();
  try {
    return await inTransaction(owner, async () => {
      const settings = [role, organisation];
      await owner.query(
        `select set_config('role', $1, true), set_config('hub.organisation', (select id::text from organisation where code = $2), true),
           set_config('plan_cache_mode', 'force_generic_plan', true)`,
        settings,
      );
      const reads: string[][] = [];
      for (const { text, values } of statements) {
        await owner.query(`prepare asked as ${text}`);
        const given = values.length ? `(${values.map(literal).join(', ')})` : '';
        const { rows: plans } = await owner.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
          `explain (format json) execute asked${given}`,
        );
        await owner.query('deallocate asked');
        const found = nodes((plans[0] as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan);
        const named = found.flatMap((node) => {
          const [index, table] = [node['Index Name'], node['Relation Name']];
          if (index) return indexes.has(index) ? [index] : [];
          return node['Node Type'] === 'Seq Scan' && table && tables.has(table) ? [`${table}, read whole`] : [];
        });
        reads.push([...new Set(named)].sort());
      }
      return reads.filter((names) => names.length > 0).sort((one, other) => (String(one) < String(other) ? -1 : 1));
    });
  } finally {
    owner.release();
  }
}

/** A value as SQL: arrays as PostgreSQL writes them, everything else as its text. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  return pg.escapeLiteral(Array.isArray(value) ? `{${value.join()}}` : String(value));
}
