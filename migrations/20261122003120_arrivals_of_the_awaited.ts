import { Migration } from '@mikro-orm/migrations';
import { tellHome } from './20261122002842_placement_requests.ts';
import { endLapsed, endReferral, personCame } from './20261122002843_reserved_beds.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
const inLondon = (moment: string) => `(${moment} at time zone 'Europe/London')::date`;

const bedFirst = `
      create or replace function hub.end_referral(referral uuid, outcome text, at timestamptz, ground text) returns void
        language plpgsql volatile ${definer} as $$
      declare
        ending record;
      begin
        select bed_reserved, chosen_home_id, care_type into ending from public.discharge_referral where id = referral;
        -- The bed before the person, as whoever chooses: in another order two of them would wait for each other.
        if ending.bed_reserved and outcome = 'ADMITTED' then
          perform hub.rebook(ending.chosen_home_id, ending.care_type, -1, 0, 1);
        elsif ending.bed_reserved then
          perform hub.rebook(ending.chosen_home_id, ending.care_type, -1, 1, 0);
        end if;
        update public.discharge_referral
        set state = outcome, ended_at = at, lapses_at = null, bed_reserved = false, withdrawal_reason = ground
        where id = referral;
        update public.referral_request
        set state = case when lapses_at <= at and outcome <> 'ADMITTED' then 'EXPIRED' else outcome end,
          closed_at = least(lapses_at, at), lapses_at = null
        where discharge_referral_id = referral and valid_until is null and lapses_at is not null;
      end $$;`;

/** With whose end is left to whoever is about the same person just now. */
export const lapsedOrCome = (more = { reads: '', busy: '' }) => `
      create or replace function hub.end_lapsed_referrals(person uuid, home uuid, most int) returns int
        language plpgsql volatile ${definer} as $$
      declare
        over record;
        ended int := 0;
      begin
        for over in
          select referral.id, ${more.reads}least(referral.lapses_at, now()) as at, arrival.recorded
          from public.discharge_referral referral
          cross join lateral (
            select referral.state = 'CHOSEN' and referral.kind = 'NEW_PLACEMENT' and exists (
              select from public.placement
              where placement.resident_id = referral.resident_id and placement.home_id = referral.chosen_home_id
                and placement.valid_until is null and placement.from_on <= ${inLondon('least(referral.lapses_at, now())')}
                and (placement.to_on is null or placement.to_on > ${inLondon('least(referral.lapses_at, now())')})
            ) as recorded
          ) arrival
          where referral.valid_until is null and referral.lapses_at is not null
            and (referral.lapses_at <= now() or arrival.recorded)
            and (person is null or referral.resident_id = person) and (home is null or referral.chosen_home_id = home)
          order by referral.lapses_at limit most for update of referral skip locked
        loop${more.busy}
          perform hub.end_referral(over.id, case when over.recorded then 'ADMITTED' else 'EXPIRED' end, over.at, null);
          ended := ended + 1;
        end loop;
        return ended;
      end $$;`;

/** With who is waited for. */
export const fromThisStay = (waits = '') => `
      create or replace function hub.person_came() returns trigger language plpgsql ${definer} as $$
      declare
        today date := ${inLondon('now()')};
        awaited record;
        moved_in boolean := tg_table_name = 'placement';
      begin
        if coalesce(${loadingInBulk}, false) then
          return null;
        end if;${waits}
        for awaited in
          select referral.id from public.discharge_referral referral
          where referral.resident_id = new.resident_id and referral.valid_until is null and referral.state = 'CHOSEN'
            and referral.lapses_at > now() and referral.kind = case when moved_in then 'NEW_PLACEMENT' else 'RETURN' end
            and (not moved_in or referral.chosen_home_id = (to_jsonb(new) ->> 'home_id')::uuid)
            and case when moved_in then new.from_on <= today and coalesce(new.to_on > today, true)
              else new.to_on between ${inLondon('referral.referred_at')} and today end
          for update
        loop
          perform hub.end_referral(awaited.id, 'ADMITTED', now(), null);
        end loop;
        return null;
      end $$;`;

const comments = (ends: string, came: string) => `
      comment on function hub.end_lapsed_referrals is '${ends}';
      comment on function hub.person_came is '${came}';`;

/**
 * Whoever was recorded ahead has come on the day itself, when nobody writes anything; whose earlier absence is put right
 * has not. And how long a chosen home keeps its bed is told to that home alone.
 */
export class ArrivalsOfTheAwaited extends Migration {
  override name = '20261122003120_arrivals_of_the_awaited';

  override up(): void {
    for (const now of [bedFirst, lapsedOrCome(), fromThisStay()]) this.addSql(now);
    this.addSql(
      tellHome(
        `case when excluded.state in ('CHOSEN', 'ADMITTED') then excluded.reserve_until else told.reserve_until end`,
      ),
    );
    this.addSql(
      comments(
        'Records the end of referrals that have run out, or whose person has moved in as was recorded ahead, of all or of one person or chosen home, and lets their beds go. Several may run it at once.',
        'Ends a referral when the person has moved in to the chosen home, or is back in the own one from the hospital stay in which the person was referred.',
      ),
    );
  }

  override down(): void {
    for (const former of [endReferral, endLapsed, personCame, tellHome('excluded.reserve_until')]) this.addSql(former);
    this.addSql(
      comments(
        'Records the end of referrals that have run out, of all or of one person or chosen home, and lets their beds go. Several may run it at once.',
        'Ends a referral when the person has moved in to the chosen home, or is back from hospital in the own one.',
      ),
    );
  }
}
