import { Migration } from '@mikro-orm/migrations';

const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const setting = (name: string) => `coalesce(nullif(current_setting('hub.${name}', true), ''), '0')::int`;
const policy = (using: string) => `
      drop policy "named_contact_open" on "named_contact";
      create policy "named_contact_open" on "named_contact" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb", "caregraph_dashboard" using (${using});`;

const roundsTold = (counting: string) => `
      create or replace function hub.rounds_told() returns setof uuid
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
        where related.since <= now() and (related.until is null or related.until > now())${counting}
      $$;`;

/** Ended contacts are their organisation's own; of rounds tells a relationship alone that counts for the purpose. */
export class ToldLess extends Migration {
  override name = '20261122003362_told_less';

  override up(): void {
    this.addSql(policy(`named_contact.valid_until is null or named_contact.author_id = ${own}`));
    this.addSql(
      roundsTold(`
          and related.bit & ${setting('kinds')} <> 0
          and (related.objections & ${setting('ends_with')} = 0 or related.bit & ${setting('never_ends')} <> 0)`),
    );
  }

  override down(): void {
    this.addSql(policy('true'));
    this.addSql(roundsTold(''));
  }
}
