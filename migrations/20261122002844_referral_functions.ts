import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
/** The referral first, then the request: whoever changes either waits for whoever does. */
export const locked = (request: string) => `
        select * into referral from public.discharge_referral
        where id = (select discharge_referral_id from public.referral_request where id = ${request} and valid_until is null)
          and valid_until is null for update;
        select * into told from public.referral_request where id = ${request} and valid_until is null for update;`;

export const chooseHome = (first: string) => `
      create or replace function hub.choose_home(referral uuid, request uuid, reserved_until timestamptz, bed boolean) returns void
        language plpgsql volatile ${definer} as $$
      declare
        chosen uuid := (select home_id from public.referral_request where id = request);
      begin${first}
        update public.discharge_referral
        set state = 'CHOSEN', chosen_at = now(), chosen_home_id = chosen, bed_reserved = bed,
          accepted_id = (select organisation_id from public.care_home where id = chosen),
          reserve_until = reserved_until, lapses_at = reserved_until
        where id = referral;
        update public.referral_request
        set state = case when id = request then 'CHOSEN' when lapses_at <= now() then 'EXPIRED' else 'NOT_CHOSEN' end,
          closed_at = case when id <> request then least(lapses_at, now()) end,
          lapses_at = case when id = request then reserved_until end
        where discharge_referral_id = referral and valid_until is null and lapses_at is not null;
      end $$;`;

/** With what else a home may answer. */
export const settleAnswer = (more: string) => `
      create or replace function hub.settle_answer(request uuid, expected int, answer text, words text, assessor boolean)
        returns text language plpgsql volatile ${definer} as $$
      declare
        referral public.discharge_referral;
        told public.referral_request;
        answered text := case answer when 'ACCEPT' then 'OFFERED' when 'ASK' then 'QUESTIONED' else 'DECLINED' end;
      begin${locked('request')}
        if told.version <> expected then
          return 'STALE_VERSION version';
${more}        elsif referral.state <> 'OPEN' or referral.answer_by <= now() then
          return 'ALREADY_ENDED request';
        elsif told.state = answered then
          return 'ALREADY_RECORDED answer';
        end if;
        update public.referral_request
        set state = answered, by_trusted_assessor = assessor, answered_at = now(),
          reason = case when answer = 'DECLINE' then words end,
          question = case when answer = 'ASK' then words else told.question end,
          reply = case when answer <> 'ASK' then told.reply end,
          replied_at = case when answer <> 'ASK' then told.replied_at end,
          lapses_at = case answer when 'ACCEPT' then referral.reserve_until when 'ASK' then referral.answer_by end
        where id = request;
        -- There is nothing to choose about a return: the home where the resident lives says yes.
        if answer = 'ACCEPT' and referral.kind = 'RETURN' then
          perform hub.choose_home(referral.id, request, referral.reserve_until, false);
          return 'DONE';
        end if;
        update public.discharge_referral
        set lapses_at = case when exists (
            select from public.referral_request
            where discharge_referral_id = referral.id and valid_until is null and state = 'OFFERED'
          ) then reserve_until else answer_by end
        where id = referral.id and (answer = 'ACCEPT') = (lapses_at = answer_by);
        return 'DONE';
      end $$;`;

