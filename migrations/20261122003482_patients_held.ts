import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** A list that names everybody waits for whoever decides about any patient of the practice, also one whom it may not write about. */
export class PatientsHeld extends Migration {
  override name = '20261122003482_patients_held';

  override up(): void {
    this.addSql(`
      create function hub.hold_registered(numbers text[]) returns setof uuid language plpgsql volatile ${definer} as $$
      declare
        patients constant uuid[] := array(
          select distinct registration.resident_id from public.gp_registration registration
          join public.practice on practice.id = registration.practice_id
            and practice.organisation_id = nullif(current_setting('hub.organisation', true), '')::uuid
          where registration.valid_until is null);
      begin
        perform hub.hold_numbers(numbers || array(
          select resident.nhs_number from public.resident where resident.id = any (patients)));
        return query select unnest(patients);
      end $$;
      comment on function hub.hold_registered is
        'As hub.hold_numbers, of these people and of all of whom the practice has a registration, who are given.';
      alter function hub.hold_registered owner to caregraph_register;
      revoke execute on function hub.hold_registered from public;
      grant execute on function hub.hold_registered to caregraph_importer;`);
  }

  override down(): void {
    this.addSql('drop function hub.hold_registered;');
  }
}
