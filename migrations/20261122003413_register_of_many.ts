import { Migration } from '@mikro-orm/migrations';
import { deriveRelationships } from './20261122000700_derivation.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const held = `
        -- Two changes about one resident at the same time would each miss the other's fact.
        perform hub.hold_people(residents);`;

/**
 * Of thousands at once, what is due is planned for them, as before; but no longer each asking of a foreign key of the register,
 * of which there are three for a row: they took three quarters of the time.
 */
export class RegisterOfMany extends Migration {
  override name = '20261122003413_register_of_many';

  override up(): void {
    this.addSql(`
      create function hub.relationships_due_of_many(residents uuid[])
        returns table (organisation_id uuid, resident_id uuid, kind text, since timestamptz, until timestamptz,
          evidence text, reason text, objections int)
        language plpgsql stable ${definer} set plan_cache_mode = force_custom_plan as $$
      begin
        return query select * from hub.relationships_due(residents);
      end $$;
      comment on function hub.relationships_due_of_many is
        'As hub.relationships_due, planned for as many residents as these are.';
      alter function hub.relationships_due_of_many owner to caregraph_register;
      revoke execute on function hub.relationships_due_of_many from public;`);
    this.addSql(deriveRelationships(held, true));
  }

  override down(): void {
    this.addSql(deriveRelationships(held));
    this.addSql('drop function hub.relationships_due_of_many');
  }
}
