import { Migration } from '@mikro-orm/migrations';

/** Two files of one organisation, format and moment were taken for each other: with the one the other's lines were thrown away. */
export class ByWhichFile extends Migration {
  override name = '20261122003484_by_which_file';

  override up(): void {
    this.addSql(`
      alter table hub.import add file_import_id uuid references file_import (id) on delete set null;
      comment on column hub.import.file_import_id is
        'The file that an organisation brought through the graph, by which this one came first; null of one that the operator brought.';
      create index import_by_file on hub.import (file_import_id);
      update hub.import unfinished set file_import_id = brought.id from file_import brought
      where unfinished.state in ('STAGING', 'STAGED', 'ASKING', 'MERGING') and brought.done_at is null
        and unfinished.organisation_id = brought.organisation_id and unfinished.as_of = brought.as_of
        and unfinished.format = replace(lower(brought.format), '_', '-');`);
  }

  override down(): void {
    this.addSql('alter table hub.import drop column file_import_id;');
  }
}
