import { Migration } from '@mikro-orm/migrations';
import { byFunction } from './20261122002871_care_plans.ts';

/** What residents need and wait for, and how long. */
export class ServiceRequests extends Migration {
  override name = '20261122003191_service_requests';

  override up(): void {
    this.addSql(`
      create table "service_request" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "former_of" uuid null, "resident_id" uuid not null,
        "asked_id" uuid not null, "kind" text not null, "details" text not null,
        "requested_at" timestamptz not null default now(), "state" text not null default 'REQUESTED',
        "accepted_at" timestamptz null, "promised_by" date null, "scheduled_at" timestamptz null,
        "scheduled_for" timestamptz null, "ended_at" timestamptz null, "reply" text null, "reason" text null,
        primary key ("id")
      );
      comment on table "service_request" is 'A home or practice asks an organisation for something that a resident needs, such as a wheelchair or a district nurse, and how long that takes.';
      create index "service_request_oldest_of_resident" on "service_request" ("resident_id", "requested_at" DESC);
      alter table "service_request" add constraint "service_request_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "service_request" add constraint "service_request_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "service_request" add constraint "service_request_asked_id_foreign" foreign key ("asked_id") references "organisation" ("id") on delete no action;
      alter table "service_request" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "service_request" add constraint "version_positive" check (version > 0);
      alter table "service_request" add constraint "service_request_in_order" check (least(accepted_at, scheduled_at, ended_at) >= requested_at);
      alter table "service_request" add constraint "service_request_reasoned" check ((state in ('DECLINED', 'WITHDRAWN')) = (reason is not null));
      alter table "service_request" add constraint "service_request_scheduled_for" check (state <> 'SCHEDULED' or scheduled_for is not null);
      alter table "service_request" add constraint "service_request_scheduled" check ((scheduled_at is null) = (scheduled_for is null));
      alter table "service_request" add constraint "service_request_accepted" check (accepted_at is not null or state in ('REQUESTED', 'DELIVERED', 'DECLINED', 'WITHDRAWN'));
      alter table "service_request" add constraint "service_request_ended" check ((state in ('DELIVERED', 'DECLINED', 'WITHDRAWN')) = (ended_at is not null));
      alter table "service_request" add constraint "service_request_kind_check" check ("kind" in ('WHEELCHAIR', 'SEATING', 'BED_OR_MATTRESS', 'HOIST_OR_SLING', 'OTHER_EQUIPMENT', 'CONTINENCE_PRODUCTS', 'DISTRICT_NURSE', 'WOUND_CARE', 'OCCUPATIONAL_THERAPY', 'PHYSIOTHERAPY', 'SPEECH_AND_LANGUAGE_THERAPY', 'DIETETICS', 'PODIATRY', 'DENTISTRY', 'EYE_CARE', 'HEARING', 'MENTAL_HEALTH', 'PALLIATIVE_CARE', 'CARE_REVIEW', 'OTHER'));
      alter table "service_request" add constraint "service_request_state_check" check ("state" in ('REQUESTED', 'ACCEPTED', 'SCHEDULED', 'DELIVERED', 'DECLINED', 'WITHDRAWN'));
      alter table "service_request" enable row level security;
      alter table "service_request" force row level security;
      create policy "service_request_related" on "service_request" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (service_request.valid_until is null and exists (select from hub.relationship related
        where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
        and related.resident_id = service_request.resident_id
        and related.since <= now() and (related.until is null or related.until > now())
        and (related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0 or related.bit & (select coalesce(nullif(current_setting('hub.never_ends', true), ''), '0')::int as "coalesce") <> 0)
        and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('ServiceRequest', 0)) | case when service_request.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('ServiceRequest', 1048576)) else 0 end | case when service_request.asked_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('ServiceRequest', 8388608)) else 0 end) <> 0));
      create policy "service_request_owner" on "service_request" to "caregraph_owner" using (true);
      create policy "service_request_measures" on "service_request" for select to "caregraph_measures" using (true);
      create policy "service_request_backup" on "service_request" for select to "caregraph_backup" using (true);
      grant select on "service_request" to caregraph_backup;
      ${byFunction('service_request')}`);
  }

  override down(): void {
    this.addSql('drop table "service_request" cascade;');
  }
}
