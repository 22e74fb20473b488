import { Migration } from '@mikro-orm/migrations';

/** A file that places people must know how many others live where it places them, and not who they are. */
export class BedsOfHomes extends Migration {
  override name = '20261122003411_beds_of_homes';

  override up(): void {
    this.addSql(`
      create function hub.beds_taken(homes uuid[], but uuid[], people uuid[]) returns table (home_id uuid, days daterange)
        language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select placement.home_id, unnest(range_agg(daterange(placement.from_on, placement.to_on)))
        from public.placement
        join public.resident on resident.id = placement.resident_id and resident.valid_until is null
        where placement.home_id = any (homes) and placement.valid_until is null
          and (placement.to_on is null or placement.to_on > (now() at time zone 'Europe/London')::date)
          and not exists (select from unnest(but) other (id) where other.id = placement.id)
          -- As a home's word has them, they are the same people.
          and not exists (
            select from unnest(people) meant (id) join public.resident named on named.id = meant.id
            where named.nhs_number = resident.nhs_number and named.id <> resident.id)
        group by placement.home_id, resident.nhs_number;
      $$;
      comment on function hub.beds_taken is
        'The days for which each lives in these homes today or later, but for some placements and what homes say of some people: of nobody who.';
      alter function hub.beds_taken owner to caregraph_register;
      revoke execute on function hub.beds_taken from public;
      grant execute on function hub.beds_taken to caregraph_importer;`);
  }

  override down(): void {
    this.addSql('drop function hub.beds_taken;');
  }
}
