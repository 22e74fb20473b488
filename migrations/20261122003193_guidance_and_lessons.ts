import { Migration } from '@mikro-orm/migrations';

/** Guidance in editions, where it has been read, and what was learned when something went wrong. */
export class GuidanceAndLessons extends Migration {
  override name = '20261122003193_guidance_and_lessons';

  override up(): void {
    this.addSql(`
      create table "guidance" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null,
        "valid_from" timestamptz not null default now(), "valid_until" timestamptz null, "title" text not null,
        "summary" text not null, "text" text null, "link" text null, "edition" int not null,
        "supersedes_id" uuid null, primary key ("id")
      );
      comment on table "guidance" is 'Guidance that an organisation publishes for all, in versions: a new one takes the place of the one before.';
      create index "guidance_current" on "guidance" ("valid_from") where valid_until is null;
      alter table "guidance" add constraint "guidance_superseded_once" unique ("supersedes_id");
      create table "guidance_reading" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null,
        "valid_from" timestamptz not null default now(), "valid_until" timestamptz null,
        "guidance_id" uuid not null, "staff" int null, primary key ("id")
      );
      comment on table "guidance_reading" is 'An organisation says that guidance has been read there, and by how many. No names are kept.';
      create unique index "guidance_reading_one_current" on "guidance_reading" ("guidance_id", "author_id") where valid_until is null;
      create table "shared_lesson" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null,
        "valid_from" timestamptz not null default now(), "valid_until" timestamptz null,
        "incident_kind" text not null, "harm" text null, "what_happened" text not null,
        "what_we_learned" text not null, "what_we_changed" text not null, "agency" text not null,
        "shared_by_id" uuid null, primary key ("id")
      );
      comment on table "shared_lesson" is 'What an organisation learned when something went wrong, told to all without saying to whom it happened.';
      create index "shared_lesson_current" on "shared_lesson" ("valid_from") where valid_until is null;
      alter table "guidance" add constraint "guidance_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "guidance" add constraint "guidance_supersedes_id_foreign" foreign key ("supersedes_id") references "guidance" ("id") on delete no action;
      alter table "guidance" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "guidance" add constraint "guidance_first_supersedes_none" check ((edition = 1) = (supersedes_id is null));
      alter table "guidance" add constraint "guidance_edition_positive" check (edition > 0);
      alter table "guidance" add constraint "guidance_says_something" check (num_nonnulls(text, link) > 0);
      alter table "guidance" enable row level security;
      alter table "guidance" force row level security;
      create policy "guidance_open" on "guidance" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb", "caregraph_dashboard" using (true);
      create policy "guidance_stated" on "guidance" for insert to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" with check (guidance.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and guidance.valid_until is null and guidance.valid_from >= now() and guidance.valid_from <= clock_timestamp());
      create policy "guidance_ended" on "guidance" for update to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (guidance.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and guidance.valid_until is null) with check (guidance.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and guidance.valid_until >= now() and guidance.valid_until <= clock_timestamp());
      create policy "guidance_owner" on "guidance" to "caregraph_owner" using (true);
      create policy "guidance_measures" on "guidance" for select to "caregraph_measures" using (true);
      create policy "guidance_backup" on "guidance" for select to "caregraph_backup" using (true);
      create policy "guidance_register" on "guidance" for select to "caregraph_register" using (true);
      alter table "guidance_reading" add constraint "guidance_reading_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "guidance_reading" add constraint "guidance_reading_guidance_id_foreign" foreign key ("guidance_id") references "guidance" ("id") on delete no action;
      alter table "guidance_reading" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "guidance_reading" add constraint "guidance_reading_by_some" check (staff > 0);
      alter table "guidance_reading" enable row level security;
      alter table "guidance_reading" force row level security;
      create policy "guidance_reading_open" on "guidance_reading" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb", "caregraph_dashboard" using (true);
      create policy "guidance_reading_stated" on "guidance_reading" for insert to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" with check (guidance_reading.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and guidance_reading.valid_until is null and guidance_reading.valid_from >= now() and guidance_reading.valid_from <= clock_timestamp());
      create policy "guidance_reading_ended" on "guidance_reading" for update to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (guidance_reading.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and guidance_reading.valid_until is null) with check (guidance_reading.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and guidance_reading.valid_until >= now() and guidance_reading.valid_until <= clock_timestamp());
      create policy "guidance_reading_owner" on "guidance_reading" to "caregraph_owner" using (true);
      create policy "guidance_reading_measures" on "guidance_reading" for select to "caregraph_measures" using (true);
      create policy "guidance_reading_backup" on "guidance_reading" for select to "caregraph_backup" using (true);
      create policy "guidance_reading_register" on "guidance_reading" for select to "caregraph_register" using (true);
      alter table "shared_lesson" add constraint "shared_lesson_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "shared_lesson" add constraint "shared_lesson_shared_by_id_foreign" foreign key ("shared_by_id") references "organisation" ("id") on delete no action;
      alter table "shared_lesson" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "shared_lesson" add constraint "shared_lesson_by_author" check (shared_by_id is null or shared_by_id = author_id);
      alter table "shared_lesson" add constraint "shared_lesson_incident_kind_check" check ("incident_kind" in ('FALL', 'PRESSURE_ULCER', 'MEDICATION_ERROR', 'INFECTION', 'CHOKING', 'MISSING_PERSON', 'BEHAVIOUR', 'EQUIPMENT', 'DEATH', 'OTHER'));
      alter table "shared_lesson" add constraint "shared_lesson_harm_check" check ("harm" in ('NONE', 'LOW', 'MODERATE', 'SEVERE', 'FATAL'));
      alter table "shared_lesson" add constraint "shared_lesson_agency_check" check ("agency" in ('home', 'practice', 'trust', 'council', 'icb', 'dashboard'));
      alter table "shared_lesson" enable row level security;
      alter table "shared_lesson" force row level security;
      create policy "shared_lesson_open" on "shared_lesson" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb", "caregraph_dashboard" using (shared_lesson.valid_until is null or shared_lesson.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif"));
      create policy "shared_lesson_stated" on "shared_lesson" for insert to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" with check (shared_lesson.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and (shared_lesson.shared_by_id is null or shared_lesson.shared_by_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")) and shared_lesson.valid_until is null and shared_lesson.valid_from >= now() and shared_lesson.valid_from <= clock_timestamp());
      create policy "shared_lesson_ended" on "shared_lesson" for update to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (shared_lesson.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and (shared_lesson.shared_by_id is null or shared_lesson.shared_by_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")) and shared_lesson.valid_until is null) with check (shared_lesson.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and (shared_lesson.shared_by_id is null or shared_lesson.shared_by_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")) and shared_lesson.valid_until >= now() and shared_lesson.valid_until <= clock_timestamp());
      create policy "shared_lesson_owner" on "shared_lesson" to "caregraph_owner" using (true);
      create policy "shared_lesson_measures" on "shared_lesson" for select to "caregraph_measures" using (true);
      create policy "shared_lesson_backup" on "shared_lesson" for select to "caregraph_backup" using (true);
      create policy "shared_lesson_register" on "shared_lesson" for select to "caregraph_register" using (true);
      grant select on "guidance" to caregraph_backup;
      grant select on "guidance_reading" to caregraph_backup;
      grant select on "shared_lesson" to caregraph_backup;`);
  }

  override down(): void {
    this.addSql('drop table "shared_lesson", "guidance_reading", "guidance" cascade;');
  }
}
