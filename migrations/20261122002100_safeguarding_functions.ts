import { Migration } from '@mikro-orm/migrations';
import { recordBits } from '../src/agreement/relationships.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
const ended = `('NO_FURTHER_ACTION', 'CLOSED')`;

/** How a concern is raised, decided and released: no agency writes by itself what opens a door to another. */
export class SafeguardingFunctions extends Migration {
  override name = '20261122002100_safeguarding_functions';

  override up(): void {
    this.addSql(`
      create function hub.organisation_for(wanted text) returns uuid language plpgsql stable ${definer} as $$
      declare
        own uuid := nullif(current_setting('hub.organisation', true), '')::uuid;
      begin
        if not exists (
          select from hub.mutation join public.organisation on organisation.agency = mutation.agency
          where organisation.id = own and mutation.name = wanted
            and current_setting('role') = 'caregraph_' || organisation.agency
        ) then
          raise insufficient_privilege using message = 'the agreement does not let this agency do that';
        end if;
        return own;
      end $$;
      comment on function hub.organisation_for is 'The organisation that asks, if the agreement lets its agency call this.';

      create function hub.may_write_about(person uuid, own uuid, subject text) returns boolean
        language sql stable ${definer}
        return exists (
          select from hub.relationship related
          where related.organisation_id = own and related.resident_id = person
            and related.since <= now() and (related.until is null or related.until > now())
            and (related.objections & coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int = 0
              or related.bit & coalesce(nullif(current_setting('hub.never_ends', true), ''), '0')::int <> 0)
            and related.bit & coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int
              & hub.writing_of(subject) <> 0
        );
      comment on function hub.may_write_about is
        'Whether the organisation stands to the person as the agreement asks of those who write such records.';

      create function hub.council_of(person uuid) returns uuid language sql stable ${definer}
        return (
          select care_home.council_id from public.placement
          join public.care_home on care_home.id = placement.home_id
          where placement.resident_id = person and placement.valid_until is null
            and hub.start_of_day(placement.from_on) <= now()
            and (placement.to_on is null or hub.start_of_day(placement.to_on) > now())
        );
      comment on function hub.council_of is 'The council of the area in which the home lies where the person lives now.';

      create function hub.enter_concern(
        person uuid, raiser uuid, report jsonb, council uuid, raised timestamptz
      ) returns uuid language plpgsql volatile ${definer} as $$
      declare
        entry uuid := gen_random_uuid();
      begin
        if not exists (select from public.organisation where id = council and agency = 'council') then
          raise insufficient_privilege using message = 'a concern is raised with a council';
        end if;
        insert into public.safeguarding_concern (id, author_id, resident_id, council_id, kinds, occurred_at,
          ongoing_since, location, narrative, alleged_source, immediate_action, wishes, raised_at)
        values (entry, raiser, person, council, array(select jsonb_array_elements_text(report -> 'kinds')),
          (report ->> 'occurredAt')::timestamptz, (report ->> 'ongoingSince')::date, report ->> 'location',
          report ->> 'narrative', report ->> 'allegedSource', report ->> 'immediateAction', report ->> 'wishes', raised);
        return entry;
      end $$;
      comment on function hub.enter_concern is 'Adds a concern; its council is related to the resident from then on.';

      create function hub.raise_concern(person uuid, report jsonb, otherwise uuid) returns uuid
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('raiseSafeguardingConcern');
        council uuid := coalesce(hub.council_of(person), otherwise);
      begin
        if not hub.may_write_about(person, own, 'SafeguardingConcern') then
          raise insufficient_privilege using message = 'the organisation stands in no relationship that lets it';
        end if;
        return case when council is not null then hub.enter_concern(person, own, report, council, now()) end;
      end $$;
      comment on function hub.raise_concern is
        'Raises a concern about a resident with the council of the home''s area, or with another if there is none.';

      create function hub.report_concern(
        reporter text, in_role text, number text, born date, surname text, report jsonb, council uuid
      ) returns uuid language plpgsql volatile ${definer} as $$
      declare
        entry uuid := gen_random_uuid();
        own uuid := hub.organisation_for('reportSafeguardingConcern');
        person uuid := hub.person_named(number, born, surname);
      begin
        -- Nothing is to be learnt by trying, but a council must not drown in what one user invents.
        perform pg_advisory_xact_lock(7201601, hashtext(own || ' ' || reporter));
        if (select count(*) from hub.safeguarding_report made where made.organisation_id = own
            and made.made_by = reporter and made.made_at > now() - interval '1 hour') >= 20 then
          raise exception 'too many reports of one user' using errcode = 'HA002';
        end if;
        if not exists (select from public.organisation where id = council and agency = 'council') then
          raise insufficient_privilege using message = 'a concern is raised with a council';
        end if;
        insert into hub.safeguarding_report (id, organisation_id, council_id, made_by, role, nhs_number, date_of_birth,
          family_name, report, resident_id, concern_id)
        values (entry, own, council, reporter, in_role, number, born, surname, report, person,
          case when person is not null then
            hub.enter_concern(person, own, report, coalesce(hub.council_of(person), council), now()) end);
        return entry;
      end $$;
      comment on function hub.report_concern is
        'Keeps what was reported about somebody named for the council, and raises it if the hub knows the person.';

      create function hub.enter_reports() returns trigger language plpgsql ${definer} as $$
      declare
        waiting record;
      begin
        if coalesce(${loadingInBulk}, false) then
          return null;
        end if;
        for waiting in
          select made.id, made.organisation_id, made.council_id, made.report, made.made_at, arrived.id as person
          from arrived
          join hub.safeguarding_report made on made.nhs_number = arrived.nhs_number and made.concern_id is null
            and made.date_of_birth = arrived.date_of_birth and hub.same_name(made.family_name, arrived.family_name)
          where arrived.valid_until is null
        loop
          update hub.safeguarding_report
          set resident_id = waiting.person,
            concern_id = hub.enter_concern(waiting.person, waiting.organisation_id, waiting.report,
              coalesce(hub.council_of(waiting.person), waiting.council_id), waiting.made_at)
          where id = waiting.id;
        end loop;
        return null;
      end $$;
      comment on function hub.enter_reports is 'Raises what was reported of people before they came to the hub.';
      create trigger reports_entered_by_insert after insert on resident referencing new table as arrived
        for each statement execute function hub.enter_reports();
      create trigger reports_entered_by_update after update on resident referencing new table as arrived
        for each statement execute function hub.enter_reports();`);

    this.addSql(`
      create function hub.decide_concern(concern uuid, decision text, finding text, decided date) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('decideSafeguardingConcern');
        standing public.safeguarding_concern;
      begin
        select * into standing from public.safeguarding_concern
        where id = concern and council_id = own and valid_until is null for update;
        if not found or not hub.may_write_about(standing.resident_id, own, 'SafeguardingConcern') then
          return 'UNKNOWN concern';
        elsif standing.ended_at is not null then
          return 'ALREADY_ENDED concern';
        elsif standing.status = decision then
          return 'ALREADY_RECORDED decision';
        elsif standing.status = 'RAISED' and decision = 'CLOSED' then
          return 'NOT_POSSIBLE decision';
        elsif decided < coalesce(standing.decided_on, (standing.raised_at at time zone 'Europe/London')::date) then
          return 'TOO_EARLY decidedOn';
        end if;
        update public.safeguarding_concern
        set status = decision, outcome = finding, decided_on = decided,
          ended_at = case when decision in ${ended} then now() end
        where id = concern;
        return 'DONE';
      end $$;
      comment on function hub.decide_concern is
        'Records what the council decided; a concern that ends opens nothing from then on.';

      create function hub.release_concern(concern uuid, recipient text, ground text, releaser text, ends timestamptz)
        returns text language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('releaseSafeguardingConcern');
        standing public.safeguarding_concern;
        reader uuid := (select id from public.organisation where code = recipient);
      begin
        select * into standing from public.safeguarding_concern
        where id = concern and council_id = own and valid_until is null for update;
        if not found or not hub.may_write_about(standing.resident_id, own, 'SafeguardingConcern') then
          return 'UNKNOWN concern';
        elsif reader = own then
          return 'OUT_OF_RANGE organisation';
        elsif not exists (
          select from hub.relationship related
          where related.organisation_id = reader and related.resident_id = standing.resident_id
            and related.since <= now() and (related.until is null or related.until > now())
            and related.bit & hub.opening_of('SafeguardingConcern', ${recordBits.released}) <> 0
        ) then
          return 'UNKNOWN organisation';
        elsif exists (
          select from hub.release where record_id = concern and organisation_id = reader
            and (until is null or until > now())
        ) then
          return 'ALREADY_RECORDED organisation';
        end if;
        insert into hub.release (record_id, resident_id, organisation_id, council_id, reason, released_by, until)
        values (concern, standing.resident_id, reader, own, ground, releaser, ends);
        return 'DONE';
      end $$;
      comment on function hub.release_concern is
        'Lets an organisation that stands in a relationship to the resident read one concern.';

      create function hub.withdraw_release(concern uuid, recipient text, ground text, withdrawer text)
        returns text language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('withdrawSafeguardingRelease');
        ended uuid;
      begin
        update hub.release
        set until = now(), withdrawn_at = now(), withdrawn_by = withdrawer, withdrawal_reason = ground
        where record_id = concern and council_id = own and (until is null or until > now())
          and organisation_id = (select id from public.organisation where code = recipient)
        returning id into ended;
        return coalesce('DONE ' || ended, 'UNKNOWN organisation');
      end $$;
      comment on function hub.withdraw_release is 'Ends a release of the council''s own, whatever became of the concern.';`);

    for (const name of [
      ...['organisation_for', 'may_write_about', 'council_of'],
      ...['enter_concern', 'raise_concern', 'report_concern', 'enter_reports', 'decide_concern', 'release_concern'],
      'withdraw_release',
    ]) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    const agencies = 'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb';
    this.addSql(`
      grant execute on function hub.raise_concern, hub.report_concern to ${agencies};
      grant execute on function hub.decide_concern, hub.release_concern, hub.withdraw_release to caregraph_council;
      grant execute on function hub.writing_of, hub.opening_of to caregraph_register;
      grant select on hub.writing, hub.opening to caregraph_register;
      grant select (code) on organisation to caregraph_register;
      grant select (council_id) on care_home to caregraph_register;`);
  }

  override down(): void {
    this.addSql(`
      drop trigger reports_entered_by_update on resident;
      drop trigger reports_entered_by_insert on resident;
      drop function hub.withdraw_release, hub.release_concern, hub.decide_concern, hub.enter_reports,
        hub.report_concern, hub.raise_concern, hub.enter_concern, hub.council_of, hub.may_write_about,
        hub.organisation_for;
      revoke select (council_id) on care_home from caregraph_register;
      revoke select (code) on organisation from caregraph_register;
      revoke select on hub.writing, hub.opening from caregraph_register;
      revoke execute on function hub.writing_of, hub.opening_of from caregraph_register;`);
  }
}
