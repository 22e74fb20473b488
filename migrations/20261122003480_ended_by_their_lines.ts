import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const today = `(now() at time zone 'Europe/London')::date`;

const ownPractice = `
      declare
        own constant uuid := nullif(current_setting('hub.organisation', true), '')::uuid;
      begin
        if not exists (select from public.practice where practice.organisation_id = own) then
          raise insufficient_privilege using message = 'only by the list of a practice';
        end if;
        return query`;
const elsewhere = `standing.resident_id = moved.resident_id and standing.valid_until is null
          and practice.id = standing.practice_id and practice.organisation_id <> own
          and standing.from_on < moved.on_day and (standing.to_on is null or standing.to_on > moved.on_day)`;
const owned = (given: string) => `
      alter function hub.end_registrations_elsewhere(${given}) owner to caregraph_register;
      revoke execute on function hub.end_registrations_elsewhere(${given}) from public;
      grant execute on function hub.end_registrations_elsewhere(${given}) to caregraph_importer;`;

/** Whoever reads files ended any registration elsewhere: now those alone of which a line says so that waits to be merged. */
export class EndedByTheirLines extends Migration {
  override name = '20261122003480_ended_by_their_lines';

  override up(): void {
    this.addSql(`
      drop function hub.end_registrations_elsewhere(uuid[], date[]);
      create policy import_register on hub.import for select to caregraph_register using (true);
      create policy import_row_register on hub.import_row for select to caregraph_register using (true);
      grant select (id, organisation_id, state) on hub.import to caregraph_register;
      grant select (import_id, kind, line, cells) on hub.import_row to caregraph_register;

      create function hub.end_registrations_elsewhere(by_import uuid, of_lines int[]) returns table (registration uuid, person uuid)
        language plpgsql volatile ${definer} as $$${ownPractice}
        with moved as (
          select known.id as resident_id, known.nhs_number, waiting.cells[6]::date as on_day
          from hub.import brought
          join hub.import_row waiting on waiting.import_id = brought.id and waiting.kind = 'registration'
            and waiting.line = any (of_lines) and waiting.cells[7] is null
          join public.resident known on known.id = hub.person_named(waiting.cells[1], waiting.cells[4]::date, waiting.cells[2])
          where brought.id = by_import and brought.organisation_id = own and brought.state in ('STAGED', 'ASKING', 'MERGING')
        ), taken as (
          select standing.id, standing.resident_id, moved.nhs_number, moved.on_day, practice.organisation_id as former,
            standing.to_on is null or standing.to_on > ${today} as holds
          from moved, public.gp_registration standing, public.practice
          where moved.on_day <= ${today} and ${elsewhere}
        ), told as (
          -- When the new relationship comes, it looks after the person no more, and is told of nothing.
          insert into hub.privacy_alert (organisation_id, about_id, kind, relationship, nhs_number, resident_id)
          select taken.former, own, 'NEW_RELATIONSHIP', 'practice.registered', taken.nhs_number, taken.resident_id
          from taken where taken.holds
        )
        update public.gp_registration ended set to_on = taken.on_day
        from taken where ended.id = taken.id
        returning ended.id, ended.resident_id;
      end $$;
      comment on function hub.end_registrations_elsewhere is
        'Ends registrations with other practices on the day on which these lines of a file of a practice, which wait to be merged, say that somebody registered with it, and tells those practices.';
      ${owned('uuid, int[]').trim()}`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.end_registrations_elsewhere(uuid, int[]);
      revoke select (id, organisation_id, state) on hub.import from caregraph_register;
      revoke select (import_id, kind, line, cells) on hub.import_row from caregraph_register;
      drop policy import_row_register on hub.import_row;
      drop policy import_register on hub.import;
      create function hub.end_registrations_elsewhere(people uuid[], days date[]) returns table (registration uuid, person uuid)
        language plpgsql volatile ${definer} as $$${ownPractice}
        update public.gp_registration standing set to_on = moved.on_day
        from unnest(people, days) moved (resident_id, on_day), public.practice
        where ${elsewhere}
        returning standing.id, standing.resident_id;
      end $$;
      comment on function hub.end_registrations_elsewhere is
        'Ends registrations with other practices on the day on which each of these people registered with the practice whose list says so.';
      ${owned('uuid[], date[]').trim()}`);
  }
}
