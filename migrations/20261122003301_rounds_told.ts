import { Migration } from '@mikro-orm/migrations';

const policies = (using: string) =>
  ['practice', 'home']
    .map(
      (agency) => `
      drop policy "home_round_${agency}" on "home_round";
      create policy "home_round_${agency}" on "home_round" for select to "caregraph_${agency}" using (${using});`,
    )
    .join('');

/** Where a practice goes round that does not lead the home, it has a patient: told to those who share the care there. */
export class RoundsTold extends Migration {
  override name = '20261122003301_rounds_told';

  override up(): void {
    this.addSql(`
      grant select (organisation_id) on practice to caregraph_register;
      grant select (round_id, resident_id, valid_until) on round_visit to caregraph_register;
      create policy "round_visit_register" on "round_visit" for select to "caregraph_register" using (true);
      create index "home_round_of_practice" on "home_round" ("practice_id");
      create function hub.rounds_told() returns setof uuid
        language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        with own as (select nullif(current_setting('hub.organisation', true), '')::uuid as id),
        practices as (select practice.id from public.practice join own on practice.organisation_id = own.id),
        networks as (
          select membership.network_id from public.network_membership membership
          join practices on practices.id = membership.practice_id
          where daterange(membership.from_on, membership.to_on) @> (now() at time zone 'Europe/London')::date
        )
        select home_round.id from public.home_round
        where home_round.practice_id in (select practices.id from practices)
          or home_round.home_id in (
            select home.id from public.care_home home join own on home.organisation_id = own.id
            union all
            select alignment.home_id from public.alignment join networks on networks.network_id = alignment.network_id
            where daterange(alignment.from_on, alignment.to_on) @> (now() at time zone 'Europe/London')::date
          )
        union
        select visit.round_id from hub.relationship related
        join own on own.id = related.organisation_id
        join public.round_visit visit on visit.resident_id = related.resident_id and visit.valid_until is null
        where related.since <= now() and (related.until is null or related.until > now())
      $$;
      comment on function hub.rounds_told is
        'The rounds of the organisation, of its home, of homes aligned to its network, and those on which somebody was to whom it stands in a relationship.';
      alter function hub.rounds_told() owner to caregraph_register;
      revoke execute on function hub.rounds_told() from public;
      grant execute on function hub.rounds_told() to caregraph_practice, caregraph_home;
      ${policies('home_round.id in (select hub.rounds_told())')}`);
  }

  override down(): void {
    this.addSql(policies('true'));
    this.addSql(`
      drop function hub.rounds_told();
      drop index "home_round_of_practice";
      drop policy "round_visit_register" on "round_visit";
      revoke select (round_id, resident_id, valid_until) on round_visit from caregraph_register;`);
  }
}
