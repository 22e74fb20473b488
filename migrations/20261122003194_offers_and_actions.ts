import { Migration } from '@mikro-orm/migrations';

/** What organisations offer to each other, and the plan that they make together. */
export class OffersAndActions extends Migration {
  override name = '20261122003194_offers_and_actions';

  override up(): void {
    this.addSql(`
      create table "offer" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null,
        "valid_from" timestamptz not null default now(), "valid_until" timestamptz null, "kind" text not null,
        "title" text not null, "description" text not null, "begins_at" timestamptz not null,
        "ends_at" timestamptz not null, "places" int not null, primary key ("id")
      );
      comment on table "offer" is 'What an organisation offers to others, such as training or a place for students, and how many places there are.';
      create index "offer_current" on "offer" ("begins_at") where valid_until is null;
      create table "offer_uptake" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null,
        "valid_from" timestamptz not null default now(), "valid_until" timestamptz null, "offer_id" uuid not null,
        "places" int not null, primary key ("id")
      );
      comment on table "offer_uptake" is 'Places of an offer that an organisation has taken. A trigger lets no more be taken than there are.';
      create unique index "offer_uptake_one_current" on "offer_uptake" ("offer_id", "author_id") where valid_until is null;
      create table "joint_action" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null,
        "valid_from" timestamptz not null default now(), "valid_until" timestamptz null, "objective" text not null,
        "measure" text not null, "target" text not null, "due_on" date not null, "owner_id" uuid not null,
        primary key ("id")
      );
      comment on table "joint_action" is 'One action of the plan that homes, the NHS and councils make together: what for, measured by what, until when, and whose it is.';
      create index "joint_action_current" on "joint_action" ("due_on") where valid_until is null;
      create table "action_progress" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null,
        "valid_from" timestamptz not null default now(), "valid_until" timestamptz null,
        "joint_action_id" uuid not null, "status" text not null, "note" text not null, primary key ("id")
      );
      comment on table "action_progress" is 'How an action of the joint plan stood at a time, as its owner, or whoever put it into the plan, reported.';
      create index "action_progress_latest" on "action_progress" ("joint_action_id", "valid_from" DESC);
      alter table "offer" add constraint "offer_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "offer" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "offer" add constraint "offer_in_order" check (ends_at > begins_at);
      alter table "offer" add constraint "offer_has_places" check (places > 0);
      alter table "offer" add constraint "offer_kind_check" check ("kind" in ('TRAINING', 'CLINIC', 'STUDENT_PLACEMENT', 'SHADOWING', 'RESPITE', 'OTHER'));
      alter table "offer" enable row level security;
      alter table "offer" force row level security;
      create policy "offer_open" on "offer" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb", "caregraph_dashboard" using (true);
      create policy "offer_stated" on "offer" for insert to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" with check (offer.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and offer.valid_until is null and offer.valid_from >= now() and offer.valid_from <= clock_timestamp());
      create policy "offer_ended" on "offer" for update to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (offer.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and offer.valid_until is null) with check (offer.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and offer.valid_until >= now() and offer.valid_until <= clock_timestamp());
      create policy "offer_owner" on "offer" to "caregraph_owner" using (true);
      create policy "offer_measures" on "offer" for select to "caregraph_measures" using (true);
      create policy "offer_backup" on "offer" for select to "caregraph_backup" using (true);
      create policy "offer_register" on "offer" for select to "caregraph_register" using (true);
      alter table "offer_uptake" add constraint "offer_uptake_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "offer_uptake" add constraint "offer_uptake_offer_id_foreign" foreign key ("offer_id") references "offer" ("id") on delete no action;
      alter table "offer_uptake" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "offer_uptake" add constraint "offer_uptake_of_places" check (places > 0);
      alter table "offer_uptake" enable row level security;
      alter table "offer_uptake" force row level security;
      create policy "offer_uptake_open" on "offer_uptake" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb", "caregraph_dashboard" using (true);
      create policy "offer_uptake_stated" on "offer_uptake" for insert to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" with check (offer_uptake.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and offer_uptake.valid_until is null and offer_uptake.valid_from >= now() and offer_uptake.valid_from <= clock_timestamp());
      create policy "offer_uptake_ended" on "offer_uptake" for update to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (offer_uptake.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and offer_uptake.valid_until is null) with check (offer_uptake.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and offer_uptake.valid_until >= now() and offer_uptake.valid_until <= clock_timestamp());
      create policy "offer_uptake_owner" on "offer_uptake" to "caregraph_owner" using (true);
      create policy "offer_uptake_measures" on "offer_uptake" for select to "caregraph_measures" using (true);
      create policy "offer_uptake_backup" on "offer_uptake" for select to "caregraph_backup" using (true);
      create policy "offer_uptake_register" on "offer_uptake" for select to "caregraph_register" using (true);
      alter table "joint_action" add constraint "joint_action_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "joint_action" add constraint "joint_action_owner_id_foreign" foreign key ("owner_id") references "organisation" ("id") on delete no action;
      alter table "joint_action" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "joint_action" enable row level security;
      alter table "joint_action" force row level security;
      create policy "joint_action_open" on "joint_action" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb", "caregraph_dashboard" using (true);
      create policy "joint_action_stated" on "joint_action" for insert to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" with check (joint_action.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and joint_action.valid_until is null and joint_action.valid_from >= now() and joint_action.valid_from <= clock_timestamp());
      create policy "joint_action_ended" on "joint_action" for update to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (joint_action.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and joint_action.valid_until is null) with check (joint_action.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and joint_action.valid_until >= now() and joint_action.valid_until <= clock_timestamp());
      create policy "joint_action_owner" on "joint_action" to "caregraph_owner" using (true);
      create policy "joint_action_measures" on "joint_action" for select to "caregraph_measures" using (true);
      create policy "joint_action_backup" on "joint_action" for select to "caregraph_backup" using (true);
      create policy "joint_action_register" on "joint_action" for select to "caregraph_register" using (true);
      alter table "action_progress" add constraint "action_progress_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "action_progress" add constraint "action_progress_joint_action_id_foreign" foreign key ("joint_action_id") references "joint_action" ("id") on delete no action;
      alter table "action_progress" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "action_progress" add constraint "action_progress_status_check" check ("status" in ('PLANNED', 'UNDER_WAY', 'DONE', 'DROPPED'));
      alter table "action_progress" enable row level security;
      alter table "action_progress" force row level security;
      create policy "action_progress_open" on "action_progress" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb", "caregraph_dashboard" using (true);
      create policy "action_progress_stated" on "action_progress" for insert to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" with check (action_progress.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and exists (select from public.joint_action reported
        where reported.id = action_progress.joint_action_id and (reported.owner_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") or reported.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif"))) and action_progress.valid_until is null and action_progress.valid_from >= now() and action_progress.valid_from <= clock_timestamp());
      create policy "action_progress_ended" on "action_progress" for update to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (action_progress.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and exists (select from public.joint_action reported
        where reported.id = action_progress.joint_action_id and (reported.owner_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") or reported.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif"))) and action_progress.valid_until is null) with check (action_progress.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and exists (select from public.joint_action reported
        where reported.id = action_progress.joint_action_id and (reported.owner_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") or reported.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif"))) and action_progress.valid_until >= now() and action_progress.valid_until <= clock_timestamp());
      create policy "action_progress_owner" on "action_progress" to "caregraph_owner" using (true);
      create policy "action_progress_measures" on "action_progress" for select to "caregraph_measures" using (true);
      create policy "action_progress_backup" on "action_progress" for select to "caregraph_backup" using (true);
      create policy "action_progress_register" on "action_progress" for select to "caregraph_register" using (true);
      grant select on "offer" to caregraph_backup;
      grant select on "offer_uptake" to caregraph_backup;
      grant select on "joint_action" to caregraph_backup;
      grant select on "action_progress" to caregraph_backup;`);
  }

  override down(): void {
    this.addSql('drop table "action_progress", "joint_action", "offer_uptake", "offer" cascade;');
  }
}
