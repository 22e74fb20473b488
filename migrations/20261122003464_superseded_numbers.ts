import { Migration } from '@mikro-orm/migrations';
import { rewrite } from './20261122003462_one_of_two.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const inForce = 'match.merged_at is not null and match.split_at is null';

const named = `resident.nhs_number = number and resident.date_of_birth = born
          and hub.same_name(resident.family_name, surname) and resident.valid_until is null and resident.admitted_by_id is null`;
/** With the survivor of a superseded number, who may be named as either was. */
const personNamed = (also: string) => `
      create or replace function hub.person_named(number text, born date, surname text) returns uuid
        language sql stable ${definer}
        return (select ${also ? `coalesce((select resident.id from public.resident where ${named}), ${also})` : `resident.id from public.resident where ${named}`});`;
const survivor = `(
          select survivor.id from hub.person_match match
          join public.resident survivor on survivor.id = match.survivor_resident_id and survivor.valid_until is null
          join public.resident superseded on superseded.id = match.superseded_resident_id
          where match.nhs_number = number and ${inForce}
            and (superseded.date_of_birth = born and hub.same_name(superseded.family_name, surname)
              or survivor.date_of_birth = born and hub.same_name(survivor.family_name, surname)))`;

const relatedTo = `related.organisation_id = own and related.resident_id = resident.id
            and related.bit & identifying <> 0 and related.since <= now()`;
const personNumbered = (number: string) => `
      create or replace function hub.person_numbered(number text, own uuid, identifying int) returns uuid
        language sql stable ${definer}
        return (select resident.id from public.resident
          where resident.nhs_number = ${number} and resident.valid_until is null and resident.admitted_by_id is null
            and exists (select from hub.relationship related where ${relatedTo}));`;
const saidOf = (more: string) => `
      create or replace function hub.said_of(person uuid) returns uuid[] language sql stable ${definer}
        begin atomic
          select array(
            select claim.admitted_id from hub.claim
            where claim.resident_id = person and claim.kind = 'PLACEMENT' and claim.admitted_id is not null${more});
        end;`;

/** Officers ask for one person and are told of each look at one who is that person. */
const looks = {
  one: `entry.residents @> array[$3] and not coalesce(entry.undisclosed @> array[$3], false)`,
  any: `entry.residents && hub.known_as($3) and exists (select from unnest(entry.residents) one
                 where one = any (hub.known_as($3)) and one <> all (coalesce(entry.undisclosed, ''{}'')))`,
};
/** Whoever names a superseded number and whoever names the one in force wait for each other. */
const buckets = 'from unnest(numbers) number order by 1';
const bothNumbers = `from (
            select unnest(numbers) as number union select led.leads_to from hub.superseded_numbers() led where led.number = any (numbers)
          ) person order by 1`;
/** In what an officer is told, each of them is called the one who was asked about. */
const told = {
  one: [
    'case when entry.undisclosed is null then entry.residents else array(',
    'case when one.id <> all (entry.undisclosed) then one.id end',
  ],
  any: [
    `case when entry.undisclosed is null and hub.merged_into($3) = ''{}'' then entry.residents else array(`,
    `case when one.id <> all (coalesce(entry.undisclosed, ''{}''))
                   then case when one.id = any (hub.merged_into($3)) then $3 else one.id end end`,
  ],
} as const;
const kept = { one: 'where p.id = person', any: 'where p.id = any (hub.merged_into(person) || person)' };

/** A number that was superseded leads to the person who has it no more. */
export class SupersededNumbers extends Migration {
  override name = '20261122003464_superseded_numbers';

  override up(): void {
    this.addSql(`
      create function hub.number_in_force(number text) returns text language sql stable ${definer}
        return coalesce((
          select survivor.nhs_number from hub.person_match match
          join public.resident survivor on survivor.id = match.survivor_resident_id
          where match.nhs_number = number and ${inForce}), number);
      create function hub.superseded_numbers() returns table (number text, leads_to text) language sql stable ${definer} as $$
        select match.nhs_number, survivor.nhs_number from hub.person_match match
        join public.resident survivor on survivor.id = match.survivor_resident_id
        where ${inForce}
      $$;
      comment on function hub.superseded_numbers is 'Every NHS number that leads to another, for files of thousands.';
      comment on function hub.number_in_force is 'The NHS number of the person to whom a superseded one leads; else the number itself.';

      create function hub.merged_into(person uuid) returns uuid[] language sql stable ${definer}
        return array(select match.superseded_resident_id from hub.person_match match
          where match.survivor_resident_id = person and ${inForce});
      comment on function hub.merged_into is 'The residents who were found to be this one.';

      create function hub.known_as(person uuid) returns uuid[] language sql stable ${definer}
        return array[person] || hub.merged_into(person);
      comment on function hub.known_as is 'A resident with those who were found to be this one.';

      create function hub.suggest_match(kept uuid, ended_number text, said timestamptz) returns void
        language plpgsql volatile ${definer} as $$
      declare
        other constant uuid := (select resident.id from public.resident
          where resident.nhs_number = hub.number_in_force(ended_number) and resident.valid_until is null
            and resident.admitted_by_id is null);
      begin
        -- Nobody is told whether there was such a person.
        if other is null or other = kept or exists (
          select from hub.person_match match where match.merged_at is null
            and match.survivor_resident_id in (kept, other) and match.superseded_resident_id in (kept, other)
        ) then
          return;
        end if;
        insert into hub.person_match (organisation_id, survivor_resident_id, superseded_resident_id, nhs_number, said_at)
        select nullif(current_setting('hub.organisation', true), '')::uuid, kept, other, resident.nhs_number, said
        from public.resident where resident.id = other;
      end $$;
      comment on function hub.suggest_match is
        'Keeps that a feed calls two residents one person, for somebody to settle.';`);
    for (const name of ['number_in_force', 'superseded_numbers', 'merged_into', 'known_as', 'suggest_match']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    this.addSql(`
      grant execute on function hub.superseded_numbers, hub.suggest_match to caregraph_importer;
      grant execute on function hub.number_in_force to caregraph_owner;
      grant execute on function hub.known_as, hub.merged_into to caregraph_auditor;
      grant execute on function hub.merged_into to caregraph_eraser;
      ${personNamed(survivor)}
      ${personNumbered('hub.number_in_force(number)')}
      ${saidOf(`
            union all
            select unnest(hub.merged_into(person))`)}`);
    this.addSql(rewrite('hold_numbers', buckets, bothNumbers));
    this.addSql(rewrite('is_kept_back', kept.one, kept.any));
    this.addSql(rewrite('access_conditions', looks.one, looks.any));
    this.addSql(rewrite('own_accesses', told.one[0], told.any[0]));
    this.addSql(rewrite('own_accesses', told.one[1], told.any[1]));
  }

  override down(): void {
    this.addSql(rewrite('own_accesses', told.any[1], told.one[1]));
    this.addSql(rewrite('own_accesses', told.any[0], told.one[0]));
    this.addSql(rewrite('access_conditions', looks.any, looks.one));
    this.addSql(rewrite('is_kept_back', kept.any, kept.one));
    this.addSql(rewrite('hold_numbers', bothNumbers, buckets));
    this.addSql(`${personNamed('')} ${personNumbered('number')} ${saidOf('')}
      drop function hub.suggest_match, hub.known_as, hub.merged_into, hub.superseded_numbers, hub.number_in_force;`);
  }
}
