import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const kept = 'version, recorded_at, valid_from';

/** A practice says whom its patient prefers to see, and ends its own registration: it begins none by itself. */
export class RegistrationsTold extends Migration {
  override name = '20261122002886_registrations_told';

  override up(): void {
    this.addSql(`
      create policy "gp_registration_entered" on "gp_registration" for insert to "caregraph_register" with check (gp_registration.valid_until is null or gp_registration.former_of is not null);
      create policy "gp_registration_amended" on "gp_registration" for update to "caregraph_register" using (gp_registration.valid_until is null) with check (gp_registration.valid_until is null);
      grant insert, select (version), update (to_on, ${kept}) on gp_registration to caregraph_register;
      create trigger former_version_kept before update on gp_registration for each row
        when (nullif(current_setting('hub.organisation', true), '') is not null)
        execute function hub.keep_former_version();
      grant update (preferred_clinician) on resident to caregraph_register;`);

    this.addSql(`
      create function hub.end_registration(wanted uuid, known int, ends date) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('endRegistration');
        standing record;
      begin
        select registration.resident_id, registration.version, registration.from_on, registration.to_on into standing
        from public.gp_registration registration
        join public.practice on practice.id = registration.practice_id
        where registration.id = wanted and registration.valid_until is null and practice.organisation_id = own
        for update of registration;
        if not found or not hub.may_write_about(standing.resident_id, own, 'GpRegistration') then
          return 'UNKNOWN gpRegistration';
        elsif standing.version <> known then
          return 'STALE_VERSION version';
        elsif hub.start_of_day(ends) > now() then
          return 'IN_FUTURE to';
        elsif ends < standing.from_on then
          return 'TOO_EARLY to';
        -- To end it later than it ends would open the record for longer.
        elsif standing.to_on <= ends then
          return 'ALREADY_ENDED gpRegistration';
        end if;
        update public.gp_registration set to_on = ends where gp_registration.id = wanted;
        return 'DONE';
      end $$;
      comment on function hub.end_registration is
        'Ends a registration with the practice that asks, and with it the relationship; never lets it last longer.';

      create function hub.set_preferred_clinician(person uuid, known int, clinician text) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('setPreferredClinician');
        stands int;
      begin
        select resident.version into stands from public.resident
        where resident.id = person and resident.valid_until is null for update;
        if not found or not hub.may_write_about(person, own, 'Resident') then
          return 'UNKNOWN resident';
        elsif stands <> known then
          return 'STALE_VERSION version';
        end if;
        update public.resident set preferred_clinician = clinician where resident.id = person;
        return 'DONE';
      end $$;
      comment on function hub.set_preferred_clinician is
        'Records whom a resident prefers to see, as the practice says with which the resident is registered.';`);
    for (const name of ['end_registration', 'set_preferred_clinician'])
      this.addSql(`
        alter function hub.${name} owner to caregraph_register;
        revoke execute on function hub.${name} from public;
        grant execute on function hub.${name} to caregraph_practice;`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.set_preferred_clinician, hub.end_registration;
      revoke update (preferred_clinician) on resident from caregraph_register;
      drop trigger former_version_kept on gp_registration;
      revoke insert, select (version), update (to_on, ${kept}) on gp_registration from caregraph_register;
      drop policy "gp_registration_amended" on "gp_registration";
      drop policy "gp_registration_entered" on "gp_registration";`);
  }
}
