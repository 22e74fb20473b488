import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;

const holdPatients = (whom: string) => `
      create or replace function hub.hold_patients(numbers text[], visits text[]) returns void language plpgsql volatile ${definer} as $$
      begin
        perform hub.hold_numbers(array(
          select number from unnest(numbers) number
          union
          ${whom}));
      end $$;`;
const ofVisits = `select resident.nhs_number from hub.adt_event told join public.resident on resident.id = told.resident_id
          where told.organisation_id = ${own} and told.visit = any (visits) and resident.nhs_number is not null`;
const ofOtherVisits = `select resident.nhs_number from (
            select resident.id from public.resident
            where resident.nhs_number = any (numbers)
              or resident.nhs_number in (select led.leads_to from hub.superseded_numbers() led where led.number = any (numbers))
            union
            select told.resident_id from hub.adt_event told where told.organisation_id = ${own} and told.visit = any (visits)
          ) person
          join hub.adt_event named on named.organisation_id = ${own} and named.resident_id = person.id
          join hub.adt_event beside on beside.organisation_id = ${own} and beside.visit = named.visit
          join public.resident on resident.id = beside.resident_id
          where resident.nhs_number is not null`;

/** With a visit all others of the same people are reckoned anew, and with these whoever else was told of under their numbers. */
export class EverybodyReckonedHeld extends Migration {
  override name = '20261122003471_everybody_reckoned_held';

  override up(): void {
    this.addSql(`${holdPatients(ofOtherVisits)}
      comment on function hub.hold_patients is
        'As hub.hold_numbers, of these people, of those of whom the trust has told these visits before, and of whomever it told any other visit of one of them.';`);
  }

  override down(): void {
    this.addSql(`${holdPatients(ofVisits)}
      comment on function hub.hold_patients is
        'As hub.hold_numbers, of these people and of those of whom the trust has told these visits before.';`);
  }
}
