import { Migration } from '@mikro-orm/migrations';
import { callable } from './20261122003220_reward_sign_ups.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** The terms of the reward scheme, as the agreement in force says them. */
export class RewardTerms extends Migration {
  override name = '20261122003225_reward_terms';

  override up(): void {
    this.addSql(`
      create table hub.reward_terms (
        "only" boolean primary key default true check ("only"),
        return_days int not null check (return_days between 1 and 366),
        working boolean not null,
        initiatives int not null check (initiatives >= 0),
        council_weekly numeric(6, 2) not null check (council_weekly >= 0),
        nhs_weekly numeric(6, 2) not null check (nhs_weekly >= 0)
      );
      comment on table hub.reward_terms is 'On what terms the reward scheme pays, as the agreement in force says; empty: there is none.';
      grant select on hub.reward_terms to caregraph_register, caregraph_backup;
      grant select on hub.question to caregraph_register;

      create function hub.asks_for(wanted text) returns uuid language plpgsql stable ${definer} as $$
      declare
        own uuid := nullif(current_setting('hub.organisation', true), '')::uuid;
      begin
        if not exists (
          select from hub.question join public.organisation on organisation.agency = question.agency
          where organisation.id = own and question.name = wanted
            and question.purpose = current_setting('hub.purpose', true)
            and current_setting('role') = 'caregraph_' || organisation.agency
        ) then
          raise insufficient_privilege using message = 'the agreement does not let this agency ask that for this purpose';
        end if;
        return own;
      end $$;
      comment on function hub.asks_for is 'The organisation that asks, if the agreement lets its agency ask this for this purpose.';

      create function hub.return_due(month date) returns date
        language sql stable ${definer}
        return (
          select hub.days_after((month + interval '1 month')::date - 1, terms.return_days, terms.working)
          from hub.reward_terms terms
        );
      comment on function hub.return_due is
        'The last day on which the return of a month is submitted in time; null without a reward scheme.';
      ${callable({ asks_for: [], return_due: [] })}`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.return_due, hub.asks_for;
      revoke select on hub.question from caregraph_register;
      drop table hub.reward_terms;`);
  }
}
