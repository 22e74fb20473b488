import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const tables = ['absence', 'funding_component'];
const refused = `raise exception 'what belongs to a placement is about the resident who is placed'
            using errcode = 'foreign_key_violation', constraint = 'placement_of_its_resident'`;

/**
 * What belongs to a placement is about the resident who is placed: otherwise it would open one record and tell of another.
 * By triggers, because the tables' generator knows no foreign key over two columns of which one is another key's.
 */
export class PlacementsOfResidents extends Migration {
  override name = '20261122002650_placements_of_residents';

  override up(): void {
    this.addSql(`
      create function hub.placement_of_its_resident() returns trigger language plpgsql ${definer} as $$
      begin
        if exists (
          select from arrived join public.placement on placement.id = arrived.placement_id
          where placement.resident_id <> arrived.resident_id
        ) then
          ${refused};
        end if;
        return null;
      end $$;
      comment on function hub.placement_of_its_resident is
        'Refuses what names a placement of another resident.';

      create function hub.placement_keeps_resident() returns trigger language plpgsql ${definer} as $$
      begin
        if exists (
          select from arrived
          join public.absence on absence.placement_id = arrived.id and absence.resident_id <> arrived.resident_id
          union all
          select from arrived
          join public.funding_component funding
            on funding.placement_id = arrived.id and funding.resident_id <> arrived.resident_id
        ) then
          ${refused};
        end if;
        return null;
      end $$;
      comment on function hub.placement_keeps_resident is
        'Refuses to give a placement to another resident while absences and funding belong to it.';
      grant select (placement_id) on absence, funding_component to caregraph_register;`);
    for (const name of ['placement_of_its_resident', 'placement_keeps_resident']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    for (const table of tables) {
      for (const event of ['insert', 'update']) {
        this.addSql(`
          create trigger of_its_resident_by_${event} after ${event} on ${table} referencing new table as arrived
            for each statement execute function hub.placement_of_its_resident()`);
      }
    }
    this.addSql(`
      create trigger keeps_its_resident after update on placement referencing new table as arrived
        for each statement execute function hub.placement_keeps_resident()`);
  }

  override down(): void {
    this.addSql('drop trigger keeps_its_resident on placement');
    for (const table of tables) {
      for (const event of ['insert', 'update']) this.addSql(`drop trigger of_its_resident_by_${event} on ${table}`);
    }
    this.addSql(`
      revoke select (placement_id) on absence, funding_component from caregraph_register;
      drop function hub.placement_of_its_resident, hub.placement_keeps_resident;`);
  }
}
