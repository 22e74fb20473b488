import { Migration } from '@mikro-orm/migrations';
import { guarded, writable } from './20261122002820_incidents_written.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const listOf = (names: string[]) => names.map((name) => `'${name}'`).join(', ');
const arrayOf = (names: string[]) => `array[${names.map((name) => `'${name}'::text`).join(', ')}]`;
const reasons = [
  ...['NEW_RESIDENT', 'READMITTED', 'DISCHARGED_FROM_HOSPITAL', 'INCIDENT', 'CONCERN_WAITING', 'VISIT_ARRANGED'],
  ...['ASKED_BY_HOME', 'CARE_PLAN_DUE', 'MEDICATION_REVIEW_DUE', 'FOLLOW_UP_DUE'],
];
const outcomes = ['NO_ACTION', 'MEDICINES_CHANGED', 'REFERRED_TO_MDT', 'URGENT_REVIEW', 'PLAN_UPDATED', 'ADMITTED'];
const roles = [
  ...['GENERAL_PRACTITIONER', 'NURSE', 'PHARMACIST', 'PARAMEDIC', 'THERAPIST', 'GERIATRICIAN', 'OTHER_CLINICIAN'],
];

/** A practice goes through the residents of a home for whom there is a reason, and says what came of it. */
export class HomeRounds extends Migration {
  override name = '20261122002885_home_rounds';

