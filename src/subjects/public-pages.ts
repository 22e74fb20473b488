import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '../access/context.ts';
import type { CursorValue } from '../access/cursor.ts';
import { type PublicRow, publicColumns, shapeOf } from '../access/reading/public-records.ts';
import { connectionSelectionOf } from '../access/reading/selection.ts';
import { Statement } from '../access/reading/statement.ts';
import { manyOf } from './batch.ts';
import { type Connection, type PageArguments, pageOf } from './connection.ts';

/** A list of public records, of all parents in one place of a question alike. */
export interface PublicList {
  type: string;
  /** SQL of what makes a row `t` belong to the parent `p.id`, and of what else is asked of it. */
  where: (statement: Statement) => string;
  /** What the list is sorted by. The uuid decides between equals. */
  order: { sql: string; type: 'text' | 'timestamptz' | 'date' | 'int'; direction: 'asc' | 'desc' };
}

type Line = PublicRow & { _parent: string; _key: CursorValue; _total: number };

/** A list at the root of a question has this one parent, which is nobody. */
const root = '00000000-0000-0000-0000-000000000000';

/**
 * What was stated of a home in rows of a public type, newest first. A home reads of itself alone: of another it is null,
 * never empty.
 */
export function historyOfHome(
  context: HubContext,
  info: GraphQLResolveInfo,
  type: string,
  home: PublicRow,
  page: PageArguments,
): Promise<Connection<PublicRow>> | null {
  const { agency, organisation } = context.viewer;
  if (agency === 'home' && home._organisation_id !== organisation.id) return null;
  const order = { sql: 't.valid_from', type: 'timestamptz', direction: 'desc' } as const;
  return publicPage(context, info, { type, where: () => 't.home_id = p.id', order }, page, home._id);
}

/** One page of a list for a parent; the pages of all parents are read by one statement, each with its exact count. */
export async function publicPage(
  context: HubContext,
  info: GraphQLResolveInfo,
  list: PublicList,
  { first, after }: PageArguments,
  parent: string = root,
): Promise<Connection<PublicRow>> {
  const { cursors, viewer } = context;
  const organisation = viewer.organisation.id;
  // Its own place in the graph, its order and whatever it was asked for: elsewhere a cursor is refused.
  const filter = new Statement();
  const asked = [list.where(filter), filter.values];
  const scope = `${info.parentType.name}.${info.fieldName} ${JSON.stringify([list.order, ...asked])}`;
  const behind = after ? cursors.decode(organisation, scope, after) : undefined;
  const lines = await manyOf<Line>(context, info, parent, () => {
    const statement = new Statement();
    // Its place is the first: the parents themselves are added when the statement is sent.
    const parents = statement.add(null, 'uuid[]');
    const { sql: key, type, direction } = list.order;
    const from = `from ${shapeOf(context, list.type).table} t where ${list.where(statement)}`;
    const beyond = behind
      ? `and (${key}, t.id) ${direction === 'asc' ? '>' : '<'} (${statement.add(behind[0], type)}, ${statement.add(behind[1], 'uuid')})`
      : '';
    const columns = publicColumns(shapeOf(context, list.type), connectionSelectionOf(info).nodes, 't');
    const limit = statement.add(first + 1, 'int');
    return {
      text: `select p.id as _parent, tally.total as _total, page.*
        from unnest(${parents}) as p (id)
        cross join lateral (select count(*)::int as total ${from}) tally
        left join lateral (
          select (${key})::text as _key, ${columns} ${from} ${beyond} order by ${key} ${direction}, t.id ${direction} limit ${limit}
        ) page on true`,
      values: statement.values.slice(1),
    };
  });
  return pageOf<Line>({
    rows: lines.filter(({ _id }) => _id),
    first,
    totalCount: lines[0]?._total ?? 0,
    after,
    cursorOf: ({ _key, _id }) => cursors.encode(organisation, scope, [_key, _id]),
  });
}
