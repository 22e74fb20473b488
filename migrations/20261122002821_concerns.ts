import { Migration } from '@mikro-orm/migrations';
import { guarded, writable } from './20261122002820_incidents_written.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** What home staff ask the clinic to look into, and what it answers. */
export class Concerns extends Migration {
  override name = '20261122002821_concerns';

  override up(): void {
    this.addSql(`
      create table "concern" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "former_of" uuid null, "resident_id" uuid not null, "addressed_to" text not null,
        "urgency" text not null, "text" text not null, "raised_at" timestamptz not null default now(),
        "answer_due_at" timestamptz not null, "answer" text null, "outcome" text null, "answered_at" timestamptz null,
        "answered_by_id" uuid null, primary key ("id")
      );
      comment on table "concern" is 'What staff of a care home noticed about a resident and ask the clinic to look into, with its answer. No safeguarding concern.';
      create index "concern_newest_of_resident" on "concern" ("resident_id", "raised_at" desc);
      alter table "concern" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "concern" add constraint "version_positive" check (version > 0);
      alter table "concern" add constraint "concern_due_later" check (answer_due_at > raised_at);
      alter table "concern" add constraint "concern_answered" check (num_nonnulls(answer, outcome, answered_at, answered_by_id) in (0, 4));
      alter table "concern" add constraint "concern_answered_later" check (answered_at >= raised_at);
      alter table "concern" add constraint "concern_addressed_to_check" check ("addressed_to" in ('PRACTICE', 'COMMUNITY_TEAM'));
      alter table "concern" add constraint "concern_urgency_check" check ("urgency" in ('URGENT', 'SOON', 'ROUTINE'));
      alter table "concern" add constraint "concern_outcome_check" check ("outcome" in ('ADVICE_GIVEN', 'VISIT_ARRANGED', 'MEDICINES_CHANGED', 'REFERRED', 'SENT_TO_HOSPITAL', 'NO_ACTION'));
      alter table "concern" add constraint "concern_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "concern" add constraint "concern_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "concern" add constraint "concern_answered_by_id_foreign" foreign key ("answered_by_id") references "organisation" ("id") on delete no action;
      ${guarded('concern', 'Concern')}
      ${writable('concern', 'Concern')}
      create policy "concern_register" on "concern" for select to caregraph_register using (true);
      grant select (id, resident_id, version, valid_until, answered_at, answered_by_id),
        update (answer, outcome, answered_at, answered_by_id) on concern to caregraph_register;`);
    this.addSql(`
      create function hub.answer_concern(wanted uuid, known int, reply text, result text) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('answerConcern');
        standing record;
      begin
        select concern.resident_id, concern.version, concern.answered_by_id into standing from public.concern
        where concern.id = wanted and concern.valid_until is null for update;
        if not found or not hub.may_write_about(standing.resident_id, own, 'Concern') then
          return 'UNKNOWN concern';
        elsif standing.version <> known then
          return 'STALE_VERSION version';
        elsif standing.answered_by_id <> own then
          return 'ALREADY_ENDED concern';
        end if;
        update public.concern
        set answer = reply, outcome = result, answered_at = coalesce(answered_at, now()), answered_by_id = own
        where id = wanted;
        return 'DONE';
      end $$;
      comment on function hub.answer_concern is
        'Adds to a concern what a clinic that cares for the resident answers; whoever has answered may answer anew.';
      alter function hub.answer_concern owner to caregraph_register;
      revoke execute on function hub.answer_concern from public;
      grant execute on function hub.answer_concern to caregraph_practice, caregraph_trust;`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.answer_concern;
      drop table "concern" cascade;`);
  }
}
