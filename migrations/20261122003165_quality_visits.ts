import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const agencies = ['home', 'practice', 'trust', 'council', 'icb'].map((agency) => `"caregraph_${agency}"`).join(', ');

/** Read by a home and by those who commission its care; written by functions of the register alone. */
const between = (table: string) => `
      alter table "${table}" enable row level security;
      alter table "${table}" force row level security;
      create policy "${table}_between" on "${table}" for select to ${agencies} using (${table}.home_id in (select hub.homes_answered_for()));
      create policy "${table}_owner" on "${table}" to "caregraph_owner" using (true);
      create policy "${table}_measures" on "${table}" for select to "caregraph_measures" using (true);
      create policy "${table}_backup" on "${table}" for select to "caregraph_backup" using (true);
      create policy "${table}_register" on "${table}" to "caregraph_register" using (true);
      alter table "${table}" add constraint "${table}_home_id_foreign" foreign key ("home_id") references "care_home" ("id") on delete no action;
      grant select on "${table}" to caregraph_backup;
      grant select, insert on "${table}" to caregraph_register;`;

/** Councils look how good the care in homes is, and follow up what they recommend. */
export class QualityVisits extends Migration {
  override name = '20261122003165_quality_visits';

  override up(): void {
    this.addSql(`
      create table "quality_visit" (
        "id" uuid not null default gen_random_uuid(), "home_id" uuid not null, "council_id" uuid not null,
        "visited_on" date not null, "announced" boolean not null, "findings" jsonb not null,
        "recorded_at" timestamptz not null default now(), primary key ("id")
      );
      comment on table "quality_visit" is 'The council looked how good the care in a home is: what it found and recommended. It names no resident, and nobody else by name.';
      create index "quality_visit_home_id_visited_on_index" on "quality_visit" ("home_id", "visited_on");
      alter table "quality_visit" add constraint "quality_visit_findings_are_a_list" check (jsonb_typeof(findings) = 'array');
      alter table "quality_visit" add constraint "quality_visit_not_in_future" check (visited_on <= recorded_at::date + 1);
      alter table "quality_visit" add constraint "quality_visit_council_id_foreign" foreign key ("council_id") references "organisation" ("id") on delete no action;
      ${between('quality_visit')}

      create table "quality_recommendation" (
        "id" uuid not null default gen_random_uuid(), "visit_id" uuid not null, "home_id" uuid not null,
        "text" text not null, "priority" text not null, "due_on" date not null, "state" text not null default 'OPEN',
        "version" int not null default 1, primary key ("id")
      );
      comment on table "quality_recommendation" is 'What the council asks a home to do after a visit, and how far it has come. It names no resident.';
      create index "quality_recommendation_home_id_due_on_index" on "quality_recommendation" ("home_id", "due_on");
      create index "quality_recommendation_visit_id_index" on "quality_recommendation" ("visit_id");
      alter table "quality_recommendation" add constraint "quality_recommendation_counted" check (version > 0);
      alter table "quality_recommendation" add constraint "quality_recommendation_priority_check" check ("priority" in ('HIGH', 'MEDIUM', 'LOW'));
      alter table "quality_recommendation" add constraint "quality_recommendation_state_check" check ("state" in ('OPEN', 'ANSWERED', 'SENT_BACK', 'ACCEPTED'));
      alter table "quality_recommendation" add constraint "quality_recommendation_visit_id_foreign" foreign key ("visit_id") references "quality_visit" ("id") on delete no action;
      ${between('quality_recommendation')}
      grant update (state, version) on quality_recommendation to caregraph_register;

      create table "recommendation_step" (
        "id" uuid not null default gen_random_uuid(), "recommendation_id" uuid not null, "home_id" uuid not null,
        "said_by_id" uuid not null, "version" int not null, "state" text not null, "words" text null,
        "done_on" date null, "said_at" timestamptz not null default now(), primary key ("id")
      );
      comment on table "recommendation_step" is 'What the home or the council said of a recommendation. Nothing of it is ever changed.';
      alter table "recommendation_step" add constraint "recommendation_step_recommendation_id_version_unique" unique ("recommendation_id", "version");
      alter table "recommendation_step" add constraint "recommendation_step_later" check (version > 1);
      alter table "recommendation_step" add constraint "recommendation_step_said" check (state <> 'OPEN' and (words is not null or state = 'ACCEPTED'));
      alter table "recommendation_step" add constraint "recommendation_step_done" check ((state = 'ANSWERED') = (done_on is not null));
      alter table "recommendation_step" add constraint "recommendation_step_state_check" check ("state" in ('OPEN', 'ANSWERED', 'SENT_BACK', 'ACCEPTED'));
      alter table "recommendation_step" add constraint "recommendation_step_recommendation_id_foreign" foreign key ("recommendation_id") references "quality_recommendation" ("id") on delete no action;
      alter table "recommendation_step" add constraint "recommendation_step_said_by_id_foreign" foreign key ("said_by_id") references "organisation" ("id") on delete no action;
      ${between('recommendation_step')}`);

    this.addSql(`
      create function hub.record_quality_visit(place uuid, day date, told boolean, seen jsonb, advised jsonb)
        returns table (verdict text, id uuid) language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('recordQualityVisit');
        entry uuid := gen_random_uuid();
      begin
        if not exists (select from public.care_home home where home.id = place and home.council_id = own) then
          return query select 'UNKNOWN home', null::uuid;
          return;
        end if;
        insert into public.quality_visit (id, home_id, council_id, visited_on, announced, findings)
        values (entry, place, own, day, told, seen);
        insert into public.quality_recommendation (visit_id, home_id, text, priority, due_on)
        select entry, place, one.text, one.priority, one.due_on
        from jsonb_to_recordset(advised) as one (text text, priority text, due_on date);
        return query select 'DONE', entry;
      end $$;
      comment on function hub.record_quality_visit is 'Records a visit for the council in whose area the home lies.';

      create function hub.answer_recommendation(wanted uuid, known int, said text, done date) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('answerRecommendation');
        standing record;
      begin
        select one.home_id, one.state, one.version, visit.visited_on into standing
        from public.quality_recommendation one
        join public.quality_visit visit on visit.id = one.visit_id
        join public.care_home home on home.id = one.home_id
        where one.id = wanted and home.organisation_id = own for update of one;
        if not found then
          return 'UNKNOWN recommendation';
        elsif standing.version <> known then
          return 'STALE_VERSION version';
        elsif standing.state = 'ACCEPTED' then
          return 'ALREADY_ENDED recommendation';
        elsif done < standing.visited_on then
          return 'TOO_EARLY doneOn';
        end if;
        insert into public.recommendation_step (recommendation_id, home_id, said_by_id, version, state, words, done_on)
        values (wanted, standing.home_id, own, known + 1, 'ANSWERED', said, done);
        update public.quality_recommendation set state = 'ANSWERED', version = known + 1 where id = wanted;
        return 'DONE';
      end $$;
      comment on function hub.answer_recommendation is 'Adds what a home says that it did, to what was said before.';

      create function hub.settle_recommendation(wanted uuid, known int, content boolean, said text) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('settleRecommendation');
        verdict text := case when content then 'ACCEPTED' else 'SENT_BACK' end;
        standing record;
      begin
        select one.home_id, one.state, one.version into standing
        from public.quality_recommendation one
        join public.care_home home on home.id = one.home_id
        where one.id = wanted and home.council_id = own for update of one;
        if not found then
          return 'UNKNOWN recommendation';
        elsif standing.version <> known then
          return 'STALE_VERSION version';
        elsif standing.state = 'ACCEPTED' then
          return 'ALREADY_ENDED recommendation';
        elsif standing.state <> 'ANSWERED' then
          return 'NOT_POSSIBLE recommendation';
        end if;
        insert into public.recommendation_step (recommendation_id, home_id, said_by_id, version, state, words)
        values (wanted, standing.home_id, own, known + 1, verdict, said);
        update public.quality_recommendation set state = verdict, version = known + 1 where id = wanted;
        return 'DONE';
      end $$;
      comment on function hub.settle_recommendation is 'Adds what the council says of an answer, to what was said before.';`);
    for (const [name, agency] of [
      ['record_quality_visit', 'council'],
      ['answer_recommendation', 'home'],
      ['settle_recommendation', 'council'],
    ] as const) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
      this.addSql(`grant execute on function hub.${name} to caregraph_${agency}`);
    }
  }

  override down(): void {
    this.addSql(`
      drop function hub.settle_recommendation, hub.answer_recommendation, hub.record_quality_visit;
      drop table "recommendation_step", "quality_recommendation", "quality_visit" cascade;`);
  }
}
