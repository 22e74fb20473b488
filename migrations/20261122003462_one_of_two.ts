import { Migration } from '@mikro-orm/migrations';

const agencies = 'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb';
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const setting = (name: string) =>
  `(select coalesce(nullif(current_setting('hub.${name}', true), ''), '0')::int as "coalesce")`;
const related = (column: string) => `exists (select from hub.relationship related
          where related.organisation_id = ${own} and related.resident_id = person_match.${column}
            and related.since <= now() and (related.until is null or related.until > now())
            and (related.objections & ${setting('ends_with')} = 0 or related.bit & ${setting('never_ends')} <> 0)
            and related.bit & ${setting('kinds')} <> 0)`;

/** Records of which a version is kept by a condition of its own: of whose they are none is. */
const versioned = ['discharge_referral', 'referral_request'];
const keepsVersions = (table: string, and: string) => `
      drop trigger former_version_kept on ${table};
      create trigger former_version_kept before update on ${table}
        for each row when (new.valid_until is null${and}) execute function hub.keep_former_version();`;

const lastLoop = '        end loop;\n      end';
const withMerger = '        end loop;\n        perform hub.let_merger_in();\n      end';
/** SQL: puts one piece of a function's text in the place of another. */
export const rewrite = (name: string, from: string, to: string) => `
      do $rewrite$
      declare
        former constant text := pg_get_functiondef('hub.${name}'::regproc);
      begin
        if strpos(former, $from$${from}$from$) = 0 then
          raise exception 'hub.${name} is not as expected';
        end if;
        execute replace(former, $from$${from}$from$, $to$${to}$to$);
      end $rewrite$;`;

/** Two NHS numbers that were found to be one person wait here until somebody settles it. */
export class OneOfTwo extends Migration {
  override name = '20261122003462_one_of_two';

