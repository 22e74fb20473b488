import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const agencies = 'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid)`;

/** What the home that is asked reads: of whom it is asked, nothing. */
const read = [
  ...['id', 'organisation_id', 'home_id', 'referred_by_id', 'kind', 'care_type', 'gender', 'mobility', 'hoist'],
  ...['oxygen', 'infection_status', 'medicines_ready', 'transport', 'funding_route', 'earliest', 'answer_by'],
  ...['reserve_until', 'state', 'takes_discharges_then', 'by_trusted_assessor', 'reason', 'question', 'reply'],
  ...['asked_at', 'answered_at', 'replied_at', 'closed_at', 'lapses_at', 'version', 'referral_id'],
];

const residentsTold = (more: string) => `
      create or replace function hub.residents_told(claims uuid[], alerts uuid[])
        returns table (id uuid, resident uuid, disclosed boolean)
        language sql stable ${definer} as $$
        select claim.id, claim.resident_id, false from hub.claim
        where claim.id = any (claims) and claim.resident_id is not null
        union all
        select report.id, report.resident_id, false from hub.safeguarding_report report
        where report.id = any (claims) and report.resident_id is not null${more}
        union all
        -- The alert to the claimant's own officer names no resident, so that it tells no more than others do.
        select alert.id, coalesce(alert.resident_id, claim.resident_id),
          alert.resident_id is not null and alert.nhs_number is not null
        from hub.privacy_alert alert
        left join hub.claim on claim.id = alert.claim_id
        where alert.id = any (alerts) and coalesce(alert.resident_id, claim.resident_id) is not null
        union all
        select release.id, release.resident_id, true from hub.release where release.id = any (alerts)
      $$;`;

export const tellHome = (reserveUntil: string) => `
      create or replace function hub.tell_home_of_request() returns trigger language plpgsql ${definer} as $$
      declare
        referral public.discharge_referral;
        organisation uuid := (select organisation_id from public.care_home where id = new.home_id);
      begin
        if coalesce(${loadingInBulk}, false) then
          return null;
        end if;
        select * into referral from public.discharge_referral where id = new.discharge_referral_id;
        insert into hub.placement_request as told (organisation_id, home_id, referred_by_id, kind, care_type, gender,
          mobility, hoist, oxygen, infection_status, medicines_ready, transport, funding_route, earliest, answer_by,
          reserve_until, state, takes_discharges_then, by_trusted_assessor, reason, question, reply, asked_at,
          answered_at, replied_at, closed_at, lapses_at, version, request_id, resident_id, referral_id)
        values (organisation, new.home_id, referral.author_id, referral.kind, referral.care_type, referral.gender,
          referral.mobility, referral.hoist, referral.oxygen, referral.infection_status, referral.medicines_ready,
          referral.transport, referral.funding_route, referral.earliest, referral.answer_by, referral.reserve_until,
          new.state, new.takes_discharges_then, new.by_trusted_assessor, new.reason, new.question, new.reply,
          date_trunc('minute', new.asked_at), date_trunc('minute', new.answered_at),
          date_trunc('minute', new.replied_at), date_trunc('minute', new.closed_at), new.lapses_at, new.version,
          new.id, new.resident_id,
          case when referral.kind = 'RETURN' or new.state in ('CHOSEN', 'ADMITTED') then referral.id end)
        on conflict (request_id) do update
        set reserve_until = ${reserveUntil}, state = excluded.state,
          by_trusted_assessor = excluded.by_trusted_assessor, reason = excluded.reason, question = excluded.question,
          reply = excluded.reply, answered_at = excluded.answered_at, replied_at = excluded.replied_at,
          closed_at = excluded.closed_at, lapses_at = excluded.lapses_at, version = excluded.version,
          referral_id = coalesce(excluded.referral_id, told.referral_id);
        return null;
      end $$;`;

/** Homes are asked for a place without being told for whom: each by a request of its own, which leads to nobody. */
export class PlacementRequests extends Migration {
  override name = '20261122002842_placement_requests';

  override up(): void {
    this.addSql(`
      create table hub.placement_request (
        id uuid primary key default gen_random_uuid(),
        organisation_id uuid not null references organisation (id),
        home_id uuid not null references care_home (id),
        referred_by_id uuid not null references organisation (id),
        kind text not null,
        care_type text not null,
        gender text not null,
        mobility text not null,
        hoist boolean not null,
        oxygen boolean not null,
        infection_status text not null,
        medicines_ready boolean not null,
        transport text not null,
        funding_route text not null,
        earliest timestamptz not null,
        answer_by timestamptz not null,
        reserve_until timestamptz not null,
        state text not null,
        takes_discharges_then boolean not null,
        by_trusted_assessor boolean not null,
        reason text,
        question text,
        reply text,
        asked_at timestamptz not null,
        answered_at timestamptz,
        replied_at timestamptz,
        closed_at timestamptz,
        lapses_at timestamptz,
        version int not null,
        request_id uuid unique references referral_request (id) on delete cascade,
        resident_id uuid references resident (id) on delete cascade,
        referral_id uuid references discharge_referral (id) on delete set null
      );
      comment on table hub.placement_request is
        'What a home reads when it is asked for a place: what is needed, and nothing that leads to the person. The referral stands in it once the home may know for whom.';
      create index placement_request_newest on hub.placement_request (organisation_id, asked_at desc, id);
      create index placement_request_of_resident on hub.placement_request (resident_id);
      alter table hub.placement_request enable row level security;
      alter table hub.placement_request force row level security;
      create policy placement_request_own on hub.placement_request for select to ${agencies}
        using (organisation_id = ${own});
      create policy placement_request_owner on hub.placement_request to caregraph_owner using (true);
      create policy placement_request_register on hub.placement_request to caregraph_register using (true);
      create policy placement_request_backup on hub.placement_request for select to caregraph_backup using (true);
      grant select (${read.join(', ')}) on hub.placement_request to caregraph_home;
      grant select on hub.placement_request to caregraph_backup;
      grant select, insert, update on hub.placement_request to caregraph_register;`);

    // Moments are told to the minute: to the microsecond they would be the same for all homes that are asked at once.
    this.addSql(`
      ${tellHome('excluded.reserve_until').trim()}
      comment on function hub.tell_home_of_request is
        'Keeps what a home reads of a request in step with the request.';
      create trigger home_told after insert or update on referral_request for each row
        when (new.valid_until is null) execute function hub.tell_home_of_request();
      alter function hub.tell_home_of_request owner to caregraph_register;
      revoke execute on function hub.tell_home_of_request from public;`);
    this.addSql(
      residentsTold(`
        union all
        -- A home that is asked knows what is needed, and not for whom until it is chosen.
        select request.id, request.resident_id, request.referral_id is not null from hub.placement_request request
        where request.id = any (claims) and request.resident_id is not null`),
    );
  }

  override down(): void {
    this.addSql(residentsTold(''));
    this.addSql(`
      drop trigger home_told on referral_request;
      drop function hub.tell_home_of_request;
      drop table hub.placement_request;`);
  }
}
