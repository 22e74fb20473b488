import { Migration } from '@mikro-orm/migrations';
import { relationshipBits } from '../src/agreement/relationships.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const sources = ['relationships_by_fact', 'relationships_by_concern'];

const due = (from: readonly string[]) => `
      create or replace function hub.relationships_due(residents uuid[])
        returns table (organisation_id uuid, resident_id uuid, kind text, since timestamptz, until timestamptz,
          evidence text, reason text, objections int)
        language plpgsql stable ${definer} as $$
      #variable_conflict use_column
      begin${from.map((source) => `\n        return query select * from hub.${source}(residents);`).join('')}
      end $$;`;

/** The home that was chosen for somebody who is to leave hospital sees the person while the bed is reserved. */
export class ReferralRelationships extends Migration {
  override name = '20261122002841_referral_relationships';

  override up(): void {
    this.addSql(`
      insert into hub.relationship_kind (name, bit) values ('home.accepted', ${relationshipBits['home.accepted']})
        on conflict do nothing;

      create function hub.relationships_by_referral(residents uuid[])
        returns table (organisation_id uuid, resident_id uuid, kind text, since timestamptz, until timestamptz,
          evidence text, reason text, objections int)
        language sql stable ${definer} as $$
        select referral.accepted_id, referral.resident_id, 'home.accepted', referral.chosen_at,
          coalesce(referral.ended_at, referral.lapses_at), 'discharge_referral:' || referral.id, null::text,
          coalesce((
            select bit_or(objection_kind.bit) from public.objection
            join hub.objection_kind on objection_kind.name = objection.kind
            where objection.resident_id = referral.resident_id and objection.valid_until is null
              and objection.withdrawn_on is null
              and (objection.against_id is null or objection.against_id = referral.accepted_id)
          ), 0)
        from public.resident
        join public.discharge_referral referral
          on referral.resident_id = resident.id and referral.valid_until is null
        where resident.id = any (residents) and resident.valid_until is null
          -- Who goes back to the own home is known there by living there.
          and referral.kind = 'NEW_PLACEMENT' and referral.chosen_at < coalesce(referral.ended_at, referral.lapses_at);
      $$;
      comment on function hub.relationships_by_referral is
        'What the choice of a home opens to it: from the choice until the person comes, the referral ends or the bed is reserved no more.';
      alter function hub.relationships_by_referral owner to caregraph_register;
      revoke execute on function hub.relationships_by_referral from public;`);
    this.addSql(due([...sources, 'relationships_by_referral']));
    for (const event of ['insert', 'update', 'delete']) {
      const tables = { insert: 'new table as changed', update: 'old table as former new table as changed' };
      this.addSql(`
        create trigger register_follows_${event} after ${event} on discharge_referral
          referencing ${tables[event as 'insert'] ?? 'old table as changed'}
          for each statement execute function hub.derive_after_fact();`);
    }
    this.addSql(`
      create trigger register_follows_truncate after truncate on discharge_referral
        for each statement execute function hub.derive_all();`);
  }

  override down(): void {
    for (const event of ['insert', 'update', 'delete', 'truncate'])
      this.addSql(`drop trigger register_follows_${event} on discharge_referral`);
    this.addSql(due(sources));
    this.addSql(`
      drop function hub.relationships_by_referral;
      delete from hub.relationship where kind = 'home.accepted';`);
  }
}
