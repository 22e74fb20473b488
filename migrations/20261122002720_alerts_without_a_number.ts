import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const residentsTold = (disclosed: string) => `
      create or replace function hub.residents_told(claims uuid[], alerts uuid[])
        returns table (id uuid, resident uuid, disclosed boolean)
        language sql stable ${definer} as $$
        select claim.id, claim.resident_id, false from hub.claim
        where claim.id = any (claims) and claim.resident_id is not null
        union all
        select report.id, report.resident_id, false from hub.safeguarding_report report
        where report.id = any (claims) and report.resident_id is not null
        union all
        -- The alert to the claimant's own officer names no resident, so that it tells no more than others do.
        select alert.id, coalesce(alert.resident_id, claim.resident_id), ${disclosed}
        from hub.privacy_alert alert
        left join hub.claim on claim.id = alert.claim_id
        where alert.id = any (alerts) and coalesce(alert.resident_id, claim.resident_id) is not null
        union all
        select release.id, release.resident_id, true from hub.release where release.id = any (alerts)
      $$;`;

/** Of whom an alert is told without a number, its reader does not learn from the access record either. */
export class AlertsWithoutANumber extends Migration {
  override name = '20261122002720_alerts_without_a_number';

  override up(): void {
    this.addSql(residentsTold('alert.resident_id is not null and alert.nhs_number is not null'));
  }

  override down(): void {
    this.addSql(residentsTold('alert.resident_id is not null'));
  }
}
