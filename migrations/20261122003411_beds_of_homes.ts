import { Migration } from '@mikro-orm/migrations';

/** A file that places people must know how many others live where it places them, and not who they are. */
export class BedsOfHomes extends Migration {
  override name = '20261122003411_beds_of_homes';

  override up(): void {
    this.addSql(`
      create function hub.beds_taken(homes uuid[], but uuid[]) returns table (home_id uuid, days daterange)
        language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select placement.home_id, daterange(placement.from_on, placement.to_on)
        from public.placement
        where placement.home_id = any (homes) and placement.valid_until is null
          and (placement.to_on is null or placement.to_on > (now() at time zone 'Europe/London')::date)
          and not exists (select from unnest(but) other (id) where other.id = placement.id);
      $$;
      comment on function hub.beds_taken is
        'The days for which somebody lives in these homes today and later, but for some placements: of nobody who.';
      alter function hub.beds_taken owner to caregraph_register;
      revoke execute on function hub.beds_taken from public;
      grant execute on function hub.beds_taken to caregraph_importer;`);
  }

  override down(): void {
    this.addSql('drop function hub.beds_taken;');
  }
}
