import { Migration } from '@mikro-orm/migrations';
import { bearsOut, lately } from './20261122002920_settled_claims.ts';
import { movesOfNow } from './20261122003150_moves_of_now.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const ours = (more = '') => `exists (select from public.practice own_practice
        where own_practice.organisation_id = ${own}${more})`;
const ofOurs = ours(' and own_practice.id = gp_registration.practice_id');
const people = 'text[], date[], text[], date[], date[]';

const grants = [
  [
    'resident',
    `insert (id, author_id, nhs_number, nhs_number_status, given_name, family_name, previous_address, date_of_birth, sex,
        preferred_clinician)`,
  ],
  [
    'gp_registration',
    `select (id, author_id, resident_id, practice_id, from_on, to_on, recorded_at, valid_until),
        insert (id, author_id, resident_id, practice_id, from_on, to_on), update (from_on, to_on)`,
  ],
] as const;

/** A list that names the home, too, says what a registration of long ago does not: that the person lives there. */
const namesTheHome = ` or exists (
          select from hub.listed_home listed
          join public.gp_registration registration
            on registration.resident_id = listed.resident_id and registration.valid_until is null
            and (registration.to_on is null or registration.to_on > moved_in)
          join public.practice on practice.id = registration.practice_id and practice.organisation_id = listed.organisation_id
          where listed.resident_id = person and listed.home_id = home
            and (listed.as_of at time zone 'Europe/London')::date >= moved_in - ${lately}
        )`;
const bearsOutAnew = (more: Parameters<typeof bearsOut>[0]) =>
  bearsOut(more).replace('create function', 'create or replace function');

/** Practices' registration lists: how people come to the hub, of whom nothing is kept unless they live in a care home. */
export class ListsOfPractices extends Migration {
  override name = '20261122003422_lists_of_practices';

  override up(): void {
    this.addSql(`
      alter table hub.import add passed int not null default 0 check (passed >= 0);
      grant update (passed) on hub.import to caregraph_importer;

      create table hub.listed_home (
        organisation_id uuid not null references organisation (id),
        resident_id uuid not null references resident (id) on delete cascade,
        home_id uuid not null references care_home (id),
        as_of timestamptz not null,
        import_id uuid not null references hub.import (id),
        line int not null check (line > 0),
        primary key (organisation_id, resident_id)
      );
      comment on table hub.listed_home is
        'In which home a practice''s list says that somebody lives who is registered there. It is no placement, and bears out the home''s own word.';
      create index listed_home_of_resident on hub.listed_home (resident_id);
      create index listed_home_of_import on hub.listed_home (import_id);
      alter table hub.listed_home enable row level security;
      alter table hub.listed_home force row level security;
      create policy listed_home_importer on hub.listed_home to caregraph_importer
        using (organisation_id = ${own}) with check (organisation_id = ${own});
      create policy listed_home_register on hub.listed_home for select to caregraph_register using (true);
      create policy listed_home_owner on hub.listed_home to caregraph_owner using (true);
      create policy listed_home_backup on hub.listed_home for select to caregraph_backup using (true);
      grant select on hub.listed_home to caregraph_backup, caregraph_register;
      grant select, insert, delete on hub.listed_home to caregraph_importer;

      create policy "resident_listed" on "resident" for insert to caregraph_importer
        with check (resident.author_id = ${own} and resident.valid_until is null and resident.former_of is null
        and resident.admitted_by_id is null and ${ours()});
      create policy "gp_registration_listed" on "gp_registration" to caregraph_importer
        using (gp_registration.valid_until is null and ${ofOurs})
        with check (gp_registration.author_id = ${own} and gp_registration.valid_until is null and ${ofOurs});
      ${grants.map(([table, what]) => `grant ${what} on ${table} to caregraph_importer;`).join('\n      ')}`);

    this.addSql(`
      create function hub.people_listed(numbers text[], born date[], surnames text[], starts date[], ends date[])
        returns table (place bigint, resident_id uuid, fits boolean, awaited boolean, elsewhere date)
        language sql stable ${definer} as $$
        select said.place, known.id, known.date_of_birth = said.born and hub.same_name(known.family_name, said.surname),
          case when said.number is null then said.born is null or exists (
            select from public.gp_registration registration
            join public.practice on practice.id = registration.practice_id
            join public.resident person on person.id = registration.resident_id and person.valid_until is null
            where practice.organisation_id = ${own} and registration.valid_until is null and person.date_of_birth = said.born
          ) else exists (
            select from hub.claim
            where claim.kind = 'PLACEMENT' and claim.confirmed_at is null and claim.nhs_number = said.number
              and claim.date_of_birth = said.born and hub.same_name(claim.family_name, said.surname)
          ) end,
          (select max(registration.from_on) from public.gp_registration registration
            join public.practice on practice.id = registration.practice_id
            where registration.resident_id = known.id and registration.valid_until is null
              and practice.organisation_id <> ${own}
              and daterange(registration.from_on, registration.to_on) && daterange(said.starts, said.ends))
        from unnest(numbers, born, surnames, starts, ends) with ordinality said (number, born, surname, starts, ends, place)
        left join public.resident known on known.nhs_number = said.number and known.valid_until is null
          and known.admitted_by_id is null
        where ${ours()}
      $$;
      comment on function hub.people_listed is
        'Of people on a practice''s list, in its order: whom the hub knows by that number; whether name and birthday fit; whether a home has said that the person moved in, or, without a number, whether it may be a patient of the practice; and since when another practice has the person.';

      create function hub.end_registrations_elsewhere(people uuid[], days date[]) returns table (registration uuid, person uuid)
        language plpgsql volatile ${definer} as $$
      declare
        own constant uuid := nullif(current_setting('hub.organisation', true), '')::uuid;
      begin
        if not exists (select from public.practice where practice.organisation_id = own) then
          raise insufficient_privilege using message = 'only by the list of a practice';
        end if;
        return query
        update public.gp_registration standing set to_on = moved.on_day
        from unnest(people, days) moved (resident_id, on_day), public.practice
        where standing.resident_id = moved.resident_id and standing.valid_until is null
          and practice.id = standing.practice_id and practice.organisation_id <> own
          and standing.from_on < moved.on_day and (standing.to_on is null or standing.to_on > moved.on_day)
        returning standing.id, standing.resident_id;
      end $$;
      comment on function hub.end_registrations_elsewhere is
        'Ends registrations with other practices on the day on which each of these people registered with the practice whose list says so.';

      create function hub.listing_bears_out() returns trigger language plpgsql ${definer} as $$
      begin
        if not coalesce(${loadingInBulk}, false) then
          perform hub.settle_claims(array(
            select distinct resident.nhs_number from changed
            join public.resident on resident.id = changed.resident_id));
        end if;
        return null;
      end $$;
      comment on function hub.listing_bears_out is
        'After a practice''s list has named homes: what these said of the people may be borne out.';
      ${[`people_listed(${people})`, 'end_registrations_elsewhere(uuid[], date[])', 'listing_bears_out()']
        .map(
          (name) => `alter function hub.${name} owner to caregraph_register;
      revoke execute on function hub.${name} from public;`,
        )
        .join('\n      ')}
      grant execute on function hub.people_listed, hub.end_registrations_elsewhere, hub.nhs_number_is_valid to caregraph_importer;
      create trigger claims_settled_by_insert after insert on hub.listed_home
        referencing new table as changed for each statement execute function hub.listing_bears_out();
      ${bearsOutAnew({ ...movesOfNow, besides: namesTheHome }).trim()}
      select hub.let_eraser_in();`);
  }

  override down(): void {
    this.addSql(`
      ${bearsOutAnew(movesOfNow).trim()}
      drop table hub.listed_home;
      revoke execute on function hub.nhs_number_is_valid from caregraph_importer;
      drop function hub.listing_bears_out, hub.end_registrations_elsewhere, hub.people_listed;
      ${grants.map(([table, what]) => `revoke ${what} on ${table} from caregraph_importer;`).join('\n      ')}
      drop policy "gp_registration_listed" on "gp_registration";
      drop policy "resident_listed" on "resident";
      revoke update (passed) on hub.import from caregraph_importer;
      alter table hub.import drop column passed;`);
  }
}
