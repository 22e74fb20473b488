import { Migration } from '@mikro-orm/migrations';

const agencies = ['home', 'practice', 'trust', 'council', 'icb'].map((agency) => `"caregraph_${agency}"`);
const writers = agencies.join(', ');
const readers = [...agencies.slice(1), '"caregraph_dashboard"'].join(', ');
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const definer = 'security definer set search_path = pg_catalog, pg_temp';

const ofOwnHome = (table: string) => `exists (select from public.care_home own_home
        where own_home.id = ${table}.home_id and own_home.organisation_id = ${own})`;
const ofHomeOrCouncil = `exists (select from public.care_home told
        where told.id = admission_statement.home_id
        and case when admission_statement.status = 'CLOSED_BY_COMMISSIONER' then told.council_id else told.organisation_id end = ${own})`;

/** What organisations state: read by all who are granted columns, written in the own name and from now on. */
function stated(table: string, within: string, only = ''): string {
  const says = `${table}.author_id = ${own} and ${within}`;
  const rightNow = (column: string) => `${table}.${column} >= now() and ${table}.${column} <= clock_timestamp()`;
  const everyRow = ['measures', 'backup', 'register'].map(
    (role) => `create policy "${table}_${role}" on "${table}" for select to "caregraph_${role}" using (true);`,
  );
  return `
      alter table "${table}" enable row level security;
      alter table "${table}" force row level security;
      create policy "${table}_open" on "${table}" for select to ${readers} using (true);
      create policy "${table}_of_home" on "${table}" for select to "caregraph_home" using (${ofOwnHome(table)});
      create policy "${table}_stated" on "${table}" for insert to ${writers} with check (${says} and ${table}.valid_until is null and ${rightNow('valid_from')}${only});
      create policy "${table}_ended" on "${table}" for update to ${writers} using (${says} and ${table}.valid_until is null) with check (${says} and ${rightNow('valid_until')});
      create policy "${table}_owner" on "${table}" to "caregraph_owner" using (true);
      ${everyRow.join('\n      ')}
      grant select on "${table}" to caregraph_backup;`;
}

/** What a home that comes to be known states first: a home that was closed by its council says nothing of itself yet. */
const statedFirst = (homes: string) => `
          insert into public.admission_statement (home_id, author_id, status, as_of, valid_from)
          select known.id, said.author_id, said.status,
            least(known.admission_status_as_of, now()), least(known.admission_status_as_of, now())
          from ${homes} known
          cross join lateral (
            select known.council_id, known.admission_status where known.admission_status = 'CLOSED_BY_COMMISSIONER'
            union all
            select known.organisation_id, case known.admission_status
              when 'CLOSED_BY_COMMISSIONER' then 'CLOSED_OTHER' else known.admission_status end
          ) said (author_id, status);`;

/** Homes tell whether they admit anyone, and when; councils close them. The directory follows what is stated. */
export class HomesAdmit extends Migration {
  override name = '20261122002810_homes_admit';

