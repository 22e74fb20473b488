import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
/** Those who look after the resident now: their privacy officers are told of whoever else is let in. */
const lookAfter = `('home.current', 'practice.registered')`;
/**
 * What follows from a fact that the organisation it benefits writes itself. An enquiry is none of them: telling of it
 * would warn whoever is enquired about.
 */
export const told = `('home.current', 'practice.registered', 'practice.agreed', 'trust.inpatient', 'trust.attending',
        'trust.referred', 'trust.caseload', 'council.funder', 'icb.chc', 'icb.fnc')`;

/** As they were until stricter ones took their place, which gives way to these again when it is taken back. */
export const sameName = `create or replace function hub.same_name(one text, other text) returns boolean
        language sql immutable parallel safe
        return regexp_replace(lower(one), '[^[:alpha:]]', '', 'g') = regexp_replace(lower(other), '[^[:alpha:]]', '', 'g');`;
export const confirmStays = `create or replace function hub.confirm_stays(residents uuid[]) returns void
        language sql volatile ${definer} as $$
        insert into public.hospital_stay (author_id, resident_id, trust_id, admitted_at, admission_method)
        select distinct on (claim.resident_id, claim.organisation_id)
          claim.organisation_id, claim.resident_id, claim.organisation_id, claim.since, claim.admission_method
        from hub.claim
        join public.absence on absence.resident_id = claim.resident_id and absence.valid_until is null
          and absence.reason = 'HOSPITAL' and absence.author_id <> claim.organisation_id
          and (claim.since at time zone 'Europe/London')::date
            between absence.from_on - 1 and coalesce(absence.to_on, 'infinity')
        where claim.resident_id = any (residents) and claim.kind = 'STAY' and claim.confirmed_at is null
          and not exists (
            select from public.hospital_stay stay
            where stay.resident_id = claim.resident_id and stay.valid_until is null
              and (stay.discharged_at is null or stay.discharged_at > claim.since)
          )
        order by claim.resident_id, claim.organisation_id, claim.made_at;
      $$;`;
export const enterClaim = `create or replace function hub.enter_claim(
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
          when 'EMERGENCY' then 'breakGlass' when 'REGISTRATION' then 'claimRegistration' when 'STAY' then 'claimStay' end;
        if not found or current_setting('role') <> 'caregraph_' || own_agency then
          raise insufficient_privilege using message = 'the agreement lets this agency claim no such thing';
        end if;
        -- Somebody who tries one birthday after the other is stopped, though each attempt is told anyway.
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
            and (stay.discharged_at is null or stay.discharged_at > fact_since)
        ) fact;
        opens := person is not null and not stands and not disputed;
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
            and (related.kind in ${lookAfter} or disputed and related.kind = 'trust.inpatient')
        ) addressee;
        if opens then
          insert into hub.relationship (organisation_id, resident_id, kind, bit, since, until, evidence, reason)
          select own, person, kind.name, kind.bit, now(), ends, 'claim:' || entry, ground
          from hub.relationship_kind kind where kind.name = own_agency || '.emergency';
          -- Objections in force end this relationship like any other.
          perform hub.derive_relationships(array[person]);
          perform hub.confirm_stays(array[person]);
        end if;
        return query select entry, ends;
      end $$;`;
export const absenceArrived = `create or replace function hub.absence_arrived() returns trigger language plpgsql ${definer} as $$
      begin
        if not coalesce(${loadingInBulk}, false) then
          perform hub.confirm_stays(array(select distinct arrived.resident_id from arrived));
        end if;
        return null;
      end $$;`;

export const relationshipArrived = (kinds: string, ofStay = '') => `
      create or replace function hub.relationship_arrived() returns trigger language plpgsql ${definer} as $$
      begin
        if coalesce(${loadingInBulk}, false) then
          return null;
        end if;
        update hub.claim
        set confirmed_at = now(), conflict = false, resident_id = arrived.resident_id
        from arrived join public.resident on resident.id = arrived.resident_id
        where claim.confirmed_at is null and claim.organisation_id = arrived.organisation_id
          and (claim.kind = 'REGISTRATION' and arrived.kind = 'practice.registered'
            or claim.kind = 'STAY' and arrived.kind in ('trust.inpatient', 'trust.attending', 'trust.discharged')${ofStay})
          and (claim.resident_id = arrived.resident_id
            or claim.nhs_number = resident.nhs_number and claim.date_of_birth = resident.date_of_birth
              and hub.same_name(claim.family_name, resident.family_name));
        insert into hub.privacy_alert (organisation_id, about_id, kind, relationship, nhs_number, until, resident_id)
        select distinct on (related.organisation_id, arrived.organisation_id, arrived.resident_id, arrived.kind)
          related.organisation_id, arrived.organisation_id, 'NEW_RELATIONSHIP', arrived.kind, resident.nhs_number,
          arrived.until, arrived.resident_id
        from arrived
        join public.resident on resident.id = arrived.resident_id
        join hub.relationship related on related.resident_id = arrived.resident_id and related.kind in ${lookAfter}
          and related.since <= now() and (related.until is null or related.until > now())
          and related.organisation_id <> arrived.organisation_id
        where arrived.kind in ${kinds} and (arrived.until is null or arrived.until > now())
          and not exists (
            select from hub.privacy_alert earlier
            where earlier.resident_id = arrived.resident_id and earlier.organisation_id = related.organisation_id
              and earlier.about_id = arrived.organisation_id and earlier.relationship = arrived.kind
              and earlier.raised_at > now() - interval '1 day'
          )
        order by related.organisation_id, arrived.organisation_id, arrived.resident_id, arrived.kind, arrived.since;
        return null;
      end $$;`;

