import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const everyone = `caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb, caregraph_dashboard`;
const questions = `array['accessesTo', 'ownAccesses', 'unusualAccesses']`;
const exact = `string_to_array(entry.operation, ',') && array['raiseSafeguardingConcern', 'reportSafeguardingConcern']`;

/** What of an entry is told, and who may ask. */
interface Telling {
  type: string;
  question: string;
  asks: string;
  identifying: string;
  plan: string;
  residents: string;
  raised: string;
  plans: string;
}

const before: Telling = {
  type: 'residents uuid[], undisclosed uuid[]',
  question: 'question text, ',
  asks: 'question',
  identifying: `(filter ->> 'identifying')::int`,
  plan: 'entry.plan',
  residents: 'entry.residents, entry.undisclosed, entry.shown',
  raised: `not coalesce(${exact}, false)`,
  plans: 'access_plan.plan',
};

const enquired = `entry.purpose is not distinct from 'SAFEGUARDING'`;
/** Who is not told of keeps a place, by which `shown` counts the others. */
const named = `case when entry.undisclosed is null then entry.residents else array(
                 select case when one.id <> all (entry.undisclosed) then one.id end
                 from unnest(entry.residents) with ordinality one (id, place) order by one.place) end`;
const now: Telling = {
  type: 'residents uuid[]',
  question: '',
  // Asked about one, the agreement must let it ask about one.
  asks: `case when coalesce(filter ->> 'nhsNumber', filter ->> 'resident') is null then 'ownAccesses' else 'accessesTo' end`,
  identifying: '(select number_read.relationships from hub.number_read)',
  plan: `case when not (${enquired}) then entry.plan end`,
  residents: `case when ${enquired} then '{}' else ${named} end,
               case when not (${enquired}) then entry.shown end`,
  raised: `(${enquired} or not coalesce(${exact}, false))`,
  plans: 'hub.plan_without_concerns(access_plan.plan)',
};

const columns = ({ plan, residents }: Telling) => `
              entry.number, entry.at, entry.request_id, entry."user", entry.role, entry.purpose, entry.authority,
              entry.device, entry.agreement, entry.kind, entry.operation, entry.outcome, entry.count, ${plan},
              ${residents}`;

const functions = (telling: Telling) => `
      create type hub.own_access as (
        number bigint, at timestamptz, request_id uuid, "user" text, role text, purpose text, authority text, device text,
        agreement text, kind text, operation text, outcome text, count int, plan bytea, ${telling.type},
        shown bytea, about uuid
      );

      create or replace function hub.accessed_person(filter jsonb, own uuid) returns uuid
        language sql stable set search_path = pg_catalog, pg_temp
        return case when filter ->> 'nhsNumber' is not null
          then hub.person_numbered(filter ->> 'nhsNumber', own, ${telling.identifying})
          else (filter ->> 'resident')::uuid end;

      create function hub.own_accesses(
        ${telling.question}filter jsonb, before_at timestamptz, before_number bigint, most int
      ) returns setof hub.own_access
        language plpgsql stable ${definer} set timezone = 'UTC' as $$
      declare
        own constant uuid := hub.asks(array[${telling.asks}]);
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
            'select${columns(telling).replaceAll("'", "''")}, $3
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

      create function hub.own_accesses_counted(${telling.question}filter jsonb) returns bigint
        language plpgsql stable ${definer} set timezone = 'UTC' as $$
      declare
        own constant uuid := hub.asks(array[${telling.asks}]);
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

      create function hub.own_accesses_numbered(numbers bigint[], moments timestamptz[]) returns setof hub.own_access
        language plpgsql stable ${definer} set timezone = 'UTC' set plan_cache_mode = force_custom_plan as $$
      declare
        own constant uuid := hub.asks(array['unusualAccesses']);
      begin
        return query
        select${columns(telling)}, null::uuid
        from unnest(numbers, moments) wanted (number, at)
        join hub.access_entry entry on entry.number = wanted.number and entry.at = wanted.at
        where entry.organisation_id = own and ${telling.raised};
      end $$;
      comment on function hub.own_accesses_numbered is 'Entries of the asking organisation by number and time.';

      create or replace function hub.own_access_plans(hashes bytea[]) returns table (hash bytea, plan jsonb)
        language plpgsql stable ${definer} as $$
      begin
        perform hub.asks(${questions});
        return query select access_plan.hash, ${telling.plans} from hub.access_plan
          where access_plan.hash = any (hashes) and current_setting('role') = 'caregraph_' || access_plan.agency;
      end $$;`;

