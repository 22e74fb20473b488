import type { ClientBase } from 'pg';

export interface Amount {
  months: number;
  entriesEach: number;
  /** Residents of one entry. */
  residentsEach: number;
  /** Among how many people they are. */
  people: number;
}

/** The resident with this number, below `people`, as an expression of SQL. */
export const personNumbered = (number: number | string): string => `md5('resident ' || ${number})::uuid`;

/**
 * Fills past months of the access record, up to last month. Each table is filled first and gets its indexes then, all at
 * once, as it is attached: the same in the end, and many times faster. As a superuser.
 */
export async function fillMonths(
  client: ClientBase,
  { months, entriesEach, residentsEach, people }: Amount,
): Promise<void> {
  await client.query(`set maintenance_work_mem = '512MB'`);
  for (let back = months; back > 0; back -= 1) {
    const { rows } = await client.query<{ name: string; begins: string; ends: string }>(
      `select 'access_entry_' || to_char(begins, 'YYYY_MM') as name, begins::text, (begins + interval '1 month')::text as ends
       from (select date_trunc('month', now() at time zone 'UTC') - make_interval(months => $1) as begins) month`,
      [back],
    );
    const { name, begins, ends } = rows[0] as { name: string; begins: string; ends: string };
    await client.query(`create table hub.${name} (like hub.access_entry including defaults including constraints)`);
    await client.query(
      `insert into hub.${name} (number, at, request_id, organisation_id, agency, "user", role, purpose, agreement, kind,
         operation, document, plan, outcome, residents, shown)
       select -($1::bigint * $2 + entry), $3::timestamp at time zone 'UTC' + entry * (interval '28 days' / $2),
         md5('request ' || $1 || ' ' || entry)::uuid, md5('organisation ' || entry % 100)::uuid, 'practice',
         'user ' || entry % 1000, 'clinician', 'DIRECT_CARE', repeat('a', 64), 'READ', 'residents',
         decode(md5('document ' || entry % 5000), 'hex'), decode(md5('plan ' || entry % 50), 'hex'), 'ANSWERED',
         (select array_agg(${personNumbered('((entry * 7919 + which * 104729 + $1 * 31) % $5)')})
          from generate_series(1, $4::int) which),
         decode(md5('shown ' || entry), 'hex')
       from generate_series(0, $2::bigint - 1) entry`,
      [back, entriesEach, begins, residentsEach, people],
    );
    await client.query(`alter table hub.${name} owner to caregraph_owner`);
    await client.query(
      `alter table hub.access_entry attach partition hub.${name} for values from ('${begins}Z') to ('${ends}Z')`,
    );
    await client.query(`vacuum analyze hub.${name}`);
  }
}
