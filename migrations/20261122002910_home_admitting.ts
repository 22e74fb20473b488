import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
const relationships = `(organisation_id uuid, resident_id uuid, kind text, since timestamptz, until timestamptz,
          evidence text, reason text, objections int)`;

/** Whom the hub knows, and not what homes say of those whom they admit. */
const known = (person: string) => ({ now: ` and ${person}.admitted_by_id is null`, before: '' });
const personNamed = (
  of: string,
) => `create or replace function hub.person_named(number text, born date, surname text) returns uuid
        language sql stable ${definer}
        return (
          select resident.id from public.resident
          where resident.nhs_number = number and resident.date_of_birth = born
            and hub.same_name(resident.family_name, surname) and resident.valid_until is null${of}
        );`;
const personNumbered = (
  of: string,
) => `create or replace function hub.person_numbered(number text, own uuid, identifying int) returns uuid
        language sql stable ${definer}
        return (
          select resident.id from public.resident
          where resident.nhs_number = number and resident.valid_until is null${of}
            and exists (
              select from hub.relationship related
              where related.organisation_id = own and related.resident_id = resident.id
                and related.bit & identifying <> 0 and related.since <= now()
            )
        );`;
const enterReports = (
  of: string,
) => `create or replace function hub.enter_reports() returns trigger language plpgsql ${definer} as $$
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
          where arrived.valid_until is null${of} and made.made_at > now() - interval '30 days'
        loop
          update hub.safeguarding_report
          set resident_id = waiting.person,
            concern_id = hub.enter_concern(waiting.person, waiting.organisation_id, waiting.report,
              coalesce(hub.council_of(waiting.person), waiting.council_id), waiting.made_at)
          where id = waiting.id;
        end loop;
        return null;
      end $$;`;

/** A home sees again what it said of somebody, and no more; what looks for a person finds the hub's own. */
export class HomeAdmitting extends Migration {
  override name = '20261122002910_home_admitting';

  override up(): void {
    this.addSql(personNamed(known('resident').now));
    this.addSql(personNumbered(known('resident').now));
    this.addSql(enterReports(known('arrived').now));
    this.addSql(`
      create function hub.relationships_by_admission(residents uuid[]) returns table ${relationships}
        language sql stable ${definer} as $$
        with placed as (
          select resident.admitted_by_id, resident.id, placement.id as placement_id,
            hub.start_of_day(placement.from_on) as since, hub.start_of_day(placement.to_on) as until
          from public.resident
          join public.placement on placement.resident_id = resident.id and placement.valid_until is null
            and (placement.to_on is null or placement.to_on > placement.from_on)
          where resident.id = any (residents) and resident.valid_until is null and resident.admitted_by_id is not null
        )
        select admitted_by_id, id, 'home.admitting', since, until, 'placement:' || placement_id, null::text, 0 from placed
        union all
        select admitted_by_id, id, 'home.past', until, null, 'placement:' || placement_id, null, 0 from placed
        where until is not null;
      $$;
      comment on function hub.relationships_by_admission is
        'What homes see again of what they said of those whom they admit, as long as nothing bears it out.';

      alter function hub.relationships_due rename to relationships_of_persons;
      create function hub.relationships_due(residents uuid[]) returns table ${relationships}
        language plpgsql stable ${definer} as $$
      #variable_conflict use_column
      begin
        return query select * from hub.relationships_of_persons(array(
          select resident.id from public.resident where resident.id = any (residents) and resident.admitted_by_id is null));
        return query select * from hub.relationships_by_admission(residents);
      end $$;
      comment on function hub.relationships_due is 'The relationships that the facts about these residents give reason for.';
      comment on function hub.relationships_of_persons is
        'The relationships that the facts give reason for, about people whom the hub knows.';`);
    for (const name of ['relationships_by_admission', 'relationships_due']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
  }

  override down(): void {
    this.addSql(`
      drop function hub.relationships_due, hub.relationships_by_admission;
      alter function hub.relationships_of_persons rename to relationships_due;
      comment on function hub.relationships_due is 'The relationships that the facts about these residents give reason for.';`);
    this.addSql(enterReports(known('arrived').before));
    this.addSql(personNumbered(known('resident').before));
    this.addSql(personNamed(known('resident').before));
  }
}
