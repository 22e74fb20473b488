import { Migration } from '@mikro-orm/migrations';

/** Makes and drops tables, so that it must run as their owner; takes nothing from its caller and waits for nobody long. */
const upkeep = `security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '3s'`;
const kept = 'for each statement execute function hub.keep_history()';

/** A month of the access record; where the role of backups exists for it, that role reads it as it reads the rest. */
const makePartitions = (readByBackup: string) => `
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
          execute format('alter table hub.%I force row level security', made);${readByBackup}
          execute format('create trigger access_entry_is_whole before truncate on hub.%I ${kept}', made);
          execute format('alter table hub.access_entry attach partition hub.%I for values from (%L) to (%L)',
            made, month, month + interval '1 month');
        end loop;
        return hub.access_covered_until();
      end $$;`;

/** Each table of ours, for a loop: what the role of backups may do with it is the same everywhere. */
const eachTable = `select n.nspname, c.relname, c.relrowsecurity from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in ('public', 'hub') and c.relkind in ('r', 'p')`;

/**
 * Whoever takes backups reads every row of every table, without passing row security by. There are no default
 * privileges: a table that a later migration forgets stops the backup instead of being missing from it.
 */
export class Backup extends Migration {
  override name = '20261122002300_backup';

  override up(): void {
    this.addSql(`
      do $$
      declare
        found record;
      begin
        for found in ${eachTable}
        loop
          if found.relrowsecurity then
            execute format('create policy %I on %I.%I for select to caregraph_backup using (true)',
              found.relname || '_backup', found.nspname, found.relname);
          end if;
          execute format('grant select on %I.%I to caregraph_backup', found.nspname, found.relname);
        end loop;
      end $$;
      grant select on all sequences in schema public, hub to caregraph_backup;`);
    // A dump reads each month by itself, where the policy of the whole record does not count.
    this.addSql(
      makePartitions(`
          execute format('create policy %I on hub.%I for select to caregraph_backup using (true)', made || '_backup', made);
          execute format('grant select on hub.%I to caregraph_backup', made);`),
    );
  }

  override down(): void {
    this.addSql(makePartitions(''));
    this.addSql(`
      revoke select on all sequences in schema public, hub from caregraph_backup;
      revoke select on all tables in schema public, hub from caregraph_backup;
      do $$
      declare
        found record;
      begin
        for found in ${eachTable} and c.relrowsecurity
        loop
          execute format('drop policy %I on %I.%I', found.relname || '_backup', found.nspname, found.relname);
        end loop;
      end $$;`);
  }
}
