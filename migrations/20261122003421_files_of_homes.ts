import { Migration } from '@mikro-orm/migrations';

const organisation = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const ofHome = `exists (select from public.care_home own_home
        where own_home.id = capacity.home_id and own_home.organisation_id = ${organisation})`;
const within = `exists (select from public.care_home told
        where told.id = admission_statement.home_id
        and case when admission_statement.status = 'CLOSED_BY_COMMISSIONER' then told.council_id else told.organisation_id end = ${organisation})`;

/** What a home states by hand it states by a file: in its own name, of itself, and beginning and ending now. */
const stated = (table: string, ofItself: string) => {
  const own = `${table}.author_id = ${organisation} and ${ofItself}`;
  const now = (column: string) => `${table}.${column} >= now() and ${table}.${column} <= clock_timestamp()`;
  return `
      create policy "${table}_importer" on "${table}" for select to caregraph_importer using (${own});
      create policy "${table}_imported" on "${table}" for insert to caregraph_importer
        with check (${own} and ${table}.valid_until is null and ${now('valid_from')} and ${table}.as_of <= now() + make_interval(mins => 5));
      create policy "${table}_replaced" on "${table}" for update to caregraph_importer
        using (${own} and ${table}.valid_until is null) with check (${own} and ${now('valid_until')});`;
};

const figures =
  'id, home_id, author_id, valid_from, as_of, care_type, maximum, occupied, reserved, available, genders_suited, weekly_rate_from, weekly_rate_until';
const says = 'home_id, author_id, valid_from, as_of, status, restrictions';
const grants = [
  ['capacity', `select (${figures}, valid_until), insert (${figures}), update (valid_until)`],
  ['admission_statement', `select (${says}, valid_until), insert (${says}), update (valid_until)`],
] as const;

/** Files of homes: what they have told the Capacity Tracker. */
export class FilesOfHomes extends Migration {
  override name = '20261122003421_files_of_homes';

  override up(): void {
    this.addSql(`${stated('capacity', ofHome)}
      ${stated('admission_statement', within)}
      ${grants.map(([table, what]) => `grant ${what} on ${table} to caregraph_importer;`).join('\n      ')}`);
  }

  override down(): void {
    for (const [table, what] of grants) {
      this.addSql(`revoke ${what} on ${table} from caregraph_importer`);
      for (const policy of ['importer', 'imported', 'replaced'])
        this.addSql(`drop policy "${table}_${policy}" on "${table}"`);
    }
  }
}