/** How a record is opened by a user's word: to known and unknown persons alike it seems the same. */
export class Doors extends Migration {
  override name = '20261122001400_doors';

  override up(): void {
    this.addSql(`
      ${sameName}
      comment on function hub.same_name is 'Names that differ in case, blanks, hyphens and apostrophes only.';

      create function hub.person_named(number text, born date, surname text) returns uuid
        language sql stable ${definer}
        return (
          select resident.id from public.resident
          where resident.nhs_number = number and resident.date_of_birth = born
            and hub.same_name(resident.family_name, surname) and resident.valid_until is null
        );
      comment on function hub.person_named is 'The resident of whom all three are true, or nobody.';

      ${confirmStays}
      comment on function hub.confirm_stays is
        'Records the stays that trusts have claimed and homes confirm, by an absence in hospital at that time.';

      ${enterClaim}
      comment on function hub.enter_claim is
        'Enters what a user says of a person, opens the record if the person is known, and tells the privacy officers.';`);

    this.addSql(`
      create function hub.review_break_glass(alert uuid, reviewer text, verdict text, remark text) returns text
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := nullif(current_setting('hub.organisation', true), '')::uuid;
        reviewed hub.privacy_alert;
      begin
        if not exists (
          select from hub.mutation join public.organisation on organisation.agency = mutation.agency
          where organisation.id = own and mutation.name = 'reviewBreakGlass'
            and current_setting('role') = 'caregraph_' || organisation.agency
        ) then
          raise insufficient_privilege using message = 'the agreement lets this agency review nothing';
        end if;
        select * into reviewed from hub.privacy_alert
        where id = alert and organisation_id = own and about_id = own and kind = 'BREAK_GLASS' for update;
        if not found then
          return 'UNKNOWN';
        elsif reviewed.reviewed_at is not null then
          return 'ALREADY_ENDED';
        elsif reviewed.made_by = reviewer then
          return 'OWN_DEED';
        end if;
        update hub.privacy_alert
        set outcome = verdict, reviewed_at = now(), note = case when organisation_id = own then remark end,
          reviewed_by = case when organisation_id = own then reviewer end
        where claim_id = reviewed.claim_id;
        if verdict = 'NOT_JUSTIFIED' then
          update hub.relationship set until = now()
          where organisation_id = own and evidence = 'claim:' || reviewed.claim_id and until > now() and since < now();
        end if;
        return 'DONE';
      end $$;
      comment on function hub.review_break_glass is
        'A privacy officer judges what a colleague did; what was not justified is closed at once.';

      ${relationshipArrived(told).trim()}
      comment on function hub.relationship_arrived is
        'A new relationship confirms what its organisation had claimed, and is told to those who look after the resident.';
      create trigger told_and_confirmed after insert on hub.relationship referencing new table as arrived
        for each statement execute function hub.relationship_arrived();

      ${absenceArrived}
      create trigger stays_confirmed_by_insert after insert on absence referencing new table as arrived
        for each statement execute function hub.absence_arrived();
      create trigger stays_confirmed_by_update after update on absence referencing new table as arrived
        for each statement execute function hub.absence_arrived();`);

    for (const name of [
      ...['same_name', 'person_named', 'confirm_stays', 'enter_claim', 'review_break_glass'],
      ...['relationship_arrived', 'absence_arrived'],
    ]) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    this.addSql(
      `grant execute on function hub.enter_claim, hub.review_break_glass to caregraph_practice, caregraph_trust`,
    );
  }

  override down(): void {
    this.addSql(`
      drop trigger stays_confirmed_by_update on absence;
      drop trigger stays_confirmed_by_insert on absence;
      drop trigger told_and_confirmed on hub.relationship;
      drop function hub.absence_arrived, hub.relationship_arrived, hub.review_break_glass, hub.enter_claim,
        hub.confirm_stays, hub.person_named, hub.same_name;`);
  }
}