  override up(): void {
    this.addSql(`
      create table hub.person_match (
        id uuid primary key default gen_random_uuid(),
        organisation_id uuid not null references organisation (id),
        survivor_resident_id uuid not null references resident (id) on delete cascade,
        superseded_resident_id uuid not null references resident (id) on delete cascade,
        nhs_number text not null,
        said_at timestamptz not null,
        recorded_at timestamptz not null default now(),
        merged_at timestamptz,
        merged_by_id uuid references organisation (id),
        merged_by text,
        merged_because text,
        split_at timestamptz,
        split_by_id uuid references organisation (id),
        split_by text,
        split_because text,
        constraint person_match_of_two check (survivor_resident_id <> superseded_resident_id),
        constraint person_match_merged check (
          (merged_at is null) = (merged_by_id is null) and (merged_at is null) = (merged_by is null)
          and (merged_at is null) = (merged_because is null)),
        constraint person_match_split check (
          (split_at is null) = (split_by_id is null) and (split_at is null) = (split_by is null)
          and (split_at is null) = (split_because is null) and (split_at is null or split_at >= merged_at)),
        constraint person_match_reasons check (
          length(merged_because) between 1 and 500 and length(split_because) between 1 and 500)
      );
      comment on table hub.person_match is
        'Two residents who are one person, as a feed says; since when somebody has made one of them, and until when. nhs_number is the superseded one, which leads to the survivor meanwhile.';
      create index person_match_by_number on hub.person_match (nhs_number);
      create index person_match_by_survivor on hub.person_match (survivor_resident_id);
      create unique index person_match_merged_once on hub.person_match (superseded_resident_id)
        where merged_at is not null and split_at is null;

      create table hub.moved_record (
        match_id uuid not null references hub.person_match (id) on delete cascade,
        moved_in text not null,
        resident_column text not null,
        key jsonb not null,
        primary key (match_id, moved_in, resident_column, key)
      );
      comment on table hub.moved_record is
        'Which records were made the survivor''s by which match, by table, column and primary key: those that go back when it is taken back.';

      alter table hub.person_match enable row level security;
      alter table hub.person_match force row level security;
      alter table hub.moved_record enable row level security;
      alter table hub.moved_record force row level security;
      -- Seen by whoever sees both, and once they are one, the one.
      create policy person_match_related on hub.person_match for select to ${agencies}
        using (${related('survivor_resident_id')} and (merged_at is not null and split_at is null
          or ${related('superseded_resident_id')}));
      create policy person_match_owner on hub.person_match to caregraph_owner using (true);
      create policy person_match_register on hub.person_match to caregraph_register using (true);
      create policy person_match_backup on hub.person_match for select to caregraph_backup using (true);
      create policy moved_record_owner on hub.moved_record to caregraph_owner using (true);
      create policy moved_record_merger on hub.moved_record to caregraph_merger using (true);
      create policy moved_record_backup on hub.moved_record for select to caregraph_backup using (true);
      grant select on hub.person_match, hub.moved_record to caregraph_backup;
      grant select (id, survivor_resident_id, superseded_resident_id, nhs_number, said_at, merged_at, split_at)
        on hub.person_match to ${agencies};
      grant select, insert on hub.person_match to caregraph_register;
      grant select, insert on hub.moved_record to caregraph_merger;`);

    this.addSql(`
      create function hub.tables_that_move() returns table (name regclass, resident_column name)
        language sql stable set search_path = pg_catalog, pg_temp as $$
        select about.name, about.resident_column from hub.tables_about_residents() about
        where about.resident_column is not null
          -- The register is derived; the person that is superseded stays one; an order to keep holds for both.
          and not about.name = any (array['public.resident', 'hub.relationship', 'hub.retention_hold']::regclass[])
          and about.resident_column <> 'superseded_resident_id'
      $$;
      comment on function hub.tables_that_move is
        'Every table of which the rows become the survivor''s when two residents are found to be one, with each column that names a resident.';

      create function hub.let_merger_in() returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
      declare
        found record;
        readable text;
      begin
        for found in
          select about.name as table, c.relname, c.relnamespace::regnamespace::text as schema, c.relrowsecurity,
            string_agg(quote_ident(about.resident_column), ', ') as moves
          from hub.tables_that_move() about join pg_class c on c.oid = about.name
          group by about.name, c.relname, c.relnamespace, c.relrowsecurity
        loop
          if found.relrowsecurity and not exists (
            select from pg_policy where polrelid = found.table and polname = found.relname || '_merger'
          ) then
            execute format('create policy %I on %I.%I to caregraph_merger using (true)',
              found.relname || '_merger', found.schema, found.relname);
          end if;
          readable := (select string_agg(quote_ident(a.attname), ', ') from pg_attribute a
            where a.attrelid = found.table and a.attnum > 0 and not a.attisdropped
              and (a.atttypid = 'uuid'::regtype or exists (
                select from pg_index where indrelid = found.table and indisprimary and a.attnum = any (indkey))));
          execute format('grant select (%s), update (%s) on %I.%I to caregraph_merger',
            readable, found.moves, found.schema, found.relname);
        end loop;
      end $$;
      comment on function hub.let_merger_in is
        'Lets the role that makes one person of two say of each record about residents whose it is: called by hub.let_eraser_in.';
      ${rewrite('let_eraser_in', lastLoop, withMerger)}
      create policy resident_merger on resident to caregraph_merger using (true);
      grant select (id, nhs_number, valid_from, valid_until, admitted_by_id), update (valid_until) on resident to caregraph_merger;
      select hub.let_eraser_in();
      grant select, update (merged_at, merged_by_id, merged_by, merged_because, split_at, split_by_id, split_by, split_because)
        on hub.person_match to caregraph_merger;
      grant execute on function hub.tables_about_residents, hub.tables_that_move, hub.organisation_for, hub.hold_people,
        hub.nhs_number_is_valid to caregraph_merger;
      ${versioned.map((table) => keepsVersions(table, ' and new.resident_id = old.resident_id')).join('')}`);
  }

  override down(): void {
    this.addSql(`
      ${versioned.map((table) => keepsVersions(table, '')).join('')}
      revoke execute on function hub.tables_about_residents, hub.organisation_for, hub.hold_people, hub.nhs_number_is_valid from caregraph_merger;
      do $$
      declare
        found record;
      begin
        for found in
          select distinct c.relname, c.relnamespace::regnamespace::text as schema
          from hub.tables_about_residents() about join pg_class c on c.oid = about.name
        loop
          execute format('drop policy if exists %I on %I.%I', found.relname || '_merger', found.schema, found.relname);
          execute format('revoke all on %I.%I from caregraph_merger', found.schema, found.relname);
        end loop;
      end $$;
      ${rewrite('let_eraser_in', withMerger, lastLoop)}
      drop function hub.let_merger_in, hub.tables_that_move;
      drop table hub.moved_record, hub.person_match;`);
  }
}
