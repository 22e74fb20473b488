import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const told = (what: string, of: string) =>
  `select told.${what} from hub.adt_event told where told.organisation_id = ${own} and ${of}`;

/** With a visit all others of the same people are reckoned anew, and with these whoever else was told of under their numbers. */
export class EverybodyReckonedHeld extends Migration {
  override name = '20261122003471_everybody_reckoned_held';

  override up(): void {
    this.addSql(`
      create or replace function hub.hold_patients(numbers text[], visits text[]) returns void language plpgsql volatile ${definer}
        -- A feed may be the first: what the tables hold by then nobody has counted.
        set enable_seqscan = off as $$
      declare
        people constant uuid[] := array(
          select resident.id from public.resident where resident.nhs_number = any (
            numbers || array(select led.leads_to from hub.superseded_numbers() led where led.number = any (numbers)))
          union
          ${told('resident_id', 'told.visit = any (visits)')});
        beside constant text[] := array(select distinct one.visit from (${told('visit', 'told.resident_id = any (people)')}) one);
        beside_them constant uuid[] := array(
          select distinct one.resident_id from (${told('resident_id', 'told.visit = any (beside)')}) one);
      begin
        perform hub.hold_numbers(numbers || array(
          select resident.nhs_number from public.resident
          where resident.id = any (people || beside_them) and resident.nhs_number is not null));
      end $$;
      comment on function hub.hold_patients is
        'As hub.hold_numbers, of these people, of those of whom the trust has told these visits before, and of whomever it told any other visit of one of them.';`);
  }

  override down(): void {
    this.addSql(`
      create or replace function hub.hold_patients(numbers text[], visits text[]) returns void language plpgsql volatile ${definer} as $$
      begin
        perform hub.hold_numbers(array(
          select number from unnest(numbers) number
          union
          select resident.nhs_number from hub.adt_event told join public.resident on resident.id = told.resident_id
          where told.organisation_id = ${own} and told.visit = any (visits) and resident.nhs_number is not null));
      end $$;
      comment on function hub.hold_patients is
        'As hub.hold_numbers, of these people and of those of whom the trust has told these visits before.';`);
  }
}
