import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
/** SQL: a home began the plan, or wrote it last, and it is not the one in which the resident lives now. */
const ofFormerHome = `(plan.author_id <> arrived.author_id
              and exists (select from public.care_home where care_home.organisation_id = plan.author_id))`;
export const movesAlong = {
  sets: `
          set author_id = case when ${ofFormerHome} then arrived.author_id else plan.author_id end,
            counted_from`,
  moved: `
              or ${ofFormerHome}`,
};
export const oneAtATime = `
        -- Two facts about one resident at the same time would each miss the other: as the register takes them.
        perform pg_advisory_xact_lock(7201600, bucket.number) from (
          select distinct hashtext(resident_id::text) & 255 as number from unnest(residents) resident_id order by 1
        ) bucket;`;

/** SQL: where each resident lives, or lived last. */
const last = `          select distinct on (placement.resident_id) placement.resident_id, placement.author_id, placement.from_on,
            placement.to_on
          from public.placement
          -- Of whom a home admits, there is a plan as soon as another organisation bears it out.
          join public.resident on resident.id = placement.resident_id and resident.admitted_by_id is null
          where placement.resident_id = any (residents) and placement.valid_until is null
            and (placement.to_on is null or placement.to_on > placement.from_on)
          order by placement.resident_id, placement.from_on desc
`;
/** With who is waited for, what a move sets besides, when it is one, and where somebody lives. */
export const windPlanClocks = (lock: string, sets: string, moved: string, lived = last): string => `
      create or replace function hub.wind_plan_clocks(residents uuid[]) returns void language plpgsql volatile ${definer} as $$
      begin${lock}
        with lived as (
${lived}        ),
        arrived as (
          select lived.resident_id, lived.author_id, lived.to_on as gone, greatest(lived.from_on, (
              select max(back.on_day) from (
                select (stay.discharged_at at time zone 'Europe/London')::date as on_day
                from public.hospital_stay stay
                where stay.resident_id = lived.resident_id and stay.valid_until is null
                union all
                select absence.to_on from public.absence
                where absence.resident_id = lived.resident_id and absence.valid_until is null
                  and absence.reason = 'HOSPITAL'
              ) back
              where back.on_day >= lived.from_on and (lived.to_on is null or back.on_day < lived.to_on)
            )) as since
          from lived
        ),
        wound as (
          update public.care_plan plan${sets} = arrived.since, counted_until = arrived.gone,
            due_on = case when plan.counted_from is not distinct from arrived.since then plan.due_on
              else hub.plan_due('care-plan', arrived.since, plan.reviewed_on, plan.review_by) end,
            medication_review_due_on = case when plan.counted_from is not distinct from arrived.since
              then plan.medication_review_due_on
              else hub.plan_due('medication-review', arrived.since, plan.medication_reviewed_on, plan.medication_review_by) end
          from arrived
          where plan.resident_id = arrived.resident_id and plan.valid_until is null
            and (plan.counted_from is distinct from arrived.since or plan.counted_until is distinct from arrived.gone${moved})
        )
        insert into public.care_plan
          (author_id, resident_id, counted_from, counted_until, due_on, medication_review_due_on)
        select arrived.author_id, arrived.resident_id, arrived.since, arrived.gone,
          hub.plan_due('care-plan', arrived.since, null, null), hub.plan_due('medication-review', arrived.since, null, null)
        from arrived
        where not exists (
          select from public.care_plan plan where plan.resident_id = arrived.resident_id and plan.valid_until is null)
        on conflict do nothing;
      end $$;`;

/** With a move the plan becomes that of the new home: the former one, as its author, would read of what comes after. */
export class PlansMoveAlong extends Migration {
  override name = '20261122003140_plans_move_along';

  override up(): void {
    this.addSql(windPlanClocks(oneAtATime, movesAlong.sets, movesAlong.moved));
    // Plans that were left behind before this.
    this.addSql(`
      update care_plan plan set author_id = lives.author_id
      from (
        select distinct on (placement.resident_id) placement.resident_id, placement.author_id from placement
        where placement.valid_until is null and (placement.to_on is null or placement.to_on > placement.from_on)
        order by placement.resident_id, placement.from_on desc
      ) lives
      where lives.resident_id = plan.resident_id and plan.valid_until is null and plan.author_id <> lives.author_id
        and exists (select from care_home where care_home.organisation_id = plan.author_id)`);
  }

  override down(): void {
    this.addSql(
      windPlanClocks(
        '',
        `
          set counted_from`,
        '',
      ),
    );
  }
}
