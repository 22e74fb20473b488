import { Migration } from '@mikro-orm/migrations';
import { callable } from './20261122003220_reward_sign_ups.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** Said of the wrong resident, a death closes a record that is needed: whoever said it takes it back within a week. */
export class DeathsWithdrawn extends Migration {
  override name = '20261122003461_deaths_withdrawn';

  override up(): void {
    this.addSql(`
      create function hub.withdraw_death(placed uuid, read_version int, confirmed boolean) returns table (verdict text, about uuid)
        language plpgsql volatile ${definer} as $$
      declare
        own constant uuid := hub.organisation_for('withdrawDeath');
        today constant date := (now() at time zone 'Europe/London')::date;
        standing record;
        before record;
      begin
        select placement.resident_id, placement.home_id, placement.version, placement.from_on, placement.to_on, placement.end_reason,
          care_home.organisation_id = own as here
        into standing from public.placement join public.care_home on care_home.id = placement.home_id
        where placement.id = placed and placement.valid_until is null
          and own in (care_home.organisation_id, placement.author_id)
        for update of placement;
        about := standing.resident_id;
        if not found then
          verdict := 'UNKNOWN placement';
        elsif not standing.here then
          verdict := 'OUT_OF_RANGE placement';
        elsif standing.version <> read_version then
          verdict := 'STALE_VERSION version';
        elsif standing.end_reason is distinct from 'DIED' then
          verdict := 'NOT_OF_THIS_KIND placement';
        end if;
        if verdict is not null then
          return next;
          return;
        end if;
        -- As it stood when the death was said.
        select former.to_on, former.end_reason, former.valid_until as said_at into before
        from public.placement former where former.former_of = placed order by former.version desc limit 1;
        if not found or before.said_at < now() - interval '7 days' then
          verdict := 'OUT_OF_RANGE placement';
        elsif exists (
          select from public.placement other
          join public.resident mover on mover.id = other.resident_id and mover.valid_until is null
          join public.resident person on person.id = standing.resident_id and person.nhs_number = mover.nhs_number
          where other.id <> placed and other.valid_until is null
            and daterange(other.from_on, other.to_on) && daterange(standing.from_on, before.to_on)
        ) then
          verdict := 'NOT_POSSIBLE placement';
        elsif not confirmed and (
          select count(distinct mover.nhs_number) >= min(care_home.registered_beds)
          from public.care_home
          join public.placement other on other.home_id = care_home.id and other.valid_until is null
            and other.from_on <= today and (other.to_on is null or other.to_on > today)
          join public.resident mover on mover.id = other.resident_id and mover.valid_until is null
          where care_home.id = standing.home_id
        ) then
          verdict := 'CONFIRM placement';
        else
          update public.placement set to_on = before.to_on, end_reason = before.end_reason where id = placed;
          -- Absences that ended with it.
          update public.absence set to_on = former.to_on from public.absence former
          where absence.placement_id = placed and absence.valid_until is null and absence.to_on = standing.to_on
            and former.former_of = absence.id and former.valid_until = before.said_at;
          -- Unless somebody else had told of it before.
          update public.resident set date_of_death = null
          where id = standing.resident_id and date_of_death = standing.to_on and exists (
            select from public.resident former
            where former.former_of = standing.resident_id and former.valid_until = before.said_at
              and former.date_of_death is null);
          verdict := 'DONE';
        end if;
        return next;
      end $$;
      comment on function hub.withdraw_death is
        'A home takes back within seven days that a resident has died: the placement stands as before, unless the person lives elsewhere by now.';
      grant select (former_of) on absence to caregraph_register;
      grant select (former_of) on resident to caregraph_register;
      ${callable({ withdraw_death: ['home'] })}`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.withdraw_death;
      revoke select (former_of) on resident from caregraph_register;
      revoke select (former_of) on absence from caregraph_register;`);
  }
}
