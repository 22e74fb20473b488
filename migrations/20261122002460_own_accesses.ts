import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const everyone = `caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb, caregraph_dashboard`;
const questions = `array['accessesTo', 'ownAccesses', 'unusualAccesses']`;

/** Each organisation reads its own part of the access record, for the purposes of the agreement. */
export class OwnAccesses extends Migration {
  override name = '20261122002460_own_accesses';

  override up(): void {
    this.addSql(`
      create function hub.asks(questions text[]) returns uuid language plpgsql stable ${definer} as $$
      declare
        own uuid;
      begin
        select organisation.id into own from public.organisation
        where organisation.id = nullif(current_setting('hub.organisation', true), '')::uuid
          and current_setting('role') = 'caregraph_' || organisation.agency
          and exists (
            select from hub.question
            where question.name = any (questions) and question.agency = organisation.agency
              and question.purpose = current_setting('hub.purpose', true)
          );
        if own is null then
          raise insufficient_privilege using message = 'the agreement lets this agency ask no such thing for this purpose';
        end if;
        return own;
      end $$;
      comment on function hub.asks is 'The organisation that asks, if the agreement lets it ask one of these; otherwise an error.';

      create function hub.person_numbered(number text, own uuid, identifying int) returns uuid
        language sql stable ${definer}
        return (
          select resident.id from public.resident
          where resident.nhs_number = number and resident.valid_until is null
            and exists (
              select from hub.relationship related
              where related.organisation_id = own and related.resident_id = resident.id
                and related.bit & identifying <> 0 and related.since <= now()
            )
        );
      comment on function hub.person_numbered is
        'The resident with this number, to an organisation that stands or stood in a relationship by which numbers are read.';

      create type hub.own_access as (
        number bigint, at timestamptz, request_id uuid, "user" text, role text, purpose text, authority text, device text,
        agreement text, kind text, operation text, outcome text, count int, plan bytea, residents uuid[], undisclosed uuid[],
        shown bytea, about uuid
      );

      create function hub.access_conditions(filter jsonb) returns text
        language sql immutable set search_path = pg_catalog, pg_temp
        return concat(
          'entry.organisation_id = $1',
          case when filter ->> 'user' is not null then ' and entry."user" = $2 ->> ''user''' end,
          case when filter ->> 'role' is not null then ' and entry.role = $2 ->> ''role''' end,
          case when filter ->> 'purpose' is not null then ' and entry.purpose = $2 ->> ''purpose''' end,
          case when filter ->> 'kind' is not null then ' and entry.kind = $2 ->> ''kind''' end,
          case when filter ->> 'outcome' is not null then ' and entry.outcome = $2 ->> ''outcome''' end,
          case when filter ->> 'operation' is not null then
            ' and string_to_array(entry.operation, '','') @> array[$2 ->> ''operation'']' end,
          case when filter ->> 'nhsNumber' is not null then
            ' and (entry.residents @> array[$3] and not coalesce(entry.undisclosed @> array[$3], false)
               or entry.written_by = any ($4) and exists (
                 select from hub.numbers_said($1, $2 ->> ''nhsNumber'') said
                 where said.written_by = entry.written_by
                   and entry.at between said.made_at and said.made_at + interval ''1 minute''))'
          when filter ->> 'resident' is not null then
            ' and entry.residents @> array[$3] and not coalesce(entry.undisclosed @> array[$3], false)' end
        );
      comment on function hub.access_conditions is
        'SQL of what a filter asks of an entry: $1 is the organisation, $2 the filter, $3 the resident, $4 what named its number.';

      create function hub.numbers_said(own uuid, number text) returns table (made_at timestamptz, written_by xid8)
        language sql stable set search_path = pg_catalog, pg_temp as $$
        select claim.made_at, claim.written_by from hub.claim
        where claim.organisation_id = own and claim.nhs_number = number
        union all
        select report.made_at, report.written_by from hub.safeguarding_report report
        where report.organisation_id = own and report.nhs_number = number
      $$;
      comment on function hub.numbers_said is
        'The writes in which users of an organisation named a number, whether or not the hub knows such a person.';

      create function hub.accessed_person(filter jsonb, own uuid) returns uuid
        language sql stable set search_path = pg_catalog, pg_temp
        return case when filter ->> 'nhsNumber' is not null
          then hub.person_numbered(filter ->> 'nhsNumber', own, (filter ->> 'identifying')::int)
          else (filter ->> 'resident')::uuid end;

      create function hub.own_accesses(
        question text, filter jsonb, before_at timestamptz, before_number bigint, most int
      ) returns setof hub.own_access
        language plpgsql stable ${definer} set timezone = 'UTC' as $$
      declare
        own constant uuid := hub.asks(array[question]);
        about constant uuid := hub.accessed_person(filter, own);
        writes constant xid8[] := array(select said.written_by from hub.numbers_said(own, filter ->> 'nhsNumber') said);
        since constant timestamptz := coalesce((filter ->> 'from')::timestamptz, '-infinity');
        until constant timestamptz := coalesce((filter ->> 'to')::timestamptz, 'infinity');
        month timestamptz;
        wanted int := most;
        found_here int;
      begin
        -- Month after month from the newest, until the page is full: what is older is not looked at.
        for month in
          select to_date(right(pg_class.relname, 7), 'YYYY_MM') from pg_inherits child
          join pg_class on pg_class.oid = child.inhrelid
          where child.inhparent = 'hub.access_entry'::regclass and pg_class.relname ~ '^access_entry_[0-9]{4}_[0-9]{2}$'
          order by 1 desc
        loop
          continue when month > before_at or month >= until;
          exit when month + interval '1 month' <= since;
          return query execute
            'select entry.number, entry.at, entry.request_id, entry."user", entry.role, entry.purpose, entry.authority,
               entry.device, entry.agreement, entry.kind, entry.operation, entry.outcome, entry.count, entry.plan,
               entry.residents, entry.undisclosed, entry.shown, $3
             from hub.access_entry entry where ' || hub.access_conditions(filter) || '
               and entry.at >= $5 and entry.at < $6 and (entry.at, entry.number) < ($7, $8)
             order by entry.at desc, entry.number desc limit $9'
            using own, filter, about, writes, greatest(month, since), least(month + interval '1 month', until),
              before_at, before_number, wanted;
          get diagnostics found_here = row_count;
          wanted := wanted - found_here;
          exit when wanted <= 0;
        end loop;
      end $$;
      comment on function hub.own_accesses is
        'Entries of the access record about what the asking organisation did, before a time and number, newest first.';

      create function hub.own_accesses_counted(question text, filter jsonb) returns bigint
        language plpgsql stable ${definer} set timezone = 'UTC' as $$
      declare
        own constant uuid := hub.asks(array[question]);
        counted bigint;
      begin
        execute 'select count(*) from hub.access_entry entry where ' || hub.access_conditions(filter) || '
            and entry.at >= $5 and entry.at < $6'
          into counted
          using own, filter, hub.accessed_person(filter, own),
            array(select said.written_by from hub.numbers_said(own, filter ->> 'nhsNumber') said),
            coalesce((filter ->> 'from')::timestamptz, '-infinity'), coalesce((filter ->> 'to')::timestamptz, 'infinity');
        return counted;
      end $$;
      comment on function hub.own_accesses_counted is 'How many entries hub.own_accesses would give in all.';

      create function hub.own_access_plans(hashes bytea[]) returns table (hash bytea, plan jsonb)
        language plpgsql stable ${definer} as $$
      begin
        perform hub.asks(${questions});
        return query select access_plan.hash, access_plan.plan from hub.access_plan
          where access_plan.hash = any (hashes) and current_setting('role') = 'caregraph_' || access_plan.agency;
      end $$;
      comment on function hub.own_access_plans is 'What these entries asked, place by place.';

      create function hub.agreements_of_accesses(hashes text[]) returns table (hash text, body text)
        language plpgsql stable ${definer} as $$
      begin
        perform hub.asks(${questions});
        return query select version.hash, version.body from hub.agreement_version version where version.hash = any (hashes);
      end $$;
      comment on function hub.agreements_of_accesses is 'The agreements under which these entries were answered.';`);

    this.addSql(`
      revoke execute on function hub.person_numbered from public;
      alter function hub.person_numbered owner to caregraph_register;
      grant execute on function hub.person_numbered to caregraph_auditor;`);
    // A function can only be given to a role that may make one in the schema: for as long as that takes.
    this.addSql('grant create on schema hub to caregraph_auditor');
    for (const name of own) {
      this.addSql(`alter function hub.${name} owner to caregraph_auditor`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    this.addSql('revoke create on schema hub from caregraph_auditor');
    this.addSql(`grant execute on function ${called.map((name) => `hub.${name}`).join(', ')} to ${everyone}`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.agreements_of_accesses, hub.own_access_plans, hub.own_accesses_counted, hub.own_accesses,
        hub.accessed_person, hub.numbers_said, hub.access_conditions, hub.person_numbered, hub.asks;
      drop type hub.own_access;`);
  }
}

const called = ['own_accesses', 'own_accesses_counted', 'own_access_plans', 'agreements_of_accesses'];
const own = ['asks', 'access_conditions', 'numbers_said', 'accessed_person', ...called];
