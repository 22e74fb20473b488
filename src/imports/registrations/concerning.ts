import type { ClientBase } from 'pg';
import { erasedAmong } from '../../access/retention/erased-numbers.ts';
import type { Line, Merging } from '../engine/format.ts';
import { homesBySign } from './homes.ts';

/**
 * The lines that are about somebody who lives in a care home: whom the hub knows, or of whom a home has said that she lives
 * there, and the line names no other; or of whom the line itself says in which of the homes known here she lives. Somebody whom the hub does not know and
 * who has left the practice is none of them. Whom a line is about that has no number which can be read, nobody can tell:
 * it counts if it may be a resident registered with the practice, by the birthday. Whoever was erased comes back by the
 * word of a home alone: a list may go on naming a home that she left long ago.
 */
export async function ofResidents(
  client: ClientBase,
  lines: readonly Line[],
  { keys }: Merging,
): Promise<ReadonlySet<number>> {
  // Of a line that is broken nothing is known, and nothing of it is kept but that it is broken.
  const kept = new Set(lines.filter(({ signs }) => !signs).map(({ line }) => line));
  const readable = lines.filter(({ signs }) => signs);
  const column = (place: number) => readable.map(({ signs }) => signs?.[place] ?? null);
  const { rows } = await client.query<{ line: number; stranger: string | null }>(
    `with said as (
       select * from unnest($1::int[], $2::text[], $3::text[], $4::date[], $5::date[], $6::text[], $7::text[], $8::text[], $9::boolean[], $10::text[])
         with ordinality s (line, number, family_name, born, ends, home, uprn, postcode, institution, person, place)
     ), placed as (
       select s.line, s.number, s.ends, s.person, s.place, home_id, home_code from said s ${homesBySign('s')}
     )
     select s.line, case when person.resident_id is null and not person.awaited then s.number end as stranger from placed s
     join hub.people_listed($2, $4, $3, null, null, array(select home_code from placed order by place)) person
       on person.place = s.place
     where person.resident_id is not null or person.awaited
       or exists (select from hub.line_match known where known.person_key = s.person and known.confirmed_at is not null and known.split_at is null)
       or s.home_id is not null and (s.ends is null or s.ends > (now() at time zone 'Europe/London')::date)`,
    [readable.map(({ line }) => line), ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map(column)],
  );
  const strangers = rows.flatMap(({ stranger }) => stranger ?? []);
  const erased = await erasedAmong(client, keys, strangers);
  for (const { line, stranger } of rows) if (!stranger || !erased.has(stranger)) kept.add(line);
  return kept;
}
