import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** What a claim opens for a day it opens until it is borne out: from then on the record is open by the fact, and with it shut. */
export class ClaimsBorneOut extends Migration {
  override name = '20261122003290_claims_borne_out';

  override up(): void {
    this.addSql(`
      create function hub.claim_borne_out() returns trigger language plpgsql ${definer} as $$
      begin
        -- Borne out by what begins later, it stays open until then.
        if new.kind <> 'EMERGENCY' and not exists (
          select from hub.relationship standing
          where standing.organisation_id = new.organisation_id and standing.resident_id = new.resident_id
            and standing.kind not like '%.emergency' and standing.since > now()
        ) then
          delete from hub.relationship where evidence = 'claim:' || new.id and organisation_id = new.organisation_id
            and resident_id = new.resident_id and since >= now();
          update hub.relationship set until = now() where evidence = 'claim:' || new.id
            and organisation_id = new.organisation_id and resident_id = new.resident_id and until > now();
        end if;
        return null;
      end $$;
      comment on function hub.claim_borne_out is
        'Ends what a claim opened like an emergency, since the fact that bears it out opens the record by right.';
      alter function hub.claim_borne_out owner to caregraph_register;
      revoke execute on function hub.claim_borne_out from public;
      create trigger ends_its_emergency after update of confirmed_at on hub.claim for each row
        when (new.confirmed_at is not null and old.confirmed_at is null) execute function hub.claim_borne_out();`);
  }

  override down(): void {
    this.addSql(`
      drop trigger ends_its_emergency on hub.claim;
      drop function hub.claim_borne_out;`);
  }
}
