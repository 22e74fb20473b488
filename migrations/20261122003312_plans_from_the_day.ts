import { Migration } from '@mikro-orm/migrations';
import { movesAlong, oneAtATime, windPlanClocks } from './20261122003140_plans_move_along.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const today = `(now() at time zone 'Europe/London')::date`;
/** SQL: since when, and until when, somebody lives in a home without a gap, though in one placement after the other. */
const without = (gap: string) => `(
              select ${gap}(lives.period) from (
                select unnest(range_agg(daterange(same.from_on, same.to_on))) as period from public.placement same
                where same.resident_id = placement.resident_id and same.home_id = placement.home_id
                  and same.valid_until is null and (same.to_on is null or same.to_on > same.from_on)
              ) lives where lives.period @> placement.from_on)`;
const livesNow = `          select distinct on (placement.resident_id) placement.resident_id, placement.author_id,
            -- Who goes on living there, in another kind of care, has not arrived anew.
            ${without('lower')} as from_on,
            ${without('upper')} as to_on
          from public.placement
          -- Of whom a home admits, there is a plan as soon as another organisation bears it out.
          join public.resident on resident.id = placement.resident_id and resident.admitted_by_id is null
          where placement.resident_id = any (residents) and placement.valid_until is null
            and (placement.to_on is null or placement.to_on > placement.from_on)
          -- Where somebody is to live counts from the day on which it begins.
          order by placement.resident_id, placement.from_on > ${today}, abs(placement.from_on - ${today})
`;
const held = `
        -- Two facts about one resident at the same time would each miss the other: as the register takes them.
        perform hub.hold_people(residents);`;

/** A plan is counted from the day on which somebody arrives: not before, because it is arranged, nor again without arriving. */
export class PlansFromTheDay extends Migration {
  override name = '20261122003312_plans_from_the_day';

  override up(): void {
    this.addSql(windPlanClocks(held, movesAlong.sets, movesAlong.moved, livesNow));
    this.addSql(`
      create function hub.wind_begun_placements() returns int language plpgsql volatile ${definer} as $$
      declare
        begun constant uuid[] := array(
          select distinct placement.resident_id from public.placement
          join public.resident on resident.id = placement.resident_id and resident.valid_until is null
            and resident.admitted_by_id is null
          where placement.valid_until is null and placement.from_on between ${today} - 30 and ${today}
            and (placement.to_on is null or placement.to_on > placement.from_on)
            and not exists (
              select from public.care_plan plan
              where plan.resident_id = placement.resident_id and plan.valid_until is null
                and plan.counted_from >= ${without('lower')})
          limit 100);
      begin
        perform hub.wind_plan_clocks(begun);
        return cardinality(begun);
      end $$;
      comment on function hub.wind_begun_placements is
        'Counts the care plans of those whose placement was recorded ahead and has begun by now.';
      alter function hub.wind_begun_placements owner to caregraph_register;
      revoke execute on function hub.wind_begun_placements from public;
      grant execute on function hub.wind_begun_placements to caregraph_owner;`);
  }

  override down(): void {
    this.addSql('drop function hub.wind_begun_placements');
    this.addSql(windPlanClocks(oneAtATime, movesAlong.sets, movesAlong.moved));
  }
}
