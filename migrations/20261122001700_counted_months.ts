import { Migration } from '@mikro-orm/migrations';

const readers =
  'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb, caregraph_dashboard';

/** What was published stands for good, and each month is counted once: no two publications differ by one person. */
export class CountedMonths extends Migration {
  override name = '20261122001700_counted_months';

  override up(): void {
    // Tables of former releases grew from month to month; what is made now must not be compared with them.
    this.addSql(`
      drop table hub.published_cell, hub.published_table, hub.publication;

      create table hub.counted_month (
        measure text not null,
        month date not null check (extract(day from month) = 1),
        events jsonb not null check (jsonb_typeof(events) = 'array'),
        resident_days jsonb not null check (jsonb_typeof(resident_days) = 'array'),
        counted_at timestamptz not null default now(),
        primary key (measure, month)
      );
      comment on table hub.counted_month is
        'What a measure counts in a month, without persons: read by nobody, and the only ground of what is published.';
      grant select, insert on hub.counted_month to caregraph_measures;

      create table hub.published_table (
        id uuid primary key,
        measure text not null,
        dimensions text not null,
        block text not null check (block in ('MONTH', 'QUARTER', 'YEAR')),
        from_on date not null,
        to_on date not null,
        suppress_from int not null,
        suppress_to int not null,
        round_to int not null,
        published_at timestamptz not null default now(),
        constraint published_table_whole_months check (
          from_on < to_on and extract(day from from_on) = 1 and extract(day from to_on) = 1
        ),
        constraint published_table_overlaps exclude using gist (
          measure with =, dimensions with =, block with =, suppress_from with =, suppress_to with =, round_to with =,
          daterange(from_on, to_on) with &&
        )
      );
      comment on table hub.published_table is
        'A measure grouped one way over one period by one rule for small numbers, protected as a whole, once and for good.';
      create table hub.published_cell (
        table_id uuid not null references hub.published_table (id),
        members text[] not null,
        numerator int check (numerator >= 0),
        denominator int check (denominator >= 0),
        suppression text not null check (suppression in ('NONE', 'ROUNDED', 'PRIMARY', 'SECONDARY', 'WITHHELD')),
        primary key (table_id, members),
        constraint published_cell_hidden check ((numerator is null) = (suppression in ('PRIMARY', 'SECONDARY', 'WITHHELD')))
      );
      comment on table hub.published_cell is
        'One number of a published table, rounded or hidden; its total has no members. Nobody may change or delete it.';
      grant select on hub.published_table, hub.published_cell to ${readers};
      grant select, insert on hub.published_table, hub.published_cell to caregraph_measures;`);
  }

  override down(): void {
    this.addSql(`
      drop table hub.published_cell, hub.published_table, hub.counted_month;
      create table hub.publication (
        measure text primary key,
        terms text not null,
        data_through date not null,
        published_at timestamptz not null default now()
      );
      create table hub.published_table (
        id uuid primary key,
        measure text not null references hub.publication (measure) on delete cascade,
        dimensions text[] not null,
        from_on date not null,
        to_on date not null,
        unique (measure, dimensions, from_on)
      );
      create table hub.published_cell (
        table_id uuid not null references hub.published_table (id) on delete cascade,
        members text[] not null,
        numerator int,
        denominator int,
        suppression text not null,
        primary key (table_id, members)
      );
      grant select on hub.publication, hub.published_table, hub.published_cell to ${readers};
      grant select, insert, delete on hub.publication, hub.published_table, hub.published_cell to caregraph_measures;`);
  }
}
