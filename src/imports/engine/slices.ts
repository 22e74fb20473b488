import type { ClientBase } from 'pg';

/** Some of the people of a file: those on whose numbers these locks of `hub.hold_numbers` are, `until` not included. */
export interface Slice {
  from: number;
  until: number;
}

/** As `hub.hold_numbers` has them. */
const locks = 256;

export const everybody: Slice = { from: 0, until: locks };

export const isEverybody = ({ from, until }: Slice): boolean => from === 0 && until === locks;

export const isLast = ({ until }: Slice): boolean => until === locks;

/** SQL: a row of `hub.import_row` is about somebody in the slice. */
export const among = (slice: Slice): string =>
  isEverybody(slice) ? 'true' : `lock between ${slice.from} and ${slice.until - 1}`;

/** A slice that took no longer, in milliseconds, is followed by a larger one: nobody notices that somebody waits for it. */
const unnoticed = 500;
/** So much larger is the next slice at most, or smaller. */
const atMost = 2;

/** How many lines of a file that was merged in part wait for the rest of it. */
export async function linesLeft(client: ClientBase, importId: string): Promise<number> {
  const { rows } = await client.query<{ lines: number }>(
    `select count(distinct row.line)::int as lines from hub.import_row row join hub.import own on own.id = row.import_id
     where own.id = $1 and row.lock >= own.merged_below
       and not exists (select from hub.import_reject refused where refused.import_id = own.id and refused.line = row.line)`,
    [importId],
  );
  return rows[0]?.lines ?? 0;
}

/**
 * What is still to be merged of a file, in slices of people, whom nobody else need wait for meanwhile: from the lock up to
 * which that was done. How many lines are in each comes of how long the one before it took.
 */
export class Slices {
  readonly #linesOf: ReadonlyMap<number, number>;
  readonly #fewest: number;
  #lines: number;
  #from: number;

  static async of(client: ClientBase, importId: string, fewest: number, from: number): Promise<Slices> {
    const { rows } = await client.query<{ lock: number; lines: number }>(
      'select lock, count(*)::int as lines from hub.import_row where import_id = $1 group by 1',
      [importId],
    );
    return new Slices(new Map(rows.map(({ lock, lines }) => [lock, lines])), fewest, from);
  }

  private constructor(linesOf: ReadonlyMap<number, number>, fewest: number, from: number) {
    [this.#linesOf, this.#fewest, this.#lines, this.#from] = [linesOf, fewest, fewest, from];
  }

  /** All of it, if that is not more than the first slice may have. */
  get only(): Slice | undefined {
    const slice = this.#next();
    return isLast(slice) ? slice : undefined;
  }

  /** Does something to one slice after the other. */
  async each(work: (slice: Slice) => Promise<void>): Promise<void> {
    for (let done = false; !done; ) {
      const slice = this.#next();
      const began = performance.now();
      await work(slice);
      const took = Math.max(1, performance.now() - began);
      const growth = Math.min(atMost, Math.max(1 / atMost, unnoticed / took));
      this.#lines = Math.max(this.#fewest, Math.round(this.#lines * growth));
      this.#from = slice.until;
      done = isLast(slice);
    }
  }

  /** Locks as long as their lines are not too many, but one at least; the last slice has all that are left. */
  #next(): Slice {
    let filled = 0;
    for (let lock = this.#from; lock < locks; lock++) {
      const more = this.#linesOf.get(lock) ?? 0;
      if (filled && more && filled + more > this.#lines) return { from: this.#from, until: lock };
      filled += more;
    }
    return { from: this.#from, until: locks };
  }
}
