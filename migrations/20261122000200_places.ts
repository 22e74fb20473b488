import { Migration } from '@mikro-orm/migrations';

/** Organisations, practices, homes and what they offer: nothing about a person. */
export class Places extends Migration {
  override name = '20261122000200_places';

  override up(): void {
    this.addSql(`
      create table "organisation" (
        "id" uuid not null default gen_random_uuid(), "agency" text not null, "code" text not null,
        "name" text not null, "ods_code" text null, "telephone" text null, primary key ("id")
      );
      comment on table "organisation" is 'A partner: one home, GP practice, hospital trust, council, NHS commissioner or dashboard operator.';
      alter table "organisation" add constraint "organisation_code_unique" unique ("code");
      alter table "organisation" add constraint "organisation_agency_check" check ("agency" in ('home', 'practice', 'trust', 'council', 'icb', 'dashboard'));`);

    this.addSql(`
      create table "primary_care_network" (
        "id" uuid not null default gen_random_uuid(), "code" text not null, "name" text not null,
        "icb_id" uuid not null, primary key ("id")
      );
      comment on table "primary_care_network" is 'A primary care network (PCN): general practices that work together, to which homes are aligned.';
      alter table "primary_care_network" add constraint "primary_care_network_code_unique" unique ("code");
      alter table "primary_care_network" add constraint "primary_care_network_icb_id_foreign" foreign key ("icb_id") references "organisation" ("id");`);

    this.addSql(`
      create table "practice" (
        "id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "ods_code" text not null,
        "name" text not null, "telephone" text not null, "address" text not null, "postcode" text not null,
        "latitude" double precision not null, "longitude" double precision not null, primary key ("id")
      );
      comment on table "practice" is 'A general practice (GP surgery).';
      alter table "practice" add constraint "practice_organisation_id_unique" unique ("organisation_id");
      alter table "practice" add constraint "practice_ods_code_unique" unique ("ods_code");
      alter table "practice" add constraint "practice_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");`);

    this.addSql(`
      create table "network_membership" (
        "id" uuid not null default gen_random_uuid(), "practice_id" uuid not null, "network_id" uuid not null,
        "from_on" date not null, "to_on" date null, primary key ("id")
      );
      comment on table "network_membership" is 'A practice belongs to one primary care network at a time, from one day until before another.';
      create index "network_membership_practice_id_index" on "network_membership" ("practice_id");
      create index "network_membership_network_id_practice_id_index" on "network_membership" ("network_id", "practice_id");
      alter table "network_membership" add constraint "network_membership_no_overlap" exclude using gist (practice_id with =, daterange(from_on, to_on) with &&);
      alter table "network_membership" add constraint "network_membership_in_order" check (to_on >= from_on);
      alter table "network_membership" add constraint "network_membership_practice_id_foreign" foreign key ("practice_id") references "practice" ("id");
      alter table "network_membership" add constraint "network_membership_network_id_foreign" foreign key ("network_id") references "primary_care_network" ("id");`);

    this.addSql(`
      create table "care_home" (
        "id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null,
        "cqc_location_id" text not null, "cqc_provider_id" text not null, "provider_name" text not null,
        "ods_code" text not null, "uprn" text null, "name" text not null, "address" text not null,
        "postcode" text not null, "latitude" double precision not null, "longitude" double precision not null,
        "telephone" text not null, "council_id" uuid not null, "registered_on" date not null,
        "deregistered_on" date null, "predecessor_id" uuid null, "nursing" boolean not null, "registered_beds" int not null,
        "care_types" text[] not null, "accepts_trusted_assessor" boolean not null default false,
        "admission_status" text not null, "admission_status_as_of" timestamptz not null,
        "duty_contact_name" text null, "duty_contact_telephone" text null, "reward_scheme_signed_up_on" date null,
        primary key ("id")
      );
      comment on table "care_home" is 'A care home, with or without nursing: one location registered with the Care Quality Commission (CQC).';
      alter table "care_home" add constraint "care_home_organisation_id_unique" unique ("organisation_id");
      alter table "care_home" add constraint "care_home_cqc_location_id_unique" unique ("cqc_location_id");
      create index "care_home_council_id_index" on "care_home" ("council_id");
      create index "care_home_latitude_longitude_index" on "care_home" ("latitude", "longitude");
      alter table "care_home" add constraint "care_home_not_its_own_predecessor" check (predecessor_id <> id);
      alter table "care_home" add constraint "care_home_registered_in_order" check (deregistered_on >= registered_on);
      alter table "care_home" add constraint "care_home_beds_never_negative" check (registered_beds >= 0);
      alter table "care_home" add constraint "care_home_care_types_check" check ("care_types" <@ array['RESIDENTIAL'::text, 'RESIDENTIAL_DEMENTIA'::text, 'NURSING'::text, 'NURSING_DEMENTIA'::text, 'LEARNING_DISABILITY'::text, 'MENTAL_HEALTH'::text, 'PHYSICAL_DISABILITY'::text, 'RESPITE'::text, 'DISCHARGE_TO_ASSESS'::text]);
      alter table "care_home" add constraint "care_home_admission_status_check" check ("admission_status" in ('OPEN', 'OPEN_WITH_RESTRICTIONS', 'CLOSED_OUTBREAK', 'CLOSED_STAFFING', 'CLOSED_REGULATORY', 'CLOSED_BY_COMMISSIONER', 'CLOSED_OTHER'));
      alter table "care_home" add constraint "care_home_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");
      alter table "care_home" add constraint "care_home_council_id_foreign" foreign key ("council_id") references "organisation" ("id");
      alter table "care_home" add constraint "care_home_predecessor_id_foreign" foreign key ("predecessor_id") references "care_home" ("id") on delete no action;`);

    this.addSql(`
      create table "rating" (
        "id" uuid not null default gen_random_uuid(), "home_id" uuid not null, "domain" text not null,
        "rating" text not null, "published_on" date not null, "inherited_from_id" uuid null, primary key ("id")
      );
      comment on table "rating" is 'What the CQC published about one domain of a home; a re-registered home may inherit it.';
      alter table "rating" add constraint "rating_home_id_domain_published_on_unique" unique ("home_id", "domain", "published_on");
      alter table "rating" add constraint "rating_domain_check" check ("domain" in ('OVERALL', 'SAFE', 'EFFECTIVE', 'CARING', 'RESPONSIVE', 'WELL_LED'));
      alter table "rating" add constraint "rating_rating_check" check ("rating" in ('OUTSTANDING', 'GOOD', 'REQUIRES_IMPROVEMENT', 'INADEQUATE', 'NOT_RATED'));
      alter table "rating" add constraint "rating_home_id_foreign" foreign key ("home_id") references "care_home" ("id");
      alter table "rating" add constraint "rating_inherited_from_id_foreign" foreign key ("inherited_from_id") references "care_home" ("id") on delete no action;`);

    this.addSql(`
      create table "discharge_hours" (
        "id" uuid not null default gen_random_uuid(), "home_id" uuid not null, "weekday" text not null,
        "from_at" time(0) not null, "until_at" time(0) not null, primary key ("id")
      );
      comment on table "discharge_hours" is 'Hours of one weekday in which a home takes people discharged from hospital, Europe/London.';
      alter table "discharge_hours" add constraint "discharge_hours_home_id_weekday_from_at_unique" unique ("home_id", "weekday", "from_at");
      alter table "discharge_hours" add constraint "discharge_hours_in_order" check (until_at > from_at);
      alter table "discharge_hours" add constraint "discharge_hours_weekday_check" check ("weekday" in ('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'));
      alter table "discharge_hours" add constraint "discharge_hours_home_id_foreign" foreign key ("home_id") references "care_home" ("id");`);

    this.addSql(`
      create table "capacity" (
        "id" uuid not null default gen_random_uuid(), "home_id" uuid not null, "care_type" text not null,
        "maximum" int not null, "occupied" int not null, "reserved" int not null, "available" int not null,
        "genders_suited" text not null default 'ANY', "weekly_rate_from" numeric(10,2) null,
        "weekly_rate_until" numeric(10,2) null, "as_of" timestamptz not null, "author_id" uuid not null,
        "valid_from" timestamptz not null default now(), "valid_until" timestamptz null, primary key ("id")
      );
      comment on table "capacity" is 'How many beds of one care type a home has and how many are free, as the home stated it.';
      create index "capacity_free" on "capacity" ("care_type", "available") where valid_until is null;
      create index "capacity_history" on "capacity" ("home_id", "care_type", "valid_from" DESC);
      create unique index "capacity_one_current" on "capacity" ("home_id", "care_type") where valid_until is null;
      alter table "capacity" add constraint "capacity_valid_in_order" check (valid_until >= valid_from);
      alter table "capacity" add constraint "capacity_rate_in_order" check (weekly_rate_from >= 0 and weekly_rate_until >= weekly_rate_from);
      alter table "capacity" add constraint "capacity_within_maximum" check (occupied + reserved + available <= maximum);
      alter table "capacity" add constraint "capacity_beds_never_negative" check (maximum >= 0 and occupied >= 0 and reserved >= 0 and available >= 0);
      alter table "capacity" add constraint "capacity_care_type_check" check ("care_type" in ('RESIDENTIAL', 'RESIDENTIAL_DEMENTIA', 'NURSING', 'NURSING_DEMENTIA', 'LEARNING_DISABILITY', 'MENTAL_HEALTH', 'PHYSICAL_DISABILITY', 'RESPITE', 'DISCHARGE_TO_ASSESS'));
      alter table "capacity" add constraint "capacity_genders_suited_check" check ("genders_suited" in ('ANY', 'FEMALE', 'MALE'));
      alter table "capacity" add constraint "capacity_home_id_foreign" foreign key ("home_id") references "care_home" ("id");
      alter table "capacity" add constraint "capacity_author_id_foreign" foreign key ("author_id") references "organisation" ("id");`);

    this.addSql(`
      create table "alignment" (
        "id" uuid not null default gen_random_uuid(), "home_id" uuid not null, "network_id" uuid not null,
        "lead_practice_id" uuid not null, "clinical_lead_name" text not null, "from_on" date not null,
        "to_on" date null, primary key ("id")
      );
      comment on table "alignment" is 'A home is served by one primary care network through a lead practice; its residents may be registered elsewhere.';
      create index "alignment_lead_practice_id_index" on "alignment" ("lead_practice_id");
      create index "alignment_network_id_index" on "alignment" ("network_id");
      create index "alignment_home_id_from_on_index" on "alignment" ("home_id", "from_on");
      alter table "alignment" add constraint "alignment_no_overlap" exclude using gist (home_id with =, daterange(from_on, to_on) with &&);
      alter table "alignment" add constraint "alignment_in_order" check (to_on >= from_on);
      alter table "alignment" add constraint "alignment_home_id_foreign" foreign key ("home_id") references "care_home" ("id");
      alter table "alignment" add constraint "alignment_network_id_foreign" foreign key ("network_id") references "primary_care_network" ("id");
      alter table "alignment" add constraint "alignment_lead_practice_id_foreign" foreign key ("lead_practice_id") references "practice" ("id");`);

    this.addSql(`
      create table "postcode_location" (
        "postcode" text not null, "latitude" double precision not null, "longitude" double precision not null,
        primary key ("postcode")
      );
      comment on table "postcode_location" is 'Where a postcode lies, so that a search can start from one.';
      alter table "postcode_location" add constraint "postcode_location_normalised" check (postcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$');`);
  }

  override down(): void {
    this.addSql(
      `drop table "postcode_location", "alignment", "capacity", "discharge_hours", "rating", "care_home", "network_membership", "practice", "primary_care_network", "organisation" cascade`,
    );
  }
}
