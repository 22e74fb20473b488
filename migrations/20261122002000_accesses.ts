import { Migration } from '@mikro-orm/migrations';

/** With whom else the entries are about. */
export const accessesTo = (more = { keeps: '', about: 'entry.residents @> array[$1]', given: 'resident' }) => `
      create or replace function hub.accesses_to(resident uuid, before_at timestamptz, before_number bigint, most int)
        returns setof hub.access_entry language plpgsql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
      declare
        month timestamptz;${more.keeps}
        wanted int := most;
        found_here int;
      begin
        -- Month after month from the newest, until the page is full: what is older is not looked at.
        for month in
          select to_date(right(pg_class.relname, 7), 'YYYY_MM') from pg_inherits child
          join pg_class on pg_class.oid = child.inhrelid
          where child.inhparent = 'hub.access_entry'::regclass and pg_class.relname ~ '^access_entry_[0-9]{4}_[0-9]{2}$'
          order by 1 desc
        loop
          continue when month > before_at;
          return query execute
            'select entry.* from hub.access_entry entry
             where ${more.about} and entry.at >= $2 and entry.at < $2 + interval ''1 month''
               and (entry.at, entry.number) < ($3, $4)
             order by entry.at desc, entry.number desc limit $5'
            using ${more.given}, month, before_at, before_number, wanted;
          get diagnostics found_here = row_count;
          wanted := wanted - found_here;
          exit when wanted <= 0;
        end loop;
      end $$;`;

/** Who looked at a resident, newest first, a page at a time. */
export class Accesses extends Migration {
  override name = '20261122002000_accesses';

  override up(): void {
    this.addSql(`
${accessesTo().trim()}
            comment on function hub.accesses_to is
        'Entries of the access record about a resident before a time and number, newest first. Sees what its caller may see: for the auditor.';
      revoke execute on function hub.accesses_to from public;
      grant execute on function hub.accesses_to to caregraph_auditor;
      grant select (id, code) on organisation to caregraph_auditor;`);
  }

  override down(): void {
    this.addSql(`
      revoke select (id, code) on organisation from caregraph_auditor;
      drop function hub.accesses_to;`);
  }
}
