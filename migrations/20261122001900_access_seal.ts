import { Migration } from '@mikro-orm/migrations';

/** Drops tables, so that it must run as their owner; takes nothing from its caller and waits for nobody long. */
const upkeep = `security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '3s'`;

/** What keeps the access record from being changed unnoticed: a witness in each entry, a chain of seals over all. */
export class AccessSeal extends Migration {
  override name = '20261122001900_access_seal';

  override up(): void {
    this.addSql(`
      alter table hub.access_entry add column witness bytea;
      comment on column hub.access_entry.witness is
        'The hub''s clock and its signature over what it said: nobody without its key can add an entry, or change one.';
      grant insert (witness) on hub.access_entry to caregraph_recorder;
      create index access_entry_to_seal on hub.access_entry (written_by, number);

      create table hub.access_seal (
        batch bigint primary key check (batch > 0),
        first bigint,
        last bigint,
        entries int not null check (entries >= 0),
        macs bytea not null check (length(macs) = entries * 40),
        reach_written_by xid8 not null,
        reach_number bigint not null,
        horizon xid8 not null,
        cluster text not null,
        floor bigint not null,
        taken_at timestamptz(3) not null,
        retired text check (retired ~ '^[0-9]{4}_[0-9]{2}$'),
        key_id bytea not null,
        previous bytea,
        mac bytea not null,
        unique nulls not distinct (previous)
      );
      alter table hub.access_seal alter column macs set storage external;
      comment on table hub.access_seal is
        'The chain of seals over the access record, one link for each batch: what was sealed cannot change, go or be added unnoticed.';
      comment on column hub.access_seal.macs is
        'For each entry in order of (written_by, number): number, milliseconds, transaction, 16 bytes of its keyed digest.';
      comment on column hub.access_seal.reach_written_by is
        'With reach_number: every entry up to here, in that order, is in this batch or in one before it.';
      comment on column hub.access_seal.horizon is 'No transaction from this one on had begun when the seal was made.';
      comment on column hub.access_seal.cluster is
        'Which server counted the transactions: a dump that another one restored counts anew.';
      comment on column hub.access_seal.floor is 'Entries up to this number were written on the server before.';
      comment on column hub.access_seal.retired is 'The month that was dropped, past its retention, together with this seal.';
      create index access_seal_of_number on hub.access_seal (last);
      create trigger access_seal_is_kept before update or delete or truncate on hub.access_seal
        for each statement execute function hub.keep_history();
      grant select on hub.access_seal to caregraph_auditor;
      grant select, insert on hub.access_seal to caregraph_sealer;

      drop function hub.drop_expired_access_partitions;
      create function hub.drop_expired_access_partition() returns text language plpgsql volatile ${upkeep} as $$
      declare
        expired text;
        month timestamptz;
        held boolean;
      begin
        perform pg_advisory_xact_lock(hashtext('caregraph access partitions'));
        select min(pg_class.relname) into expired from pg_inherits child
        join pg_class on pg_class.oid = child.inhrelid
        join hub.access_retention retention on true
        where child.inhparent = 'hub.access_entry'::regclass and pg_class.relname ~ '^access_entry_[0-9]{4}_[0-9]{2}$'
          and to_date(right(pg_class.relname, 7), 'YYYY_MM') + interval '1 month' + make_interval(years => retention.years)
            <= now();
        if expired is null then
          return null;
        end if;
        -- What goes must be sealed, and of that month whatever the table is called.
        month := to_date(right(expired, 7), 'YYYY_MM');
        execute format(
          'select exists (select from hub.%I entry, (select * from hub.access_seal order by batch desc limit 1) seal
             where entry.at < $1 or entry.at >= $1 + interval ''1 month'' or entry.number > seal.floor
               and (entry.written_by, entry.number) > (seal.reach_written_by, seal.reach_number))', expired
        ) into held using month;
        if held then
          return null;
        end if;
        execute format('drop table hub.%I', expired);
        return right(expired, 7);
      end $$;
      comment on function hub.drop_expired_access_partition is
        'Drops the oldest month of the access record that has passed the retention of the agreement in force, and names it.';
      revoke execute on function hub.drop_expired_access_partition from public;
      grant execute on function hub.drop_expired_access_partition to caregraph_sealer;`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.drop_expired_access_partition;
      create function hub.drop_expired_access_partitions() returns setof text
        language sql volatile ${upkeep} as 'select null::text where false';
      revoke execute on function hub.drop_expired_access_partitions from public;
      grant execute on function hub.drop_expired_access_partitions to caregraph_recorder;
      drop table hub.access_seal;
      drop index hub.access_entry_to_seal;
      alter table hub.access_entry drop column witness;`);
  }
}
