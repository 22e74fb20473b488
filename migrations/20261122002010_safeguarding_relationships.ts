import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** As it was until councils went on reading what they dealt with. */
export const byConcern = `create or replace function hub.relationships_by_concern(residents uuid[])
        returns table (organisation_id uuid, resident_id uuid, kind text, since timestamptz, until timestamptz,
          evidence text, reason text, objections int)
        language sql stable ${definer} as $$
        with concern as materialized (
          select concern.id, concern.resident_id, concern.author_id, concern.council_id,
            tstzrange(concern.raised_at, concern.ended_at) as period
          from public.resident
          join public.safeguarding_concern concern on concern.resident_id = resident.id and concern.valid_until is null
          where resident.id = any (residents) and resident.valid_until is null
        ),
        -- a council's own concern opens nothing, unless and until another organisation raises one at the same time
        due as (
          select concern.council_id, concern.resident_id, concern.id,
            greatest(lower(concern.period), confirmed.since) as since, upper(concern.period) as until
          from concern
          cross join lateral (
            select min(lower(other.period)) as since from concern other
            where other.resident_id = concern.resident_id and other.council_id = concern.council_id
              and other.author_id <> other.council_id and other.period && concern.period
          ) confirmed
          where confirmed.since is not null and not isempty(concern.period)
        )
        select due.council_id, due.resident_id, 'council.safeguarding', due.since, due.until,
          'safeguarding_concern:' || due.id, null::text,
          coalesce((
            select bit_or(objection_kind.bit) from public.objection
            join hub.objection_kind on objection_kind.name = objection.kind
            where objection.resident_id = due.resident_id and objection.valid_until is null
              and objection.withdrawn_on is null
              and (objection.against_id is null or objection.against_id = due.council_id)
          ), 0)
        from due;
      $$;`;

/** What a concern opens to the council with which it was raised, and whom reports and releases are about. */
export class SafeguardingRelationships extends Migration {
  override name = '20261122002010_safeguarding_relationships';

  override up(): void {
    this.addSql(`
      alter function hub.relationships_due rename to relationships_by_fact;

      ${byConcern}
      comment on function hub.relationships_by_concern is
        'What concerns of other organisations open to the council with which they were raised, until they end.';

      create function hub.relationships_due(residents uuid[])
        returns table (organisation_id uuid, resident_id uuid, kind text, since timestamptz, until timestamptz,
          evidence text, reason text, objections int)
        language plpgsql stable ${definer} as $$
      #variable_conflict use_column
      begin
        return query select * from hub.relationships_by_fact(residents);
        return query select * from hub.relationships_by_concern(residents);
      end $$;
      comment on function hub.relationships_due is 'The relationships that the facts about these residents give reason for.';`);
    for (const event of ['insert', 'update', 'delete']) {
      const tables = { insert: 'new table as changed', update: 'old table as former new table as changed' };
      this.addSql(`
        create trigger register_follows_${event} after ${event} on safeguarding_concern
          referencing ${tables[event as 'insert'] ?? 'old table as changed'}
          for each statement execute function hub.derive_after_fact();`);
    }
    this.addSql(`
      create trigger register_follows_truncate after truncate on safeguarding_concern
        for each statement execute function hub.derive_all();`);

    this.addSql(`
      create or replace function hub.residents_told(claims uuid[], alerts uuid[]) returns table (id uuid, resident uuid)
        language sql stable ${definer} as $$
        select claim.id, claim.resident_id from hub.claim
        where claim.id = any (claims) and claim.resident_id is not null
        union all
        select report.id, report.resident_id from hub.safeguarding_report report
        where report.id = any (claims) and report.resident_id is not null
        union all
        -- The alert to the claimant's own officer names no resident, so that it tells no more than others do.
        select alert.id, coalesce(alert.resident_id, claim.resident_id) from hub.privacy_alert alert
        left join hub.claim on claim.id = alert.claim_id
        where alert.id = any (alerts) and coalesce(alert.resident_id, claim.resident_id) is not null
        union all
        select release.id, release.resident_id from hub.release where release.id = any (alerts)
      $$;
      comment on function hub.residents_told is
        'Whom these claims and reports, alerts and releases are about, as far as the hub knows the person: for the access record alone.';`);

    for (const name of ['relationships_by_concern', 'relationships_due']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
  }

  override down(): void {
    for (const event of ['insert', 'update', 'delete', 'truncate'])
      this.addSql(`drop trigger register_follows_${event} on safeguarding_concern`);
    this.addSql(`
      create or replace function hub.residents_told(claims uuid[], alerts uuid[]) returns table (id uuid, resident uuid)
        language sql stable ${definer} as $$
        select claim.id, claim.resident_id from hub.claim
        where claim.id = any (claims) and claim.resident_id is not null
        union all
        select alert.id, coalesce(alert.resident_id, claim.resident_id) from hub.privacy_alert alert
        left join hub.claim on claim.id = alert.claim_id
        where alert.id = any (alerts) and coalesce(alert.resident_id, claim.resident_id) is not null
      $$;
      drop function hub.relationships_due, hub.relationships_by_concern;
      alter function hub.relationships_by_fact rename to relationships_due;`);
  }
}
