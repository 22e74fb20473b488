import type { ClientBase } from 'pg';

/** Some of the people of a file: those on whose numbers these locks of `hub.hold_numbers` are, `until` not included. */
export interface Slice {
  from: number;
  until: number;
}

/** As `hub.hold_numbers` has them. */
const locks = 256;
const lockOf = (number: string) => `coalesce(hashtext(${number}) & ${locks - 1}, 0)`;

export const everybody: Slice = { from: 0, until: locks };

export const isLast = ({ until }: Slice): boolean => until === locks;

/** SQL: the person with this NHS number is in the slice. */
export const among = ({ from, until }: Slice, number: string): string =>
  from === 0 && until === locks ? 'true' : `${lockOf(number)} between ${from} and ${until - 1}`;

/** How many lines of a file that was merged in part wait for the rest of it. */
export async function linesLeft(client: ClientBase, importId: string): Promise<number> {
  const { rows } = await client.query<{ lines: number }>(
    `select count(distinct row.line)::int as lines from hub.import_row row join hub.import own on own.id = row.import_id
     where own.id = $1 and ${lockOf('row.about')} >= own.merged_below
       and not exists (select from hub.import_reject refused where refused.import_id = own.id and refused.line = row.line)`,
    [importId],
  );
  return rows[0]?.lines ?? 0;
}

/**
 * What is still to be merged, in slices of about so many lines, whose people nobody else need wait for meanwhile: from the lock
 * up to which that was done. The same lines fall into the same slices, wherever it was broken off.
 */
export async function slicesOf(client: ClientBase, importId: string, lines: number, begins: number): Promise<Slice[]> {
  const { rows } = await client.query<{ lock: number; lines: number }>(
    `select ${lockOf('about')} as lock, count(*)::int as lines from hub.import_row where import_id = $1 group by 1 order by 1`,
    [importId],
  );
  const slices: Slice[] = [];
  let [from, filled] = [begins, 0];
  for (const { lock, lines: more } of rows) {
    if (lock < begins) continue;
    if (filled && filled + more > lines) {
      slices.push({ from, until: lock });
      [from, filled] = [lock, 0];
    }
    filled += more;
  }
  return [...slices, { from, until: locks }];
}
