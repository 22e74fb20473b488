import { Migration } from '@mikro-orm/migrations';

/** Of which months whoever loads data says that all of it has come: nothing else is counted, because a count is final. */
export class DataComplete extends Migration {
  override name = '20261122002610_data_complete';

  override up(): void {
    this.addSql(`
      create table hub.data_complete (
        number bigint generated always as identity primary key,
        from_on date not null check (extract(day from from_on) = 1),
        to_on date not null check (extract(day from to_on) = 1),
        declared_at timestamptz not null default now(),
        declared_by text not null check (length(declared_by) between 1 and 200),
        constraint data_complete_in_order check (from_on < to_on)
      );
      comment on table hub.data_complete is
        'From which month until before which all data have come, as somebody declared; the newest counts. Measures count no other month.';
      create trigger data_complete_is_kept before update or delete or truncate on hub.data_complete
        for each statement execute function hub.keep_history();
      -- What was counted before there was a word for it.
      insert into hub.data_complete (from_on, to_on, declared_by)
        select min(counted.month), (max(counted.month) + interval '1 month')::date, 'counted before it was declared'
        from hub.counted_month counted having count(*) > 0;
      grant select on hub.data_complete to caregraph_measures, caregraph_backup;
      grant select on sequence hub.data_complete_number_seq to caregraph_backup;`);
  }

  override down(): void {
    this.addSql('drop table hub.data_complete');
  }
}
