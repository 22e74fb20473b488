import { Migration } from '@mikro-orm/migrations';
import { relationshipBits } from '../src/agreement/relationships.ts';

/** Rows that functions of the register add and amend, and what they were. */
const byFunction = (table: string, settled = false) => `
      create policy "${table}_entered" on "${table}" for insert to "caregraph_register" with check (${table}.valid_until is null or ${table}.former_of is not null);
      create policy "${table}_amended" on "${table}" for update to "caregraph_register" using (${table}.valid_until is null) with check (${table}.valid_until is null);
      ${settled ? `create policy "${table}_settled" on "${table}" for update to "caregraph_register" using (${table}.valid_until is null) with check (true);` : ''}
      grant insert on "${table}" to caregraph_register;
      create trigger former_version_kept before update on "${table}" for each row
        when (nullif(current_setting('hub.organisation', true), '') is not null)
        execute function hub.keep_former_version();`;
const written = ['resident', 'placement', 'absence', 'funding_component'];
const settled = ['resident', 'placement'];
const kept = 'version, recorded_at, valid_from';

/** What a home says of somebody whom it admits stands apart from whomever the hub knows, until something bears it out. */
export class Admissions extends Migration {
  override name = '20261122002900_admissions';

  override up(): void {
    this.addSql(`
      insert into hub.relationship_kind (name, bit) values ('home.admitting', ${relationshipBits['home.admitting']})
        on conflict do nothing;
      drop index "resident_one_of_nhs_number";
      alter table "resident" add "admitted_by_id" uuid null;
      alter table "resident" add constraint "resident_admitted_by_id_foreign" foreign key ("admitted_by_id") references "organisation" ("id") on delete no action;
      alter table "resident" alter column "given_name" drop not null;
      create index "resident_admitted" on "resident" ("admitted_by_id", "nhs_number") where valid_until is null and admitted_by_id is not null;
      create unique index "resident_one_of_nhs_number" on "resident" ("nhs_number") where valid_until is null and admitted_by_id is null;
      create index "resident_numbered" on "resident" ("nhs_number") where valid_until is null;
      alter table "funding_component" add constraint "funding_component_no_overlap" exclude using gist (resident_id with =, payer_id with =, source with =, daterange(from_on, to_on) with &&) where (valid_until is null);
      grant select (admitted_by_id) on resident to caregraph_measures;`);
    for (const table of written) this.addSql(byFunction(table, settled.includes(table)));
    this.addSql(`
      grant select (author_id, nhs_number_status, given_name, sex, date_of_death, admitted_by_id, version),
        update (date_of_death, valid_until, ${kept}) on resident to caregraph_register;
      grant select (author_id, care_type, room, bed_held_until, version),
        update (to_on, bed_held_until, valid_until, ${kept}) on placement to caregraph_register;
      grant select (id, version), update (resident_id, placement_id, to_on, ${kept}) on absence to caregraph_register;
      grant select (author_id, payee_id, weekly_amount, version), update (to_on, ${kept})
        on funding_component to caregraph_register;
      grant select (author_id) on gp_registration, practice_agreement to caregraph_register;
      grant execute on function hub.nhs_number_is_valid to caregraph_register;
      create policy "incident_register" on "incident" for select to "caregraph_register" using (true);
      grant select (id, resident_id, valid_until, version), update (resident_id, ${kept}) on incident to caregraph_register;`);

    this.addSql(`
      alter table hub.claim
        drop constraint claim_kind_check,
        add constraint claim_kind_check check (kind in ('EMERGENCY', 'REGISTRATION', 'STAY', 'PLACEMENT', 'FUNDING')),
        alter column opens_until drop not null,
        add column home_id uuid references care_home (id),
        add column admitted_id uuid references resident (id) on delete cascade,
        add column source text,
        add column weekly_amount numeric(10, 2) check (weekly_amount >= 0),
        add column from_on date,
        add column to_on date check (to_on > from_on),
        add constraint claim_opens_for_a_time check ((opens_until is null) = (kind in ('PLACEMENT', 'FUNDING'))),
        add constraint claim_of_what_lasts_opens_nothing check (not opened or opens_until is not null),
        add constraint claim_in_a_home check ((home_id is not null) = (kind in ('PLACEMENT', 'FUNDING'))),
        add constraint claim_of_placement check ((admitted_id is not null) = (kind = 'PLACEMENT')),
        add constraint claim_of_funding check (
          (kind = 'FUNDING') = (source is not null) and (kind = 'FUNDING') = (weekly_amount is not null)
          and (kind = 'FUNDING') = (from_on is not null) and (to_on is null or kind = 'FUNDING'));
      comment on column hub.claim.admitted_id is
        'What the home said of the person, as a resident of its own until something bears it out.';
      create index claim_waiting on hub.claim (nhs_number) where kind in ('PLACEMENT', 'FUNDING') and confirmed_at is null;
      create index claim_of_admitted on hub.claim (admitted_id);`);
  }

  override down(): void {
    this.addSql(`
      delete from hub.claim where kind in ('PLACEMENT', 'FUNDING');
      drop index hub.claim_waiting, hub.claim_of_admitted;
      alter table hub.claim
        drop constraint claim_opens_for_a_time, drop constraint claim_of_what_lasts_opens_nothing,
        drop constraint claim_in_a_home, drop constraint claim_of_placement, drop constraint claim_of_funding,
        drop column to_on, drop column from_on, drop column weekly_amount, drop column source, drop column admitted_id,
        drop column home_id,
        alter column opens_until set not null,
        drop constraint claim_kind_check,
        add constraint claim_kind_check check (kind in ('EMERGENCY', 'REGISTRATION', 'STAY'));
      delete from hub.relationship where kind = 'home.admitting';
      revoke select (id, resident_id, valid_until, version), update (resident_id, ${kept}) on incident from caregraph_register;
      drop policy "incident_register" on "incident";
      revoke execute on function hub.nhs_number_is_valid from caregraph_register;
      revoke select (author_id) on gp_registration, practice_agreement from caregraph_register;`);
    for (const table of written) {
      const policies = ['entered', 'amended', ...(settled.includes(table) ? ['settled'] : [])];
      this.addSql(`
        drop trigger former_version_kept on "${table}";
        revoke insert, update on "${table}" from caregraph_register;`);
      for (const name of policies) this.addSql(`drop policy "${table}_${name}" on "${table}"`);
    }
    this.addSql(`
      revoke select (admitted_by_id) on resident from caregraph_measures;
      alter table "funding_component" drop constraint "funding_component_no_overlap";
      delete from absence using resident where resident.id = absence.resident_id and admitted_by_id is not null;
      delete from incident using resident where resident.id = incident.resident_id and admitted_by_id is not null;
      delete from placement using resident where resident.id = placement.resident_id and admitted_by_id is not null;
      delete from resident where admitted_by_id is not null;
      alter table "resident" drop constraint "resident_admitted_by_id_foreign";
      drop index "resident_admitted";
      drop index "resident_numbered";
      drop index "resident_one_of_nhs_number";
      alter table "resident" drop column "admitted_by_id";
      update "resident" set "given_name" = '' where "given_name" is null;
      alter table "resident" alter column "given_name" set not null;
      create unique index "resident_one_of_nhs_number" on "resident" ("nhs_number") where valid_until is null;`);
  }
}
