import { Migration } from '@mikro-orm/migrations';

/** Residents, and the dated facts by which organisations come to know them. */
export class Residents extends Migration {
  override name = '20261122000300_residents';

  override up(): void {
    this.addSql(`
      create table "resident" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "nhs_number" text not null, "nhs_number_status" text not null,
        "given_name" text not null, "family_name" text not null, "previous_address" text null,
        "date_of_birth" date not null, "date_of_death" date null, "sex" text not null, "ethnicity" text null,
        "language" text null, "communication_needs" text null, "preferred_clinician" text null, primary key ("id")
      );
      comment on table "resident" is 'A person who lives, lived or is about to live in a care home.';
      create unique index "resident_one_of_nhs_number" on "resident" ("nhs_number") where valid_until is null;
      alter table "resident" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "resident" add constraint "version_positive" check (version > 0);
      alter table "resident" add constraint "resident_ethnicity_coded" check (ethnicity ~ '^([A-HJ-NPRSZ]|99)$');
      alter table "resident" add constraint "resident_died_after_birth" check (date_of_death >= date_of_birth);
      alter table "resident" add constraint "resident_nhs_number_valid" check (hub.nhs_number_is_valid(nhs_number));
      alter table "resident" add constraint "resident_nhs_number_status_check" check ("nhs_number_status" in ('VERIFIED', 'TRACED', 'UNVERIFIED'));
      alter table "resident" add constraint "resident_sex_check" check ("sex" in ('FEMALE', 'MALE', 'INDETERMINATE', 'NOT_KNOWN'));
      alter table "resident" add constraint "resident_author_id_foreign" foreign key ("author_id") references "organisation" ("id");`);

    this.addSql(`
      create table "gp_registration" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "resident_id" uuid not null, "practice_id" uuid not null,
        "from_on" date not null, "to_on" date null, primary key ("id")
      );
      comment on table "gp_registration" is 'A resident is on the list of one practice, which need not be the one that serves the home.';
      create index "gp_registration_at_practice" on "gp_registration" ("practice_id", "resident_id") where valid_until is null;
      create index "gp_registration_of_resident" on "gp_registration" ("resident_id", "from_on" DESC);
      alter table "gp_registration" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "gp_registration" add constraint "version_positive" check (version > 0);
      alter table "gp_registration" add constraint "gp_registration_no_overlap" exclude using gist (resident_id with =, daterange(from_on, to_on) with &&) where (valid_until is null);
      alter table "gp_registration" add constraint "gp_registration_in_order" check (to_on >= from_on);
      alter table "gp_registration" add constraint "gp_registration_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "gp_registration" add constraint "gp_registration_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "gp_registration" add constraint "gp_registration_practice_id_foreign" foreign key ("practice_id") references "practice" ("id");`);

    this.addSql(`
      create table "practice_agreement" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "resident_id" uuid not null, "practice_id" uuid not null,
        "agreed_by" text not null, "from_on" date not null, "to_on" date null, primary key ("id")
      );
      comment on table "practice_agreement" is 'A resident, or the attorney, agreed that a practice may see the record without being registered there.';
      create index "practice_agreement_resident_id_index" on "practice_agreement" ("resident_id");
      alter table "practice_agreement" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "practice_agreement" add constraint "version_positive" check (version > 0);
      alter table "practice_agreement" add constraint "practice_agreement_in_order" check (to_on >= from_on);
      alter table "practice_agreement" add constraint "practice_agreement_agreed_by_check" check ("agreed_by" in ('RESIDENT', 'ATTORNEY'));
      alter table "practice_agreement" add constraint "practice_agreement_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "practice_agreement" add constraint "practice_agreement_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "practice_agreement" add constraint "practice_agreement_practice_id_foreign" foreign key ("practice_id") references "practice" ("id");`);

    this.addSql(`
      create table "placement" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "resident_id" uuid not null, "home_id" uuid not null,
        "care_type" text not null, "room" text null, "from_on" date not null, "to_on" date null,
        "bed_held_until" timestamptz null, primary key ("id")
      );
      comment on table "placement" is 'A resident has a bed in one home, from one day until before another; nobody has two homes at once.';
      create index "placement_in_home" on "placement" ("home_id", "resident_id", "from_on") where valid_until is null;
      create index "placement_of_resident" on "placement" ("resident_id", "from_on" DESC);
      alter table "placement" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "placement" add constraint "version_positive" check (version > 0);
      alter table "placement" add constraint "placement_no_overlap" exclude using gist (resident_id with =, daterange(from_on, to_on) with &&) where (valid_until is null);
      alter table "placement" add constraint "placement_in_order" check (to_on >= from_on);
      alter table "placement" add constraint "placement_care_type_check" check ("care_type" in ('RESIDENTIAL', 'RESIDENTIAL_DEMENTIA', 'NURSING', 'NURSING_DEMENTIA', 'LEARNING_DISABILITY', 'MENTAL_HEALTH', 'PHYSICAL_DISABILITY', 'RESPITE', 'DISCHARGE_TO_ASSESS'));
      alter table "placement" add constraint "placement_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "placement" add constraint "placement_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "placement" add constraint "placement_home_id_foreign" foreign key ("home_id") references "care_home" ("id");`);

    this.addSql(`
      create table "absence" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "resident_id" uuid not null, "placement_id" uuid not null,
        "from_on" date not null, "to_on" date null, "reason" text not null, primary key ("id")
      );
      comment on table "absence" is 'A resident is away while the placement goes on.';
      create index "absence_placement_id_index" on "absence" ("placement_id");
      alter table "absence" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "absence" add constraint "version_positive" check (version > 0);
      alter table "absence" add constraint "absence_no_overlap" exclude using gist (resident_id with =, daterange(from_on, to_on) with &&) where (valid_until is null);
      alter table "absence" add constraint "absence_in_order" check (to_on >= from_on);
      alter table "absence" add constraint "absence_reason_check" check ("reason" in ('HOSPITAL', 'HOLIDAY', 'FAMILY', 'OTHER'));
      alter table "absence" add constraint "absence_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "absence" add constraint "absence_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "absence" add constraint "absence_placement_id_foreign" foreign key ("placement_id") references "placement" ("id");`);

    this.addSql(`
      create table "funding_component" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "resident_id" uuid not null, "placement_id" uuid not null,
        "source" text not null, "payer_id" uuid null, "payee_id" uuid not null,
        "weekly_amount" numeric(10,2) not null, "from_on" date not null, "to_on" date null, primary key ("id")
      );
      comment on table "funding_component" is 'A dated part of what a placement costs, with who pays it and who is paid.';
      create index "funding_component_payer_id_index" on "funding_component" ("payer_id");
      create index "funding_component_resident_id_index" on "funding_component" ("resident_id");
      create index "funding_component_placement_id_index" on "funding_component" ("placement_id");
      alter table "funding_component" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "funding_component" add constraint "version_positive" check (version > 0);
      alter table "funding_component" add constraint "funding_component_never_negative" check (weekly_amount >= 0);
      alter table "funding_component" add constraint "funding_component_in_order" check (to_on >= from_on);
      alter table "funding_component" add constraint "funding_component_source_check" check ("source" in ('COUNCIL', 'CHC', 'CHC_FAST_TRACK', 'FNC', 'SELF', 'SECTION_117', 'JOINT', 'DISCHARGE_TO_ASSESS', 'DEFERRED_PAYMENT', 'THIRD_PARTY_TOP_UP'));
      alter table "funding_component" add constraint "funding_component_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "funding_component" add constraint "funding_component_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "funding_component" add constraint "funding_component_placement_id_foreign" foreign key ("placement_id") references "placement" ("id");
      alter table "funding_component" add constraint "funding_component_payer_id_foreign" foreign key ("payer_id") references "organisation" ("id") on delete no action;
      alter table "funding_component" add constraint "funding_component_payee_id_foreign" foreign key ("payee_id") references "organisation" ("id");`);

    this.addSql(`
      create table "trust_contact" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "resident_id" uuid not null, "trust_id" uuid not null, "kind" text not null,
        "started_at" timestamptz not null, "ended_at" timestamptz null, primary key ("id")
      );
      comment on table "trust_contact" is 'A resident attends an emergency department, is referred to a team of a trust, or is on the caseload of one.';
      create index "trust_contact_resident_id_index" on "trust_contact" ("resident_id");
      alter table "trust_contact" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "trust_contact" add constraint "version_positive" check (version > 0);
      alter table "trust_contact" add constraint "trust_contact_in_order" check (ended_at >= started_at);
      alter table "trust_contact" add constraint "trust_contact_kind_check" check ("kind" in ('ATTENDING', 'REFERRED', 'CASELOAD'));
      alter table "trust_contact" add constraint "trust_contact_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "trust_contact" add constraint "trust_contact_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "trust_contact" add constraint "trust_contact_trust_id_foreign" foreign key ("trust_id") references "organisation" ("id");`);

    this.addSql(`
      create table "safeguarding_enquiry" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "resident_id" uuid not null, "council_id" uuid not null,
        "opened_on" date not null, "closed_on" date null, primary key ("id")
      );
      comment on table "safeguarding_enquiry" is 'A council enquires whether a resident is abused or neglected; shared with nobody but the register.';
      create index "safeguarding_enquiry_resident_id_index" on "safeguarding_enquiry" ("resident_id");
      alter table "safeguarding_enquiry" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "safeguarding_enquiry" add constraint "version_positive" check (version > 0);
      alter table "safeguarding_enquiry" add constraint "safeguarding_enquiry_in_order" check (closed_on >= opened_on);
      alter table "safeguarding_enquiry" add constraint "safeguarding_enquiry_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "safeguarding_enquiry" add constraint "safeguarding_enquiry_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "safeguarding_enquiry" add constraint "safeguarding_enquiry_council_id_foreign" foreign key ("council_id") references "organisation" ("id");`);

    this.addSql(`
      create table "objection" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "resident_id" uuid not null, "kind" text not null, "against_id" uuid null,
        "decided_by" text not null, "made_on" date not null, "withdrawn_on" date null, primary key ("id")
      );
      comment on table "objection" is 'A resident objects to a use or sharing of the record; it counts from when it is recorded.';
      create index "objection_resident_id_index" on "objection" ("resident_id");
      alter table "objection" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "objection" add constraint "version_positive" check (version > 0);
      alter table "objection" add constraint "objection_not_in_future" check (greatest(made_on, withdrawn_on) <= (recorded_at at time zone 'Europe/London')::date);
      alter table "objection" add constraint "objection_in_order" check (withdrawn_on >= made_on);
      alter table "objection" add constraint "objection_kind_check" check ("kind" in ('NATIONAL_DATA_OPT_OUT', 'ARTICLE_21', 'DIRECT_CARE_SHARING'));
      alter table "objection" add constraint "objection_decided_by_check" check ("decided_by" in ('RESIDENT', 'ATTORNEY', 'BEST_INTERESTS'));
      alter table "objection" add constraint "objection_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "objection" add constraint "objection_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "objection" add constraint "objection_against_id_foreign" foreign key ("against_id") references "organisation" ("id") on delete no action;`);

    this.addSql(`
      create table "hospital_stay" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "resident_id" uuid not null, "trust_id" uuid not null,
        "admitted_at" timestamptz not null, "discharged_at" timestamptz null, "admission_method" text not null,
        "emergency" boolean generated always as (admission_method = any (array['21', '22', '23', '24', '25', '2A', '2B', '2C', '2D', '28'])) stored not null,
        "discharge_ready_on" date null, "pathway" text null, "delay_reason" text null, "delay_agency" text null,
        "destination" text null, "primary_diagnosis" text null, "avoidable_factors" text[] null,
        "healthcare_resource_group" text null, "cost" numeric(10,2) null, primary key ("id")
      );
      comment on table "hospital_stay" is 'A resident is an inpatient of a hospital trust, from admission until discharge.';
      create index "hospital_stay_at_trust" on "hospital_stay" ("trust_id", "admitted_at");
      create index "hospital_stay_admitted_at_index" on "hospital_stay" ("admitted_at");
      create index "hospital_stay_newest_of_resident" on "hospital_stay" ("resident_id", "admitted_at" DESC);
      alter table "hospital_stay" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "hospital_stay" add constraint "version_positive" check (version > 0);
      alter table "hospital_stay" add constraint "hospital_stay_no_overlap" exclude using gist (resident_id with =, trust_id with =, tstzrange(admitted_at, discharged_at) with &&) where (valid_until is null);
      alter table "hospital_stay" add constraint "hospital_stay_cost_never_negative" check (cost >= 0);
      alter table "hospital_stay" add constraint "hospital_stay_destination_coded" check (destination ~ '^[0-9]{2}$');
      alter table "hospital_stay" add constraint "hospital_stay_method_coded" check (admission_method ~ '^[1-8][0-9A-D]$');
      alter table "hospital_stay" add constraint "hospital_stay_in_order" check (discharged_at >= admitted_at);
      alter table "hospital_stay" add constraint "hospital_stay_pathway_check" check ("pathway" in ('P0', 'P1', 'P2', 'P3'));
      alter table "hospital_stay" add constraint "hospital_stay_delay_reason_check" check ("delay_reason" in ('ASSESSMENT', 'PUBLIC_FUNDING', 'FURTHER_NON_ACUTE_NHS', 'CARE_HOME_PLACEMENT', 'HOME_CARE_PACKAGE', 'EQUIPMENT', 'CHOICE', 'DISPUTE', 'HOUSING'));
      alter table "hospital_stay" add constraint "hospital_stay_delay_agency_check" check ("delay_agency" in ('NHS', 'SOCIAL_CARE', 'BOTH'));
      alter table "hospital_stay" add constraint "hospital_stay_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "hospital_stay" add constraint "hospital_stay_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "hospital_stay" add constraint "hospital_stay_trust_id_foreign" foreign key ("trust_id") references "organisation" ("id");`);
  }

  override down(): void {
    this.addSql(
      `drop table "hospital_stay", "objection", "safeguarding_enquiry", "trust_contact", "funding_component", "absence", "placement", "practice_agreement", "gp_registration", "resident" cascade`,
    );
  }
}
