import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '../context.ts';
import { isUuid } from '../identifiers.ts';
import { type Selection, selectionOf } from './selection.ts';
import type { FieldShape } from './shape.ts';

/** A type of the graph about no resident: homes, practices, organisations. Its id is its public code. */
export interface PublicShape {
  type: string;
  table: string;
  /** The column that holds the public code, or the table's own uuid where a thing has none. */
  code: string;
  /** Foreign keys, and what says which row is in force: read by joins, whatever was asked for. */
  keys: readonly string[];
  fields: ReadonlyMap<string, FieldShape>;
  /** Columns that fields with a resolver of their own need, by field: given to it as `_column_name`. */
  needs: ReadonlyMap<string, readonly string[]>;
}
export type PublicShapes = ReadonlyMap<string, PublicShape>;

/** A row of a public type: plain values under the names of the graph; `_id` is its uuid, for its children. */
export interface PublicRow {
  [field: string]: unknown;
  __typename: string;
  id: string;
  _id: string;
}

/** One column that a public record is answered from. */
interface PublicColumn {
  name: string;
  sql(alias: string): string;
}

/** What answers a selection: only what was asked for. */
export function publicColumnsOf(shape: PublicShape, selection: Selection): PublicColumn[] {
  const columns = new Map<string, PublicColumn['sql']>([
    ['_id', (alias) => `${alias}.id`],
    ['__typename', () => `'${shape.type}'`],
    ['id', (alias) => `'${shape.type}:' || ${alias}.${shape.code}`],
  ]);
  for (const name of selection.fields.keys()) {
    const field = shape.fields.get(name);
    if (field && name !== 'id') columns.set(name, (alias) => shown(field, alias));
    for (const column of shape.needs.get(name) ?? []) columns.set(`_${column}`, (alias) => `${alias}.${column}`);
  }
  return [...columns].map(([name, sql]) => ({ name, sql }));
}

/** SQL: the select list that answers a selection, for table alias `alias`. `prefix` begins the columns' names. */
export function publicColumns(shape: PublicShape, selection: Selection, alias: string, prefix = ''): string {
  return publicColumnsOf(shape, selection)
    .map(({ name, sql }) => `${sql(alias)} as "${prefix}${name}"`)
    .join(', ');
}

function shown(field: FieldShape, alias: string): string {
  const value = field.expression(alias);
  if (field.kind === 'date') return `to_char(${value}, 'YYYY-MM-DD')`;
  return field.kind === 'number' ? `${value}::float8` : value;
}

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'returnType'>;

/** One public record by the uuid that another row names; many are read in one statement. */
export function publicById(
  context: HubContext,
  type: string,
  id: unknown,
  info: Info,
): Promise<PublicRow | null> | PublicRow | null {
  if (typeof id !== 'string') return null;
  const known = context.records.beside.public(info.fieldNodes[0], id);
  if (known) return known;
  const loader = context.loader(info.fieldNodes[0], () => {
    const shape = shapeOf(context, type);
    const columns = publicColumns(shape, selectionOf(info), 't');
    return new DataLoader<string, PublicRow | null>(async (ids) => {
      const rows = await context.read.query<PublicRow>(
        `select ${columns} from ${shape.table} t where t.id = any($1::uuid[])`,
        [ids],
      );
      const byId = new Map(rows.map((row) => [row._id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    });
  });
  return loader.load(id);
}

/** One public record by its public code, or null. */
export async function publicByCode(
  context: HubContext,
  type: string,
  code: string,
  selection: Selection,
): Promise<PublicRow | null> {
  const shape = shapeOf(context, type);
  if (shape.code === 'id' && !isUuid(code)) return null;
  const columns = publicColumns(shape, selection, 't');
  const [row] = await context.read.query<PublicRow>(
    `select ${columns} from ${shape.table} t where t.${shape.code} = $1`,
    [code],
  );
  return row ?? null;
}

/** The public type and code that an id such as `CareHome:1-1000000001` names, or null. */
export function publicIdOf(context: HubContext, id: string): { type: string; code: string } | null {
  const at = id.indexOf(':');
  const type = id.slice(0, Math.max(at, 0));
  return context.publicShapes.has(type) ? { type, code: id.slice(at + 1) } : null;
}

export function shapeOf(context: HubContext, type: string): PublicShape {
  const shape = context.publicShapes.get(type);
  if (!shape) throw new Error(`${type} is no public type`);
  return shape;
}
