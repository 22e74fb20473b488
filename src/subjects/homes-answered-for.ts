import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '../access/context.ts';
import type { PublicRow } from '../access/reading/public-records.ts';
import type { Connection, PageArguments } from './connection.ts';
import { type PublicList, publicPage } from './public-pages.ts';

/** One reading of them for a question, whatever lists it asks for. */
const places = new WeakMap<HubContext, Promise<Set<string>>>();

/** The uuids of the homes that the viewer’s organisation is, or answers for as council or board. */
export function homesAnsweredFor(context: HubContext): Promise<Set<string>> {
  const known = places.get(context);
  if (known) return known;
  const found = context.read
    .query<{ id: string }>('select answered.id from hub.homes_answered_for() as answered (id)')
    .then((rows) => new Set(rows.map(({ id }) => id)));
  places.set(context, found);
  return found;
}

/** Of a list that only these homes have. */
export const nullElsewhere =
  'Null of every home but your own, those in the area of your council, and those for which your board commissions.';

/**
 * A list of a home that is between the home and those who commission its care. To anybody else it is null, never empty:
 * an empty list would say that there is nothing.
 */
export async function pageForCommissioners(
  context: HubContext,
  info: GraphQLResolveInfo,
  list: PublicList,
  page: PageArguments,
  home: PublicRow,
): Promise<Connection<PublicRow> | null> {
  const homes = await homesAnsweredFor(context);
  return homes.has(home._id) ? publicPage(context, info, list, page, home._id) : null;
}
