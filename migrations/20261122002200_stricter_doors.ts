import { Migration } from '@mikro-orm/migrations';
import { absenceArrived, confirmStays, enterClaim, sameName } from './20261122001400_doors.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
/** Those who look after the resident now: their privacy officers are told of whoever else is let in. */
const lookAfter = `('home.current', 'practice.registered')`;
/** Who is told where nobody looks after the resident: those who have to do with the resident in another way. */
const otherwise = `('practice.network', 'practice.agreed', 'trust.inpatient', 'trust.attending', 'trust.caseload',
              'council.funder', 'icb.chc', 'icb.fnc')`;

/** What a further kind of claim adds: its mutation, the facts that stand for or against it, and what bears it out at once. */
export interface FurtherClaim {
  mutation: string;
  facts: string;
  confirm: string;
  /** Who is waited for before anything is read. */
  waits?: string;
}

/** A home tells of an absence, with who is waited for. */
export const absenceHeard = (waits = '') => `
      create or replace function hub.absence_arrived() returns trigger language plpgsql ${definer} as $$
      begin
        if not coalesce((current_setting('hub.bulk', true) = 'on'
            and pg_has_role(session_user, 'caregraph_owner', 'member')), false) then${waits}
          perform hub.confirm_stays(array(select distinct arrived.resident_id from arrived));
          perform hub.end_stays(array(select distinct arrived.resident_id from arrived));
        end if;
        return null;
      end $$;`;

export const enterStricterClaim = (more: FurtherClaim = { mutation: '', facts: '', confirm: '' }): string => `
      create or replace function hub.enter_claim(
        wanted text, claimant text, in_role text, number text, born date, surname text, ground text, for_hours int,
        fact_since timestamptz, method text
      ) returns table (id uuid, until timestamptz)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := nullif(current_setting('hub.organisation', true), '')::uuid;
        own_agency text;
        most int;
        entry uuid := gen_random_uuid();
        ends timestamptz;
        person uuid;
        stands boolean;
        disputed boolean;
        opens boolean;
      begin
        select organisation.agency into own_agency from public.organisation where organisation.id = own;
        select coalesce(mutation.hours, 24) into most from hub.mutation
        where mutation.agency = own_agency and mutation.name = case wanted
          when 'EMERGENCY' then 'breakGlass' when 'REGISTRATION' then 'claimRegistration' when 'STAY' then 'claimStay'${more.mutation} end;
        if not found or current_setting('role') <> 'caregraph_' || own_agency then
          raise insufficient_privilege using message = 'the agreement lets this agency claim no such thing';
        end if;${more.waits ?? ''}
        -- Somebody who tries one birthday after the other is stopped, though each attempt is told anyway: one at a time,
        -- or many at once would each count too few.
        perform pg_advisory_xact_lock(7201601, hashtext(own || ' ' || claimant));
        if (select count(*) from hub.claim where claim.organisation_id = own and claim.made_by = claimant
            and claim.made_at > now() - interval '1 hour') >= 20 then
          raise exception 'too many claims of one user' using errcode = 'HA002';
        end if;
        ends := now() + make_interval(hours => least(for_hours, most));
        person := hub.person_named(number, born, surname);
        select coalesce(bool_or(fact.organisation_id = own), false), coalesce(bool_or(fact.organisation_id <> own), false)
          into stands, disputed
        from (
          select practice.organisation_id from public.gp_registration registration
          join public.practice on practice.id = registration.practice_id
          where wanted = 'REGISTRATION' and registration.resident_id = person and registration.valid_until is null
            and (registration.to_on is null or hub.start_of_day(registration.to_on) > fact_since)
          union all
          select stay.trust_id from public.hospital_stay stay
          where wanted = 'STAY' and stay.resident_id = person and stay.valid_until is null
            and (stay.discharged_at is null or stay.discharged_at > fact_since)${more.facts}
        ) fact;
        -- Said again, it would last for as long as it is said: without a feed a record opens once, then by an emergency.
        opens := person is not null and not stands and not disputed and (wanted = 'EMERGENCY' or not exists (
          select from hub.claim earlier
          where earlier.resident_id = person and earlier.organisation_id = own and earlier.kind = wanted
            and earlier.opened and earlier.made_at > now() - interval '30 days'));
        insert into hub.claim (id, organisation_id, made_by, role, kind, nhs_number, date_of_birth, family_name, reason,
          since, admission_method, opens_until, opened, conflict, confirmed_at, resident_id)
        values (entry, own, claimant, in_role, wanted, number, born, surname, ground, fact_since, method, ends, opens,
          disputed and not stands, case when stands then now() end, person);
        -- The claimant's own officer is told of every attempt, in the same words whether or not there is such a person.
        insert into hub.privacy_alert (organisation_id, about_id, kind, relationship, nhs_number, reason, made_by, role,
          until, claim_id, resident_id)
        select addressee.id, own, case wanted when 'EMERGENCY' then 'BREAK_GLASS' else 'CLAIM' end,
          own_agency || '.emergency', number, ground, case when addressee.id = own then claimant end, in_role,
          case when opens or addressee.id = own then ends end, entry,
          case when addressee.id <> own then person end
        from (
          select own as id
          union
          select related.organisation_id from hub.relationship related
          where related.resident_id = person and related.since <= now()
            and (related.until is null or related.until > now())
            and (related.kind in ${lookAfter} or disputed and related.kind = 'trust.inpatient'
              or related.kind in ${otherwise} and not exists (
                select from hub.relationship cares
                where cares.resident_id = person and cares.kind in ${lookAfter} and cares.organisation_id <> own
                  and cares.since <= now() and (cares.until is null or cares.until > now())))
        ) addressee;
        if opens then
          insert into hub.relationship (organisation_id, resident_id, kind, bit, since, until, evidence, reason)
          select own, person, kind.name, kind.bit, now(), ends, 'claim:' || entry, ground
          from hub.relationship_kind kind where kind.name = own_agency || '.emergency';
          -- Objections in force end this relationship like any other.
          perform hub.derive_relationships(array[person]);
        end if;
        if person is not null and not disputed and not stands then
          perform hub.confirm_stays(array[person]);${more.confirm}
        end if;
        return query select entry, ends;
      end $$;`;

