import type { ClientBase } from 'pg';
import { refuseWhere } from '../engine/merging.ts';

/** From so many points on somebody may be meant (`hub.person_score`); so many are kept for one person, the likeliest. */
const likely = 50;
const mostCandidates = 5;

/** The cells of what a line says of a person without a number, in the order of `described.ts`. */
const columns = ['key text', 'family text', 'given text', 'born date', 'gender text', 'place text'];

const today = `(now() at time zone 'Europe/London')::date`;

/** SQL: the day and the month of a birth date exchanged, where there is such a day. */
const exchanged = (born: string) => `case when extract(day from ${born}) <= 12
  then make_date(extract(year from ${born})::int, extract(day from ${born})::int, extract(month from ${born})::int) end`;

/** SQL: the birth dates of a table, each once for every place, without what stands there: two that share one differ by a digit at most. */
const butOneDigit = (table: string, named: string) =>
  `select ${named}, overlay(born::text placing '_' from digit for 1) as masked from ${table}, generate_series(1, 10) digit`;

/**
 * Puts the NHS number into each line of `waiting` that calls its person by a key of the organisation's own: of whom somebody
 * has said that it is (`confirmMatch`), and of nobody else, however alike. For the others whoever may be meant among those whom
 * the organisation sees is kept, for somebody to settle, and the line is not taken.
 */
export async function namePeople(client: ClientBase, importId: string): Promise<void> {
  const cells = columns.map((column, place) => {
    const [name, type] = column.split(' ');
    return `cells[${place + 1}]::${type} as ${name}`;
  });
  const { rowCount } = await client.query(
    `create temporary table wanted on commit drop as
     select line, ${cells.join(', ')}, null::uuid as linked from hub.import_row where import_id = '${importId}' and kind = 'person'`,
  );
  if (rowCount) await settleEach(client, importId);
  await client.query('drop table wanted');
}

async function settleEach(client: ClientBase, importId: string): Promise<void> {
  await client.query(`
    update wanted p set linked = found.resident_id from hub.line_match found
    where found.person_key = p.key and found.confirmed_at is not null and found.split_at is null;
    update waiting w set number = r.nhs_number from wanted p join resident r on r.id = p.linked where p.line = w.line`);
  await refuseWhere(
    client,
    importId,
    'w.number is null and exists (select from wanted p where p.line = w.line and p.linked is not null)',
    'NOT_SEEN',
  );
  await keepCandidates(client, importId);
  const candidates = `exists (select from wanted p join hub.line_match found on found.person_key = p.key
      and found.confirmed_at is null where p.line = w.line)`;
  await refuseWhere(client, importId, `w.number is null and ${candidates}`, 'MATCH_WANTED');
  await refuseWhere(client, importId, 'w.number is null', 'NOBODY_ALIKE');
}

/**
 * Who shares the birth date, also with day and month exchanged or one digit another, or the family name is compared, and nobody else: so that it is
 * no work of each line with each person. What waited under the same key is asked anew.
 */
async function keepCandidates(client: ClientBase, importId: string): Promise<void> {
  await client.query(
    `create temporary table seen on commit drop as
     select r.id, r.family_name, r.given_name, r.date_of_birth as born, r.sex, hub.plain_name(r.family_name) as plain, home.postcode
     from resident r
     left join placement on placement.resident_id = r.id and placement.from_on <= ${today}
       and (placement.to_on is null or placement.to_on > ${today})
     left join care_home home on home.id = placement.home_id
     where exists (select from wanted where linked is null);
     analyze seen;
     delete from hub.line_match found
     where found.confirmed_at is null and found.person_key in (select key from wanted)`,
  );
  await client.query(
    `with asked as (
       select distinct on (key) p.*, hub.plain_name(family) as plain from wanted p where linked is null order by key, line
     ), alike as (
       select one.line, other.id from (${butOneDigit('asked', 'line')}) one join (${butOneDigit('seen', 'id')}) other using (masked)
       union select asked.line, seen.id from asked join seen on seen.born = ${exchanged('asked.born')}
       union select asked.line, seen.id from asked join seen on seen.plain = asked.plain
     ), compared as (
       select asked.*, seen.id, hub.person_score(asked.family, asked.given, asked.born, asked.gender, asked.place,
         seen.family_name, seen.given_name, seen.born, seen.sex, seen.postcode) as score
       from alike join asked using (line) join seen on seen.id = alike.id
     ), best as (
       select compared.*, row_number() over (partition by key order by score desc, id) as place_of
       from compared where score >= ${likely}
     )
     insert into hub.line_match (organisation_id, person_key, format, line, said_at, family_name, given_name, date_of_birth, sex,
       postcode, resident_id, score)
     select own.organisation_id, best.key, own.format, best.line, own.as_of, best.family, best.given, best.born, best.gender,
       best.place, best.id, best.score
     from best join hub.import own on own.id = $1
     where best.place_of <= ${mostCandidates} and not exists (
       -- Of whom somebody has said that it is not.
       select from hub.line_match former where former.person_key = best.key and former.resident_id = best.id and former.split_at is not null)`,
    [importId],
  );
  await client.query('drop table seen');
}
