import { Migration } from '@mikro-orm/migrations';

/** Moments that are recorded no earlier than they happen. */
const moments = { hospital_stay: ['discharged_at'], emergency_attendance: ['arrived_at', 'departed_at'] };

/** A feed that adds an end to a row of before records it then: else the end would lie after what is recorded. */
export class RecordedAnew extends Migration {
  override name = '20261122003153_recorded_anew';

  override up(): void {
    this.addSql(`
      create function hub.record_anew() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
      begin
        new.recorded_at := now();
        return new;
      end $$;
      comment on function hub.record_anew is
        'Before a feed changes when something happened, and does not say when that was recorded: it is recorded now.';
      revoke execute on function hub.record_anew from public;`);
    for (const [table, columns] of Object.entries(moments)) {
      const list = (row: string) => columns.map((column) => `${row}.${column}`).join(', ');
      this.addSql(`
        create trigger recorded_anew before update on ${table} for each row
          when (nullif(current_setting('hub.organisation', true), '') is null and new.recorded_at = old.recorded_at
            and (${list('new')}) is distinct from (${list('old')}))
          execute function hub.record_anew()`);
    }
  }

  override down(): void {
    for (const table of Object.keys(moments)) this.addSql(`drop trigger recorded_anew on ${table}`);
    this.addSql('drop function hub.record_anew');
  }
}
