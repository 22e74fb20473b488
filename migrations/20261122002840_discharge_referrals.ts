import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const keepFormer = (now: string) => `
      create or replace function hub.keep_former_version() returns trigger language plpgsql ${definer} as $$
      declare
        kept text;
      begin
        select string_agg(quote_ident(attribute.attname), ', ') into kept from pg_attribute attribute
        where attribute.attrelid = tg_relid and attribute.attnum > 0 and not attribute.attisdropped
          and attribute.attgenerated = '' and attribute.attname not in ('id', 'valid_until', 'former_of');
        execute format(
          'insert into %I.%I (id, valid_until, former_of, %s)
            select gen_random_uuid(), ${now}, former.id, %s from (select ($1).*) former',
          tg_table_schema, tg_table_name, kept, kept) using old;
        new.version := old.version + 1;
        new.recorded_at := now();
        new.valid_from := ${now.replace('former.', 'old.')};
        return new;
      end $$;`;
const tables = ['discharge_referral', 'referral_request'];

/** Who is referred from hospital, which homes are asked, and what they answer. */
export class DischargeReferrals extends Migration {
  override name = '20261122002840_discharge_referrals';

  override up(): void {
    this.addSql(`
      create table "discharge_referral" ("id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1, "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(), "valid_until" timestamptz null, "former_of" uuid null, "resident_id" uuid not null, "kind" text not null, "care_type" text not null, "gender" text not null, "mobility" text not null, "hoist" boolean not null, "oxygen" boolean not null, "infection_status" text not null, "medicines_ready" boolean not null, "transport" text not null, "funding_route" text not null, "earliest" timestamptz not null, "answer_by" timestamptz not null, "reserve_until" timestamptz not null, "state" text not null default 'OPEN', "referred_at" timestamptz not null default now(), "chosen_at" timestamptz null, "ended_at" timestamptz null, "withdrawal_reason" text null, "chosen_home_id" uuid null, "asked_id" uuid null, "accepted_id" uuid null, "lapses_at" timestamptz null, "bed_reserved" boolean not null default false, primary key ("id"));
      comment on table "discharge_referral" is 'Somebody who is to leave hospital is referred to homes, which are asked for a place without being told for whom.';
      create index "discharge_referral_lapsing" on "discharge_referral" ("lapses_at") where valid_until is null;
      create index "discharge_referral_newest_of_resident" on "discharge_referral" ("resident_id", "referred_at" DESC);
      create unique index "discharge_referral_one_chosen" on "discharge_referral" ("resident_id") where valid_until is null and state = 'CHOSEN';
      create unique index "discharge_referral_one_open" on "discharge_referral" ("resident_id", "author_id") where valid_until is null and ended_at is null;
      alter table "discharge_referral" add constraint "discharge_referral_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "discharge_referral" add constraint "discharge_referral_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "discharge_referral" add constraint "discharge_referral_chosen_home_id_foreign" foreign key ("chosen_home_id") references "care_home" ("id") on delete no action;
      alter table "discharge_referral" add constraint "discharge_referral_asked_id_foreign" foreign key ("asked_id") references "organisation" ("id") on delete no action;
      alter table "discharge_referral" add constraint "discharge_referral_accepted_id_foreign" foreign key ("accepted_id") references "organisation" ("id") on delete no action;
      alter table "discharge_referral" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "discharge_referral" add constraint "version_positive" check (version > 0);
      alter table "discharge_referral" add constraint "discharge_referral_withdrawn" check (withdrawal_reason is null or state = 'WITHDRAWN');
      alter table "discharge_referral" add constraint "discharge_referral_bed_of_chosen" check (not bed_reserved or (state = 'CHOSEN' and kind = 'NEW_PLACEMENT'));
      alter table "discharge_referral" add constraint "discharge_referral_chosen" check (chosen_at is not null or state in ('OPEN', 'WITHDRAWN', 'EXPIRED'));
      alter table "discharge_referral" add constraint "discharge_referral_chosen_home" check ((chosen_home_id is null) = (chosen_at is null));
      alter table "discharge_referral" add constraint "discharge_referral_chosen_organisation" check ((accepted_id is null) = (chosen_at is null));
      alter table "discharge_referral" add constraint "discharge_referral_lapses" check ((ended_at is null) = (lapses_at is not null));
      alter table "discharge_referral" add constraint "discharge_referral_ended" check ((state in ('ADMITTED', 'WITHDRAWN', 'EXPIRED')) = (ended_at is not null));
      alter table "discharge_referral" add constraint "discharge_referral_in_order" check (reserve_until > earliest and reserve_until > answer_by);
      alter table "discharge_referral" add constraint "discharge_referral_kind_check" check ("kind" in ('NEW_PLACEMENT', 'RETURN'));
      alter table "discharge_referral" add constraint "discharge_referral_care_type_check" check ("care_type" in ('RESIDENTIAL', 'RESIDENTIAL_DEMENTIA', 'NURSING', 'NURSING_DEMENTIA', 'LEARNING_DISABILITY', 'MENTAL_HEALTH', 'PHYSICAL_DISABILITY', 'RESPITE', 'DISCHARGE_TO_ASSESS'));
      alter table "discharge_referral" add constraint "discharge_referral_gender_check" check ("gender" in ('FEMALE', 'MALE', 'INDETERMINATE', 'NOT_KNOWN'));
      alter table "discharge_referral" add constraint "discharge_referral_mobility_check" check ("mobility" in ('INDEPENDENT', 'WALKING_AID', 'ASSISTANCE_OF_ONE', 'ASSISTANCE_OF_TWO', 'CARED_FOR_IN_BED'));
      alter table "discharge_referral" add constraint "discharge_referral_infection_status_check" check ("infection_status" in ('NONE_KNOWN', 'AWAITING_RESULT', 'COLONISED', 'INFECTIOUS', 'RECOVERED'));
      alter table "discharge_referral" add constraint "discharge_referral_transport_check" check ("transport" in ('NOT_NEEDED', 'SEATED', 'WHEELCHAIR', 'STRETCHER'));
      alter table "discharge_referral" add constraint "discharge_referral_funding_route_check" check ("funding_route" in ('COUNCIL', 'CHC', 'CHC_FAST_TRACK', 'SELF', 'SECTION_117', 'JOINT', 'DISCHARGE_TO_ASSESS', 'UNDECIDED'));
      alter table "discharge_referral" add constraint "discharge_referral_state_check" check ("state" in ('OPEN', 'CHOSEN', 'ADMITTED', 'WITHDRAWN', 'EXPIRED'));
      alter table "discharge_referral" enable row level security;
      alter table "discharge_referral" force row level security;
      create policy "discharge_referral_related" on "discharge_referral" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (discharge_referral.valid_until is null and exists (select from hub.relationship related
        where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
        and related.resident_id = discharge_referral.resident_id
        and related.since <= now() and (related.until is null or related.until > now())
        and (related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0 or related.bit & (select coalesce(nullif(current_setting('hub.never_ends', true), ''), '0')::int as "coalesce") <> 0)
        and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('DischargeReferral', 0)) | case when discharge_referral.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('DischargeReferral', 1048576)) else 0 end | case when discharge_referral.asked_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('DischargeReferral', 8388608)) else 0 end | case when discharge_referral.accepted_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('DischargeReferral', 16777216)) else 0 end) <> 0));
      create policy "discharge_referral_owner" on "discharge_referral" to "caregraph_owner" using (true);
      create policy "discharge_referral_measures" on "discharge_referral" for select to "caregraph_measures" using (true);
      create policy "discharge_referral_backup" on "discharge_referral" for select to "caregraph_backup" using (true);
      create policy "discharge_referral_register" on "discharge_referral" for select to "caregraph_register" using (true);
      create policy "discharge_referral_entered" on "discharge_referral" for insert to "caregraph_register" with check (discharge_referral.valid_until is null or discharge_referral.former_of is not null);
      create policy "discharge_referral_amended" on "discharge_referral" for update to "caregraph_register" using (discharge_referral.valid_until is null) with check (discharge_referral.valid_until is null);`);
    this.addSql(`
      create table "referral_request" ("id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1, "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(), "valid_until" timestamptz null, "former_of" uuid null, "resident_id" uuid not null, "discharge_referral_id" uuid not null, "home_id" uuid not null, "state" text not null default 'WAITING', "takes_discharges_then" boolean not null, "by_trusted_assessor" boolean not null default false, "reason" text null, "question" text null, "reply" text null, "asked_at" timestamptz not null default now(), "answered_at" timestamptz null, "replied_at" timestamptz null, "closed_at" timestamptz null, "lapses_at" timestamptz null, primary key ("id"));
      comment on table "referral_request" is 'One home is asked for a place for somebody who is referred from hospital, and what came of it.';
      create index "referral_request_resident_id_index" on "referral_request" ("resident_id");
      create unique index "referral_request_once_for_home" on "referral_request" ("discharge_referral_id", "home_id") where valid_until is null;
      alter table "referral_request" add constraint "referral_request_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "referral_request" add constraint "referral_request_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "referral_request" add constraint "referral_request_discharge_referral_id_foreign" foreign key ("discharge_referral_id") references "discharge_referral" ("id");
      alter table "referral_request" add constraint "referral_request_home_id_foreign" foreign key ("home_id") references "care_home" ("id");
      alter table "referral_request" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "referral_request" add constraint "version_positive" check (version > 0);
      alter table "referral_request" add constraint "referral_request_lapses" check ((state in ('WAITING', 'QUESTIONED', 'OFFERED', 'CHOSEN')) = (lapses_at is not null));
      alter table "referral_request" add constraint "referral_request_closed" check ((state in ('NOT_CHOSEN', 'ADMITTED', 'WITHDRAWN', 'EXPIRED')) = (closed_at is not null));
      alter table "referral_request" add constraint "referral_request_reply_to_question" check ((reply is null) = (replied_at is null));
      alter table "referral_request" add constraint "referral_request_question_asked" check (question is not null or state <> 'QUESTIONED');
      alter table "referral_request" add constraint "referral_request_reason_of_refusal" check (reason is not null or state <> 'DECLINED');
      alter table "referral_request" add constraint "referral_request_state_check" check ("state" in ('WAITING', 'QUESTIONED', 'OFFERED', 'DECLINED', 'CHOSEN', 'NOT_CHOSEN', 'ADMITTED', 'WITHDRAWN', 'EXPIRED'));
      alter table "referral_request" enable row level security;
      alter table "referral_request" force row level security;
      create policy "referral_request_related" on "referral_request" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (referral_request.valid_until is null and exists (select from hub.relationship related
        where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
        and related.resident_id = referral_request.resident_id
        and related.since <= now() and (related.until is null or related.until > now())
        and (related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0 or related.bit & (select coalesce(nullif(current_setting('hub.never_ends', true), ''), '0')::int as "coalesce") <> 0)
        and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('ReferralRequest', 0)) | case when referral_request.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('ReferralRequest', 1048576)) else 0 end) <> 0));
      create policy "referral_request_owner" on "referral_request" to "caregraph_owner" using (true);
      create policy "referral_request_measures" on "referral_request" for select to "caregraph_measures" using (true);
      create policy "referral_request_backup" on "referral_request" for select to "caregraph_backup" using (true);
      create policy "referral_request_register" on "referral_request" for select to "caregraph_register" using (true);
      create policy "referral_request_entered" on "referral_request" for insert to "caregraph_register" with check (referral_request.valid_until is null or referral_request.former_of is not null);
      create policy "referral_request_amended" on "referral_request" for update to "caregraph_register" using (referral_request.valid_until is null) with check (referral_request.valid_until is null);`);

    // Of two who wait for the same row, the one that began first may come last: a version ends no earlier than it began.
    this.addSql(keepFormer('greatest(former.valid_from, now())'));
    for (const table of tables) {
      this.addSql(`
      grant select on ${table} to caregraph_backup;
      grant select, insert on ${table} to caregraph_register;
      create trigger former_version_kept before update on ${table} for each row
        when (new.valid_until is null) execute function hub.keep_former_version();`);
    }
    this.addSql(`
      grant update (state, chosen_at, ended_at, withdrawal_reason, chosen_home_id, accepted_id, lapses_at,
        reserve_until, bed_reserved, version, recorded_at, valid_from) on discharge_referral to caregraph_register;
      grant update (state, by_trusted_assessor, reason, question, reply, answered_at, replied_at, closed_at, lapses_at,
        version, recorded_at, valid_from) on referral_request to caregraph_register;`);
  }

  override down(): void {
    this.addSql(keepFormer('now()'));
    this.addSql('drop table "referral_request", "discharge_referral" cascade');
  }
}
