import { Migration } from '@mikro-orm/migrations';
import { relationshipBits } from '../src/agreement/relationships.ts';

const agencies = 'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb';
const ownOrganisation = `(select nullif(current_setting('hub.organisation', true), '')::uuid)`;
/** Only while the purpose of the question is safeguarding: that a council enquires is not its other officers' to know. */
const forSafeguarding = `(select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int)
        & ${relationshipBits['council.safeguarding']} <> 0`;

/** A table that only functions write. */
const guarded = (table: string, seen: string) => `
      alter table hub.${table} enable row level security;
      alter table hub.${table} force row level security;
      create policy ${table}_own on hub.${table} for select to ${agencies} using (${seen});
      create policy ${table}_owner on hub.${table} to caregraph_owner using (true);
      create policy ${table}_register on hub.${table} to caregraph_register using (true);
      grant select, insert, update on hub.${table} to caregraph_register;`;

/** Concerns that somebody is abused or neglected, to whom they were released, and reports about people named. */
export class SafeguardingConcerns extends Migration {
  override name = '20261122001910_safeguarding_concerns';

  override up(): void {
    this.addSql(`
      create table "safeguarding_concern" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "former_of" uuid null, "resident_id" uuid not null, "council_id" uuid not null,
        "kinds" text[] not null, "occurred_at" timestamptz null, "ongoing_since" date null, "location" text null,
        "narrative" text not null, "alleged_source" text null, "immediate_action" text null, "wishes" text null,
        "status" text not null default 'RAISED', "raised_at" timestamptz not null default now(), "outcome" text null,
        "decided_on" date null, "ended_at" timestamptz null, primary key ("id")
      );
      comment on table "safeguarding_concern" is 'A concern that a resident is abused or neglected, raised with the council that has the duty to enquire (Care Act 2014, section 42).';
      create index "safeguarding_concern_newest_of_resident" on "safeguarding_concern" ("resident_id", "raised_at" desc);
      alter table "safeguarding_concern" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "safeguarding_concern" add constraint "version_positive" check (version > 0);
      alter table "safeguarding_concern" add constraint "safeguarding_concern_of_some_kind" check (cardinality(kinds) > 0);
      alter table "safeguarding_concern" add constraint "safeguarding_concern_decided" check ((status = 'RAISED') = (decided_on is null));
      alter table "safeguarding_concern" add constraint "safeguarding_concern_found" check (status <> 'RAISED' or outcome is null);
      alter table "safeguarding_concern" add constraint "safeguarding_concern_ended" check ((status in ('NO_FURTHER_ACTION', 'CLOSED')) = (ended_at is not null));
      alter table "safeguarding_concern" add constraint "safeguarding_concern_in_order" check (ended_at >= raised_at);
      alter table "safeguarding_concern" add constraint "safeguarding_concern_kinds_check" check ("kinds" <@ array['PHYSICAL'::text, 'DOMESTIC'::text, 'SEXUAL'::text, 'PSYCHOLOGICAL'::text, 'FINANCIAL_OR_MATERIAL'::text, 'MODERN_SLAVERY'::text, 'DISCRIMINATORY'::text, 'ORGANISATIONAL'::text, 'NEGLECT_OR_OMISSION'::text, 'SELF_NEGLECT'::text]);
      alter table "safeguarding_concern" add constraint "safeguarding_concern_status_check" check ("status" in ('RAISED', 'ENQUIRY', 'NO_FURTHER_ACTION', 'CLOSED'));
      alter table "safeguarding_concern" add constraint "safeguarding_concern_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "safeguarding_concern" add constraint "safeguarding_concern_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "safeguarding_concern" add constraint "safeguarding_concern_council_id_foreign" foreign key ("council_id") references "organisation" ("id");`);

    this.addSql(`
      create table hub.release (
        id uuid primary key default gen_random_uuid(),
        record_id uuid not null,
        resident_id uuid not null references resident (id) on delete cascade,
        organisation_id uuid not null references organisation (id),
        council_id uuid not null references organisation (id),
        reason text not null check (length(reason) between 1 and 500),
        released_by text not null,
        since timestamptz not null default now(),
        until timestamptz check (until >= since),
        withdrawn_at timestamptz,
        withdrawn_by text,
        withdrawal_reason text check (length(withdrawal_reason) between 1 and 500),
        constraint release_to_another check (organisation_id <> council_id),
        constraint release_withdrawn check (
          (withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawal_reason is null)
          and (withdrawn_at is null or until is not null and until <= withdrawn_at))
      );
      comment on table hub.release is
        'A council lets one organisation read one safeguarding concern, from when until when and why.';
      create index release_of_record on hub.release (record_id, organisation_id) include (since, until);
      create index release_newest on hub.release (council_id, since desc, id);
      create index release_of_resident on hub.release (resident_id);
      ${guarded('release', `organisation_id = ${ownOrganisation} or council_id = ${ownOrganisation} and ${forSafeguarding}`)}
      grant select (record_id, organisation_id, since, until) on hub.release to ${agencies};
      grant select (id, council_id, reason, withdrawn_at, withdrawal_reason) on hub.release to caregraph_council;
      create table hub.safeguarding_report (
        id uuid primary key default gen_random_uuid(),
        organisation_id uuid not null references organisation (id),
        council_id uuid not null references organisation (id),
        made_by text not null,
        role text not null,
        nhs_number text not null,
        date_of_birth date not null,
        family_name text not null,
        report jsonb not null,
        made_at timestamptz not null default now(),
        resident_id uuid references resident (id) on delete set null,
        concern_id uuid
      );
      comment on table hub.safeguarding_report is
        'A concern about somebody who was named by number, birthday and name, as it was reported to a council.';
      create index safeguarding_report_newest on hub.safeguarding_report (council_id, made_at desc, id);
      create index safeguarding_report_by_number on hub.safeguarding_report (nhs_number) where concern_id is null;
      create index safeguarding_report_by_user on hub.safeguarding_report (organisation_id, made_at);
      create index safeguarding_report_of_resident on hub.safeguarding_report (resident_id);
      ${guarded('safeguarding_report', `council_id = ${ownOrganisation} and ${forSafeguarding}`)}
      grant select (id, organisation_id, council_id, nhs_number, date_of_birth, family_name, report, made_at)
        on hub.safeguarding_report to caregraph_council;`);

    this.addSql(`
      alter table "safeguarding_concern" enable row level security;
      alter table "safeguarding_concern" force row level security;
      create policy "safeguarding_concern_related" on "safeguarding_concern" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (safeguarding_concern.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = safeguarding_concern.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and (related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0 or related.bit & (select coalesce(nullif(current_setting('hub.never_ends', true), ''), '0')::int as "coalesce") <> 0)
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('SafeguardingConcern', 0)) | case when safeguarding_concern.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('SafeguardingConcern', 1048576)) else 0 end | case when exists (select from hub.release
      where release.record_id = safeguarding_concern.id and release.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and release.since <= now() and (release.until is null or release.until > now())) then (select hub.opening_of('SafeguardingConcern', 33554432)) else 0 end) <> 0));
      create policy "safeguarding_concern_owner" on "safeguarding_concern" to "caregraph_owner" using (true);
      create policy "safeguarding_concern_measures" on "safeguarding_concern" for select to "caregraph_measures" using (true);
      create policy "safeguarding_concern_register" on "safeguarding_concern" for select to "caregraph_register" using (true);
      create policy "safeguarding_concern_entered" on "safeguarding_concern" for insert to "caregraph_register" with check (safeguarding_concern.valid_until is null or safeguarding_concern.former_of is not null);
      create policy "safeguarding_concern_amended" on "safeguarding_concern" for update to "caregraph_register" using (safeguarding_concern.valid_until is null) with check (safeguarding_concern.valid_until is null);
      grant select, insert on safeguarding_concern to caregraph_register;
      grant update (status, outcome, decided_on, ended_at, version, recorded_at, valid_from)
        on safeguarding_concern to caregraph_register;
      create trigger former_version_kept before update on safeguarding_concern for each row
        when (nullif(current_setting('hub.organisation', true), '') is not null)
        execute function hub.keep_former_version();`);
  }

  override down(): void {
    this.addSql(`
      drop table "safeguarding_concern" cascade;
      drop table hub.safeguarding_report, hub.release;`);
  }
}
