import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** What a new home states first, if it has stated anything. */
const begins = (which: string) => `
      create or replace function hub.admission_begins() returns trigger language plpgsql ${definer} as $$
      begin
        insert into public.admission_statement (home_id, author_id, status, as_of, valid_from, restrictions)
        select known.id, said.author_id, said.status,
          least(known.admission_status_as_of, now()), least(known.admission_status_as_of, now()),
          case said.status when 'OPEN_WITH_RESTRICTIONS' then known.admission_restrictions end
        from arrived known
        cross join lateral (
          select known.council_id, known.admission_status where known.admission_status = 'CLOSED_BY_COMMISSIONER'
          union all
          select known.organisation_id, case known.admission_status
            when 'CLOSED_BY_COMMISSIONER' then 'CLOSED_OTHER' else known.admission_status end
        ) said (author_id, status)${which};
        return null;
      end $$;`;

const readable = `id, organisation_id, cqc_location_id, cqc_provider_id, provider_name, ods_code, uprn, name, address, postcode,
        latitude, longitude, telephone, council_id, registered_on, deregistered_on, predecessor_id, nursing, registered_beds, care_types`;
const written = `organisation_id, cqc_location_id, cqc_provider_id, provider_name, ods_code, uprn, name, address, postcode,
        latitude, longitude, telephone, council_id, registered_on, predecessor_id, nursing, registered_beds, care_types`;
const changed = `cqc_provider_id, provider_name, ods_code, uprn, name, address, postcode,
        latitude, longitude, telephone, council_id, registered_on, deregistered_on, nursing, registered_beds, care_types`;

/** Homes as a register has them: of some nobody has said yet whether they admit anyone. */
export class HomesAsRegistered extends Migration {
  override name = '20261122003401_homes_as_registered';

  override up(): void {
    this.addSql(`
      alter table "care_home" alter column "ods_code" drop not null, alter column "telephone" drop not null,
        alter column "admission_status" drop not null, alter column "admission_status_as_of" drop not null;
      alter table "care_home" add constraint "care_home_admission_stated"
        check ((admission_status is null) = (admission_status_as_of is null));
      ${begins('\n        where said.status is not null')}
      grant select (id, agency, code, name, ods_code, telephone), insert (agency, code, name, ods_code, telephone),
        update (name, ods_code, telephone) on organisation to caregraph_importer;
      grant select (${readable}), insert (${written}), update (${changed}) on care_home to caregraph_importer;
      grant select, insert (home_id, domain, rating, published_on, inherited_from_id) on rating to caregraph_importer;`);
  }

  override down(): void {
    this.addSql(`
      revoke all on rating, care_home, organisation from caregraph_importer;
      revoke all (${readable}) on care_home from caregraph_importer;
      revoke all (id, agency, code, name, ods_code, telephone) on organisation from caregraph_importer;
      revoke all (home_id, domain, rating, published_on, inherited_from_id) on rating from caregraph_importer;
      ${begins('')}
      alter table "care_home" drop constraint "care_home_admission_stated";
      alter table "care_home" alter column "ods_code" set not null, alter column "telephone" set not null,
        alter column "admission_status" set not null, alter column "admission_status_as_of" set not null;`);
  }
}
