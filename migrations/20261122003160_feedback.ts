import { Migration } from '@mikro-orm/migrations';
import { recordBits } from '../src/agreement/relationships.ts';
import { guarded } from './20261122002820_incidents_written.ts';

const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const agencies = ['home', 'practice', 'trust', 'council', 'icb'].map((agency) => `"caregraph_${agency}"`).join(', ');
const outcomes = [
  ...['CONTROL_OVER_DAILY_LIFE', 'PERSONAL_CLEANLINESS', 'FOOD_AND_DRINK', 'FEELING_SAFE', 'SOCIAL_PARTICIPATION'],
  ...['OCCUPATION', 'ACCOMMODATION', 'DIGNITY'],
];
const listed = (values: string[]) => values.map((value) => `'${value}'`).join(', ');
const levels = listed(['IDEAL', 'NO_NEEDS', 'SOME_NEEDS', 'HIGH_NEEDS']);
export const columns = outcomes.map((outcome) => outcome.toLowerCase());

/** What residents, and those close to them, say of the care: kept apart by how they want it shown. */
export class FeedbackTables extends Migration {
  override name = '20261122003160_feedback';

  override up(): void {
    // No clause opens feedback to a home but as the one that may read it with a name.
    const byAuthor = guarded('feedback', 'Feedback');
    const author = `case when feedback.author_id = ${own} then (select hub.opening_of('Feedback', ${recordBits.author})) else 0 end`;
    const asked = `case when feedback.asked_id = ${own} then (select hub.opening_of('Feedback', ${recordBits.asked})) else 0 end`;
    this.addSql(`
      create table "feedback" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "former_of" uuid null, "resident_id" uuid not null, "home_id" uuid not null,
        "asked_id" uuid null, "given_by" text not null, "shown_as" text not null, "given_on" date not null,
        "words" text null, ${columns.map((column) => `"${column}" text null`).join(', ')}, primary key ("id")
      );
      comment on table "feedback" is 'What a resident, or somebody close to the resident, said of the care in a home, as far as the giver lets it be read with whom it is about.';
      create index "feedback_newest_of_resident" on "feedback" ("resident_id", "given_on" desc);
      alter table "feedback" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "feedback" add constraint "version_positive" check (version > 0);
      alter table "feedback" add constraint "feedback_with_name" check (shown_as <> 'UNNAMED');
      alter table "feedback" add constraint "feedback_as_chosen" check ((shown_as = 'NAMED') = (asked_id is not null));
      alter table "feedback" add constraint "feedback_given_by_check" check ("given_by" in ('RESIDENT', 'FAMILY', 'FRIEND', 'ADVOCATE'));
      alter table "feedback" add constraint "feedback_shown_as_check" check ("shown_as" in ('NAMED', 'UNNAMED', 'COUNCIL_ONLY'));
      ${columns.map((column) => `alter table "feedback" add constraint "feedback_${column}_check" check ("${column}" in (${levels}));`).join('\n      ')}
      alter table "feedback" add constraint "feedback_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "feedback" add constraint "feedback_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "feedback" add constraint "feedback_home_id_foreign" foreign key ("home_id") references "care_home" ("id") on delete no action;
      alter table "feedback" add constraint "feedback_asked_id_foreign" foreign key ("asked_id") references "organisation" ("id") on delete no action;
      ${byAuthor.replace(author, `${author} | ${asked}`)}
      create policy "feedback_never_to_home" on "feedback" as restrictive for select to "caregraph_home" using (feedback.asked_id = ${own});
      create policy "feedback_register" on "feedback" for select to caregraph_register using (true);
      create policy "feedback_stated" on "feedback" for insert to caregraph_register with check (feedback.valid_until is null);
      create policy "feedback_struck" on "feedback" for update to caregraph_register
        using (feedback.valid_until is null) with check (feedback.valid_until is not null);
      grant select (id, valid_until), insert, update (valid_until) on feedback to caregraph_register;`);

    this.addSql(`
      create table "unnamed_feedback" (
        "id" uuid not null default gen_random_uuid(), "home_id" uuid not null, "giver" uuid not null,
        "words" text null, "outcome" text null, "how_it_is" text null, "given_in" text not null,
        "released_in" text null, "council_only" boolean not null default false, "withdrawn_at" timestamptz null,
        primary key ("id")
      );
      comment on table "unnamed_feedback" is 'A piece of what somebody said of the care in a home, without of whom or by whom: the words, or how one outcome is. What one giver said is kept in pieces that nothing joins, for what matters to a resident is known to many.';
      create index "unnamed_feedback_home_id_given_in_index" on "unnamed_feedback" ("home_id", "given_in");
      alter table "unnamed_feedback" add constraint "unnamed_feedback_one_piece" check (num_nonnulls(words, outcome) = 1);
      alter table "unnamed_feedback" add constraint "unnamed_feedback_of_outcome" check ((outcome is null) = (how_it_is is null));
      alter table "unnamed_feedback" add constraint "unnamed_feedback_never_to_home" check (not council_only or released_in is null);
      alter table "unnamed_feedback" add constraint "unnamed_feedback_in_months" check (given_in || coalesce(released_in, given_in) ~ '^(\\d{4}-\\d\\d){2}$');
      alter table "unnamed_feedback" add constraint "unnamed_feedback_outcome_check" check ("outcome" in (${listed(outcomes)}));
      alter table "unnamed_feedback" add constraint "unnamed_feedback_how_it_is_check" check ("how_it_is" in (${levels}));
      alter table "unnamed_feedback" add constraint "unnamed_feedback_home_id_foreign" foreign key ("home_id") references "care_home" ("id") on delete no action;

      create table hub.feedback_giver (
        id uuid primary key,
        resident_id uuid not null references resident (id),
        home_id uuid not null references care_home (id),
        author_id uuid not null references organisation (id),
        given_by text not null,
        shown_as text not null,
        given_on date not null,
        receipt bytea not null unique,
        recorded_at timestamptz not null default now(),
        withdrawn_at timestamptz,
        withdrawn_by_id uuid references organisation (id)
      );
      comment on table hub.feedback_giver is
        'Who gave which feedback about whom, and the digest of the receipt by which it is taken back. No agency reads it.';
      create index feedback_giver_of_resident on hub.feedback_giver (resident_id);
      alter table hub.feedback_giver enable row level security;
      alter table hub.feedback_giver force row level security;
      create policy feedback_giver_owner on hub.feedback_giver to caregraph_owner using (true);
      create policy feedback_giver_register on hub.feedback_giver to caregraph_register using (true);
      create policy feedback_giver_backup on hub.feedback_giver for select to caregraph_backup using (true);
      grant select on hub.feedback_giver to caregraph_backup;
      grant select, insert, update (withdrawn_at, withdrawn_by_id) on hub.feedback_giver to caregraph_register;

      alter table "personal_summary" add "outcomes_chosen" text[] null;
      grant select (outcomes_chosen), update (outcomes_chosen) on personal_summary to caregraph_register;
      alter table "personal_summary" add constraint "personal_summary_outcomes_chosen_check" check ("outcomes_chosen" <@ array[${outcomes.map((outcome) => `'${outcome}'::text`).join(', ')}]);`);

    this.addSql(`
      create function hub.unnamed_feedback_shown() returns setof uuid
        language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select piece.id
        from public.unnamed_feedback piece
        join public.care_home home on home.id = piece.home_id
        cross join (values (to_char(now() at time zone 'Europe/London', 'YYYY-MM'))) as this (month)
        where piece.withdrawn_at is null and case
          when home.organisation_id = ${own} then not piece.council_only and piece.released_in <= this.month
          -- Words are for somebody to act on. Which outcomes a resident chose is known to those who pay, so these wait.
          else home.id in (select hub.homes_answered_for()) and (piece.words is not null or piece.released_in <= this.month)
            and (not piece.council_only or home.council_id = ${own})
        end
      $$;
      comment on function hub.unnamed_feedback_shown is 'The pieces of unnamed feedback that whoever asks reads.';
      alter function hub.unnamed_feedback_shown owner to caregraph_register;
      revoke execute on function hub.unnamed_feedback_shown from public;
      grant execute on function hub.unnamed_feedback_shown to ${agencies};

      alter table "unnamed_feedback" enable row level security;
      alter table "unnamed_feedback" force row level security;
      create policy "unnamed_feedback_shown" on "unnamed_feedback" for select to ${agencies}
        using (unnamed_feedback.id in (select hub.unnamed_feedback_shown()));
      create policy "unnamed_feedback_owner" on "unnamed_feedback" to caregraph_owner using (true);
      create policy "unnamed_feedback_measures" on "unnamed_feedback" for select to caregraph_measures using (true);
      create policy "unnamed_feedback_backup" on "unnamed_feedback" for select to caregraph_backup using (true);
      create policy "unnamed_feedback_register" on "unnamed_feedback" to caregraph_register using (true);
      grant select on "unnamed_feedback" to caregraph_backup;
      grant select, insert, update (released_in, withdrawn_at) on "unnamed_feedback" to caregraph_register;`);
  }

  override down(): void {
    this.addSql(`
      drop table "feedback", "unnamed_feedback" cascade;
      drop table hub.feedback_giver;
      drop function hub.unnamed_feedback_shown;
      alter table "personal_summary" drop constraint "personal_summary_outcomes_chosen_check", drop "outcomes_chosen";`);
  }
}
