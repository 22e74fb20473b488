import pg from 'pg';
import { withClient } from '../../src/database/client.ts';
import type { TestDatabase } from '../support/database.ts';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Plans?: PlanNode[];
}
interface Explained {
  'Query Text': string;
  Plan: PlanNode;
}

/** An index with fewer entries may be read from one end to the other: PostgreSQL may find that cheaper while it is small. */
const few = 500;

/** What `auto_explain` says in a notice, if it is one of its own. */
function explainedIn(message: string): Explained | undefined {
  const [, plan] = /^duration: .* plan:\n(.*)$/s.exec(message) ?? [];
  return plan ? (JSON.parse(plan) as Explained) : undefined;
}

const oneLine = ({ 'Query Text': statement }: Explained) => statement.replace(/\s+/g, ' ');

const nodes = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/**
 * PostgreSQL tells how it would do each statement that the hub gives it, those inside functions and triggers as well, and
 * takes an index wherever one helps: what it still reads whole it would read whole however much there is.
 */
export class Plans {
  /** How many plans were looked at. */
  seen = 0;
  readonly #personal = new Set<string>();
  readonly #small = new Set<string>();
  readonly #found = new Map<string, string>();
  readonly #personalReads = new Map<string, string>();
  #lookedAt = 0;

  /** To be called when the database is filled and before the hub has a connection to it. */
  async watch(database: TestDatabase): Promise<void> {
    const settings = {
      session_preload_libraries: 'auto_explain',
      'auto_explain.log_min_duration': '0',
      'auto_explain.log_nested_statements': 'on',
      'auto_explain.log_format': 'json',
      'auto_explain.log_level': 'notice',
      enable_seqscan: 'off',
    };
    await withClient(database.adminUrl, async (administrator) => {
      const name = pg.escapeIdentifier(database.name);
      for (const [setting, value] of Object.entries(settings))
        await administrator.query(`alter database ${name} set ${setting} = '${value}'`);
      const { rows } = await administrator.query<{ table: string; index: string; entries: number }>(
        `select tables.relname as table, indexes.relname as index, indexes.reltuples as entries
         from pg_class tables join pg_index on indrelid = tables.oid join pg_class indexes on indexes.oid = indexrelid
         where tables.oid in (select attrelid from pg_attribute where attname = 'resident_id')
           or tables.oid = 'public.resident'::regclass`,
      );
      for (const { table, index, entries } of rows) {
        this.#personal.add(table);
        if (entries < few) this.#small.add(index);
      }
    });
    const { read, write, control, record } = database.pools;
    for (const pool of [read, write, control, record]) {
      pool.on('connect', (client) => this.look(client));
    }
  }

  /** Looks at the plans of whatever this connection asks from now on. */
  look(client: pg.ClientBase): void {
    client.on('notice', ({ message = '' }) => this.#plan(message));
  }

  /** Looks at whatever this pool's connections ask besides, which should read nothing about people. */
  lookAt(pool: pg.Pool): void {
    pool.on('connect', (client) =>
      client.on('notice', ({ message = '' }) => {
        const explained = explainedIn(message);
        if (!explained) return;
        this.#lookedAt += 1;
        const tables = nodes(explained.Plan).flatMap(({ 'Relation Name': table = '' }) =>
          this.#personal.has(table) ? [table] : [],
        );
        if (tables.length > 0) this.#personalReads.set(oneLine(explained), [...new Set(tables)].sort().join(', '));
      }),
    );
  }

  /** How many plans of those were looked at. */
  get lookedAt(): number {
    return this.#lookedAt;
  }

  /** Tables about people that were read there, each with one statement that does it. */
  get personalReads(): string[] {
    return [...this.#personalReads].map(([statement, tables]) => `${tables}: ${statement}`).sort();
  }

  /** Tables about people that were read whole, each with one statement that does it. */
  get wholeReads(): string[] {
    return [...this.#found].map(([statement, tables]) => `${tables}: ${statement}`).sort();
  }

  #plan(message: string): void {
    const explained = explainedIn(message);
    if (!explained) return;
    this.seen += 1;
    const tables = nodes(explained.Plan).flatMap((node) => (this.#isWhole(node) ? [node['Relation Name'] ?? ''] : []));
    if (tables.length > 0) this.#found.set(oneLine(explained), [...new Set(tables)].sort().join(', '));
  }

  #isWhole(node: PlanNode): boolean {
    if (!this.#personal.has(node['Relation Name'] ?? '')) return false;
    const { 'Node Type': type, 'Index Name': index = '', 'Index Cond': condition } = node;
    return type === 'Seq Scan' || (type.startsWith('Index') && !condition && !this.#small.has(index));
  }
}
