import { Migration } from '@mikro-orm/migrations';

const definer = `security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set plan_cache_mode = force_custom_plan`;
const sample = (column: string) => `(array_agg(${column} order by entry.at desc, entry.number desc))[1:5]`;
const atNight = (look: string) => `(${look}.clock >= night_from or ${look}.clock < night_to)`;

/** What is not counted beside what lists leave out: neither raising a concern, nor whom nobody was told of. */
const discreet = {
  told: ` and (entry.purpose is not distinct from 'SAFEGUARDING'
              or not coalesce(string_to_array(entry.operation, ',') && array['raiseSafeguardingConcern', 'reportSafeguardingConcern'], false))`,
  undisclosed: ` and not coalesce(resident = any (entry.undisclosed), false)`,
  notEnquired: ` and entry.purpose is distinct from 'SAFEGUARDING'`,
};
const indiscreet: typeof discreet = { told: '', undisclosed: '', notEnquired: '' };

const neverMet = ({ told, toldBefore }: { told: string; toldBefore: string }) => `
      create or replace function hub.residents_never_met(since timestamptz, until timestamptz, back interval, few int, at_least int)
        returns setof hub.unusual_access language plpgsql stable ${definer} set enable_nestloop = off
        set work_mem = '64MB' as $$
      declare
        own constant uuid := hub.asks(array['unusualAccesses']);
      begin
        return query
        with seen as materialized (
          select entry."user", resident, min(entry.at) as at,
            (array_agg(entry.number order by entry.at, entry.number))[1] as number
          from hub.access_entry entry, unnest(entry.residents) resident
          where entry.organisation_id = own and entry.at >= since and entry.at < until and entry.kind = 'READ'
            and cardinality(entry.residents) <= few and not coalesce(resident = any (entry.undisclosed), false)${told}
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
          where entry.organisation_id = own and entry.at >= since - back and entry.at < since${toldBefore}
          group by entry."user", resident
        )
        select entry."user", count(*)::int, min(entry.at), ${sample('entry.number')}, ${sample('entry.at')}
        from often entry
        where not exists (select from met where met."user" = entry."user" and met.resident = entry.resident)
        group by entry."user" having count(*) >= at_least;
      end $$;`;

const outOfHours = (told: string) => `
      create or replace function hub.looks_out_of_hours(
        since timestamptz, until timestamptz, back interval, night_from time, night_to time, at_least int, usual numeric
      ) returns setof hub.unusual_access language plpgsql stable ${definer} as $$
      declare
        own constant uuid := hub.asks(array['unusualAccesses']);
      begin
        return query
        with looks as materialized (
          select entry."user", entry.at, entry.number, (entry.at at time zone 'Europe/London')::time as clock
          from hub.access_entry entry
          where entry.organisation_id = own and entry.at >= since - back and entry.at < until and entry.kind <> 'REFUSAL'${told}
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
      end $$;`;

const sameName = ({ told, notEnquired }: typeof discreet) => `
      create or replace function hub.looks_at_same_name(since timestamptz, until timestamptz, most int)
        returns table (number bigint, at timestamptz, resident uuid) language plpgsql stable ${definer} as $$
      declare
        own constant uuid := hub.asks(array['unusualAccesses']);
      begin
        return query
        with looks as materialized (
          select entry."user", one, min(entry.at) as at,
            (array_agg(entry.number order by entry.at, entry.number))[1] as number
          from hub.access_entry entry, unnest(entry.residents) one
          where entry.organisation_id = own and entry.at >= since and entry.at < until and entry.kind = 'READ'
            and not coalesce(one = any (entry.undisclosed), false)${told}${notEnquired}
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
      end $$;`;

const refusals = (told: string) => `
      create or replace function hub.many_refusals(since timestamptz, until timestamptz, codes text[], at_least int)
        returns setof hub.unusual_access language plpgsql stable ${definer} as $$
      declare
        own constant uuid := hub.asks(array['unusualAccesses']);
      begin
        return query
        with hourly as (
          select entry."user", sum(entry.count)::int as refused, min(entry.at) as at, array_agg(entry.number) as numbers,
            array_agg(entry.at) as moments
          from hub.access_entry entry
          where entry.organisation_id = own and entry.at >= since and entry.at < until and entry.kind = 'REFUSAL'
            and entry.outcome = any (codes)${told}
          group by entry."user", date_trunc('hour', entry.at) having sum(entry.count) >= at_least
        )
        select hourly."user", (select sum(same.refused)::int from hourly same where same."user" = hourly."user"),
          min(hourly.at), ${sample('entry.number')}, ${sample('entry.at')}
        from hourly, unnest(hourly.numbers, hourly.moments) entry (number, at)
        group by hourly."user";
      end $$;`;

/**
 * Users who broke the glass or claimed are counted by that alone. In all other patterns a concern that somebody raised, or
 * tried to, would show in a count that is larger than its entries.
 */
export class UnusualWithoutConcerns extends Migration {
  override name = '20261122002730_unusual_without_concerns';

  override up(): void {
    this.#count(discreet);
  }

  override down(): void {
    this.#count(indiscreet);
  }

  #count(what: typeof discreet): void {
    this.addSql(neverMet({ told: what.told, toldBefore: what.told + what.undisclosed }));
    this.addSql(outOfHours(what.told));
    this.addSql(sameName(what));
    this.addSql(refusals(what.told));
  }
}
