import { Migration } from '@mikro-orm/migrations';

const agencies = ['home', 'practice', 'trust', 'council', 'icb', 'dashboard'].map((agency) => `caregraph_${agency}`);

export const homesAnsweredFor = `
      create or replace function hub.homes_answered_for() returns setof uuid
        language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select home.id
        from public.care_home home
        where nullif(current_setting('hub.organisation', true), '')::uuid in (
          home.organisation_id,
          home.council_id,
          (select network.icb_id
            from public.alignment
            join public.primary_care_network network on network.id = alignment.network_id
            where alignment.home_id = home.id and alignment.from_on <= (now() at time zone 'Europe/London')::date
            order by alignment.from_on desc
            limit 1)
        )
      $$;`;

/** A home, the council that it lies in and the board that commissions for it are told what is between the three of them. */
export class HomesAnsweredFor extends Migration {
  override name = '20261122003130_homes_answered_for';

  override up(): void {
    this.addSql(`${homesAnsweredFor}
      alter function hub.homes_answered_for() owner to caregraph_register;
      revoke execute on function hub.homes_answered_for() from public;
      grant execute on function hub.homes_answered_for() to ${agencies.join(', ')};
      grant select (organisation_id, council_id) on care_home to caregraph_register;`);
  }

  override down(): void {
    this.addSql('drop function hub.homes_answered_for()');
  }
}
