import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '../access/context.ts';

interface Child {
  /** The uuid of the parent that a row belongs to. */
  _parent: string;
}

type Place = Pick<GraphQLResolveInfo, 'fieldNodes'>;

/**
 * The rows that belong to one parent, read for all parents of this place in the question by one statement. `sql` is
 * given once a place: its first parameter is the parents' uuids, and its rows name theirs as `_parent`.
 */
export function manyOf<Row extends Child>(
  { loader, read }: HubContext,
  { fieldNodes }: Place,
  parent: string,
  sql: () => { text: string; values?: readonly unknown[] },
): Promise<Row[]> {
  const rows = loader(fieldNodes[0], () => {
    const { text, values = [] } = sql();
    return new DataLoader<string, Row[]>(async (parents) => {
      const found = await read.query<Row>(text, [parents, ...values]);
      const byParent = Map.groupBy(found, ({ _parent }) => _parent);
      return parents.map((key) => byParent.get(key) ?? []);
    });
  });
  return rows.load(parent);
}

/** The first row that belongs to one parent, or null. */
export async function oneOf<Row extends Child>(...place: Parameters<typeof manyOf<Row>>): Promise<Row | null> {
  const [row] = await manyOf<Row>(...place);
  return row ?? null;
}
