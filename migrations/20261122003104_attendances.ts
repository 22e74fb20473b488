import { Migration } from '@mikro-orm/migrations';
import { amendable, guarded } from './20261122002820_incidents_written.ts';
import { withdrawal } from './20261122003103_stays_corrected.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
/** Nobody is in an emergency department for longer: an end that nobody told keeps no record open. */
const longest = '72 hours';
const relationships = `(organisation_id uuid, resident_id uuid, kind text, since timestamptz, until timestamptz,
          evidence text, reason text, objections int)`;

/** Residents in emergency departments, and what that opens to the trust. */
export class Attendances extends Migration {
  override name = '20261122003104_attendances';

  override up(): void {
    this.addSql(`
      create table "emergency_attendance" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "former_of" uuid null, "resident_id" uuid not null, "trust_id" uuid not null,
        "arrived_at" timestamptz not null, "departed_at" timestamptz null, "outcome" text null,
        "arrival_mode" text null, "conveyed_from" text null, "called_at" timestamptz null,
        "conveyed_at" timestamptz null, "diagnosis" text null, "withdrawal_reason" text null, primary key ("id")
      );
      comment on table "emergency_attendance" is 'A resident is in the emergency department of a hospital trust, from arrival until departure.';
      create index "emergency_attendance_newest_of_resident" on "emergency_attendance" ("resident_id", "arrived_at" desc);
      alter table "emergency_attendance" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "emergency_attendance" add constraint "version_positive" check (version > 0);
      alter table "emergency_attendance" add constraint "emergency_attendance_in_order" check (departed_at >= arrived_at);
      alter table "emergency_attendance" add constraint "emergency_attendance_not_in_future" check (arrived_at <= recorded_at and (departed_at is null or departed_at <= recorded_at));
      alter table "emergency_attendance" add constraint "emergency_attendance_ended" check ((departed_at is null) = (outcome is null));
      alter table "emergency_attendance" add constraint "emergency_attendance_conveyed_in_order" check (called_at <= conveyed_at);
      alter table "emergency_attendance" add constraint "emergency_attendance_conveyed_before_arrival" check (coalesce(conveyed_at, called_at) <= arrived_at);
      alter table "emergency_attendance" add constraint "emergency_attendance_withdrawn" check (withdrawal_reason is null or valid_until is not null);
      alter table "emergency_attendance" add constraint "emergency_attendance_no_overlap" exclude using gist (resident_id with =, trust_id with =, tstzrange(arrived_at, departed_at) with &&) where (valid_until is null);
      alter table "emergency_attendance" add constraint "emergency_attendance_outcome_check" check ("outcome" in ('ADMITTED', 'DISCHARGED_BACK', 'TRANSFERRED', 'LEFT', 'DIED'));
      alter table "emergency_attendance" add constraint "emergency_attendance_arrival_mode_check" check ("arrival_mode" in ('AMBULANCE', 'PATIENT_TRANSPORT', 'OWN_WAY', 'OTHER'));
      alter table "emergency_attendance" add constraint "emergency_attendance_conveyed_from_check" check ("conveyed_from" in ('CARE_HOME', 'PRACTICE', 'OTHER_HOSPITAL', 'ELSEWHERE'));
      alter table "emergency_attendance" add constraint "emergency_attendance_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "emergency_attendance" add constraint "emergency_attendance_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "emergency_attendance" add constraint "emergency_attendance_trust_id_foreign" foreign key ("trust_id") references "organisation" ("id");
      ${guarded('emergency_attendance', 'EmergencyAttendance')}
      ${amendable('emergency_attendance', 'EmergencyAttendance')}
      create policy "emergency_attendance_register" on "emergency_attendance" for select to "caregraph_register" using (true);
      create policy "emergency_attendance_stated" on "emergency_attendance" for insert to "caregraph_register" with check (emergency_attendance.valid_until is null);
      create policy "emergency_attendance_struck" on "emergency_attendance" for update to "caregraph_register"
        using (emergency_attendance.valid_until is null) with check (emergency_attendance.valid_until is not null);
      grant select (id, author_id, resident_id, trust_id, arrived_at, departed_at, version, valid_until, former_of),
        update (valid_until, withdrawal_reason) on emergency_attendance to caregraph_register;
      ${withdrawal('emergency_attendance', 'ATTENDANCE', 'withdrawAttendance')}`);

    this.addSql(`
      alter function hub.relationships_by_fact rename to relationships_by_record;

      create function hub.relationships_by_attendance(residents uuid[]) returns table ${relationships}
        language sql stable ${definer} as $$
        with attended as (
          select attendance.id, attendance.trust_id, attendance.resident_id, attendance.arrived_at,
            least(attendance.departed_at, attendance.arrived_at + interval '${longest}') as gone_at
          from public.resident
          join public.emergency_attendance attendance
            on attendance.resident_id = resident.id and attendance.valid_until is null
          where resident.id = any (residents) and resident.valid_until is null
        ),
        due as (
          select trust_id, resident_id, 'trust.attending' as kind, arrived_at as since, gone_at as until, id from attended
          union all
          select trust_id, resident_id, 'trust.discharged', gone_at,
            (gone_at at time zone 'Europe/London' + interval '30 days') at time zone 'Europe/London', id
          from attended
        )
        select due.trust_id, due.resident_id, due.kind, due.since, due.until, 'emergency_attendance:' || due.id, null::text,
          coalesce((
            select bit_or(objection_kind.bit) from public.objection
            join hub.objection_kind on objection_kind.name = objection.kind
            where objection.resident_id = due.resident_id and objection.valid_until is null
              and objection.withdrawn_on is null
              and (objection.against_id is null or objection.against_id = due.trust_id)
          ), 0)
        from due where due.since < due.until;
      $$;
      comment on function hub.relationships_by_attendance is
        'What an attendance opens to the trust: until the patient leaves, and at most for ${longest}; and its own records for 30 days after.';

      create function hub.relationships_by_fact(residents uuid[]) returns table ${relationships}
        language plpgsql stable ${definer} as $$
      #variable_conflict use_column
      begin
        return query select * from hub.relationships_by_record(residents);
        return query select * from hub.relationships_by_attendance(residents);
      end $$;
      comment on function hub.relationships_by_fact is 'What dated facts about these residents open.';`);
    for (const name of ['relationships_by_attendance', 'relationships_by_fact', 'withdraw_attendance']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    this.addSql('grant execute on function hub.withdraw_attendance to caregraph_trust');
    for (const event of ['insert', 'update', 'delete']) {
      const tables = { insert: 'new table as changed', update: 'old table as former new table as changed' };
      this.addSql(`
        create trigger register_follows_${event} after ${event} on emergency_attendance
          referencing ${tables[event as 'insert'] ?? 'old table as changed'}
          for each statement execute function hub.derive_after_fact();`);
    }
    this.addSql(`
      create trigger register_follows_truncate after truncate on emergency_attendance
        for each statement execute function hub.derive_all();`);
  }

  override down(): void {
    this.addSql(`
      drop table "emergency_attendance" cascade;
      drop function hub.withdraw_attendance, hub.relationships_by_fact, hub.relationships_by_attendance;
      alter function hub.relationships_by_record rename to relationships_by_fact;`);
  }
}