/** With what else keeps a home from being asked. */
export const referDischarge = (more: string) => `
      create or replace function hub.refer_discharge(person uuid, need jsonb, codes text[]) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('referDischarge');
        entry uuid := gen_random_uuid();
        today date := (now() at time zone 'Europe/London')::date;
        back boolean := need ->> 'kind' = 'RETURN';
        lives_in public.care_home.id%type;
        homes uuid[];
      begin
        if not hub.may_write_about(person, own, 'DischargeReferral') then
          raise insufficient_privilege using message = 'the organisation stands in no relationship that lets it';
        end if;
        perform hub.end_lapsed_referrals(person, null, 100);
        if exists (
          select from public.discharge_referral
          where resident_id = person and author_id = own and valid_until is null and ended_at is null
        ) then
          return 'ALREADY_RECORDED resident';
        end if;
        select placement.home_id into lives_in from public.placement
        where placement.resident_id = person and placement.valid_until is null and placement.from_on <= today
          and (placement.to_on is null or placement.to_on > today);
        homes := array(
          select care_home.id from public.care_home
          where care_home.cqc_location_id = any (codes) and care_home.registered_on <= today
            and (care_home.deregistered_on is null or care_home.deregistered_on > today));
        if cardinality(homes) <> (select count(distinct code) from unnest(codes) code) then
          return 'UNKNOWN homes';
        elsif back and lives_in is null then
          return 'NOT_POSSIBLE kind';
        elsif back and not homes <@ array[lives_in] or not back and lives_in = any (homes) then
          return 'OUT_OF_RANGE homes';
${more}        elsif not back and exists (
          select from public.care_home where id = any (homes) and not need ->> 'careType' = any (care_types)
        ) then
          return 'OUT_OF_RANGE homes';
        end if;
        if back then
          homes := array[lives_in];
        end if;
        insert into public.discharge_referral (id, author_id, resident_id, kind, care_type, gender, mobility, hoist,
          oxygen, infection_status, medicines_ready, transport, funding_route, earliest, answer_by, reserve_until,
          lapses_at, asked_id)
        values (entry, own, person, need ->> 'kind', need ->> 'careType', need ->> 'gender', need ->> 'mobility',
          (need ->> 'hoist')::boolean, (need ->> 'oxygen')::boolean, need ->> 'infectionStatus',
          (need ->> 'medicinesReady')::boolean, need ->> 'transport', need ->> 'fundingRoute',
          (need ->> 'earliest')::timestamptz, (need ->> 'answerBy')::timestamptz,
          (need ->> 'reserveUntil')::timestamptz, (need ->> 'answerBy')::timestamptz,
          case when back then (select organisation_id from public.care_home where id = lives_in) end);
        insert into public.referral_request (author_id, resident_id, discharge_referral_id, home_id,
          takes_discharges_then, lapses_at)
        select own, person, entry, home, hub.takes_discharges(home, (need ->> 'earliest')::timestamptz),
          (need ->> 'answerBy')::timestamptz
        from unnest(homes) home;
        return 'DONE ' || entry;
      end $$;`;

/** How homes are asked, and what follows from their answers: no agency writes by itself what opens a door to another. */
export class ReferralFunctions extends Migration {
  override name = '20261122002844_referral_functions';

  override up(): void {
    this.addSql(`
      create function hub.takes_discharges(home uuid, at timestamptz) returns boolean language sql stable ${definer}
        return exists (
          select from public.discharge_hours hours
          where hours.home_id = home
            and hours.weekday = upper(trim(to_char(at at time zone 'Europe/London', 'Day')))
            and hours.from_at <= (at at time zone 'Europe/London')::time
            and hours.until_at > (at at time zone 'Europe/London')::time
        );
      comment on function hub.takes_discharges is 'Whether a home, by its stated hours, takes people from hospital then.';

${referDischarge('')}
      comment on function hub.refer_discharge is
        'Asks homes for a place for a person who is to leave hospital, or the own home to take its resident back.';`);

    this.addSql(`
      ${settleAnswer('').trim()}
      comment on function hub.settle_answer is
        'Records what a home, or a trusted assessor in its place, answers; while there is an offer, the referral lasts as long as it can be chosen.';

      ${chooseHome('').trim()}
      comment on function hub.choose_home is 'Records which home is chosen, and closes what was asked of the others.';`);

    for (const name of ['takes_discharges', 'refer_discharge', 'settle_answer', 'choose_home']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    this.addSql(`
      grant execute on function hub.refer_discharge to caregraph_trust, caregraph_council;
      grant select (cqc_location_id, registered_on, deregistered_on, care_types, accepts_trusted_assessor)
        on care_home to caregraph_register;
      grant select (home_id, weekday, from_at, until_at) on discharge_hours to caregraph_register;`);
  }

  override down(): void {
    this.addSql(`
      revoke select (cqc_location_id, registered_on, deregistered_on, care_types, accepts_trusted_assessor)
        on care_home from caregraph_register;
      revoke select (weekday, from_at, until_at) on discharge_hours from caregraph_register;
      drop function hub.choose_home, hub.settle_answer, hub.refer_discharge, hub.takes_discharges;`);
  }
}
