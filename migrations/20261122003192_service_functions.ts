import { Migration } from '@mikro-orm/migrations';
import { recordBits, relationshipBits } from '../src/agreement/relationships.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
/** Whoever opened a record in an emergency is not thereby one who looks after the person. */
const emergencies = relationshipBits['practice.emergency'] | relationshipBits['trust.emergency'];

/**
 * Services are asked for by homes and practices. Nobody is let in by being asked: whoever is asked stands already to the
 * person as the agreement wants of those who read such a request.
 */
export class ServiceFunctions extends Migration {
  override name = '20261122003192_service_functions';

  override up(): void {
    this.addSql(`
      create function hub.request_service(person uuid, wanted uuid, what text, said text)
        returns table (verdict text, id uuid) language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := hub.organisation_for('requestService');
        made uuid;
        asks text := (select organisation.agency from public.organisation where organisation.id = own);
        asked text := (select organisation.agency from public.organisation where organisation.id = wanted);
      begin
        if not hub.may_write_about(person, own, 'ServiceRequest') then
          return query select 'UNKNOWN resident', null::uuid;
          return;
        elsif asked is null or wanted = own or asked in ('home', 'dashboard') or asks = 'practice' and asked <> 'trust' then
          -- A practice does not know who pays, and must not find it out by asking.
          return query select 'OUT_OF_RANGE asked', null::uuid;
          return;
        elsif not exists (
          -- Not by objections, of which the answer would tell: the row policy keeps the request from whom they shut out.
          select from hub.relationship related
          where related.organisation_id = wanted and related.resident_id = person
            and related.since <= now() and (related.until is null or related.until > now())
            and related.bit & ~${emergencies}
              & (hub.opening_of('ServiceRequest', 0) | hub.opening_of('ServiceRequest', ${recordBits.asked})) <> 0
        ) then
          return query select 'NOT_INVOLVED asked', null::uuid;
          return;
        end if;
        insert into public.service_request (author_id, resident_id, asked_id, kind, details)
        values (own, person, wanted, what, said)
        returning service_request.id into made;
        return query select 'DONE', made;
      end $$;
      comment on function hub.request_service is
        'Asks an organisation that looks after somebody, or pays for the care, for something that the person needs.';

      create function hub.answer_service_request(
        request uuid, known int, said text, promised date, planned timestamptz, words text
      ) returns text language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('answerServiceRequest');
        standing record;
      begin
        select service_request.resident_id, service_request.version, service_request.asked_id, service_request.ended_at
          into standing
        from public.service_request where service_request.id = request and service_request.valid_until is null for update;
        if not found or standing.asked_id <> own or not hub.may_write_about(standing.resident_id, own, 'ServiceRequest') then
          return 'UNKNOWN serviceRequest';
        elsif standing.version <> known then
          return 'STALE_VERSION version';
        elsif standing.ended_at is not null then
          return 'ALREADY_ENDED serviceRequest';
        elsif promised < (now() at time zone 'Europe/London')::date then
          return 'OUT_OF_RANGE promisedBy';
        elsif planned <= now() then
          return 'OUT_OF_RANGE scheduledFor';
        end if;
        update public.service_request set state = said,
          accepted_at = case when said = 'DECLINED' then accepted_at else coalesce(accepted_at, now()) end,
          promised_by = coalesce(promised, promised_by),
          scheduled_at = case said when 'SCHEDULED' then now() when 'ACCEPTED' then null else scheduled_at end,
          scheduled_for = case said when 'SCHEDULED' then planned when 'ACCEPTED' then null else scheduled_for end,
          ended_at = case when said in ('DELIVERED', 'DECLINED') then now() end,
          reply = case when said = 'DECLINED' then reply else coalesce(words, reply) end,
          reason = case when said = 'DECLINED' then words end
        where id = request;
        return 'DONE';
      end $$;
      comment on function hub.answer_service_request is
        'Adds to a request for a service what the organisation that was asked says of it, until it is done or declined.';

      create function hub.withdraw_service_request(request uuid, known int, why text) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('withdrawServiceRequest');
        standing record;
      begin
        select service_request.resident_id, service_request.version, service_request.author_id, service_request.ended_at
          into standing
        from public.service_request where service_request.id = request and service_request.valid_until is null for update;
        if not found or standing.author_id <> own or not hub.may_write_about(standing.resident_id, own, 'ServiceRequest') then
          return 'UNKNOWN serviceRequest';
        elsif standing.version <> known then
          return 'STALE_VERSION version';
        elsif standing.ended_at is not null then
          return 'ALREADY_ENDED serviceRequest';
        end if;
        update public.service_request set state = 'WITHDRAWN', ended_at = now(), reason = why where id = request;
        return 'DONE';
      end $$;
      comment on function hub.withdraw_service_request is 'Ends a request for a service that whoever asked does not need any more.';`);
    for (const [name, agencies] of [
      ['request_service', 'caregraph_home, caregraph_practice'],
      ['answer_service_request', 'caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb'],
      ['withdraw_service_request', 'caregraph_home, caregraph_practice'],
    ])
      this.addSql(`
        alter function hub.${name} owner to caregraph_register;
        revoke execute on function hub.${name} from public;
        grant execute on function hub.${name} to ${agencies};`);
  }

  override down(): void {
    this.addSql('drop function hub.withdraw_service_request, hub.answer_service_request, hub.request_service');
  }
}
