import { Migration } from '@mikro-orm/migrations';
import { callable, kept } from './20261122003220_reward_sign_ups.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const agencies = ['home', 'council'];
const formats = ['PLACEMENTS', 'CAPACITY_TRACKER', 'MONTHLY_RETURN'];
const states = ['AWAITED', 'RECEIVED', 'ASKING', 'DONE', 'TRIED', 'BEFORE', 'REFUSED', 'EXPIRED'];
const oneOf = (values: readonly string[]) => `(${values.map((value) => `'${value}'`).join(', ')})`;

/** Files that organisations bring through the graph, part by part. What they hold waits where nobody but the hub's owner reads it. */
export class FilesBrought extends Migration {
  override name = '20261122003460_files_brought';

  override up(): void {
    this.addSql(`
      create table "file_import" (
        "id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "format" text not null,
        "state" text not null default 'AWAITED', "as_of" timestamptz not null, "dry_run" boolean not null,
        "allow_large_change" boolean not null, "bytes" int not null, "sha256" bytea not null, "received" int not null default 0,
        "mapping" text null, "brought_by" text not null, "authority" text null, "role" text not null, "purpose" text not null, "started_at" timestamptz not null default now(),
        "done_at" timestamptz null, "read" int null, "rejected" int null, "added" int null, "changed" int null, "ended" int null,
        "unchanged" int null, "refused_because" text null, primary key ("id")
      );
      comment on table "file_import" is 'A file that an organisation brings through the graph, how far it has come, and what came of it.';
      create index "file_import_organisation_id_started_at_index" on "file_import" ("organisation_id", "started_at");
      create index "file_import_under_way" on "file_import" ("state") where done_at is null;
      alter table "file_import" add constraint "file_import_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");
      alter table "file_import" add constraint "file_import_format_check" check ("format" in ${oneOf(formats)});
      alter table "file_import" add constraint "file_import_state_check" check ("state" in ${oneOf(states)});
      alter table "file_import" add constraint "file_import_of_some_bytes" check (bytes > 0 and received >= 0 and received <= bytes);
      alter table "file_import" add constraint "file_import_hashed" check (length(sha256) = 32);
      alter table "file_import" add constraint "file_import_refused_for_a_reason" check ((state = 'REFUSED') = (refused_because is not null));
      ${kept('file_import', agencies, `file_import.organisation_id = ${own}`)}

      create table "file_import_reject" (
        "id" uuid not null default gen_random_uuid(), "file_import_id" uuid not null, "line" int not null,
        "column_name" text null, "code" text not null, primary key ("id")
      );
      comment on table "file_import_reject" is 'What of a file could not be taken, by line and column, and never the cell itself.';
      create index "file_import_reject_file_import_id_line_index" on "file_import_reject" ("file_import_id", "line");
      alter table "file_import_reject" add constraint "file_import_reject_file_import_id_foreign" foreign key ("file_import_id") references "file_import" ("id") on delete cascade;
      ${kept('file_import_reject', agencies, 'exists (select from public.file_import shown where shown.id = file_import_reject.file_import_id)', 'false')}

      create table hub.file_part (
        file_import_id uuid not null references file_import (id) on delete cascade,
        part int not null check (part between 1 and 10000),
        content bytea not null check (length(content) between 1 and 65536),
        primary key (file_import_id, part)
      );
      comment on table hub.file_part is 'Parts of files that are to be taken, for as long as they wait.';
      alter table hub.file_part enable row level security;
      alter table hub.file_part force row level security;
      create policy file_part_owner on hub.file_part to caregraph_owner using (true);
      create policy file_part_register on hub.file_part to caregraph_register using (true);
      create policy file_part_backup on hub.file_part for select to caregraph_backup using (true);
      grant select on hub.file_part to caregraph_backup;
      grant select, insert on hub.file_part to caregraph_register;
      grant select, insert (organisation_id, format, as_of, bytes, sha256, dry_run, allow_large_change, mapping, brought_by, authority, role, purpose),
        update (state, received, allow_large_change, brought_by, authority, role, purpose, done_at) on file_import to caregraph_register;`);

    this.addSql(`
      create function hub.start_import(
        of_format text, speaks_as_of timestamptz, length int, digest bytea, only_tried boolean, large boolean,
        columns_called text, by_user text, by_authority text, in_role text, for_purpose text
      ) returns table (verdict text, id uuid) language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := hub.organisation_for('startImport');
        made uuid;
      begin
        perform pg_advisory_xact_lock(7201605, hashtext(own::text));
        if (select count(*) from public.file_import file where file.organisation_id = own and file.done_at is null) >= 5 then
          return query select 'NOT_POSSIBLE', null::uuid;
          return;
        end if;
        insert into public.file_import (organisation_id, format, as_of, bytes, sha256, dry_run, allow_large_change, mapping, brought_by, authority, role, purpose)
        values (own, of_format, speaks_as_of, length, digest, only_tried, large, columns_called, by_user, by_authority, in_role, for_purpose)
        returning file_import.id into made;
        return query select 'DONE', made;
      end $$;
      comment on function hub.start_import is 'Announces a file that an organisation brings; at most five of them are under way at once.';

      create function hub.receive_part(file uuid, place int, bytes bytea) returns text language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('uploadPart');
        standing record;
        known bytea;
      begin
        select brought.state, brought.received, brought.bytes into standing
        from public.file_import brought where brought.id = file and brought.organisation_id = own for update;
        if not found then
          return 'UNKNOWN import';
        end if;
        select part.content into known from hub.file_part part where part.file_import_id = file and part.part = place;
        if known = bytes then
          return 'DONE';
        elsif standing.state <> 'AWAITED' then
          return 'ALREADY_ENDED import';
        elsif known is not null then
          return 'ALREADY_RECORDED part';
        elsif standing.received + length(bytes) > standing.bytes then
          return 'OUT_OF_RANGE content';
        end if;
        insert into hub.file_part (file_import_id, part, content) values (file, place, bytes);
        update public.file_import set received = standing.received + length(receive_part.bytes),
          state = case when standing.received + length(receive_part.bytes) = standing.bytes then 'RECEIVED' else 'AWAITED' end
        where id = file;
        return 'DONE';
      end $$;
      comment on function hub.receive_part is 'Keeps a part of a file that was announced; with the last of them it is there to be taken.';

      create function hub.confirm_import(file uuid, by_user text, by_authority text, in_role text, for_purpose text) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('confirmImport');
        standing text;
      begin
        select brought.state into standing
        from public.file_import brought where brought.id = file and brought.organisation_id = own for update;
        if not found then
          return 'UNKNOWN import';
        elsif standing <> 'ASKING' then
          return 'NOT_POSSIBLE import';
        end if;
        update public.file_import set state = 'RECEIVED', allow_large_change = true, done_at = null,
          brought_by = by_user, authority = by_authority, role = in_role, purpose = for_purpose
        where id = file;
        return 'DONE';
      end $$;
      comment on function hub.confirm_import is 'Says that a file is right that changes more than is usual: it is taken then, in the name of who says so.';
      ${callable({ start_import: agencies, receive_part: agencies, confirm_import: agencies })}
      select hub.let_eraser_in();`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.confirm_import, hub.receive_part, hub.start_import;
      drop table hub.file_part;
      drop table "file_import_reject", "file_import" cascade;`);
  }
}
