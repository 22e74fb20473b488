import { Migration } from '@mikro-orm/migrations';

/** What is recorded about the care of a resident. */
export class Records extends Migration {
  override name = '20261122000400_records';

  override up(): void {
    this.addSql(`
      create table "care_plan" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "resident_id" uuid not null, "status" text not null, "due_on" date not null,
        "reviewed_on" date null, "agreed_with" text null, "medication_review_status" text not null,
        "medication_review_due_on" date not null, "medication_reviewed_on" date null, primary key ("id")
      );
      comment on table "care_plan" is 'The personalised care and support plan of a resident, and the structured medication review.';
      create unique index "care_plan_one_current" on "care_plan" ("resident_id") where valid_until is null;
      alter table "care_plan" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "care_plan" add constraint "version_positive" check (version > 0);
      alter table "care_plan" add constraint "care_plan_status_check" check ("status" in ('DUE', 'OVERDUE', 'IN_PLACE', 'REVIEW_DUE', 'DECLINED'));
      alter table "care_plan" add constraint "care_plan_medication_review_status_check" check ("medication_review_status" in ('DUE', 'OVERDUE', 'IN_PLACE', 'REVIEW_DUE', 'DECLINED'));
      alter table "care_plan" add constraint "care_plan_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "care_plan" add constraint "care_plan_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");`);

    this.addSql(`
      create table "clinical_summary" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "resident_id" uuid not null, "allergies" text[] not null,
        "medicines" text[] not null, "escalation_plan" text null,
        "resuscitation" text not null default 'NOT_RECORDED', "frailty" int null, primary key ("id")
      );
      comment on table "clinical_summary" is 'What a clinician must know about a resident at once.';
      create unique index "clinical_summary_one_current" on "clinical_summary" ("resident_id") where valid_until is null;
      alter table "clinical_summary" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "clinical_summary" add constraint "version_positive" check (version > 0);
      alter table "clinical_summary" add constraint "clinical_summary_frailty_on_scale" check (frailty >= 1 and frailty <= 9);
      alter table "clinical_summary" add constraint "clinical_summary_resuscitation_check" check ("resuscitation" in ('ATTEMPT', 'DO_NOT_ATTEMPT', 'NOT_RECORDED'));
      alter table "clinical_summary" add constraint "clinical_summary_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "clinical_summary" add constraint "clinical_summary_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");`);

    this.addSql(`
      create table "personal_summary" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "resident_id" uuid not null, "next_of_kin_name" text null,
        "next_of_kin_telephone" text null, "lasting_power_of_attorney" text null,
        "deprivation_of_liberty" text not null default 'NONE', "what_matters_to_me" text null, primary key ("id")
      );
      comment on table "personal_summary" is 'Who stands by a resident, who decides, and what matters.';
      create unique index "personal_summary_one_current" on "personal_summary" ("resident_id") where valid_until is null;
      alter table "personal_summary" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "personal_summary" add constraint "version_positive" check (version > 0);
      alter table "personal_summary" add constraint "personal_summary_deprivation_of_liberty_check" check ("deprivation_of_liberty" in ('NONE', 'APPLIED', 'AUTHORISED'));
      alter table "personal_summary" add constraint "personal_summary_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "personal_summary" add constraint "personal_summary_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");`);

    this.addSql(`
      create table "incident" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "resident_id" uuid not null, "home_id" uuid not null, "kind" text not null,
        "subtype" text null, "harm" text not null, "psychological_harm" text not null,
        "occurred_at" timestamptz not null, "location" text null, "narrative" text not null,
        "internal_note" text null, primary key ("id")
      );
      comment on table "incident" is 'An unplanned event that harmed, or could have harmed, a resident.';
      create index "incident_in_home" on "incident" ("home_id", "occurred_at");
      create index "incident_newest_of_resident" on "incident" ("resident_id", "occurred_at" DESC);
      alter table "incident" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "incident" add constraint "version_positive" check (version > 0);
      alter table "incident" add constraint "incident_kind_check" check ("kind" in ('FALL', 'PRESSURE_ULCER', 'MEDICATION_ERROR', 'INFECTION', 'CHOKING', 'MISSING_PERSON', 'BEHAVIOUR', 'EQUIPMENT', 'DEATH', 'OTHER'));
      alter table "incident" add constraint "incident_subtype_check" check ("subtype" in ('WITNESSED', 'UNWITNESSED', 'FROM_BED', 'FROM_CHAIR', 'FOUND_ON_FLOOR', 'CATEGORY_1', 'CATEGORY_2', 'CATEGORY_3', 'CATEGORY_4', 'UNSTAGEABLE', 'DEEP_TISSUE_INJURY', 'OMISSION', 'EXTRA_DOSE', 'WRONG_DOSE', 'TIMING', 'UNPRESCRIBED', 'WRONG_MEDICINE', 'ROUTE', 'ALLERGY', 'DETERIORATED', 'NOT_SIGNED', 'RESPIRATORY', 'COVID19', 'INFLUENZA', 'GASTROINTESTINAL', 'NOROVIRUS', 'C_DIFFICILE', 'MRSA', 'SCABIES'));
      alter table "incident" add constraint "incident_harm_check" check ("harm" in ('NONE', 'LOW', 'MODERATE', 'SEVERE', 'FATAL'));
      alter table "incident" add constraint "incident_psychological_harm_check" check ("psychological_harm" in ('NONE', 'LOW', 'MODERATE', 'SEVERE'));
      alter table "incident" add constraint "incident_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "incident" add constraint "incident_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "incident" add constraint "incident_home_id_foreign" foreign key ("home_id") references "care_home" ("id");`);
  }

  override down(): void {
    this.addSql(`drop table "incident", "personal_summary", "clinical_summary", "care_plan" cascade`);
  }
}
