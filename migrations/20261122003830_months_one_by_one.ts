import { Migration } from '@mikro-orm/migrations';

const settings = `set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '3s'`;
/** Makes and drops tables, so that it must run as their owner; takes nothing from its caller and waits for nobody long. */
const upkeep = `security definer ${settings}`;
const kept = 'for each statement execute function hub.keep_history()';

/** A backup brings months of the access record that are long past: each month can be made by itself. */
export class MonthsOneByOne extends Migration {
  override name = '20261122003830_months_one_by_one';

  override up(): void {
    this.addSql(`
      create function hub.make_access_partition(month timestamptz) returns void language plpgsql volatile ${settings} as $$
      declare
        made text := 'access_entry_' || to_char(month, 'YYYY_MM');
      begin
        if exists (
          select from pg_inherits child join pg_class on pg_class.oid = child.inhrelid
          where child.inhparent = 'hub.access_entry'::regclass and pg_class.relname = made
        ) then
          return;
        end if;
        -- Made apart and then attached: made as a partition, it would wait for every reader of the record.
        execute format('create table hub.%I (like hub.access_entry including defaults including constraints)', made);
        execute format('alter table hub.%I enable row level security', made);
        execute format('alter table hub.%I force row level security', made);
        execute format('create policy %I on hub.%I for select to caregraph_backup using (true)', made || '_backup', made);
        execute format('grant select on hub.%I to caregraph_backup', made);
        execute format('create trigger access_entry_is_whole before truncate on hub.%I ${kept}', made);
        execute format('alter table hub.access_entry attach partition hub.%I for values from (%L) to (%L)',
          made, month, month + interval '1 month');
      end $$;
      comment on function hub.make_access_partition is
        'Makes the table of one month of the access record, which begins at that moment, unless there is one.';
      create or replace function hub.make_access_partitions() returns timestamptz language plpgsql volatile ${upkeep} as $$
      begin
        -- Two hubs may start at once.
        perform pg_advisory_xact_lock(hashtext('caregraph access partitions'));
        for ahead in 0..3 loop
          perform hub.make_access_partition(date_trunc('month', now()) + make_interval(months => ahead));
        end loop;
        return hub.access_covered_until();
      end $$;`);
  }

  override down(): void {
    this.addSql(`
      create or replace function hub.make_access_partitions() returns timestamptz language plpgsql volatile ${upkeep} as $$
      declare
        month timestamptz;
        made text;
      begin
        -- Two hubs may start at once.
        perform pg_advisory_xact_lock(hashtext('caregraph access partitions'));
        for ahead in 0..3 loop
          month := date_trunc('month', now()) + make_interval(months => ahead);
          made := 'access_entry_' || to_char(month, 'YYYY_MM');
          continue when exists (
            select from pg_inherits child join pg_class on pg_class.oid = child.inhrelid
            where child.inhparent = 'hub.access_entry'::regclass and pg_class.relname = made
          );
          -- Made apart and then attached: made as a partition, it would wait for every reader of the record.
          execute format('create table hub.%I (like hub.access_entry including defaults including constraints)', made);
          execute format('alter table hub.%I enable row level security', made);
          execute format('alter table hub.%I force row level security', made);
          execute format('create policy %I on hub.%I for select to caregraph_backup using (true)', made || '_backup', made);
          execute format('grant select on hub.%I to caregraph_backup', made);
          execute format('create trigger access_entry_is_whole before truncate on hub.%I ${kept}', made);
          execute format('alter table hub.access_entry attach partition hub.%I for values from (%L) to (%L)',
            made, month, month + interval '1 month');
        end loop;
        return hub.access_covered_until();
      end $$;
      drop function hub.make_access_partition(timestamptz);`);
  }
}
