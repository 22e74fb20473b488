import type { ClientBase } from 'pg';
import { tableOf } from '../../../shared/table-of.ts';

/** What records of these types are, as their tables say it: the same sentence describes the type in the graph. */
export async function meaningsOf(client: ClientBase, types: Iterable<string>): Promise<Map<string, string>> {
  const named = [...types];
  const { rows } = await client.query<{ type: string; meaning: string | null }>(
    `select type, coalesce(obj_description(to_regclass('public.' || name)), obj_description(to_regclass('hub.' || name))) as meaning
     from unnest($1::text[], $2::text[]) as tables (type, name)`,
    [named, named.map(tableOf)],
  );
  return new Map(rows.flatMap(({ type, meaning }) => (meaning ? [[type, meaning]] : [])));
}
