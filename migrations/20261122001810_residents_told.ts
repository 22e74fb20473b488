import { Migration } from '@mikro-orm/migrations';

/** Whom claims and alerts are about: for the access record, and for nobody else who may ask. */
export class ResidentsTold extends Migration {
  override name = '20261122001810_residents_told';

  override up(): void {
    this.addSql(`
      create function hub.residents_told(claims uuid[], alerts uuid[]) returns table (id uuid, resident uuid)
        language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select claim.id, claim.resident_id from hub.claim
        where claim.id = any (claims) and claim.resident_id is not null
        union all
        -- The alert to the claimant's own officer names no resident, so that it tells no more than others do.
        select alert.id, coalesce(alert.resident_id, claim.resident_id) from hub.privacy_alert alert
        left join hub.claim on claim.id = alert.claim_id
        where alert.id = any (alerts) and coalesce(alert.resident_id, claim.resident_id) is not null
      $$;
      comment on function hub.residents_told is
        'Whom these claims and alerts are about, as far as the hub knows the person: for the access record alone.';
      alter function hub.residents_told owner to caregraph_register;
      revoke execute on function hub.residents_told from public;
      grant execute on function hub.residents_told to caregraph_recorder;`);
  }

  override down(): void {
    this.addSql('drop function hub.residents_told');
  }
}
