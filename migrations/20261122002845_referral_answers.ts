import { Migration } from '@mikro-orm/migrations';
import { locked } from './20261122002844_referral_functions.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const own = (mutation: string) => `own uuid := hub.organisation_for('${mutation}');`;
const told = 'told public.referral_request';
/** Only whoever referred goes on with a referral, as long as it stands to the person as the agreement asks. */
const referrers = `referral.author_id is distinct from own
            or not hub.may_write_about(referral.resident_id, own, 'DischargeReferral')`;

export const offerAsAssessor = (declined: string) => `
      create or replace function hub.offer_as_assessor(request uuid, expected int) returns text
        language plpgsql volatile ${definer} as $$
      declare
        ${own('acceptAsTrustedAssessor')}
        referral public.discharge_referral;
        ${told};
      begin${locked('request')}
        if ${referrers} then
          return 'UNKNOWN request';
${declined}        elsif not (select accepts_trusted_assessor from public.care_home where id = told.home_id) then
          return 'NOT_POSSIBLE request';
        end if;
        return hub.settle_answer(request, expected, 'ACCEPT', null, true);
      end $$;`;

/** With what else keeps an offer from being chosen. */
export const chooseOffer = (more: string) => `
      create or replace function hub.choose_offer(request uuid, expected int, kept_until timestamptz) returns text
        language plpgsql volatile ${definer} as $$
      declare
        ${own('chooseOffer')}
        referral public.discharge_referral;
        ${told};
        soonest timestamptz;
      begin${locked('request')}
        soonest := greatest(now(), referral.earliest, referral.answer_by);
        if ${referrers} then
          return 'UNKNOWN request';
        elsif told.version <> expected then
          return 'STALE_VERSION version';
        elsif referral.state <> 'OPEN' or referral.lapses_at <= now() then
          return 'ALREADY_ENDED request';
        elsif told.state <> 'OFFERED' then
          return 'NOT_POSSIBLE request';
${more}        elsif not coalesce(kept_until > soonest and kept_until <= soonest + interval '7 days', true) then
          return 'OUT_OF_RANGE reserveUntil';
        end if;
        -- What has run out there, or elsewhere for this person, stands in nobody's way.
        perform hub.end_lapsed_referrals(null, told.home_id, 100);
        perform hub.end_lapsed_referrals(told.resident_id, null, 100);
        if exists (
          select from public.discharge_referral
          where resident_id = told.resident_id and valid_until is null and state = 'CHOSEN'
        ) then
          return 'ALREADY_RECORDED request';
        elsif not hub.rebook(told.home_id, referral.care_type, 1, -1, 0) then
          return 'NO_BED request';
        end if;
        perform hub.choose_home(referral.id, request, coalesce(kept_until, referral.reserve_until), true);
        return 'DONE';
      end $$;`;

/** What homes and those who asked them call: each looks first who calls it. */
export class ReferralAnswers extends Migration {
  override name = '20261122002845_referral_answers';

  override up(): void {
    this.addSql(`
      create function hub.answer_request(request uuid, expected int, answer text, words text) returns text
        language plpgsql volatile ${definer} as $$
      declare
        ${own('answerRequest')}
        asked uuid := (select request_id from hub.placement_request where id = request and organisation_id = own);
      begin
        return case when asked is null then 'UNKNOWN request'
          else hub.settle_answer(asked, expected, answer, words, false) end;
      end $$;
      comment on function hub.answer_request is 'A home answers what it was asked, by the request as it knows it.';

      ${offerAsAssessor('').trim()}
      comment on function hub.offer_as_assessor is
        'A trusted assessor offers the bed in the place of a home that accepts such an assessment.';

      create function hub.answer_question(request uuid, expected int, words text) returns text
        language plpgsql volatile ${definer} as $$
      declare
        ${own('answerQuestion')}
        referral public.discharge_referral;
        ${told};
      begin${locked('request')}
        if ${referrers} then
          return 'UNKNOWN request';
        elsif told.version <> expected then
          return 'STALE_VERSION version';
        elsif referral.state <> 'OPEN' or told.lapses_at <= now() then
          return 'ALREADY_ENDED request';
        elsif told.state <> 'QUESTIONED' then
          return 'NOT_POSSIBLE request';
        end if;
        update public.referral_request set state = 'WAITING', reply = words, replied_at = now() where id = request;
        return 'DONE';
      end $$;
      comment on function hub.answer_question is 'Whoever referred answers what a home asked back.';

${chooseOffer('')}
      comment on function hub.choose_offer is
        'Chooses one offer, reserves its bed, and opens the person to that home until the stated moment.';

      create function hub.withdraw_referral(referral uuid, expected int, ground text)
        returns table (verdict text, about uuid) language plpgsql volatile ${definer} as $$
      declare
        ${own('withdrawReferral')}
        standing public.discharge_referral;
      begin
        select * into standing from public.discharge_referral
        where id = referral and author_id = own and valid_until is null for update;
        return query select case when standing.id is null then 'UNKNOWN referral'
          when standing.version <> expected then 'STALE_VERSION version'
          when standing.ended_at is not null or standing.lapses_at <= now() then 'ALREADY_ENDED referral'
          else 'DONE' end, standing.resident_id;
        if standing.version = expected and standing.lapses_at > now() then
          perform hub.end_referral(referral, 'WITHDRAWN', now(), ground);
        end if;
      end $$;
      comment on function hub.withdraw_referral is
        'Whoever referred takes the referral back, also when the person is no longer its patient; a reserved bed is free again.';`);

    const byTrust = ['offer_as_assessor'];
    const byReferrer = ['answer_question', 'choose_offer', 'withdraw_referral'];
    for (const name of [...byTrust, ...byReferrer, 'answer_request']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    for (const name of byTrust) this.addSql(`grant execute on function hub.${name} to caregraph_trust`);
    for (const name of byReferrer) {
      this.addSql(`grant execute on function hub.${name} to caregraph_trust, caregraph_council`);
    }
    this.addSql('grant execute on function hub.answer_request to caregraph_home');
  }

  override down(): void {
    this.addSql(`
      drop function hub.withdraw_referral, hub.choose_offer, hub.answer_question, hub.offer_as_assessor,
        hub.answer_request;`);
  }
}
