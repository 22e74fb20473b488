import type { ClientBase } from 'pg';

/** What records of these types are, as their tables say it: the same sentence describes the type in the graph. */
export async function meaningsOf(client: ClientBase, types: Iterable<string>): Promise<Map<string, string>> {
  const { rows } = await client.query<{ type: string; meaning: string | null }>(
    `select type, coalesce(obj_description(to_regclass('public.' || name)), obj_description(to_regclass('hub.' || name))) as meaning
     from unnest($1::text[]) type,
       lateral (select lower(regexp_replace(type, '(?<!^)([A-Z])', '_\\1', 'g')) as name) as tables`,
    [[...types]],
  );
  return new Map(rows.flatMap(({ type, meaning }) => (meaning ? [[type, meaning]] : [])));
}
