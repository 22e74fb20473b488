import { Migration } from '@mikro-orm/migrations';

const readable = 'id, organisation_id, ods_code, name, telephone, address, postcode, latitude, longitude';
const written = 'organisation_id, ods_code, name, telephone, address, postcode, latitude, longitude';
const changed = 'name, telephone, address, postcode, latitude, longitude';

/** Practices and trusts as the NHS has them: it says where a practice is, and not always its number; and which are closed. */
export class OrganisationsAsRegistered extends Migration {
  override name = '20261122003410_organisations_as_registered';

  override up(): void {
    this.addSql(`
      alter table "practice" alter column "telephone" drop not null,
        alter column "latitude" drop not null, alter column "longitude" drop not null;
      alter table "organisation" add "closed_on" date null;
      grant select (closed_on), update (closed_on) on organisation to caregraph_importer;
      grant select (${readable}), insert (${written}), update (${changed}) on practice to caregraph_importer;
      grant select on postcode_location to caregraph_importer;`);
  }

  override down(): void {
    this.addSql(`
      revoke all on postcode_location from caregraph_importer;
      revoke all (${readable}) on practice from caregraph_importer;
      revoke all (closed_on) on organisation from caregraph_importer;
      alter table "organisation" drop column "closed_on";
      alter table "practice" alter column "telephone" set not null,
        alter column "latitude" set not null, alter column "longitude" set not null;`);
  }
}
