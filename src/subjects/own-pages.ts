import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '../access/context.ts';
import type { PersonalType } from '../access/identifiers.ts';
import { connectionSelectionOf, type Selection, selectionOf } from '../access/reading/selection.ts';
import { Statement } from '../access/reading/statement.ts';
import { type Connection, type PageArguments, pageOf } from './connection.ts';

/** Rows that an organisation keeps for itself, or that are addressed to it: its row policy shows it no other. */
export interface OwnList {
  type: PersonalType;
  table: string;
  /** SQL by field of the graph, for table alias `t`. */
  columns: Readonly<Record<string, string>>;
  where: string;
  /** The moment by which the list is sorted. */
  order: { column: string; direction: 'asc' | 'desc' };
}

export interface OwnRow {
  [field: string]: unknown;
  id: string;
  _id: string;
}
type Line = OwnRow & { _total: number; _key: string };

/** One page of a list at the root of a question. */
export async function ownPage(
  context: HubContext,
  info: GraphQLResolveInfo,
  list: OwnList,
  { first, after }: PageArguments,
): Promise<Connection<OwnRow>> {
  const { cursors, read, trace, viewer } = context;
  const organisation = viewer.organisation.id;
  const { column, direction } = list.order;
  const scope = `${info.fieldName} ${viewer.purpose} ${list.where} ${column} ${direction}`;
  const behind = after ? cursors.decode(organisation, scope, after) : undefined;
  const statement = new Statement();
  const beyond = behind
    ? `and (t.${column}, t.id) ${direction === 'asc' ? '>' : '<'} (${statement.add(behind[0], 'timestamptz')}, ${statement.add(behind[1], 'uuid')})`
    : '';
  const limit = statement.add(first + 1, 'int');
  const lines = await read.query<Line>(
    `select tally.total as _total, page.* from (select count(*)::int as total from ${list.table} t where ${list.where}) tally
     left join lateral (
       select t.id as _id, t.${column}::text as _key, ${columnsFor(list, connectionSelectionOf(info).nodes.fields.keys())}
       from ${list.table} t where ${list.where} ${beyond} order by t.${column} ${direction}, t.id ${direction} limit ${limit}
     ) page on true`,
    statement.values,
  );
  const page = pageOf<Line>({
    rows: identified(
      context,
      list.type,
      lines.filter(({ _id }) => _id),
    ),
    first,
    totalCount: lines[0]?._total ?? 0,
    after,
    cursorOf: ({ _key, _id }) => cursors.encode(organisation, scope, [_key, _id]),
  });
  trace.tell(info.fieldNodes[0], list.type, page.nodes);
  return page;
}

/** One of the rows by its uuid, or null. */
export async function ownRow(
  context: HubContext,
  info: GraphQLResolveInfo,
  list: OwnList,
  uuid: string,
  selection: Selection = selectionOf(info),
): Promise<OwnRow | null> {
  const text = `select t.id as _id, ${columnsFor(list, selection.fields.keys())} from ${list.table} t where t.id = $1`;
  const [row] = identified(context, list.type, await context.read.query<OwnRow>(text, [uuid]));
  context.trace.tell(info.fieldNodes[0], list.type, row ? [row] : []);
  return row ?? null;
}

function columnsFor({ columns }: OwnList, fields: Iterable<string>): string {
  const asked = [...fields].filter((field) => columns[field]).map((field) => `${columns[field]} as "${field}"`);
  return asked.length ? asked.join(', ') : 'null as nothing';
}

function identified<Row extends OwnRow>({ identifiers, viewer }: HubContext, type: PersonalType, rows: Row[]): Row[] {
  const uuids = rows.map(({ _id }) => _id);
  const ids = identifiers.encode(type, viewer.organisation.id, uuids);
  return rows.map((row, place) => ({ ...row, id: ids[place] as string }));
}
