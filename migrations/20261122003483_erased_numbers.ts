import { Migration } from '@mikro-orm/migrations';

/** Whoever was erased is not brought back by the next list of a practice that has not heard of it. */
export class ErasedNumbers extends Migration {
  override name = '20261122003483_erased_numbers';

  override up(): void {
    this.addSql(`
      create table hub.erased_number (
        mark bytea primary key check (length(mark) = 32),
        erased_at timestamptz not null default now()
      );
      comment on table hub.erased_number is
        'Marks of the NHS numbers of those who were erased, signed with a key that is not in the database: no list of a practice brings them back.';
      alter table hub.erased_number enable row level security;
      alter table hub.erased_number force row level security;
      create policy erased_number_importer on hub.erased_number for select to caregraph_importer using (true);
      create policy erased_number_eraser on hub.erased_number to caregraph_eraser using (true);
      create policy erased_number_owner on hub.erased_number to caregraph_owner using (true);
      create policy erased_number_backup on hub.erased_number for select to caregraph_backup using (true);
      grant select (mark) on hub.erased_number to caregraph_importer;
      grant select (mark), insert (mark) on hub.erased_number to caregraph_eraser;
      grant select on hub.erased_number to caregraph_backup;`);
  }

  override down(): void {
    this.addSql('drop table hub.erased_number;');
  }
}