  override up(): void {
    this.addSql(`
      create table "admission_statement" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null,
        "valid_from" timestamptz not null default now(), "valid_until" timestamptz null, "home_id" uuid not null,
        "status" text not null, "restrictions" text null, "reason" text null, "as_of" timestamptz not null,
        primary key ("id")
      );
      comment on table "admission_statement" is 'Whether a home admits anyone, as the home stated it, or an embargo of its council, which goes before whatever the home states.';
      create index "admission_statement_home_id_valid_from_index" on "admission_statement" ("home_id", "valid_from");
      create unique index "admission_statement_one_current" on "admission_statement" ("home_id", "author_id") where valid_until is null;
      alter table "admission_statement" add constraint "admission_statement_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "admission_statement" add constraint "admission_statement_home_id_foreign" foreign key ("home_id") references "care_home" ("id");
      alter table "admission_statement" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "admission_statement" add constraint "admission_statement_restricted" check (restrictions is null or status = 'OPEN_WITH_RESTRICTIONS');
      alter table "admission_statement" add constraint "admission_statement_status_check" check ("status" in ('OPEN', 'OPEN_WITH_RESTRICTIONS', 'CLOSED_OUTBREAK', 'CLOSED_STAFFING', 'CLOSED_REGULATORY', 'CLOSED_BY_COMMISSIONER', 'CLOSED_OTHER'));
      ${stated('admission_statement', ofHomeOrCouncil, ' and admission_statement.as_of <= now() + make_interval(mins => 5)')}
      create policy "admission_statement_begun" on "admission_statement" for insert to "caregraph_register" with check (true);
      alter table "care_home" add "admission_restrictions" text null;`);

    this.addSql(`
      create table "discharge_arrangement" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null,
        "valid_from" timestamptz not null default now(), "valid_until" timestamptz null, "home_id" uuid not null,
        "hours" jsonb not null, "accepts_trusted_assessor" boolean not null, "duty_contact_name" text null,
        "duty_contact_telephone" text null, primary key ("id")
      );
      comment on table "discharge_arrangement" is 'When a home takes people discharged from hospital, on whose assessment, and whom to ring, as the home stated it.';
      create index "discharge_arrangement_home_id_valid_from_index" on "discharge_arrangement" ("home_id", "valid_from");
      create unique index "discharge_arrangement_one_current" on "discharge_arrangement" ("home_id") where valid_until is null;
      alter table "discharge_arrangement" add constraint "discharge_arrangement_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "discharge_arrangement" add constraint "discharge_arrangement_home_id_foreign" foreign key ("home_id") references "care_home" ("id");
      alter table "discharge_arrangement" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "discharge_arrangement" add constraint "discharge_arrangement_hours_are_a_list" check (jsonb_typeof(hours) = 'array');
      ${stated('discharge_arrangement', ofOwnHome('discharge_arrangement'))}
      alter table "discharge_hours" add constraint "discharge_hours_no_overlap" exclude using gist (home_id with =, weekday with =, int4range(extract(epoch from from_at)::int, extract(epoch from until_at)::int) with &&);`);

    this.addSql(`
      create function hub.admission_begins() returns trigger language plpgsql ${definer} as $$
      begin${statedFirst('arrived')}
        return null;
      end $$;
      comment on function hub.admission_begins is 'Of a new home, what the directory says of its admissions is what it stated first.';

      create function hub.admission_follows() returns trigger language plpgsql ${definer} as $$
      begin
        -- Whoever states something at the same time comes after this: what follows sees all that was stated before.
        perform from public.care_home where care_home.id = new.home_id for update;
        update public.care_home set admission_status = said.status, admission_status_as_of = said.as_of,
          admission_restrictions = said.restrictions
        from (
          select statement.status, statement.as_of, statement.restrictions from public.admission_statement statement
          where statement.home_id = new.home_id and statement.valid_until is null
          order by statement.status = 'CLOSED_BY_COMMISSIONER' desc, statement.valid_from desc limit 1
        ) said
        where care_home.id = new.home_id
          and (care_home.admission_status, care_home.admission_status_as_of, care_home.admission_restrictions)
            is distinct from (said.status, said.as_of, said.restrictions);
        return null;
      end $$;
      comment on function hub.admission_follows is
        'The directory says of the admissions of a home what its council says, or else what the home itself does.';

      create function hub.arrangement_follows() returns trigger language plpgsql ${definer} as $$
      begin
        delete from public.discharge_hours where discharge_hours.home_id = new.home_id;
        insert into public.discharge_hours (home_id, weekday, from_at, until_at)
          select new.home_id, told.weekday, told."from", told.until
          from jsonb_to_recordset(new.hours) as told (weekday text, "from" time, until time);
        update public.care_home set accepts_trusted_assessor = new.accepts_trusted_assessor,
          duty_contact_name = new.duty_contact_name, duty_contact_telephone = new.duty_contact_telephone
        where care_home.id = new.home_id;
        return null;
      end $$;
      comment on function hub.arrangement_follows is
        'The directory says when a home takes people discharged from hospital as the home last stated it.';

      grant select (id, home_id, author_id, status, restrictions, as_of, valid_from, valid_until),
        insert (home_id, author_id, status, as_of, valid_from) on admission_statement to caregraph_register;
      grant select (admission_status, admission_status_as_of, admission_restrictions),
        update (admission_status, admission_status_as_of, admission_restrictions, accepts_trusted_assessor,
          duty_contact_name, duty_contact_telephone) on care_home to caregraph_register;
      grant select (home_id), insert (home_id, weekday, from_at, until_at), delete on discharge_hours to caregraph_register;`);
    for (const name of ['admission_begins', 'admission_follows', 'arrangement_follows']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    this.addSql(`
      do $$ begin${statedFirst('public.care_home')} end $$;
      create trigger admission_begins after insert on care_home referencing new table as arrived
        for each statement execute function hub.admission_begins();
      create trigger admission_follows after insert or update on admission_statement
        for each row execute function hub.admission_follows();
      create trigger arrangement_follows after insert on discharge_arrangement
        for each row execute function hub.arrangement_follows();`);
  }

  override down(): void {
    this.addSql('drop trigger admission_begins on care_home');
    this.addSql(`
      drop table "admission_statement", "discharge_arrangement";
      drop function hub.admission_begins, hub.admission_follows, hub.arrangement_follows;
      revoke select (admission_status, admission_status_as_of, admission_restrictions),
        update (admission_status, admission_status_as_of, admission_restrictions, accepts_trusted_assessor,
          duty_contact_name, duty_contact_telephone) on care_home from caregraph_register;
      revoke select (home_id), insert (home_id, weekday, from_at, until_at), delete on discharge_hours from caregraph_register;
      alter table "discharge_hours" drop constraint "discharge_hours_no_overlap";
      alter table "care_home" drop column "admission_restrictions";`);
  }
}
