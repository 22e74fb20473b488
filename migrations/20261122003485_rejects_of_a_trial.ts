import { Migration } from '@mikro-orm/migrations';

/** Whoever is asked about a file is told what of it would not be taken: that is forgotten when it is taken. */
export class RejectsOfATrial extends Migration {
  override name = '20261122003485_rejects_of_a_trial';

  override up(): void {
    this.addSql(`
      alter table hub.import_reject add tried boolean not null default false;
      comment on column hub.import_reject.tried is
        'It would not have been taken when the file was only tried, and somebody was asked: decided anew when it is taken.';
      grant delete on hub.import_reject to caregraph_importer;`);
  }

  override down(): void {
    this.addSql(`
      revoke delete on hub.import_reject from caregraph_importer;
      delete from hub.import_reject where tried;
      alter table hub.import_reject drop column tried;`);
  }
}
