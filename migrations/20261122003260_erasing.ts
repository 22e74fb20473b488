import { Migration } from '@mikro-orm/migrations';

/** Each table that names residents, for a loop. */
const eachTable = `select distinct about.name as table, c.relname, c.relnamespace::regnamespace::text as schema, c.relrowsecurity
          from hub.tables_about_residents() about join pg_class c on c.oid = about.name`;

/** Whoever erases reads whose a row is and of when, and no word of it. */
const keysAndDays = `select string_agg(quote_ident(attname), ', ') from pg_attribute
            where attrelid = found.table and attnum > 0 and not attisdropped and attname <> 'date_of_birth'
              and (atttypid in ('uuid'::regtype, 'date'::regtype, 'timestamptz'::regtype, 'int'::regtype)
                or attname = 'nhs_number')`;

/** What is past the agreement's retention is taken away by a role that can do little else. */
export class Erasing extends Migration {
  override name = '20261122003260_erasing';

  override up(): void {
    this.addSql(`
      create function hub.tables_about_residents() returns table (name regclass, resident_column name)
        language sql stable set search_path = pg_catalog, pg_temp as $$
        with ours as (
          select c.oid from pg_class c
          where c.relnamespace in ('public'::regnamespace, 'hub'::regnamespace) and c.relkind in ('r', 'p')
            and not c.relispartition and c.oid <> 'hub.access_entry'::regclass
        ),
        named as (
          select a.attrelid as table_id, a.attname from pg_attribute a join ours on ours.oid = a.attrelid
          where a.attnum > 0 and not a.attisdropped and a.attname ~ '(^|_)resident_id$'
          union
          select f.conrelid, a.attname from pg_constraint f join ours on ours.oid = f.conrelid
          join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any (f.conkey)
          where f.contype = 'f' and f.confrelid = 'public.resident'::regclass
          union
          select 'public.resident'::regclass, 'id'
        )
        select named.table_id::regclass, named.attname from named
        union
        select ours.oid::regclass, null from ours
        where not exists (select from named where named.table_id = ours.oid)
          and exists (select from pg_attribute a where a.attrelid = ours.oid and not a.attisdropped
            and a.attname in ('nhs_number', 'residents', 'date_of_birth'))
      $$;
      comment on function hub.tables_about_residents is
        'Every table about residents with each column that names one, found in the catalogue; no column where one says who somebody is without naming a resident. The access record, which has its own time, is none of them.';

      create function hub.let_eraser_in() returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
      declare
        found record;
        readable text;
      begin
        for found in ${eachTable}
        loop
          if found.relrowsecurity and not exists (
            select from pg_policy where polrelid = found.table and polname = found.relname || '_eraser'
          ) then
            execute format('create policy %I on %I.%I to caregraph_eraser using (true)',
              found.relname || '_eraser', found.schema, found.relname);
          end if;
          readable := (${keysAndDays});
          execute format('grant select (%s), delete on %I.%I to caregraph_eraser', readable, found.schema, found.relname);
          if exists (select from pg_attribute where attrelid = found.table and attname = 'valid_until') then
            execute format('grant update (valid_until) on %I.%I to caregraph_eraser', found.schema, found.relname);
          end if;
        end loop;
      end $$;
      comment on function hub.let_eraser_in is
        'Lets the role that erases take rows away from every table about residents there is: to be called after a migration that adds one.';`);

    this.addSql(`
      create table hub.retention_hold (
        id uuid primary key default gen_random_uuid(),
        resident_id uuid not null references resident (id),
        because text not null check (length(because) between 1 and 500),
        ordered_by text not null,
        ordered_at timestamptz not null default now(),
        ended_by text,
        ended_at timestamptz,
        constraint retention_hold_ended check ((ended_by is null) = (ended_at is null))
      );
      comment on table hub.retention_hold is
        'Orders to keep what is known of a resident past its time, as for a court or an inquiry; nothing of it is erased meanwhile.';
      create unique index retention_hold_one on hub.retention_hold (resident_id) where ended_at is null;
      create index retention_hold_of_resident on hub.retention_hold (resident_id);
      alter table hub.retention_hold enable row level security;
      alter table hub.retention_hold force row level security;
      create policy retention_hold_owner on hub.retention_hold to caregraph_owner using (true);
      create policy retention_hold_backup on hub.retention_hold for select to caregraph_backup using (true);
      grant select on hub.retention_hold to caregraph_backup;
      create index privacy_alert_by_number on hub.privacy_alert (nhs_number) where resident_id is null;
      select hub.let_eraser_in();`);
  }

  override down(): void {
    this.addSql(`
      do $$
      declare
        found record;
      begin
        for found in ${eachTable}
        loop
          execute format('drop policy if exists %I on %I.%I', found.relname || '_eraser', found.schema, found.relname);
          execute format('revoke all on %I.%I from caregraph_eraser', found.schema, found.relname);
        end loop;
      end $$;
      drop index hub.privacy_alert_by_number;
      drop table hub.retention_hold;
      drop function hub.let_eraser_in, hub.tables_about_residents;`);
  }
}
