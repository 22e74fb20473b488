import { Migration } from '@mikro-orm/migrations';

const definer = `security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set plan_cache_mode = force_custom_plan`;
const everyone = `caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb, caregraph_dashboard`;
/** The newest entries of a group, to look at. */
const sample = (column: string) => `(array_agg(${column} order by entry.at desc, entry.number desc))[1:5]`;
const asks = `own constant uuid := hub.asks(array['unusualAccesses']);`;
const atNight = (look: string) => `(${look}.clock >= night_from or ${look}.clock < night_to)`;

/** An officer is told of nobody who raises a safeguarding concern, and of nobody about whom one is raised. */
const raising = `array['raiseSafeguardingConcern', 'reportSafeguardingConcern']`;

/** What privacy officers should look at in what their own organisation did: each pattern is one statement over one period. */
export class UnusualAccesses extends Migration {
  override name = '20261122002470_unusual_accesses';

  override up(): void {
    this.addSql(`
      grant select (id, kind, made_by, opens_until, confirmed_at) on hub.claim to caregraph_auditor;
      grant select (organisation_id, about_id, claim_id, reviewed_at) on hub.privacy_alert to caregraph_auditor;
      create policy privacy_alert_auditor on hub.privacy_alert for select to caregraph_auditor using (true);

      create type hub.unusual_access as ("user" text, count int, since timestamptz, numbers bigint[], moments timestamptz[]);

      create function hub.residents_never_met(since timestamptz, until timestamptz, back interval, few int, at_least int)
        returns setof hub.unusual_access language plpgsql stable ${definer} set enable_nestloop = off
        set work_mem = '64MB' as $$
      declare
        ${asks}
      begin
        return query
        with seen as materialized (
          select entry."user", resident, min(entry.at) as at,
            (array_agg(entry.number order by entry.at, entry.number))[1] as number
          from hub.access_entry entry, unnest(entry.residents) resident
          where entry.organisation_id = own and entry.at >= since and entry.at < until and entry.kind = 'READ'
            and cardinality(entry.residents) <= few and not coalesce(resident = any (entry.undisclosed), false)
          group by entry."user", resident
        ),
        often as materialized (
          select seen.* from seen where seen."user" in (
            select counted."user" from seen counted group by counted."user" having count(*) >= at_least
          )
        ),
        -- Not joined with those seen: that would multiply each look by all whom its user saw.
        met as (
          select entry."user", resident from hub.access_entry entry, unnest(entry.residents) resident
          where entry.organisation_id = own and entry.at >= since - back and entry.at < since
          group by entry."user", resident
        )
        select entry."user", count(*)::int, min(entry.at), ${sample('entry.number')}, ${sample('entry.at')}
        from often entry
        where not exists (select from met where met."user" = entry."user" and met.resident = entry.resident)
        group by entry."user" having count(*) >= at_least;
      end $$;
      comment on function hub.residents_never_met is
        'Users who looked up many residents, one or a few at a time, whom they had not met in the time before.';

      create function hub.looks_out_of_hours(
        since timestamptz, until timestamptz, back interval, night_from time, night_to time, at_least int, usual numeric
      ) returns setof hub.unusual_access language plpgsql stable ${definer} as $$
      declare
        ${asks}
      begin
        return query
        with looks as materialized (
          select entry."user", entry.at, entry.number, (entry.at at time zone 'Europe/London')::time as clock
          from hub.access_entry entry
          where entry.organisation_id = own and entry.at >= since - back and entry.at < until and entry.kind <> 'REFUSAL'
        ),
        unused as (
          select looks."user" from looks group by looks."user"
          having count(*) filter (where ${atNight('looks')}) < usual * count(*)
            and count(*) filter (where ${atNight('looks')} and looks.at >= since) >= at_least
        )
        select entry."user", count(*)::int, min(entry.at), ${sample('entry.number')}, ${sample('entry.at')}
        from looks entry join unused using ("user")
        where ${atNight('entry')} and entry.at >= since
        group by entry."user";
      end $$;
      comment on function hub.looks_out_of_hours is
        'Users who looked at night, in the time of England, and hardly ever do.';

      create function hub.family_names(residents uuid[]) returns table (id uuid, name text)
        language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select resident.id, part from public.resident,
          regexp_split_to_table(lower(resident.family_name), '[^[:alpha:]]+') part
        where resident.id = any (residents) and length(part) >= 3
      $$;
      comment on function hub.family_names is 'The parts of residents’ family names, in lower case.';

      create function hub.looks_at_same_name(since timestamptz, until timestamptz, most int)
        returns table (number bigint, at timestamptz, resident uuid) language plpgsql stable ${definer} as $$
      declare
        ${asks}
      begin
        return query
        with looks as materialized (
          select entry."user", one, min(entry.at) as at,
            (array_agg(entry.number order by entry.at, entry.number))[1] as number
          from hub.access_entry entry, unnest(entry.residents) one
          where entry.organisation_id = own and entry.at >= since and entry.at < until and entry.kind = 'READ'
            and not coalesce(one = any (entry.undisclosed), false)
            and entry.purpose <> 'INFORMATION_GOVERNANCE' and entry."user" !~ '^[0-9a-fA-F-]{32,36}$'
          group by entry."user", one, entry.plan
        ),
        called as materialized (
          select users."user", part as name
          from (select distinct looks."user" from looks) users,
            regexp_split_to_table(lower(split_part(users."user", '@', 1)), '[^[:alpha:]]+') part
          where length(part) >= 3
        ),
        named as materialized (
          select family.id, family.name from hub.family_names(array(select distinct looks.one from looks)) family
          where family.name in (select called.name from called)
        )
        select distinct looks.number, looks.at, looks.one
        from called join named using (name) join looks on looks."user" = called."user" and looks.one = named.id
        order by 2 desc, 1 desc limit most;
      end $$;
      comment on function hub.looks_at_same_name is
        'First looks of users at residents with a family name that their user name holds. What was shown is for the hub to derive.';

      create function hub.openings_not_reviewed(since timestamptz, until timestamptz, reviewed_in interval)
        returns setof hub.unusual_access language plpgsql stable ${definer} as $$
      #variable_conflict use_variable
      declare
        ${asks}
      begin
        return query
        with waiting as (
          select claim.made_by, claim.made_at, claim.written_by from hub.claim
          where claim.organisation_id = own and claim.made_at >= since and claim.made_at < until
            and case claim.kind
              when 'EMERGENCY' then claim.made_at < now() - reviewed_in and exists (
                select from hub.privacy_alert alert
                where alert.claim_id = claim.id and alert.organisation_id = own and alert.about_id = own
                  and alert.reviewed_at is null)
              else claim.confirmed_at is null and claim.opens_until < now() end
        )
        select claim.made_by, count(*)::int, min(claim.made_at),
          (array_agg(entry.number order by entry.at desc) filter (where entry.number is not null))[1:5],
          (array_agg(entry.at order by entry.at desc) filter (where entry.number is not null))[1:5]
        from waiting claim
        left join hub.access_entry entry on entry.written_by = claim.written_by and entry.organisation_id = own
          and entry.kind in ('BREAK_GLASS', 'CLAIM')
          and entry.at between claim.made_at and claim.made_at + interval '1 minute'
          and entry.at >= since and entry.at < until + interval '1 minute'
        group by claim.made_by;
      end $$;
      comment on function hub.openings_not_reviewed is
        'Users who broke the glass without a review since, or whose claims nothing has borne out.';

      create function hub.many_refusals(since timestamptz, until timestamptz, codes text[], at_least int)
        returns setof hub.unusual_access language plpgsql stable ${definer} as $$
      declare
        ${asks}
      begin
        return query
        with hourly as (
          select entry."user", sum(entry.count)::int as refused, min(entry.at) as at, array_agg(entry.number) as numbers,
            array_agg(entry.at) as moments
          from hub.access_entry entry
          where entry.organisation_id = own and entry.at >= since and entry.at < until and entry.kind = 'REFUSAL'
            and entry.outcome = any (codes)
          group by entry."user", date_trunc('hour', entry.at) having sum(entry.count) >= at_least
        )
        select hourly."user", (select sum(same.refused)::int from hourly same where same."user" = hourly."user"),
          min(hourly.at), ${sample('entry.number')}, ${sample('entry.at')}
        from hourly, unnest(hourly.numbers, hourly.moments) entry (number, at)
        group by hourly."user";
      end $$;
      comment on function hub.many_refusals is 'Users who were refused many times within an hour.';

      create function hub.own_accesses_numbered(numbers bigint[], moments timestamptz[]) returns setof hub.own_access
        language plpgsql stable ${definer} as $$
      declare
        ${asks}
      begin
        return query
        select entry.number, entry.at, entry.request_id, entry."user", entry.role, entry.purpose, entry.authority,
          entry.device, entry.agreement, entry.kind, entry.operation, entry.outcome, entry.count, entry.plan,
          entry.residents, entry.undisclosed, entry.shown, null::uuid
        from unnest(numbers, moments) wanted (number, at)
        join hub.access_entry entry on entry.number = wanted.number and entry.at = wanted.at
        where entry.organisation_id = own and not coalesce(string_to_array(entry.operation, ',') && ${raising}, false);
      end $$;
      comment on function hub.own_accesses_numbered is 'Entries of the asking organisation by number and time.';

      revoke execute on function hub.family_names from public;
      alter function hub.family_names owner to caregraph_register;
      grant execute on function hub.family_names to caregraph_auditor;
      grant create on schema hub to caregraph_auditor;`);
    for (const name of patterns) {
      this.addSql(`alter function hub.${name} owner to caregraph_auditor`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    this.addSql('revoke create on schema hub from caregraph_auditor');
    this.addSql(`grant execute on function ${patterns.map((name) => `hub.${name}`).join(', ')} to ${everyone}`);
  }

  override down(): void {
    this.addSql(`
      drop function ${patterns.map((name) => `hub.${name}`).join(', ')}, hub.family_names;
      drop type hub.unusual_access;
      drop policy privacy_alert_auditor on hub.privacy_alert;
      revoke select (organisation_id, about_id, claim_id, reviewed_at) on hub.privacy_alert from caregraph_auditor;
      revoke select (id, kind, made_by, opens_until, confirmed_at) on hub.claim from caregraph_auditor;`);
  }
}

const patterns = [
  ...['residents_never_met', 'looks_out_of_hours', 'looks_at_same_name', 'openings_not_reviewed', 'many_refusals'],
  'own_accesses_numbered',
];
