import { Migration } from '@mikro-orm/migrations';

/** Of a file that is merged in slices of people, each finds its lines at once, however long the file is. */
export class RowsByLock extends Migration {
  override name = '20261122003472_rows_by_lock';

  override up(): void {
    this.addSql(`
      alter table hub.import_row add lock smallint generated always as (coalesce(hashtext(about) & 255, 0)) stored;
      comment on column hub.import_row.lock is
        'Which lock of hub.hold_numbers is that of whom it is about: what waits is merged in slices of these.';
      create index import_row_by_lock on hub.import_row (import_id, lock);`);
  }

  override down(): void {
    this.addSql('alter table hub.import_row drop column lock;');
  }
}