/** A claim opens a record once, is borne out by what lasts, ends with it, and is told to somebody in any case. */
export class StricterDoors extends Migration {
  override name = '20261122002200_stricter_doors';

  override up(): void {
    this.addSql(`
      alter table hub.claim add column stay_id uuid references hospital_stay (id) on delete set null;
      create index claim_of_stay_recorded on hub.claim (stay_id);
      create policy "hospital_stay_ended" on "hospital_stay" for update to "caregraph_register" using (hospital_stay.valid_until is null and hospital_stay.discharged_at is null) with check (hospital_stay.valid_until is null);
      grant select (version), update (discharged_at, version, recorded_at) on hospital_stay to caregraph_register;`);

    this.addSql(`
      create or replace function hub.same_name(one text, other text) returns boolean
        language sql immutable parallel safe
        return regexp_replace(lower(one), '[[:space:][:punct:]‘’´]', '', 'g')
            = regexp_replace(lower(other), '[[:space:][:punct:]‘’´]', '', 'g')
          and other ~ '[^[:space:][:punct:]‘’´]';

      create or replace function hub.confirm_stays(residents uuid[]) returns void
        language plpgsql volatile ${definer} as $$
      declare
        borne_out record;
        stay uuid;
      begin
        -- Only while the resident is away; and an absence does not say in which hospital, so that of two trusts neither.
        for borne_out in
          select distinct on (claim.resident_id) claim.id, claim.organisation_id, claim.resident_id, claim.since,
            claim.admission_method
          from hub.claim
          join public.absence on absence.resident_id = claim.resident_id and absence.valid_until is null
            and absence.reason = 'HOSPITAL' and absence.author_id <> claim.organisation_id
            and (absence.to_on is null or hub.start_of_day(absence.to_on) > now())
            and (claim.since at time zone 'Europe/London')::date >= absence.from_on - 1
          where claim.resident_id = any (residents) and claim.kind = 'STAY' and claim.confirmed_at is null
            and not exists (
              select from public.hospital_stay known
              where known.resident_id = claim.resident_id and known.valid_until is null
                and (known.discharged_at is null or known.discharged_at > claim.since)
            )
            and not exists (
              select from hub.claim other
              where other.resident_id = claim.resident_id and other.kind = 'STAY' and other.confirmed_at is null
                and other.organisation_id <> claim.organisation_id
                and (other.since at time zone 'Europe/London')::date >= absence.from_on - 1
            )
          order by claim.resident_id, claim.made_at
        loop
          insert into public.hospital_stay (author_id, resident_id, trust_id, admitted_at, admission_method)
          values (borne_out.organisation_id, borne_out.resident_id, borne_out.organisation_id, borne_out.since,
            borne_out.admission_method)
          returning id into stay;
          update hub.claim set stay_id = stay where id = borne_out.id;
        end loop;
      end $$;

      create function hub.end_stays(residents uuid[]) returns void language sql volatile ${definer} as $$
        update public.hospital_stay stay
        set discharged_at = greatest(hub.start_of_day(absence.to_on), stay.admitted_at), version = stay.version + 1,
          recorded_at = now()
        from hub.claim
        join public.absence on absence.resident_id = claim.resident_id and absence.valid_until is null
          and absence.reason = 'HOSPITAL' and absence.author_id <> claim.organisation_id
          and (claim.since at time zone 'Europe/London')::date between absence.from_on - 1 and absence.to_on
        where claim.resident_id = any (residents) and stay.id = claim.stay_id and stay.valid_until is null
          and stay.discharged_at is null and hub.start_of_day(absence.to_on) <= now();
      $$;
      comment on function hub.end_stays is
        'Ends stays that stand on a trust''s word and a home''s absence alone, when the home has the resident back.';
      alter function hub.end_stays owner to caregraph_register;
      revoke execute on function hub.end_stays from public;

${absenceHeard().trim()}`);

    this.addSql(enterStricterClaim());
  }

  override down(): void {
    for (const former of [sameName, confirmStays, absenceArrived, enterClaim]) this.addSql(former);
    this.addSql(`
      drop function hub.end_stays;
      revoke select (version), update (discharged_at, version, recorded_at) on hospital_stay from caregraph_register;
      drop policy "hospital_stay_ended" on "hospital_stay";
      alter table hub.claim drop column stay_id;`);
  }
}
