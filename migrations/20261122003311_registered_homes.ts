import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;

/** Nobody moves in to a home that the CQC has closed, whoever says so; and whoever arranges it is told of a full one. */
export class RegisteredHomes extends Migration {
  override name = '20261122003311_registered_homes';

  override up(): void {
    this.addSql(`
      create function hub.home_registered_then() returns trigger language plpgsql ${definer} as $$
      declare
        said constant jsonb := to_jsonb(new);
        moves_in constant date :=
          coalesce((said ->> 'from_on')::date, ((said ->> 'since')::timestamptz at time zone 'Europe/London')::date);
      begin
        if not coalesce(${loadingInBulk}, false) and exists (
          select from public.care_home where care_home.id = new.home_id and care_home.deregistered_on <= moves_in
        ) then
          raise exception 'nobody moves in to a home that is not registered any more'
            using errcode = 'check_violation', constraint = 'home_registered_then';
        end if;
        return null;
      end $$;
      comment on function hub.home_registered_then is
        'Refuses placements, and claims of such and of payments, that begin when the home is not registered any more.';

      create function hub.home_is_full(place uuid, person uuid, moves_in date) returns boolean
        language plpgsql stable ${definer} as $$
      begin
        perform hub.organisation_for('recordPlacement');
        return (
          select count(distinct resident.nhs_number) >= min(care_home.registered_beds)
          from public.care_home
          join public.placement on placement.home_id = care_home.id and placement.valid_until is null
            and placement.from_on <= moves_in and (placement.to_on is null or placement.to_on > moves_in)
          join public.resident on resident.id = placement.resident_id and resident.valid_until is null
            and resident.nhs_number <> (select mover.nhs_number from public.resident mover where mover.id = person)
          where care_home.id = place);
      end $$;
      comment on function hub.home_is_full is
        'Whether as many others live in a home on a day as the CQC registered beds, for the council that arranges a placement.';`);
    for (const name of ['home_registered_then', 'home_is_full']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    this.addSql(`
      grant execute on function hub.home_is_full to caregraph_council;
      create trigger home_registered_then after insert or update of home_id, from_on on placement
        for each row when (new.valid_until is null) execute function hub.home_registered_then();
      create trigger home_registered_then after insert on hub.claim
        for each row when (new.home_id is not null) execute function hub.home_registered_then();`);
  }

  override down(): void {
    this.addSql(`
      drop trigger home_registered_then on hub.claim;
      drop trigger home_registered_then on placement;
      drop function hub.home_is_full, hub.home_registered_then;`);
  }
}
