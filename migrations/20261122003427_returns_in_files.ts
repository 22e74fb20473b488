import { Migration } from '@mikro-orm/migrations';
import { callable } from './20261122003220_reward_sign_ups.ts';
import { correctReturn, oneAtATime } from './20261122003230_monthly_returns.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const isStanding = 'sent.home_id = place and sent.month = month and sent.reopened_at is null';
const standing = `from hub.return_submission sent where ${isStanding}`;

/** What a home says of its return by a file goes through the same function as what it says by hand. */
export class ReturnsInFiles extends Migration {
  override name = '20261122003427_returns_in_files';

  override up(): void {
    this.addSql(`
      alter table hub.return_draft add id uuid not null default gen_random_uuid() unique, alter value drop not null,
        add constraint return_draft_reason_of_value check (value is not null or reason is null);
      comment on column hub.return_draft.value is 'Null: as counted, or not said after all.';
      comment on column hub.return_draft.stated_at is 'When it was said; by a file, the moment as of which it speaks.';

      create function hub.state_return(place uuid, month date, said jsonb, as_of timestamptz) returns text
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_variable
      begin
        ${oneAtATime}
        if exists (select ${standing}) then
          return 'RETURN_SUBMITTED month';
        end if;
        insert into hub.return_draft (home_id, month, figure, value, reason, stated_at)
        select place, month, one.figure, one.value, case when one.value is not null then one.reason end, as_of
        from jsonb_to_recordset(said) one (figure text, value int, reason text)
        on conflict on constraint return_draft_pkey
          do update set value = excluded.value, reason = excluded.reason, stated_at = excluded.stated_at;
        return 'DONE';
      end $$;
      comment on function hub.state_return is
        'Keeps what a home says of its return, until it is submitted; null takes back what was said before.';

      create or replace function hub.correct_return(month date, said jsonb) returns table (verdict text, id uuid)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_variable
      declare
        own uuid := hub.organisation_for('correctReturn');
        place uuid := (select home.id from public.care_home home where home.organisation_id = own);
      begin
        return query select hub.state_return(place, month, said, now()), place;
      end $$;

      create function hub.correct_return_by_file(month date, said jsonb, as_of timestamptz)
        returns table (figure text, fate text, stood boolean, id uuid) language plpgsql volatile ${definer} as $$
      #variable_conflict use_variable
      declare
        own uuid := nullif(current_setting('hub.organisation', true), '')::uuid;
        place uuid := (select home.id from public.care_home home where home.organisation_id = own);
        came jsonb;
      begin
        if current_setting('role') <> 'caregraph_importer' or not exists (
          select from hub.mutation join public.organisation on organisation.agency = mutation.agency
          where organisation.id = own and mutation.name = 'correctReturn'
        ) then
          raise insufficient_privilege using message = 'the agreement does not let this agency do that';
        end if;
        ${oneAtATime}
        if exists (select ${standing}) then
          return query
          select one.figure, case when one.value = sent.value then 'UNCHANGED' else 'RETURN_SUBMITTED' end, true, null::uuid
          from jsonb_to_recordset(said) one (figure text, value int)
          left join (
            select told.figure, told.value
            from hub.return_submission sent, lateral jsonb_to_recordset(sent.figures) told (figure text, value int)
            where ${isStanding}
          ) sent on sent.figure = one.figure;
          return;
        end if;
        select jsonb_agg(to_jsonb(decided)) into came from (
          select one.figure, draft.value is not null as stood,
            -- What is as counted is not said: what is counted later is then returned.
            case when one.value is distinct from draft.value and one.value = counts.counted then null else one.value end as value,
            coalesce(one.reason, case when one.value = draft.value then draft.reason end) as reason,
            case
              when draft.stated_at > as_of then 'NEWER_KNOWN'
              when one.value = draft.value and coalesce(one.reason, draft.reason) is not distinct from draft.reason then 'UNCHANGED'
              when one.value = counts.counted and draft.value is null then 'UNCHANGED'
              when one.value <> counts.counted and one.reason is null and one.value is distinct from draft.value then 'REQUIRED'
              when draft.value is null then 'ADDED'
              else 'CHANGED'
            end as fate
          from jsonb_to_recordset(said) one (figure text, value int, reason text)
          left join hub.return_counted(place, month) counts on counts.figure = one.figure
          left join hub.return_draft draft on draft.home_id = place and draft.month = month and draft.figure = one.figure
        ) decided;
        perform hub.state_return(place, month, (
          select jsonb_agg(one) from jsonb_array_elements(came) one where one ->> 'fate' in ('ADDED', 'CHANGED', 'UNCHANGED')
        ), least(as_of, now()));
        return query
        select one.figure, one.fate, one.stood, draft.id
        from jsonb_to_recordset(came) one (figure text, fate text, stood boolean)
        left join hub.return_draft draft on draft.home_id = place and draft.month = month and draft.figure = one.figure;
      end $$;
      comment on function hub.correct_return_by_file is
        'Says what figures of a return are as a file of the home has it, and of each what came of it: what is as counted is not said.';
      ${callable({ state_return: [], correct_return_by_file: [] })}
      grant execute on function hub.correct_return_by_file to caregraph_importer;`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.correct_return_by_file;
      ${correctReturn('create or replace')}
      drop function hub.state_return;
      delete from hub.return_draft where value is null;
      alter table hub.return_draft drop column id, drop constraint return_draft_reason_of_value, alter value set not null;
      comment on column hub.return_draft.value is null;
      comment on column hub.return_draft.stated_at is null;`);
  }
}
