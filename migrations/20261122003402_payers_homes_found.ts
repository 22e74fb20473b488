import { Migration } from '@mikro-orm/migrations';
import { homesAnsweredFor } from './20261122003130_homes_answered_for.ts';
import { rewardDifferences } from './20261122003255_reward_payments.ts';
import { ofMonthsPaid } from './20261122003330_months_once_paid.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** Found from who asks: its own home, the homes in its area, and those of its networks that have moved to no other since. */
const foundFromWhoAsks = `
      create or replace function hub.homes_answered_for() returns setof uuid
        language sql stable ${definer} as $$
        with own as (select nullif(current_setting('hub.organisation', true), '')::uuid as id),
        begun as (
          select alignment.id, alignment.home_id, alignment.network_id, alignment.from_on, alignment.to_on from public.alignment
          where alignment.from_on <= (now() at time zone 'Europe/London')::date
        )
        select home.id from own join public.care_home home on home.organisation_id = own.id
        union
        select home.id from own join public.care_home home on home.council_id = own.id
        union
        select aligned.home_id
        from own
        join public.primary_care_network network on network.icb_id = own.id
        join begun aligned on aligned.network_id = network.id
        -- One that was taken back on its first day gives way to what holds.
        where not exists (
          select from begun later
          where later.home_id = aligned.home_id
            and (later.from_on, coalesce(later.to_on, 'infinity'), later.id)
              > (aligned.from_on, coalesce(aligned.to_on, 'infinity'), aligned.id))
      $$;`;

/** Each month's days are counted once, and only homes that have some are asked about. */
const countedOnce = `
      create or replace function hub.reward_differences(payer uuid, of_run uuid)
        returns table (home_id uuid, placement_id uuid, month date, weekly_rate numeric, days int, amount numeric)
        language sql stable ${definer} as $$
        with this as (select run.month from public.reward_run run where run.id = of_run),
        -- Later months are put right by later runs.
        month_of as (
          select run.id, run.month, run.weekly_rate from public.reward_run run, this
          where run.payer_id = payer and run.month <= this.month
        ),
        counted as materialized (
          select month_of.id as run_id, month_of.month, month_of.weekly_rate, stay.home_id, stay.placement_id, stay.days
          from month_of cross join lateral hub.reward_days(payer, month_of.month) stay
        ),
        answered as materialized (select own.id from hub.homes_answered_for() own (id)),
        decided as (
          select place.run_id, place.home_id,
            coalesce(told.eligible,
              (select bool_and(found.met) from hub.reward_rules(place.home_id, place.month) found)) as eligible
          from (select distinct counted.run_id, counted.month, counted.home_id from counted) place
          left join public.reward_statement told on told.run_id = place.run_id and told.home_id = place.home_id
          where place.home_id in (select answered.id from answered) or (told.id is not null and exists (
            select from public.reward_statement held join public.reward_line line on line.statement_id = held.id
            where held.payer_id = payer and held.home_id = place.home_id and line.month = place.month))
        ),
        due as (
          select counted.home_id, counted.placement_id, counted.month, counted.days,
            round(counted.days * counted.weekly_rate / 7, 2) as amount
          from counted
          join decided on decided.run_id = counted.run_id and decided.home_id = counted.home_id
          where decided.eligible
        ),
        paid as (
          select told.home_id, line.placement_id, line.month, sum(line.days)::int as days, sum(line.amount) as amount
          from public.reward_statement told
          join public.reward_line line on line.statement_id = told.id
          where told.payer_id = payer and line.placement_id is not null and line.month <= (select this.month from this)
          group by told.home_id, line.placement_id, line.month
        )
        select coalesce(due.home_id, paid.home_id), coalesce(due.placement_id, paid.placement_id),
          coalesce(due.month, paid.month), month_of.weekly_rate,
          coalesce(due.days, 0) - coalesce(paid.days, 0), coalesce(due.amount, 0) - coalesce(paid.amount, 0)
        from due
        full join paid on paid.placement_id = due.placement_id and paid.month = due.month and paid.home_id = due.home_id
        join month_of on month_of.month = coalesce(due.month, paid.month)
        where (coalesce(due.days, 0), coalesce(due.amount, 0)) <> (coalesce(paid.days, 0), coalesce(paid.amount, 0))
      $$;`;

/** What a payer is answered grows with its own homes and months, not with those of the hub. */
export class PayersHomesFound extends Migration {
  override name = '20261122003402_payers_homes_found';

  override up(): void {
    this.addSql(`
      create index "primary_care_network_icb_id_index" on "primary_care_network" ("icb_id");
      create index "reward_statement_payer_id_home_id_index" on "reward_statement" ("payer_id", "home_id");
      ${foundFromWhoAsks}
      ${countedOnce}`);
  }

  override down(): void {
    this.addSql(`
      ${rewardDifferences(ofMonthsPaid)}
      ${homesAnsweredFor}
      drop index "reward_statement_payer_id_home_id_index", "primary_care_network_icb_id_index";`);
  }
}
