import { Migration } from '@mikro-orm/migrations';

/** Of an offer no more places are taken than there are, whoever takes them at once. */
export class PlacesOfOffers extends Migration {
  override name = '20261122003195_places_of_offers';

  override up(): void {
    this.addSql(`
      create function hub.offer_has_places() returns trigger
        language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
      declare
        there int;
      begin
        -- Of two who take places at once, the second sees what the first took.
        perform pg_advisory_xact_lock(7201603, hashtext(new.offer_id::text));
        select offer.places into there from public.offer
        where offer.id = new.offer_id and offer.valid_until is null and offer.ends_at > now();
        if there is null or there < (
          select sum(taken.places) from public.offer_uptake taken
          where taken.offer_id = new.offer_id and taken.valid_until is null
        ) then
          raise check_violation using message = 'there are not so many places left';
        end if;
        return null;
      end $$;
      comment on function hub.offer_has_places is 'Of an offer that stands no more places are taken than there are.';
      alter function hub.offer_has_places owner to caregraph_register;
      revoke execute on function hub.offer_has_places from public;
      grant select (id, places, ends_at, valid_until) on offer to caregraph_register;
      grant select (offer_id, places, valid_until) on offer_uptake to caregraph_register;
      create trigger offer_has_places after insert on offer_uptake
        for each row when (new.valid_until is null) execute function hub.offer_has_places();`);
  }

  override down(): void {
    this.addSql(`
      drop trigger offer_has_places on offer_uptake;
      drop function hub.offer_has_places;
      revoke select (id, places, ends_at, valid_until) on offer from caregraph_register;
      revoke select (offer_id, places, valid_until) on offer_uptake from caregraph_register;`);
  }
}
