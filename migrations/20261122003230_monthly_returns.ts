import { Migration } from '@mikro-orm/migrations';
import { callable } from './20261122003220_reward_sign_ups.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const figures = [
  ...['FALLS', 'PRESSURE_ULCERS', 'INFECTIONS', 'MEDICATION_ERRORS', 'EMERGENCY_ADMISSIONS', 'DEATHS'],
  ...['OCCUPIED_BED_DAYS', 'SAFEGUARDING_CONCERNS_RAISED', 'COMPLAINTS', 'STAFF_IN_POST', 'VACANCIES', 'LEAVERS'],
  'STAFF_TRAINED',
];
/** Read and written by functions alone. */
const hidden = (table: string) => `
      alter table hub.${table} enable row level security;
      alter table hub.${table} force row level security;
      create policy ${table}_owner on hub.${table} to caregraph_owner using (true);
      create policy ${table}_register on hub.${table} to caregraph_register using (true);
      create policy ${table}_backup on hub.${table} for select to caregraph_backup using (true);
      grant select on hub.${table} to caregraph_backup;`;
const today = `(now() at time zone 'Europe/London')::date`;
const nextMonth = `(month + interval '1 month')::date`;
/** Of two who write about one home and month at once, the second sees what the first wrote. */
export const oneAtATime = `perform pg_advisory_xact_lock(7201603, hashtext(place::text || month::text));`;

/** A home says by hand what figures of its return are. */
export const correctReturn = (how: 'create' | 'create or replace'): string => `
      ${how} function hub.correct_return(month date, said jsonb) returns table (verdict text, id uuid)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_variable
      declare
        own uuid := hub.organisation_for('correctReturn');
        place uuid := (select home.id from public.care_home home where home.organisation_id = own);
      begin
        ${oneAtATime}
        if exists (
          select from hub.return_submission sent
          where sent.home_id = place and sent.month = month and sent.reopened_at is null
        ) then
          return query select 'RETURN_SUBMITTED month', place;
          return;
        end if;
        delete from hub.return_draft draft
        where draft.home_id = place and draft.month = month
          and draft.figure in (select one ->> 'figure' from jsonb_array_elements(said) one);
        insert into hub.return_draft (home_id, month, figure, value, reason)
        select place, month, one ->> 'figure', (one ->> 'value')::int, one ->> 'reason'
        from jsonb_array_elements(said) one where one ->> 'value' is not null;
        return query select 'DONE', place;
      end $$;`;

/** `standing` is answered of a return that was submitted already, `incomplete` of one without every figure. */
export const submitReturn = (how: 'create' | 'create or replace', standing: string, incomplete: string): string => `
      ${how} function hub.submit_return(month date, by_user text) returns table (verdict text, id uuid, missing text)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_variable
      declare
        own uuid := hub.organisation_for('submitReturn');
        place uuid := (select home.id from public.care_home home where home.organisation_id = own);
        stands jsonb;
        unsaid text;
      begin
        ${oneAtATime}
        if ${nextMonth} > ${today} then
          return query select 'IN_FUTURE month', place, null::text;
          return;
        elsif exists (
          select from hub.return_submission sent
          where sent.home_id = place and sent.month = month and sent.reopened_at is null
        ) then
          return query select '${standing} month', place, null::text;
          return;
        end if;
        stands := hub.return_stands(place, month);
        select string_agg(one ->> 'figure', ', ') into unsaid
        from jsonb_array_elements(stands) one where one ->> 'value' is null;
        if unsaid is not null then
          return query select '${incomplete} month', place, unsaid;
          return;
        end if;
        insert into hub.return_submission (home_id, month, version, figures, submitted_by)
        select place, month, coalesce(max(sent.version), 0) + 1, stands, by_user
        from hub.return_submission sent where sent.home_id = place and sent.month = month;
        return query select 'DONE', place, null::text;
      end $$;`;

/** What homes return each month: reckoned from what they recorded, corrected by them, submitted, locked, reopened. */
export class MonthlyReturns extends Migration {
  override name = '20261122003230_monthly_returns';

