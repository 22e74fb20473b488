import { Migration } from '@mikro-orm/migrations';

/** That a file named everything says what an older one cannot add any more. */
export class WholeFiles extends Migration {
  override name = '20261122003412_whole_files';

  override up(): void {
    this.addSql(`
      alter table hub.import add whole boolean not null default false;
      comment on column hub.import.whole is
        'The file named everything of its kind that its organisation had: what it did not name was not so by its day.';
      grant update (whole) on hub.import to caregraph_importer;`);
  }

  override down(): void {
    this.addSql('alter table hub.import drop column whole;');
  }
}
