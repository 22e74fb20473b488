import { Migration } from '@mikro-orm/migrations';
import { callable } from './20261122003220_reward_sign_ups.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const nextMonth = `(month + interval '1 month')::date`;
const monthInEngland = `tstzrange(hub.start_of_day(month), hub.start_of_day(${nextMonth}))`;

/** What a home must have done to be rewarded for a month: each rule by what was known on a day, so that no answer changes later. */
export class RewardRules extends Migration {
  override name = '20261122003250_reward_rules';

  override up(): void {
    this.addSql(`
      create function hub.reward_rules(place uuid, month date) returns table (rule text, met boolean)
        language sql stable ${definer} as $$
        with due as (select hub.start_of_day(hub.return_due(month) + 1) as "end")
        select 'SIGNED_UP', hub.signed_up_by(place, month)
        union all
        select 'RETURN_IN_TIME', exists (
          select from hub.return_submission sent, due
          where sent.home_id = place and sent.month = reward_rules.month and sent.submitted_at < due."end"
            and (sent.reopened_at is null or sent.reopened_at >= due."end"))
        union all
        select 'QUALITY_ACCOUNT', exists (
          select from public.quality_account account, due
          where account.home_id = place and account.valid_from < due."end"
            and account.year between extract(year from month) - 1 and extract(year from month))
        union all
        select 'INITIATIVES', (
          select count(*) from public.initiative_adoption adoption, due
          where adoption.home_id = place and adoption.recorded_at < due."end" and adoption.from_on <= month
            and (adoption.to_on is null or adoption.to_on > month)
        ) >= (select terms.initiatives from hub.reward_terms terms)
        union all
        select 'NO_EMBARGO', not exists (
          select from public.admission_statement said
          where said.home_id = place and said.status = 'CLOSED_BY_COMMISSIONER'
            and tstzrange(said.valid_from, said.valid_until) && ${monthInEngland})
      $$;
      comment on function hub.reward_rules is 'The rules of the reward scheme for a home and month, each met or not.';

      create function hub.reward_eligibility(place uuid, month date) returns table (rule text, met boolean)
        language plpgsql stable ${definer} as $$
      declare
        own uuid := hub.asks_for('rewardEligibility');
      begin
        if place in (select hub.homes_answered_for()) and exists (select from hub.reward_terms) then
          return query select found.rule, found.met from hub.reward_rules(place, month) found;
        end if;
      end $$;
      comment on function hub.reward_eligibility is
        'The rules for a home and month, to the home and to those who commission its care; nothing to anybody else.';
      ${callable({ reward_rules: [], reward_eligibility: ['home', 'council', 'icb'] })}`);
  }

  override down(): void {
    this.addSql('drop function hub.reward_eligibility, hub.reward_rules');
  }
}
