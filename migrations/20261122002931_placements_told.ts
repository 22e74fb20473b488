import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const endStays = (
  stillThere: string,
) => `create or replace function hub.end_stays(residents uuid[]) returns void language sql volatile ${definer} as $$
        update public.hospital_stay stay
        set discharged_at = greatest(hub.start_of_day(absence.to_on), stay.admitted_at), version = stay.version + 1,
          recorded_at = now()
        from hub.claim
        join public.absence on absence.resident_id = claim.resident_id and absence.valid_until is null
          and absence.reason = 'HOSPITAL' and absence.author_id <> claim.organisation_id
          and (claim.since at time zone 'Europe/London')::date between absence.from_on - 1 and absence.to_on
        ${stillThere}where claim.resident_id = any (residents) and stay.id = claim.stay_id and stay.valid_until is null
          and stay.discharged_at is null and hub.start_of_day(absence.to_on) <= now();
      $$;`;
/** With what else is read of a placement, what keeps its end from being put off, and which other absences end with it. */
export const endPlacement = (more = { reads: '', refuses: '', follows: '' }) => `
      create or replace function hub.end_placement(placed uuid, read_version int, last_day date, why text) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own constant uuid := hub.organisation_for('endPlacement');
        standing record;${more.reads}
      begin
        select placement.resident_id, placement.version, placement.from_on, placement.to_on,
          care_home.organisation_id = own as here
        into standing from public.placement join public.care_home on care_home.id = placement.home_id
        where placement.id = placed and placement.valid_until is null for update of placement;
        if not found or not hub.may_write_about(standing.resident_id, own, 'Placement') then
          return 'UNKNOWN placement';
        elsif not standing.here then
          return 'OUT_OF_RANGE placement';
        elsif standing.version <> read_version then
          return 'STALE_VERSION version';
        elsif hub.start_of_day(standing.to_on) <= now() then
          return 'ALREADY_ENDED placement';
        elsif last_day < standing.from_on or exists (
          select from public.absence
          where absence.placement_id = placed and absence.valid_until is null and absence.from_on > last_day
        ) then
          return 'TOO_EARLY on';${more.refuses}
        end if;
        update public.placement set to_on = last_day, end_reason = why, bed_held_until = null where id = placed;
        update public.absence set to_on = last_day
        where placement_id = placed and valid_until is null and (to_on is null or to_on > last_day${more.follows});
        if why = 'DIED' then
          update public.resident set date_of_death = last_day
          where id = standing.resident_id and date_of_death is null;
        end if;
        return 'DONE';
      end $$;`;

export const recordAbsence = (end = 'null') => `
      create or replace function hub.record_absence(person uuid, away_from date, why text) returns table (id uuid, verdict text)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own constant uuid := hub.organisation_for('recordAbsence');
        entry constant uuid := gen_random_uuid();
        placed uuid;
        ends date;
      begin
        if not hub.may_write_about(person, own, 'Absence') then
          return query select entry, 'UNKNOWN resident';
          return;
        end if;
        -- Of two at once the second waits, and finds what the first has recorded.
        select placement.id, placement.to_on into placed, ends from public.placement
        join public.care_home on care_home.id = placement.home_id and care_home.organisation_id = own
        where placement.resident_id = person and placement.valid_until is null
          and placement.from_on <= away_from and (placement.to_on is null or placement.to_on > away_from)
        for update of placement;
        if placed is null then
          return query select entry, 'OUT_OF_RANGE from';
        elsif exists (
          select from public.absence
          where absence.placement_id = placed and absence.valid_until is null
            and (absence.to_on is null or absence.to_on > away_from)
        ) then
          return query select entry, 'ALREADY_RECORDED from';
        else
          insert into public.absence (id, author_id, resident_id, placement_id, from_on, to_on, reason)
          values (entry, own, person, placed, away_from, ${end}, why);
          return query select entry, 'DONE';
        end if;
      end $$;`;

