import { Migration } from '@mikro-orm/migrations';

/** Only the importer reads and writes what it works on; the owner looks after it. */
const workedOn = (table: string) => `
      alter table hub.${table} enable row level security;
      alter table hub.${table} force row level security;
      create policy ${table}_importer on hub.${table} to caregraph_importer using (true);
      create policy ${table}_owner on hub.${table} to caregraph_owner using (true);
      create policy ${table}_backup on hub.${table} for select to caregraph_backup using (true);
      grant select on hub.${table} to caregraph_backup;`;

/** Files that the hub takes: each is staged line by line, and then merged in one step. */
export class Imports extends Migration {
  override name = '20261122003400_imports';

  override up(): void {
    this.addSql(`
      create table hub.import (
        id uuid primary key default gen_random_uuid(),
        organisation_id uuid references organisation (id),
        format text not null,
        file_name text not null check (length(file_name) between 1 and 300),
        sha256 bytea not null check (length(sha256) = 32),
        as_of timestamptz not null,
        brought_by text not null,
        state text not null default 'STAGING' check (state in ('STAGING', 'STAGED', 'ASKING', 'DONE')),
        staged_line int not null default 0 check (staged_line >= 0),
        read int not null default 0,
        rejected int not null default 0,
        added int,
        changed int,
        ended int,
        unchanged int,
        begun_at timestamptz not null default now(),
        done_at timestamptz,
        constraint import_counted check ((state = 'DONE') = (done_at is not null))
      );
      comment on table hub.import is
        'Files that were brought, by whom and for whom, how far each has been read, and what came of it. No organisation: a public register.';
      create unique index import_one_of_file on hub.import (organisation_id, format, sha256, as_of) nulls not distinct;
      create index import_newest on hub.import (organisation_id, format, as_of desc);

      create table hub.import_row (
        import_id uuid not null references hub.import (id),
        kind text not null,
        line int not null check (line > 0),
        cells text[] not null,
        primary key (import_id, kind, line)
      );
      comment on table hub.import_row is
        'What the lines of a file say, until it is merged: then nothing of it is kept here.';

      create table hub.import_reject (
        import_id uuid not null references hub.import (id),
        line int not null check (line > 0),
        column_name text,
        code text not null,
        unique nulls not distinct (import_id, line, column_name, code)
      );
      comment on table hub.import_reject is 'What of a file could not be taken, by line and column, and never the cell itself.';

      create table hub.record_source (
        record_id uuid not null,
        import_id uuid not null references hub.import (id),
        line int not null,
        resident_id uuid references resident (id) on delete cascade,
        confirms boolean not null default false,
        primary key (record_id, import_id)
      );
      comment on table hub.record_source is 'From which line of which file a row was made or changed, and which was the latest to say that it is so.';
      create index record_source_of_resident on hub.record_source (resident_id);
      create index record_source_of_import on hub.record_source (import_id);
      ${['import', 'import_row', 'import_reject', 'record_source'].map(workedOn).join('')}
      grant select, insert on hub.import to caregraph_importer;
      grant update (state, staged_line, read, rejected, added, changed, ended, unchanged, done_at) on hub.import to caregraph_importer;
      grant select, insert, delete on hub.import_row to caregraph_importer;
      grant select, insert on hub.import_reject, hub.record_source to caregraph_importer;
      grant delete on hub.record_source to caregraph_importer;
      select hub.let_eraser_in();`);
  }

  override down(): void {
    this.addSql('drop table hub.record_source, hub.import_reject, hub.import_row, hub.import;');
  }
}