const forAgencies = ['own_accesses', 'own_accesses_counted', 'own_accesses_numbered'].map((name) => `hub.${name}`);

/**
 * What an organisation is not told of its own looks does not leave the auditor's functions: neither whom nobody was told of,
 * nor what was looked at for safeguarding. By which relationships numbers are read, the agreement in force says.
 */
export class OwnAccessesTold extends Migration {
  override name = '20261122002740_own_accesses_told';

  override up(): void {
    this.addSql(`
      create table hub.number_read ("only" boolean primary key default true check ("only"), relationships int not null);
      comment on table hub.number_read is 'By the agreement in force: the relationships by which NHS numbers are read.';
      grant select on hub.number_read to caregraph_auditor, caregraph_backup;
      comment on column hub.access_entry.undisclosed is
        'Of the residents those whom the asking organisation was not told to be known to the hub, or of whom it was shown nothing but safeguarding concerns.';

      -- The places keep their numbers, by which entries say what was shown. What was read through a concern stands among
      -- what was read of the resident, so that it is no way to read unseen.
      create function hub.plan_without_concerns(plan jsonb) returns jsonb
        language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
      declare
        place jsonb;
        path text;
        concern text;
        concerns text[] := '{}';
        places jsonb[] := '{}';
      begin
        for place in select value from jsonb_array_elements(plan -> 'places') loop
          path := place ->> 'path';
          concerns := array_remove(concerns, path);
          if place ->> 'type' = 'SafeguardingConcern' then
            concerns := path || concerns;
            place := '{"path": "", "type": "", "fields": []}';
          else
            foreach concern in array concerns loop
              if starts_with(path, concern || '.resident') then
                path := regexp_replace(concern, '\\.[^.]+$', '')
                  || regexp_replace(substr(path, length(concern) + 2), '^resident(\\[\\d+\\])?', '');
              end if;
            end loop;
            place := place || jsonb_build_object('path', path, 'fields', (place -> 'fields') - 'safeguardingConcerns'::text);
          end if;
          places := array_append(places, place);
        end loop;
        return plan || jsonb_build_object('places', to_jsonb(places));
      end $$;
      comment on function hub.plan_without_concerns is 'What was asked, as if no safeguarding concern had been asked for.';`);
    this.#tell(now, '(text, jsonb, timestamptz, bigint, int)', '(text, jsonb)');
    this.addSql(`
      revoke execute on function hub.plan_without_concerns from public;
      grant create on schema hub to caregraph_auditor;
      alter function hub.plan_without_concerns owner to caregraph_auditor;
      revoke create on schema hub from caregraph_auditor;`);
  }

  override down(): void {
    this.#tell(before, '(jsonb, timestamptz, bigint, int)', '(jsonb)');
    this.addSql(`
      drop function hub.plan_without_concerns;
      comment on column hub.access_entry.undisclosed is
        'Of the residents those whom the asking organisation was not told to be known to the hub: whom it named in a claim or a report.';
      drop table hub.number_read;`);
  }

  #tell(telling: Telling, page: string, count: string): void {
    this.addSql(`
      drop function hub.own_accesses${page}, hub.own_accesses_counted${count}, hub.own_accesses_numbered;
      drop type hub.own_access;
      ${functions(telling)}
      grant create on schema hub to caregraph_auditor;`);
    for (const name of forAgencies) {
      this.addSql(`alter function ${name} owner to caregraph_auditor`);
      this.addSql(`revoke execute on function ${name} from public`);
    }
    this.addSql(`
      revoke create on schema hub from caregraph_auditor;
      grant execute on function ${forAgencies.join(', ')} to ${everyone};`);
  }
}
