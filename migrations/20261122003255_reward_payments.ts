import { Migration } from '@mikro-orm/migrations';
import { callable, kept } from './20261122003220_reward_sign_ups.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const ofOwnHome = `exists (select from public.care_home own_home
        where own_home.id = reward_statement.home_id and own_home.organisation_id = ${own})`;
const rules = ['SIGNED_UP', 'RETURN_IN_TIME', 'QUALITY_ACCOUNT', 'INITIATIVES', 'NO_EMBARGO'];
const today = `(now() at time zone 'Europe/London')::date`;
/** One user of an organisation after the other. */
const oneAtATime = 'perform pg_advisory_xact_lock(7201604, hashtext(own::text));';

const tables = `
      create table "reward_run" (
        "id" uuid not null default gen_random_uuid(), "payer_id" uuid not null, "month" date not null,
        "weekly_rate" numeric(6,2) not null, "total" numeric(12,2) not null default 0, "prepared_by" text not null, "prepared_authority" text null,
        "prepared_at" timestamptz not null default now(), "approved_by" text null, "approved_at" timestamptz null,
        primary key ("id")
      );
      comment on table "reward_run" is 'What a council or an integrated care board pays homes by the reward scheme for one month: reckoned by one of its users and approved by another.';
      alter table "reward_run" add constraint "reward_run_one_of_payer_and_month" unique ("payer_id", "month");
      alter table "reward_run" add constraint "reward_run_payer_id_foreign" foreign key ("payer_id") references "organisation" ("id");
      alter table "reward_run" add constraint "reward_run_of_a_month" check (extract(day from month) = 1);
      alter table "reward_run" add constraint "reward_run_approval_is_whole" check ((approved_at is null) = (approved_by is null));
      alter table "reward_run" add constraint "reward_run_approved_by_another" check (approved_by <> prepared_by);
      alter table "reward_run" add constraint "reward_run_in_order" check (approved_at >= prepared_at);
      ${kept('reward_run', ['council', 'icb'], `reward_run.payer_id = ${own}`, 'approved_at is null')}

      create table "reward_statement" (
        "id" uuid not null default gen_random_uuid(), "run_id" uuid not null, "payer_id" uuid not null,
        "home_id" uuid not null, "month" date not null, "eligible" boolean not null, "unmet" text[] not null,
        "total" numeric(12,2) not null default 0, "approved_at" timestamptz null, primary key ("id")
      );
      comment on table "reward_statement" is 'What one home is paid by the reward scheme in one run, or by which rules it is not.';
      create index "reward_statement_home_id_index" on "reward_statement" ("home_id");
      alter table "reward_statement" add constraint "reward_statement_one_of_run_and_home" unique ("run_id", "home_id");
      alter table "reward_statement" add constraint "reward_statement_run_id_foreign" foreign key ("run_id") references "reward_run" ("id");
      alter table "reward_statement" add constraint "reward_statement_payer_id_foreign" foreign key ("payer_id") references "organisation" ("id");
      alter table "reward_statement" add constraint "reward_statement_home_id_foreign" foreign key ("home_id") references "care_home" ("id");
      alter table "reward_statement" add constraint "reward_statement_unmet_check" check ("unmet" <@ array[${rules.map((rule) => `'${rule}'::text`).join(', ')}]);
      ${kept('reward_statement', ['home', 'council', 'icb'], `reward_statement.payer_id = ${own} or (reward_statement.approved_at is not null and ${ofOwnHome})`, 'approved_at is null')}

      create table "reward_line" (
        "id" uuid not null default gen_random_uuid(), "run_id" uuid not null, "statement_id" uuid not null,
        "placement_id" uuid null, "kind" text not null, "month" date not null, "days" int not null,
        "weekly_rate" numeric(6,2) not null, "amount" numeric(10,2) not null, primary key ("id")
      );
      comment on table "reward_line" is 'What is paid for the days of one placement in one month. Of itself it names nobody.';
      create index "reward_line_statement_id_index" on "reward_line" ("statement_id");
      create index "reward_line_placement_id_index" on "reward_line" ("placement_id");
      alter table "reward_line" add constraint "reward_line_one_of_placement_and_month" unique ("run_id", "placement_id", "month");
      alter table "reward_line" add constraint "reward_line_run_id_foreign" foreign key ("run_id") references "reward_run" ("id");
      alter table "reward_line" add constraint "reward_line_statement_id_foreign" foreign key ("statement_id") references "reward_statement" ("id");
      alter table "reward_line" add constraint "reward_line_placement_id_foreign" foreign key ("placement_id") references "placement" ("id") on delete set null;
      alter table "reward_line" add constraint "reward_line_of_a_month" check (extract(day from month) = 1);
      alter table "reward_line" add constraint "reward_line_tells_something" check (days <> 0 or amount <> 0);
      alter table "reward_line" add constraint "reward_line_kind_check" check ("kind" in ('PAYMENT', 'ADJUSTMENT'));
      ${kept('reward_line', ['home', 'council', 'icb'], 'exists (select from public.reward_statement shown where shown.id = reward_line.statement_id)', 'false')}
      grant select, insert (payer_id, month, weekly_rate, prepared_by, prepared_authority), update (total, approved_by, approved_at)
        on reward_run to caregraph_register;
      grant select, insert (run_id, payer_id, home_id, month, eligible, unmet), update (total, approved_at)
        on reward_statement to caregraph_register;
      grant select, insert (run_id, statement_id, placement_id, kind, month, days, weekly_rate, amount)
        on reward_line to caregraph_register;
      grant select (nursing) on care_home to caregraph_register;`;

/** What differs by now; `stays` narrows the homes that nobody else has to answer for, and that were told of a month. */
export const rewardDifferences = (stays = '') => `
      create or replace function hub.reward_differences(payer uuid, of_run uuid)
        returns table (home_id uuid, placement_id uuid, month date, weekly_rate numeric, days int, amount numeric)
        language sql stable ${definer} as $$
        with this as (select run.month from public.reward_run run where run.id = of_run),
        -- Later months are put right by later runs.
        month_of as (
          select run.id, run.month, run.weekly_rate from public.reward_run run, this
          where run.payer_id = payer and run.month <= this.month
        ),
        place as (
          select month_of.id as run_id, month_of.month, month_of.weekly_rate, answered.id as home_id
          from month_of cross join hub.homes_answered_for() answered (id)
          union
          select month_of.id, month_of.month, month_of.weekly_rate, told.home_id
          from month_of join public.reward_statement told on told.run_id = month_of.id${stays}
        ),
        decided as (
          select place.run_id, place.month, place.weekly_rate, place.home_id,
            coalesce((select told.eligible from public.reward_statement told
              where told.run_id = place.run_id and told.home_id = place.home_id),
              (select bool_and(found.met) from hub.reward_rules(place.home_id, place.month) found)) as eligible
          from place
        ),
        due as (
          select decided.home_id, counted.placement_id, decided.month, counted.days,
            round(counted.days * decided.weekly_rate / 7, 2) as amount
          from decided
          join lateral hub.reward_days(payer, decided.month) counted on counted.home_id = decided.home_id
          where decided.eligible
        ),
        paid as (
          select told.home_id, line.placement_id, line.month, sum(line.days)::int as days, sum(line.amount) as amount
          from public.reward_line line
          join public.reward_statement told on told.id = line.statement_id and told.payer_id = payer
          where line.placement_id is not null and line.month <= (select this.month from this)
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

/** Runs by which councils and boards pay homes for a month: reckoned from placements, approved by a second person. */
export class RewardPayments extends Migration {
  override name = '20261122003255_reward_payments';

  override up(): void {
    this.addSql(tables);
    this.addSql(`
      create function hub.reward_days(payer uuid, month date) returns table (placement_id uuid, home_id uuid, days int)
        language sql stable ${definer} as $$
        select placement.id, placement.home_id, count(distinct one.day)::int
        from public.funding_component paid
        join public.organisation on organisation.id = paid.payer_id
        join public.placement on placement.id = paid.placement_id and placement.valid_until is null
        join public.care_home home on home.id = placement.home_id
        cross join lateral generate_series(
          greatest(month, placement.from_on, paid.from_on)::timestamp,
          least((month + interval '1 month')::date - 1, placement.to_on - 1, paid.to_on - 1)::timestamp,
          interval '1 day') one (day)
        where paid.payer_id = payer and paid.valid_until is null
          -- A month that was paid as a nursing home's stays one, also when the home gives up nursing.
          and (organisation.agency = 'council' or home.nursing or exists (
            select from public.reward_statement told join public.reward_line line on line.statement_id = told.id
            where told.home_id = home.id and told.payer_id = payer and told.month = reward_days.month
              and line.month = reward_days.month))
          and hub.opened_by(organisation.agency, paid.source) in ('council.funder', 'icb.chc')
        group by placement.id, placement.home_id
      $$;
      comment on function hub.reward_days is
        'On how many days of a month an organisation paid for a placement, each once, whatever it paid: those in hospital too, while the placement lasts. An integrated care board rewards continuing healthcare in nursing homes.';

      ${rewardDifferences().trim()}
      comment on function hub.reward_differences is
        'What is due by now for the month of a run and for earlier ones, less what all runs hold of it: nothing is paid twice, and nothing is left out.';`);

    this.addSql(`
      create function hub.prepare_reward_payments(of_month date, by_user text, by_authority text) returns table (verdict text, id uuid)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := hub.organisation_for('prepareRewardPayments');
        rate numeric;
        made uuid;
      begin
        ${oneAtATime}
        select run.id into made from public.reward_run run where run.payer_id = own and run.month = of_month;
        if found then
          return query select 'DONE', made;
          return;
        end if;
        select case organisation.agency when 'council' then terms.council_weekly else terms.nhs_weekly end into rate
        from hub.reward_terms terms, public.organisation where organisation.id = own;
        if rate is null then
          return query select 'NOT_POSSIBLE month', null::uuid;
          return;
        elsif hub.return_due(of_month) >= ${today} then
          return query select 'NOT_YET_DUE month', null::uuid;
          return;
        end if;
        insert into public.reward_run (payer_id, month, weekly_rate, prepared_by, prepared_authority)
        values (own, of_month, rate, by_user, by_authority)
        returning reward_run.id into made;
        -- Who is rewarded is decided here, once: lines of this month go by it, now and in later runs.
        insert into public.reward_statement (run_id, payer_id, home_id, month, eligible, unmet)
        select made, own, place.home_id, of_month, coalesce(bool_and(found.met), false),
          coalesce(array_agg(found.rule) filter (where not found.met), '{}')
        from (
          select counted.home_id from hub.reward_days(own, of_month) counted
          where counted.home_id in (select hub.homes_answered_for())
          union
          select known.home_id from hub.reward_differences(own, made) known
        ) place
        cross join lateral hub.reward_rules(place.home_id, of_month) found
        group by place.home_id;
        insert into public.reward_line (run_id, statement_id, placement_id, kind, month, days, weekly_rate, amount)
        select made, told.id, known.placement_id,
          case when known.month = of_month then 'PAYMENT' else 'ADJUSTMENT' end, known.month, known.days,
          known.weekly_rate, known.amount
        from hub.reward_differences(own, made) known
        join public.reward_statement told on told.run_id = made and told.home_id = known.home_id;
        update public.reward_statement set total = paid.amount
        from (select line.statement_id, sum(line.amount) as amount from public.reward_line line
          where line.run_id = made group by line.statement_id) paid
        where reward_statement.id = paid.statement_id;
        update public.reward_run set total = coalesce((
          select sum(told.total) from public.reward_statement told where told.run_id = made), 0)
        where reward_run.id = made;
        return query select 'DONE', made;
      end $$;
      comment on function hub.prepare_reward_payments is
        'Reckons what an organisation pays homes for a month; a month that was reckoned stays as it was.';

      create function hub.approve_reward_payments(wanted uuid, by_user text, by_authority text) returns table (verdict text, id uuid)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := hub.organisation_for('approveRewardPayments');
        standing record;
      begin
        ${oneAtATime}
        select run.prepared_by, run.prepared_authority, run.month, run.approved_at into standing
        from public.reward_run run where run.id = wanted and run.payer_id = own;
        if not found then
          return query select 'UNKNOWN run', null::uuid;
        elsif standing.approved_at is not null then
          return query select 'ALREADY_RECORDED run', null::uuid;
        -- Elsewhere the same person may be called otherwise: only who vouches for both says that they are two.
        elsif standing.prepared_by = by_user or standing.prepared_authority is distinct from by_authority then
          return query select 'OWN_DEED run', null::uuid;
        -- What the earlier run holds counts as paid in this one.
        elsif exists (
          select from public.reward_run earlier
          where earlier.payer_id = own and earlier.month < standing.month and earlier.approved_at is null
        ) then
          return query select 'NOT_POSSIBLE run', null::uuid;
        else
          update public.reward_statement set approved_at = clock_timestamp() where reward_statement.run_id = wanted;
          update public.reward_run set approved_by = by_user, approved_at = clock_timestamp() where reward_run.id = wanted;
          return query select 'DONE', wanted;
        end if;
      end $$;
      comment on function hub.approve_reward_payments is 'Another user than who prepared a run says that it is right.';
      ${callable({
        ...{ reward_days: [], reward_differences: [] },
        ...{ prepare_reward_payments: ['council', 'icb'], approve_reward_payments: ['council', 'icb'] },
      })}`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.approve_reward_payments, hub.prepare_reward_payments, hub.reward_differences, hub.reward_days;
      drop table "reward_line", "reward_statement", "reward_run" cascade;`);
  }
}
