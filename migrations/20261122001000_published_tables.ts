import { Migration } from '@mikro-orm/migrations';

const readers =
  'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb, caregraph_dashboard';

/** Where measures leave the rows about people: computed over all of them by one role, and stored only when protected. */
export class PublishedTables extends Migration {
  override name = '20261122001000_published_tables';

  override up(): void {
    this.addSql(`
      create table hub.publication (
        measure text primary key,
        terms text not null,
        data_through date not null,
        published_at timestamptz not null default now()
      );
      comment on table hub.publication is
        'The tables of a measure as they stand: under which terms, and before which day the data end.';
      create table hub.published_table (
        id uuid primary key,
        measure text not null references hub.publication (measure) on delete cascade,
        dimensions text[] not null,
        from_on date not null,
        to_on date not null,
        unique (measure, dimensions, from_on),
        constraint published_table_whole_months check (
          from_on < to_on and extract(day from from_on) = 1 and extract(day from to_on) = 1
        )
      );
      comment on table hub.published_table is
        'A measure grouped one way over one period, protected as a whole, once.';
      create table hub.published_cell (
        table_id uuid not null references hub.published_table (id) on delete cascade,
        members text[] not null,
        numerator int check (numerator >= 0),
        denominator int check (denominator >= 0),
        suppression text not null check (suppression in ('NONE', 'ROUNDED', 'PRIMARY', 'SECONDARY')),
        primary key (table_id, members),
        constraint published_cell_hidden check ((numerator is null) = (suppression in ('PRIMARY', 'SECONDARY')))
      );
      comment on table hub.published_cell is
        'One number of a published table, rounded or hidden; its total has no members. No other number is stored.';
      grant select on hub.publication, hub.published_table, hub.published_cell to ${readers};
      grant select, insert, delete on hub.publication, hub.published_table, hub.published_cell to caregraph_measures;`);

    this.addSql(`
      grant select (resident_id, admitted_at, emergency, valid_until) on public.hospital_stay to caregraph_measures;
      grant select (resident_id, home_id, care_type, from_on, to_on, valid_until) on public.placement
        to caregraph_measures;
      grant select (id, date_of_birth) on public.resident to caregraph_measures;
      grant select (id, cqc_location_id) on public.care_home to caregraph_measures;
      grant select on public.postcode_location to ${readers};`);
  }

  override down(): void {
    this.addSql('drop table hub.published_cell, hub.published_table, hub.publication');
    this.addSql(`revoke all on public.hospital_stay, public.placement, public.resident, public.care_home
      from caregraph_measures`);
    this.addSql(`revoke all on public.postcode_location from ${readers}`);
  }
}
