import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** What a new home states first, with or without the conditions on which it admits. */
const begins = (conditions: { column: string; value: string }) => `
      create or replace function hub.admission_begins() returns trigger language plpgsql ${definer} as $$
      begin
        insert into public.admission_statement (home_id, author_id, status, as_of, valid_from${conditions.column})
        select known.id, said.author_id, said.status,
          least(known.admission_status_as_of, now()), least(known.admission_status_as_of, now())${conditions.value}
        from arrived known
        cross join lateral (
          select known.council_id, known.admission_status where known.admission_status = 'CLOSED_BY_COMMISSIONER'
          union all
          select known.organisation_id, case known.admission_status
            when 'CLOSED_BY_COMMISSIONER' then 'CLOSED_OTHER' else known.admission_status end
        ) said (author_id, status);
        return null;
      end $$;`;

/** A new home that admits on conditions is known with them. */
export class HomesRestrict extends Migration {
  override name = '20261122002811_homes_restrict';

  override up(): void {
    const value = `,
          case said.status when 'OPEN_WITH_RESTRICTIONS' then known.admission_restrictions end`;
    this.addSql(begins({ column: ', restrictions', value }));
    this.addSql('grant insert (restrictions) on admission_statement to caregraph_register');
  }

  override down(): void {
    this.addSql('revoke insert (restrictions) on admission_statement from caregraph_register');
    this.addSql(begins({ column: '', value: '' }));
  }
}
