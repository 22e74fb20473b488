import { Migration } from '@mikro-orm/migrations';
import { enterStricterClaim } from './20261122002200_stricter_doors.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;

/** Facts that speak for or against the word that somebody is in an emergency department now. */
const facts = (gone: string) => `
          union all
          select there.trust_id from (
            select trust_id, resident_id, ${gone} as gone_at, valid_until from public.emergency_attendance
            union all
            select trust_id, resident_id, discharged_at, valid_until from public.hospital_stay
          ) there
          where wanted = 'ATTENDANCE' and there.resident_id = person and there.valid_until is null
            and (there.gone_at is null or there.gone_at > fact_since)`;
/** `gone` is SQL of when a patient left the department. */
export const attendance = (gone = 'departed_at') => ({
  mutation: ` when 'ATTENDANCE' then 'claimAttendance'`,
  facts: facts(gone),
  confirm: `
          perform hub.confirm_attendances(array[person]);`,
});

/** With who is waited for. */
export const sentToHospital = (waits = '') => `
      create or replace function hub.sent_to_hospital() returns trigger language plpgsql ${definer} as $$
      begin
        if not coalesce(${loadingInBulk}, false) then${waits}
          perform hub.confirm_attendances(array(select distinct arrived.resident_id from arrived));
        end if;
        return null;
      end $$;`;

/** With who is waited for. */
export const attendanceArrived = (waits = '') => `
      create or replace function hub.attendance_arrived() returns trigger language plpgsql ${definer} as $$
      begin
        if not coalesce(${loadingInBulk}, false) then${waits}
          update hub.claim set confirmed_at = now(), conflict = false, resident_id = arrived.resident_id
          from arrived join public.resident on resident.id = arrived.resident_id
          where arrived.valid_until is null and claim.kind = 'ATTENDANCE' and claim.confirmed_at is null
            and claim.organisation_id = arrived.trust_id
            and (claim.resident_id = arrived.resident_id
              or claim.nhs_number = resident.nhs_number and claim.date_of_birth = resident.date_of_birth
                and hub.same_name(claim.family_name, resident.family_name));
        end if;
        return null;
      end $$;`;

export const confirmAttendances = (
  stillThere = 'known.departed_at is null or known.departed_at > claim.since',
  otherwise = '',
) => `
      create or replace function hub.confirm_attendances(residents uuid[]) returns void
        language sql volatile ${definer} as $$
        insert into public.emergency_attendance (author_id, resident_id, trust_id, arrived_at)
        select distinct on (claim.resident_id) claim.organisation_id, claim.resident_id, claim.organisation_id, claim.since
        from hub.claim
        where claim.resident_id = any (residents) and claim.kind = 'ATTENDANCE' and claim.confirmed_at is null
          and claim.since > now() - interval '72 hours'
          -- Sent to hospital, by those with whom the resident lives.
          and (exists (
            select from public.absence
            where absence.resident_id = claim.resident_id and absence.valid_until is null
              and absence.reason = 'HOSPITAL' and absence.author_id <> claim.organisation_id
              and (absence.to_on is null or hub.start_of_day(absence.to_on) > now())
              and (claim.since at time zone 'Europe/London')::date between absence.from_on - 1 and absence.from_on + 1
          ) or exists (
            select from public.red_bag bag
            where bag.resident_id = claim.resident_id and bag.valid_until is null and bag.returned_at is null
              and bag.author_id <> claim.organisation_id
              and claim.since between bag.sent_at - interval '1 hour' and bag.sent_at + interval '24 hours'
          ))
          -- Neither says to which hospital, so that of two trusts neither is borne out.
          and not exists (
            select from hub.claim other
            where other.resident_id = claim.resident_id and other.kind in ('ATTENDANCE', 'STAY')
              and other.organisation_id <> claim.organisation_id and other.since > now() - interval '72 hours')
          and not exists (
            select from public.emergency_attendance known
            where known.resident_id = claim.resident_id and known.valid_until is null
              and (${stillThere}))
          and not exists (
            select from public.hospital_stay known
            where known.resident_id = claim.resident_id and known.valid_until is null
              and known.trust_id <> claim.organisation_id
              and (known.discharged_at is null or known.discharged_at > claim.since))
        order by claim.resident_id, claim.made_at${otherwise};
      $$;`;
const followed = ['absence', 'red_bag'];

/** A trust says that somebody is in its emergency department; the home bears it out by what it records itself. */
export class AttendancesClaimed extends Migration {
  override name = '20261122003105_attendances_claimed';

  override up(): void {
    this.addSql(`
      alter table hub.claim drop constraint claim_kind_check;
      alter table hub.claim add constraint claim_kind_check
        check (kind in ('EMERGENCY', 'REGISTRATION', 'STAY', 'PLACEMENT', 'FUNDING', 'ATTENDANCE'));

      ${confirmAttendances().trim()}
      comment on function hub.confirm_attendances is
        'Records attendances that a trust claims and the home bears out, by an absence or the red bag that it sent.';

${sentToHospital().trim()}
            comment on function hub.sent_to_hospital is 'A home records what bears out that its resident is in hospital.';

${attendanceArrived().trim()}
            comment on function hub.attendance_arrived is 'An attendance confirms what its trust had claimed.';`);
    this.addSql(enterStricterClaim(attendance()));
    for (const name of ['confirm_attendances', 'sent_to_hospital', 'attendance_arrived']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    for (const table of followed) {
      for (const event of ['insert', 'update']) {
        this.addSql(`create trigger attendances_confirmed_by_${event} after ${event} on ${table}
          referencing new table as arrived for each statement execute function hub.sent_to_hospital()`);
      }
    }
    this.addSql(`create trigger claims_confirmed after insert on emergency_attendance
      referencing new table as arrived for each statement execute function hub.attendance_arrived()`);
  }

  override down(): void {
    this.addSql('drop trigger claims_confirmed on emergency_attendance');
    for (const table of followed) {
      for (const event of ['insert', 'update'])
        this.addSql(`drop trigger attendances_confirmed_by_${event} on ${table}`);
    }
    this.addSql(enterStricterClaim());
    this.addSql(`
      drop function hub.attendance_arrived, hub.sent_to_hospital, hub.confirm_attendances;
      delete from hub.claim where kind = 'ATTENDANCE';
      alter table hub.claim drop constraint claim_kind_check;
      alter table hub.claim add constraint claim_kind_check
        check (kind in ('EMERGENCY', 'REGISTRATION', 'STAY', 'PLACEMENT', 'FUNDING'));`);
  }
}