  override up(): void {
    this.addSql(`
      create table hub.return_figure (name text primary key, place int not null unique);
      comment on table hub.return_figure is 'What homes return each month, in its order.';
      insert into hub.return_figure (name, place)
        select name, place from unnest(array['${figures.join("', '")}']) with ordinality as one (name, place);
      create table hub.return_draft (
        home_id uuid not null references care_home (id),
        month date not null check (extract(day from month) = 1),
        figure text not null references hub.return_figure (name),
        value int not null check (value >= 0),
        reason text null,
        stated_at timestamptz not null default now(),
        primary key (home_id, month, figure)
      );
      comment on table hub.return_draft is 'What a home says of a month before it submits its return: its own alone.';
      create table hub.return_submission (
        id uuid primary key default gen_random_uuid(),
        home_id uuid not null references care_home (id),
        month date not null check (extract(day from month) = 1),
        version int not null check (version > 0),
        figures jsonb not null check (jsonb_typeof(figures) = 'array'),
        submitted_at timestamptz not null default now(),
        submitted_by text not null,
        reopened_at timestamptz null check (reopened_at >= submitted_at),
        reopened_by text null,
        reopening_reason text null,
        check ((reopened_at is null) = (reopening_reason is null)),
        unique (home_id, month, version)
      );
      comment on table hub.return_submission is 'The figures of a home and month as they were submitted: never changed; the council may ask for others.';
      create unique index return_submission_one_stands on hub.return_submission (home_id, month) where reopened_at is null;
      ${hidden('return_draft')}
      ${hidden('return_submission')}
      grant select on hub.return_figure to caregraph_register, caregraph_backup;
      grant select, insert, update, delete on hub.return_draft to caregraph_register;
      grant select, insert, update (reopened_at, reopened_by, reopening_reason) on hub.return_submission to caregraph_register;
      grant select (home_id, kind, present_on_admission, occurred_at, valid_until, author_id) on incident to caregraph_measures;
      grant select (id, home_id, from_on, to_on, end_reason, valid_until) on placement to caregraph_measures;
      grant select (placement_id, from_on, to_on, reason, valid_until) on absence to caregraph_measures;
      grant select (id, organisation_id) on care_home to caregraph_measures;`);

    this.addSql(`
      create function hub.return_counted(place uuid, month date) returns table (figure text, counted int)
        language sql stable ${definer} as $$
        with told as (
          select incident.kind, count(*) as times
          from public.incident
          join public.care_home home on home.id = incident.home_id and home.organisation_id = incident.author_id
          where home.id = place and incident.valid_until is null
            and incident.occurred_at >= month::timestamp at time zone 'Europe/London'
            and incident.occurred_at < ${nextMonth}::timestamp at time zone 'Europe/London'
            and (incident.kind <> 'PRESSURE_ULCER' or incident.present_on_admission is not true)
          group by incident.kind
        ),
        -- Of a month that is not over, the days until today.
        span as (select daterange(month, least(${nextMonth}, ${today} + 1)) as days where month <= ${today}),
        placed as (
          select placement.id, placement.to_on, placement.end_reason,
            daterange(placement.from_on, placement.to_on) * span.days as days
          from public.placement, span
          where placement.home_id = place and placement.valid_until is null
        ),
        away as (
          select absence.from_on, daterange(absence.from_on, absence.to_on) * placed.days as days
          from public.absence join placed on placed.id = absence.placement_id
          where absence.valid_until is null and absence.reason = 'HOSPITAL'
        )
        select named.figure, coalesce((select told.times from told where told.kind = named.kind), 0)::int
        from (values ('FALLS', 'FALL'), ('PRESSURE_ULCERS', 'PRESSURE_ULCER'), ('INFECTIONS', 'INFECTION'),
          ('MEDICATION_ERRORS', 'MEDICATION_ERROR')) named (figure, kind)
        union all
        select 'EMERGENCY_ADMISSIONS', count(*)::int from away
        where away.from_on >= month and away.from_on < ${nextMonth}
        union all
        select 'DEATHS', count(*)::int from placed
        where placed.end_reason = 'DIED' and placed.to_on >= month and placed.to_on < ${nextMonth}
        union all
        select 'OCCUPIED_BED_DAYS', (
          coalesce((select sum(upper(placed.days) - lower(placed.days)) from placed where not isempty(placed.days)), 0)
          - coalesce((select sum(upper(away.days) - lower(away.days)) from away where not isempty(away.days)), 0))::int
      $$;
      comment on function hub.return_counted is
        'What a home recorded in a month of England, counted. Nothing is counted from safeguarding concerns: that there is one tells enough.';

      create function hub.return_stands(place uuid, month date) returns jsonb
        language sql stable ${definer}
        return (
          select jsonb_agg(jsonb_build_object('figure', named.name, 'counted', prefilled.counted,
            'value', coalesce(draft.value, prefilled.counted), 'reason', draft.reason) order by named.place)
          from hub.return_figure named
          left join hub.return_counted(return_stands.place, return_stands.month) prefilled on prefilled.figure = named.name
          left join hub.return_draft draft on draft.home_id = return_stands.place and draft.month = return_stands.month
            and draft.figure = named.name
        );
      comment on function hub.return_stands is 'The return of a home and month as it would be submitted now.';

      create function hub.monthly_return(place uuid, month date) returns jsonb language plpgsql stable ${definer} as $$
      declare
        own uuid := hub.asks_for('monthlyReturn');
        mine boolean;
        sent jsonb;
        standing jsonb;
      begin
        select home.organisation_id = own into mine from public.care_home home
        where home.id = place and home.id in (select hub.homes_answered_for());
        if mine is null or extract(day from month) <> 1 or month > ${today} then
          return null;
        end if;
        select coalesce(jsonb_agg(jsonb_build_object('version', said.version, 'figures', said.figures,
            'submittedAt', said.submitted_at, 'reopenedAt', said.reopened_at, 'reopeningReason', said.reopening_reason)
            order by said.version desc), '[]'),
          jsonb_agg(said.figures) filter (where said.reopened_at is null) -> 0
        into sent, standing
        from hub.return_submission said where said.home_id = place and said.month = monthly_return.month;
        return jsonb_build_object(
          'state', case when standing is not null then 'SUBMITTED' when sent = '[]' then 'NOT_SUBMITTED' else 'REOPENED' end,
          'dueOn', hub.return_due(month),
          'figures', coalesce(standing, case when mine then hub.return_stands(place, month) end),
          'submissions', sent);
      end $$;
      comment on function hub.monthly_return is
        'The return of a home and month: to the home as it stands, to those who commission its care what was submitted.';`);

    this.addSql(`
      ${correctReturn('create')}
      comment on function hub.correct_return is 'A home says what figures of its return are, and why they are not as counted.';

      ${submitReturn('create', 'ALREADY_RECORDED', 'REQUIRED')}
      comment on function hub.submit_return is 'A home submits its return: its figures stay as they are then.';

      create function hub.reopen_return(place uuid, month date, reason text, by_user text) returns table (verdict text, id uuid)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_variable
      declare
        own uuid := hub.organisation_for('reopenReturn');
      begin
        if not exists (select from public.care_home home where home.id = place and home.council_id = own) then
          return query select 'UNKNOWN home', place;
          return;
        end if;
        ${oneAtATime}
        update hub.return_submission sent set reopened_at = clock_timestamp(), reopened_by = by_user, reopening_reason = reason
        where sent.home_id = place and sent.month = month and sent.reopened_at is null;
        return query select case when found then 'DONE' else 'NOT_SUBMITTED month' end, place;
      end $$;
      comment on function hub.reopen_return is 'A council asks a home of its area for other figures of a month; those of before are kept.';
      ${callable({
        ...{ return_counted: [], return_stands: [], monthly_return: ['home', 'council', 'icb'] },
        ...{ correct_return: ['home'], submit_return: ['home'], reopen_return: ['council'] },
      })}
      alter function hub.return_counted owner to caregraph_measures;
      grant execute on function hub.return_counted to caregraph_register;`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.reopen_return, hub.submit_return, hub.correct_return, hub.monthly_return, hub.return_stands,
        hub.return_counted;
      drop table hub.return_submission, hub.return_draft, hub.return_figure;`);
  }
}
