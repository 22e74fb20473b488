import type { ClientBase } from 'pg';
import { CannotStart } from '../database/cannot-start.ts';
import { inTransaction } from '../database/client.ts';
import { londonTime } from '../shared/dates.ts';
import { monthAfter } from './disclosure/cube.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { Months } from './periods.ts';

/** What somebody declares: months by their first and last, both included; without a first, that of the last declaration. */
export interface Declaration {
  readonly from?: string;
  readonly through: string;
  readonly by: string;
}

/** The months of which all data have come, as was declared last; undefined if nobody has declared anything. */
export async function completeAsDeclared(client: ClientBase): Promise<Months | undefined> {
  const { rows } = await client.query<Months>(
    `select to_char(complete.from_on, 'YYYY-MM') as "from", to_char(complete.to_on, 'YYYY-MM') as "to"
      from hub.data_complete as complete order by complete.number desc limit 1`,
  );
  return rows[0];
}

/**
 * Keeps that all data of these months have come. From then on they are counted, once and for good: so what could not
 * count any more is refused. `client` is signed in as the owner.
 */
export async function declareComplete(
  client: ClientBase,
  { from, through, by }: Declaration,
  now = new Date(),
): Promise<Months> {
  return inTransaction(client, async () => {
    await oneAtATime(client);
    const before = await completeAsDeclared(client);
    const first = from ?? before?.from;
    if (!first) throw new CannotStart('Nothing has been declared so far: say with --from where the data begin.');
    const months = { from: first, to: monthAfter(through) };
    if (months.from > through) throw new CannotStart(`${through} is before ${months.from}, where the data begin.`);
    if (through >= londonTime(now).date.slice(0, 7))
      throw new CannotStart(`${through} is not over: declare a month when all of its data have come.`);
    const { rows } = await client.query<{ first: string | null; last: string | null }>(
      `select to_char(min(counted.month), 'YYYY-MM') as first, to_char(max(counted.month), 'YYYY-MM') as last
        from hub.counted_month as counted`,
    );
    const { first: counted, last } = rows[0] ?? {};
    if (counted && months.from < counted)
      throw new CannotStart(
        `Months from ${counted} on have been published, and what is published once is never published otherwise: earlier months cannot be added any more. Leave out --from.`,
      );
    if (last && months.from > monthAfter(last))
      throw new CannotStart(
        `Months through ${last} have been published, and those between would be missing for good: say --from ${monthAfter(last)}, or leave it out.`,
      );
    if (last && through < last)
      throw new CannotStart(`Months through ${last} have been published and cannot be taken back.`);
    await client.query(
      `insert into hub.data_complete (from_on, to_on, declared_by) values (($1 || '-01')::date, ($2 || '-01')::date, $3)`,
      [months.from, months.to, by],
    );
    return months;
  });
}