export const endAbsence = (over = 'standing.to_on is not null') => `
      create or replace function hub.end_absence(away uuid, read_version int, back_on date) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own constant uuid := hub.organisation_for('endAbsence');
        standing record;
        ends date;
      begin
        select absence.resident_id, absence.placement_id, absence.version, absence.from_on, absence.to_on,
          care_home.organisation_id = own as here
        into standing from public.absence
        join public.placement on placement.id = absence.placement_id
        join public.care_home on care_home.id = placement.home_id
        where absence.id = away and absence.valid_until is null for update of absence;
        if not found or not hub.may_write_about(standing.resident_id, own, 'Absence') then
          return 'UNKNOWN absence';
        elsif not standing.here then
          return 'OUT_OF_RANGE absence';
        elsif standing.version <> read_version then
          return 'STALE_VERSION version';
        elsif ${over} then
          return 'ALREADY_ENDED absence';
        elsif back_on < standing.from_on then
          return 'TOO_EARLY on';
        end if;
        select to_on into ends from public.placement where id = standing.placement_id;
        if back_on > ends then
          return 'OUT_OF_RANGE on';
        end if;
        update public.absence set to_on = back_on where id = away;
        update public.placement set bed_held_until = null where id = standing.placement_id and bed_held_until is not null;
        return 'DONE';
      end $$;`;

const functions = ['end_placement', 'hold_bed', 'record_absence', 'end_absence'];

/** What a home tells of the placements of its residents: that they end, that a bed is held, and who is away. */
export class PlacementsTold extends Migration {
  override name = '20261122002931_placements_told';

  override up(): void {
    this.addSql(`
      alter table "placement" add "end_reason" text null;
      alter table "placement" add constraint "placement_end_reason_check" check ("end_reason" in ('MOVED', 'HOME', 'HOSPITAL', 'DIED', 'OTHER'));
      alter table "placement" add constraint "placement_end_has_a_day" check (end_reason is null or to_on is not null);
      grant select (end_reason), update (end_reason) on placement to caregraph_register;`);
    // Somebody whose placement ends during an absence has not come back.
    this.addSql(
      endStays(`join public.placement on placement.id = absence.placement_id
          and (placement.to_on is null or absence.to_on < placement.to_on)
        `),
    );
    this.addSql(`
      ${endPlacement().trim()}
      comment on function hub.end_placement is 'A home ends the placement of one who leaves it or has died.';

      create function hub.hold_bed(placed uuid, read_version int, held_until timestamptz) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own constant uuid := hub.organisation_for('holdBed');
        standing record;
      begin
        select placement.resident_id, placement.version, placement.from_on, placement.to_on,
          care_home.organisation_id = own as here
        into standing from public.placement join public.care_home on care_home.id = placement.home_id
        where placement.id = placed and placement.valid_until is null for update of placement;
        if not found or not hub.may_write_about(standing.resident_id, own, 'Placement') then
          return 'UNKNOWN placement';
        elsif not standing.here then
          return 'OUT_OF_RANGE placement';
        elsif standing.version <> read_version then
          return 'STALE_VERSION version';
        elsif hub.start_of_day(standing.to_on) <= now() then
          return 'ALREADY_ENDED placement';
        elsif hub.start_of_day(standing.to_on) < held_until then
          return 'OUT_OF_RANGE until';
        end if;
        update public.placement set bed_held_until = held_until where id = placed;
        return 'DONE';
      end $$;
      comment on function hub.hold_bed is 'A home says until when it keeps the bed of a resident who is away; null: no longer.';

      ${recordAbsence().trim()}
      comment on function hub.record_absence is 'A home says that a resident is away while the placement goes on.';

      ${endAbsence().trim()}
      comment on function hub.end_absence is 'A home says that a resident is back.';`);
    for (const name of functions) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
      this.addSql(`grant execute on function hub.${name} to caregraph_home`);
    }
  }

  override down(): void {
    this.addSql(`drop function ${functions.map((name) => `hub.${name}`).join(', ')}`);
    this.addSql(endStays(''));
    this.addSql(`
      alter table "placement" drop constraint "placement_end_has_a_day", drop constraint "placement_end_reason_check";
      alter table "placement" drop column "end_reason";`);
  }
}
