import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;

/** What a home that counts its beds may overlook: to whom it promised one, and that all are slept in. */
export class BedsPromised extends Migration {
  override name = '20261122003291_beds_promised';

  override up(): void {
    this.addSql(`
      create function hub.beds_promised() returns table (care text, beds int) language sql stable ${definer}
      begin atomic
        select referral.care_type, count(*)::int
        from public.discharge_referral referral join public.care_home on care_home.id = referral.chosen_home_id
        where care_home.organisation_id = ${own}
          and referral.valid_until is null and referral.bed_reserved and referral.lapses_at > now()
        group by referral.care_type;
      end;
      comment on function hub.beds_promised is
        'How many beds of the home that asks are kept for people who were referred to it, by the kind of care.';

      create function hub.beds_are_taken(number text, moves_in date) returns boolean language sql stable ${definer}
      begin atomic
        select count(distinct resident.nhs_number) >= min(care_home.registered_beds)
        from public.care_home
        join public.placement on placement.home_id = care_home.id and placement.valid_until is null
          and placement.from_on <= moves_in and (placement.to_on is null or placement.to_on > moves_in)
        join public.resident on resident.id = placement.resident_id and resident.valid_until is null
          and resident.nhs_number <> number
        where care_home.organisation_id = ${own};
      end;
      comment on function hub.beds_are_taken is
        'Whether as many others live in the home that asks on a day as the CQC registered beds.';`);
    for (const name of ['beds_promised', 'beds_are_taken']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
      this.addSql(`grant execute on function hub.${name} to caregraph_home`);
    }
    this.addSql('grant select (registered_beds) on care_home to caregraph_register');
  }

  override down(): void {
    this.addSql('revoke select (registered_beds) on care_home from caregraph_register');
    this.addSql('drop function hub.beds_are_taken, hub.beds_promised');
  }
}