  override up(): void {
    this.addSql(`
      alter table "concern" add "for_next_round" boolean not null default false;

      create table "home_round" (
        "id" uuid not null default gen_random_uuid(), "home_id" uuid not null, "practice_id" uuid not null,
        "planned_for" date not null, "started_at" timestamptz not null default now(), "closed_at" timestamptz null,
        primary key ("id")
      );
      comment on table "home_round" is 'A practice goes through those residents of a home for whom there is a reason, about once a week. Of itself it names nobody.';
      create index "home_round_of_home" on "home_round" ("home_id", "planned_for" desc);
      create unique index "home_round_one_open" on "home_round" ("home_id", "practice_id", "planned_for") where closed_at is null;
      alter table "home_round" add constraint "home_round_in_order" check (closed_at >= started_at);
      alter table "home_round" add constraint "home_round_home_id_foreign" foreign key ("home_id") references "care_home" ("id");
      alter table "home_round" add constraint "home_round_practice_id_foreign" foreign key ("practice_id") references "practice" ("id");
      alter table "home_round" enable row level security;
      alter table "home_round" force row level security;
      create policy "home_round_practice" on "home_round" for select to caregraph_practice using (true);
      create policy "home_round_home" on "home_round" for select to caregraph_home using (true);
      create policy "home_round_owner" on "home_round" to caregraph_owner using (true);
      create policy "home_round_measures" on "home_round" for select to caregraph_measures using (true);
      create policy "home_round_backup" on "home_round" for select to caregraph_backup using (true);
      create policy "home_round_register" on "home_round" to caregraph_register using (true);
      grant select on "home_round" to caregraph_backup;
      grant select, insert (home_id, practice_id, planned_for), update (closed_at) on home_round to caregraph_register;`);

    this.addSql(`
      create table "round_visit" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "former_of" uuid null, "resident_id" uuid not null, "round_id" uuid not null,
        "reasons" text[] not null, "added_at" timestamptz not null default now(), "state" text not null default 'WAITING',
        "seen_at" timestamptz null, "seen_by" text null, "outcomes" text[] not null default '{}', "follow_up" text null,
        "next_on" date null, primary key ("id")
      );
      comment on table "round_visit" is 'A resident on the list of a home round: for what reasons, and what came of it.';
      create index "round_visit_newest_of_resident" on "round_visit" ("resident_id", "added_at" desc);
      create unique index "round_visit_once_on_list" on "round_visit" ("round_id", "resident_id") where valid_until is null;
      alter table "round_visit" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "round_visit" add constraint "version_positive" check (version > 0);
      alter table "round_visit" add constraint "round_visit_seen" check ((state = 'SEEN') = (seen_at is not null));
      alter table "round_visit" add constraint "round_visit_seen_by" check ((state = 'SEEN') = (seen_by is not null));
      alter table "round_visit" add constraint "round_visit_outcomes" check ((state = 'SEEN') = (cardinality(outcomes) > 0));
      alter table "round_visit" add constraint "round_visit_no_action" check (cardinality(outcomes) <= 1 or not 'NO_ACTION' = any (outcomes));
      alter table "round_visit" add constraint "round_visit_next" check (state = 'SEEN' or next_on is null);
      alter table "round_visit" add constraint "round_visit_reasons_check" check ("reasons" <@ ${arrayOf(reasons)});
      alter table "round_visit" add constraint "round_visit_outcomes_check" check ("outcomes" <@ ${arrayOf(outcomes)});
      alter table "round_visit" add constraint "round_visit_state_check" check ("state" in ('WAITING', 'SEEN', 'NOT_SEEN'));
      alter table "round_visit" add constraint "round_visit_seen_by_check" check ("seen_by" in (${listOf(roles)}));
      alter table "round_visit" add constraint "round_visit_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "round_visit" add constraint "round_visit_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "round_visit" add constraint "round_visit_round_id_foreign" foreign key ("round_id") references "home_round" ("id");
      ${guarded('round_visit', 'RoundVisit')}
      ${writable('round_visit', 'RoundVisit')}`);

    this.addSql(`
      create function hub.start_home_round(place uuid, day date) returns table (verdict text, id uuid)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := hub.organisation_for('startHomeRound');
        mine uuid;
        made uuid;
      begin
        select practice.id into mine from public.practice where practice.organisation_id = own;
        -- A practice goes where it leads, and where somebody lives for whom it cares.
        if mine is null or not (
          exists (
            select from public.alignment where alignment.home_id = place and alignment.lead_practice_id = mine
              and hub.start_of_day(alignment.from_on) <= now()
              and (alignment.to_on is null or hub.start_of_day(alignment.to_on) > now()))
          or exists (
            select from public.placement where placement.home_id = place and placement.valid_until is null
              and hub.start_of_day(placement.from_on) <= now()
              and (placement.to_on is null or hub.start_of_day(placement.to_on) > now())
              and hub.may_write_about(placement.resident_id, own, 'RoundVisit'))
        ) then
          return query select 'UNKNOWN home', null::uuid;
          return;
        end if;
        insert into public.home_round (home_id, practice_id, planned_for) values (place, mine, day)
        on conflict do nothing returning home_round.id into made;
        return query select case when made is null then 'ALREADY_RECORDED plannedFor' else 'DONE' end, made;
      end $$;
      comment on function hub.start_home_round is 'Begins a round of the practice that asks, in a home where it has somebody to see.';

      create function hub.close_home_round(wanted uuid) returns text language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('closeHomeRound');
        standing record;
      begin
        select home_round.closed_at into standing from public.home_round
        join public.practice on practice.id = home_round.practice_id
        where home_round.id = wanted and practice.organisation_id = own for update of home_round;
        if not found then
          return 'UNKNOWN round';
        elsif standing.closed_at is not null then
          return 'ALREADY_ENDED round';
        end if;
        update public.home_round set closed_at = now() where home_round.id = wanted;
        return 'DONE';
      end $$;
      comment on function hub.close_home_round is 'Says that a round of the practice that asks is over.';

      create function hub.visit_on_own_round() returns trigger language plpgsql ${definer} as $$
      begin
        if not exists (
          select from public.home_round join public.practice on practice.id = home_round.practice_id
          where home_round.id = new.round_id and practice.organisation_id = new.author_id
            and (tg_op = 'UPDATE' or home_round.closed_at is null)
        ) then
          raise check_violation using message = 'a practice puts residents on its own rounds, while they are open';
        end if;
        return new;
      end $$;
      comment on function hub.visit_on_own_round is 'Lets a practice write on the lists of its own rounds alone.';
      create trigger visit_on_own_round before insert on round_visit for each row
        when (new.former_of is null and nullif(current_setting('hub.organisation', true), '') is not null)
        execute function hub.visit_on_own_round();
      create trigger visit_stays_on_round before update of round_id on round_visit for each row
        when (nullif(current_setting('hub.organisation', true), '') is not null)
        execute function hub.visit_on_own_round();`);
    for (const name of ['start_home_round', 'close_home_round', 'visit_on_own_round'])
      this.addSql(`
        alter function hub.${name} owner to caregraph_register;
        revoke execute on function hub.${name} from public;`);
    this.addSql('grant execute on function hub.start_home_round, hub.close_home_round to caregraph_practice');
  }

  override down(): void {
    this.addSql(`
      drop table "round_visit" cascade;
      drop function hub.visit_on_own_round, hub.close_home_round, hub.start_home_round;
      drop table "home_round" cascade;
      alter table "concern" drop column "for_next_round";`);
  }
}
