import { Migration } from '@mikro-orm/migrations';

const kinds = `'READ', 'REFUSAL', 'WRITE', 'BREAK_GLASS', 'CLAIM', 'IMPORT', 'EXPORT', 'REPORT'`;
/** What a recorder says. Number, time and transaction are the database's own to say. */
const said = `request_id, organisation_id, agency, "user", role, purpose, authority, device, agreement, kind, operation,
        document, plan, outcome, count, residents, shown`;
/** Makes and drops tables, so that it must run as their owner; takes nothing from its caller and waits for nobody long. */
const upkeep = `security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '3s'`;
const kept = 'for each statement execute function hub.keep_history()';

/** Who looked at whom, as what, why, and what was shown: rows are added, by one role alone, and never change. */
export class AccessRecord extends Migration {
  override name = '20261122001800_access_record';

  override up(): void {
    this.addSql(`
      create sequence hub.access_number as bigint;
      create table hub.access_entry (
        number bigint not null default nextval('hub.access_number'),
        at timestamptz(3) not null default clock_timestamp(),
        written_by xid8 not null default pg_current_xact_id(),
        request_id uuid not null,
        organisation_id uuid,
        agency text,
        "user" text,
        role text,
        purpose text,
        authority text,
        device text check (length(device) <= 200),
        agreement text not null,
        kind text not null check (kind in (${kinds})),
        operation text,
        document bytea,
        plan bytea,
        outcome text not null check (outcome <> ''),
        count int not null default 1 check (count > 0),
        residents uuid[] not null default '{}',
        shown bytea,
        primary key (number, at)
      ) partition by range (at);
      comment on table hub.access_entry is
        'The access record: every answer with personal data, every refusal and every write, by whom, why, and what was shown of whom.';
      create index access_entry_of_resident on hub.access_entry using gin (residents) with (gin_pending_list_limit = 1024);
      create index access_entry_of_organisation on hub.access_entry (organisation_id, at desc);
      create trigger access_entry_is_kept before update or delete on hub.access_entry
        for each row execute function hub.keep_history();
      create trigger access_entry_is_whole before truncate on hub.access_entry ${kept};

      create table hub.access_plan (
        hash bytea primary key,
        agency text not null,
        plan jsonb not null,
        first_used timestamptz not null default now()
      );
      comment on table hub.access_plan is
        'What was asked, place by place, in names of the graph only: with it, what an entry showed can be told years later.';
      create trigger access_plan_is_kept before update or delete or truncate on hub.access_plan ${kept};

      create table hub.access_retention (
        "only" boolean primary key default true check ("only"),
        years int not null check (years between 1 and 100)
      );
      comment on table hub.access_retention is
        'For how many years the agreement in force has the access record kept. Without a row, nothing of it is ever dropped.';`);

    this.addSql(`
      alter table hub.access_entry enable row level security;
      alter table hub.access_entry force row level security;
      create policy access_entry_recorder on hub.access_entry for insert to caregraph_recorder with check (true);
      create policy access_entry_auditor on hub.access_entry for select to caregraph_auditor, caregraph_sealer, caregraph_owner
        using (true);
      grant insert (${said}) on hub.access_entry to caregraph_recorder;
      grant usage on sequence hub.access_number to caregraph_recorder;
      grant select on hub.access_entry to caregraph_auditor, caregraph_sealer;
      grant insert (hash, agency, plan) on hub.access_plan to caregraph_recorder;
      grant select on hub.access_plan, hub.access_retention to caregraph_auditor;
      grant select (hash, body) on hub.agreement_version to caregraph_auditor;`);

    this.addSql(`
      create function hub.access_covered_until() returns timestamptz
        language sql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
        select coalesce(min(month) filter (where missing), max(month) + interval '1 month')
        from (
          select month, not exists (
              select from pg_inherits child join pg_class on pg_class.oid = child.inhrelid
              where child.inhparent = 'hub.access_entry'::regclass
                and pg_class.relname = 'access_entry_' || to_char(month, 'YYYY_MM')
            ) as missing
          from generate_series(date_trunc('month', now()), date_trunc('month', now()) + interval '3 months', interval '1 month')
            as month
        ) months;
      $$;
      comment on function hub.access_covered_until is
        'Until when, counted from this month, there is a partition for each month of the access record.';

      create function hub.make_access_partitions() returns timestamptz language plpgsql volatile ${upkeep} as $$
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
          execute format('create trigger access_entry_is_whole before truncate on hub.%I ${kept}', made);
          execute format('alter table hub.access_entry attach partition hub.%I for values from (%L) to (%L)',
            made, month, month + interval '1 month');
        end loop;
        return hub.access_covered_until();
      end $$;
      comment on function hub.make_access_partitions is
        'Makes the partitions of the access record for this month and the three after it, and says until when there are some.';

      create function hub.drop_expired_access_partitions() returns setof text language plpgsql volatile ${upkeep} as $$
      declare
        expired text;
      begin
        perform pg_advisory_xact_lock(hashtext('caregraph access partitions'));
        for expired in
          select pg_class.relname from pg_inherits child
          join pg_class on pg_class.oid = child.inhrelid
          join hub.access_retention retention on true
          where child.inhparent = 'hub.access_entry'::regclass and pg_class.relname ~ '^access_entry_[0-9]{4}_[0-9]{2}$'
            and to_date(right(pg_class.relname, 7), 'YYYY_MM') + interval '1 month' + make_interval(years => retention.years)
              <= now()
          order by 1
        loop
          execute format('drop table hub.%I', expired);
          return next expired;
        end loop;
      end $$;
      comment on function hub.drop_expired_access_partitions is
        'Drops the months of the access record that have passed the retention of the agreement in force, and names them.';`);

    for (const name of ['access_covered_until', 'make_access_partitions', 'drop_expired_access_partitions']) {
      this.addSql(`revoke execute on function hub.${name} from public`);
      this.addSql(`grant execute on function hub.${name} to caregraph_recorder`);
    }
    this.addSql('select hub.make_access_partitions()');
  }

  override down(): void {
    this.addSql(`
      drop function hub.drop_expired_access_partitions, hub.make_access_partitions, hub.access_covered_until;
      revoke select (hash, body) on hub.agreement_version from caregraph_auditor;
      drop table hub.access_retention, hub.access_plan, hub.access_entry;
      drop sequence hub.access_number;`);
  }
}
