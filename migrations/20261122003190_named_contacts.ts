import { Migration } from '@mikro-orm/migrations';

/** Whom homes may ask, by name, as the organisation that answers states it. */
export class NamedContacts extends Migration {
  override name = '20261122003190_named_contacts';

  override up(): void {
    this.addSql(`
      create table "named_contact" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null,
        "valid_from" timestamptz not null default now(), "valid_until" timestamptz null, "role" text not null,
        "name" text not null, "telephone" text null, "email" text null, "covers" text not null,
        "network_id" uuid null, "home_ids" uuid[] not null, "hours" jsonb not null,
        "responds_within_hours" int null, "note" text null, primary key ("id")
      );
      comment on table "named_contact" is 'Whom homes may ring or write to about something, by name, as the organisation that answers stated it.';
      create index "named_contact_current" on "named_contact" ("role") where valid_until is null;
      alter table "named_contact" add constraint "named_contact_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "named_contact" add constraint "named_contact_network_id_foreign" foreign key ("network_id") references "primary_care_network" ("id") on delete no action;
      alter table "named_contact" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "named_contact" add constraint "named_contact_responds_in_time" check (responds_within_hours > 0);
      alter table "named_contact" add constraint "named_contact_hours_are_a_list" check (jsonb_typeof(hours) = 'array');
      alter table "named_contact" add constraint "named_contact_homes_named" check ((covers = 'NAMED_HOMES') = (cardinality(home_ids) > 0));
      alter table "named_contact" add constraint "named_contact_network_named" check ((covers = 'NETWORK') = (network_id is not null));
      alter table "named_contact" add constraint "named_contact_can_be_reached" check (num_nonnulls(telephone, email) > 0);
      alter table "named_contact" add constraint "named_contact_role_check" check ("role" in ('COMMUNITY_MATRON', 'DISTRICT_NURSE', 'CONTINENCE_NURSE', 'TISSUE_VIABILITY_NURSE', 'INFECTION_CONTROL_NURSE', 'MENTAL_HEALTH_NURSE', 'PALLIATIVE_CARE_NURSE', 'FALLS_COORDINATOR', 'PHARMACIST', 'OCCUPATIONAL_THERAPIST', 'PHYSIOTHERAPIST', 'SPEECH_AND_LANGUAGE_THERAPIST', 'DIETITIAN', 'PODIATRIST', 'DENTIST', 'OPTOMETRIST', 'WHEELCHAIR_SERVICE', 'EQUIPMENT_SERVICE', 'SOCIAL_WORKER', 'COMMISSIONER', 'CARE_HOME_COORDINATOR', 'OTHER'));
      alter table "named_contact" add constraint "named_contact_covers_check" check ("covers" in ('ALL_HOMES', 'NETWORK', 'NAMED_HOMES'));
      alter table "named_contact" enable row level security;
      alter table "named_contact" force row level security;
      create policy "named_contact_open" on "named_contact" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb", "caregraph_dashboard" using (true);
      create policy "named_contact_stated" on "named_contact" for insert to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" with check (named_contact.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and named_contact.valid_until is null and named_contact.valid_from >= now() and named_contact.valid_from <= clock_timestamp());
      create policy "named_contact_ended" on "named_contact" for update to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (named_contact.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and named_contact.valid_until is null) with check (named_contact.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and named_contact.valid_until >= now() and named_contact.valid_until <= clock_timestamp());
      create policy "named_contact_owner" on "named_contact" to "caregraph_owner" using (true);
      create policy "named_contact_measures" on "named_contact" for select to "caregraph_measures" using (true);
      create policy "named_contact_backup" on "named_contact" for select to "caregraph_backup" using (true);
      create policy "named_contact_register" on "named_contact" for select to "caregraph_register" using (true);
      grant select on "named_contact" to caregraph_backup;`);
  }

  override down(): void {
    this.addSql('drop table "named_contact" cascade;');
  }
}
