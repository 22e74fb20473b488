import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
const columns = `home_id, care_type, maximum, occupied, reserved, available, genders_suited, weekly_rate_from,
          weekly_rate_until, as_of, author_id`;

/** As they were until others took their place, which give way to these again when they are taken back. */
export const endReferral = `
      create or replace function hub.end_referral(referral uuid, outcome text, at timestamptz, ground text) returns void
        language plpgsql volatile ${definer} as $$
      declare
        ending record;
      begin
        select bed_reserved, chosen_home_id, care_type into ending from public.discharge_referral where id = referral;
        update public.discharge_referral
        set state = outcome, ended_at = at, lapses_at = null, bed_reserved = false, withdrawal_reason = ground
        where id = referral;
        update public.referral_request
        set state = case when lapses_at <= at then 'EXPIRED' else outcome end, closed_at = least(lapses_at, at),
          lapses_at = null
        where discharge_referral_id = referral and valid_until is null and lapses_at is not null;
        if ending.bed_reserved and outcome = 'ADMITTED' then
          perform hub.rebook(ending.chosen_home_id, ending.care_type, -1, 0, 1);
        elsif ending.bed_reserved then
          perform hub.rebook(ending.chosen_home_id, ending.care_type, -1, 1, 0);
        end if;
      end $$;`;
export const endLapsed = `
      create or replace function hub.end_lapsed_referrals(person uuid, home uuid, most int) returns int
        language plpgsql volatile ${definer} as $$
      declare
        lapsed record;
        ended int := 0;
      begin
        for lapsed in
          select id, lapses_at from public.discharge_referral
          where valid_until is null and lapses_at <= now() and (person is null or resident_id = person)
            and (home is null or chosen_home_id = home)
          order by lapses_at limit most for update skip locked
        loop
          perform hub.end_referral(lapsed.id, 'EXPIRED', lapsed.lapses_at, null);
          ended := ended + 1;
        end loop;
        return ended;
      end $$;`;
export const personCame = `
      create or replace function hub.person_came() returns trigger language plpgsql ${definer} as $$
      declare
        today date := (now() at time zone 'Europe/London')::date;
        awaited record;
        moved_in boolean := tg_table_name = 'placement';
      begin
        if coalesce(${loadingInBulk}, false) then
          return null;
        end if;
        for awaited in
          select referral.id from public.discharge_referral referral
          where referral.resident_id = new.resident_id and referral.valid_until is null and referral.state = 'CHOSEN'
            and referral.lapses_at > now() and referral.kind = case when moved_in then 'NEW_PLACEMENT' else 'RETURN' end
            and (not moved_in or referral.chosen_home_id = (to_jsonb(new) ->> 'home_id')::uuid)
            and case when moved_in then new.from_on <= today and coalesce(new.to_on > today, true)
              else new.to_on <= today end
          for update
        loop
          perform hub.end_referral(awaited.id, 'ADMITTED', now(), null);
        end loop;
        return null;
      end $$;`;

/** How a bed is reserved for whoever is to come, and let go when nobody comes: by functions, each bed once. */
export class ReservedBeds extends Migration {
  override name = '20261122002843_reserved_beds';

  override up(): void {
    this.addSql(`
      grant select (${columns}, id, valid_from, valid_until), insert (${columns}, valid_from), update (valid_until)
        on capacity to caregraph_register;
      create policy "capacity_reserved" on "capacity" for insert to "caregraph_register" with check (capacity.valid_until is null);
      create policy "capacity_superseded" on "capacity" for update to "caregraph_register" using (capacity.valid_until is null) with check (true);

      create function hub.rebook(home uuid, care text, more_reserved int, more_available int, more_occupied int)
        returns boolean language plpgsql volatile ${definer} as $$
      declare
        standing record;
        began timestamptz;
      begin
        -- As a home that states its beds: one after the other.
        perform pg_advisory_xact_lock(hashtext('caregraph statement'), hashtext('capacity ' || home));
        select ${columns}, id, valid_from into standing from public.capacity
        where home_id = home and care_type = care and valid_until is null for update;
        if standing.id is null
            or least(standing.reserved + more_reserved, standing.available + more_available,
              standing.occupied + more_occupied) < 0
            or standing.reserved + standing.available + standing.occupied + more_reserved + more_available
              + more_occupied > standing.maximum then
          return false;
        end if;
        began := greatest(clock_timestamp(), standing.valid_from);
        update public.capacity set valid_until = began where id = standing.id;
        -- How old the figure is remains what the home said: nobody has counted the beds again.
        insert into public.capacity (${columns}, valid_from)
        values (home, care, standing.maximum, standing.occupied + more_occupied, standing.reserved + more_reserved,
          standing.available + more_available, standing.genders_suited, standing.weekly_rate_from,
          standing.weekly_rate_until, standing.as_of, standing.author_id, began);
        return true;
      end $$;
      comment on function hub.rebook is
        'Counts beds of a home as reserved, free or occupied, as a figure that takes the place of the one before; false where there are none to count.';

      ${endReferral.trim()}
      comment on function hub.end_referral is 'Ends a referral with what is open of it, and lets its bed go.';

      ${endLapsed.trim()}
      comment on function hub.end_lapsed_referrals is
        'Records the end of referrals that have run out, of all or of one person or chosen home, and lets their beds go. Several may run it at once.';`);

    this.addSql(`
      ${personCame.trim()}
      comment on function hub.person_came is
        'Ends a referral when the person has moved in to the chosen home, or is back from hospital in the own one.';
      create trigger referral_followed after insert or update on placement for each row
        when (new.valid_until is null) execute function hub.person_came();
      create trigger referral_followed after insert or update on absence for each row
        when (new.valid_until is null and new.to_on is not null and new.reason = 'HOSPITAL')
        execute function hub.person_came();`);

    for (const name of ['rebook', 'end_referral', 'end_lapsed_referrals', 'person_came']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    this.addSql('grant execute on function hub.end_lapsed_referrals to caregraph_owner');
  }

  override down(): void {
    this.addSql(`
      drop trigger referral_followed on absence;
      drop trigger referral_followed on placement;
      drop function hub.person_came, hub.end_lapsed_referrals, hub.end_referral, hub.rebook;
      drop policy "capacity_superseded" on "capacity";
      drop policy "capacity_reserved" on "capacity";
      revoke all (${columns}, id, valid_from, valid_until) on capacity from caregraph_register;`);
  }
}
