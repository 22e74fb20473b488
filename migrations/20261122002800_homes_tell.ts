import { Migration } from '@mikro-orm/migrations';

const readers = '"caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb"';
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const definer = 'security definer set search_path = pg_catalog, pg_temp';
const today = `(now() at time zone 'Europe/London')::date`;

const within = `capacity.author_id = ${own} and exists (select from public.care_home own_home
        where own_home.id = capacity.home_id and own_home.organisation_id = ${own})`;
const rightNow = (column: string) => `capacity.${column} >= now() and capacity.${column} <= clock_timestamp()`;

/** Homes tell how many beds they have: in their own name, of now, and without changing what they told before. */
export class HomesTell extends Migration {
  override name = '20261122002800_homes_tell';

  override up(): void {
    this.addSql(`
      alter table "capacity" rename constraint "capacity_valid_in_order" to "validity_in_order";
      alter table "capacity" enable row level security;
      alter table "capacity" force row level security;
      create policy "capacity_open" on "capacity" for select to ${readers}, "caregraph_dashboard" using (true);
      create policy "capacity_stated" on "capacity" for insert to ${readers} with check (${within} and capacity.valid_until is null and ${rightNow('valid_from')} and capacity.as_of <= now() + make_interval(mins => 5));
      create policy "capacity_ended" on "capacity" for update to ${readers} using (${within} and capacity.valid_until is null) with check (${within} and ${rightNow('valid_until')});
      create policy "capacity_owner" on "capacity" to "caregraph_owner" using (true);
      create policy "capacity_measures" on "capacity" for select to "caregraph_measures" using (true);
      create policy "capacity_backup" on "capacity" for select to "caregraph_backup" using (true);
      create policy "capacity_register" on "capacity" for select to "caregraph_register" using (true);`);

    // Counted whatever the purpose: how many live in one's own home is no secret, and a purpose that shows none counts none.
    this.addSql(`
      create function hub.placed_today() returns table (care text, residents int) language sql stable ${definer}
      begin atomic
        select placement.care_type, count(*)::int
        from public.placement join public.care_home on care_home.id = placement.home_id
        where care_home.organisation_id = ${own}
          and placement.valid_until is null
          and placement.from_on <= ${today} and (placement.to_on is null or placement.to_on > ${today})
        group by placement.care_type;
      end;
      comment on function hub.placed_today is
        'How many residents are placed today in the home that asks, by the kind of care.';
      grant select (care_type) on placement to caregraph_register;
      alter function hub.placed_today owner to caregraph_register;
      revoke execute on function hub.placed_today from public;
      grant execute on function hub.placed_today to caregraph_home;`);
  }

  override down(): void {
    this.addSql('drop function hub.placed_today');
    this.addSql('revoke select (care_type) on placement from caregraph_register');
    for (const name of ['open', 'stated', 'ended', 'owner', 'measures', 'backup', 'register'])
      this.addSql(`drop policy "capacity_${name}" on "capacity"`);
    this.addSql(`
      alter table "capacity" no force row level security;
      alter table "capacity" disable row level security;
      alter table "capacity" rename constraint "validity_in_order" to "capacity_valid_in_order";`);
  }
}
