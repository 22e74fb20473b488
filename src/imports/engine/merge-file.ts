import type { ClientBase } from 'pg';
import { deedOf } from '../../access/record/deed.ts';
import { statementFor } from '../../access/record/statement.ts';
import { agreementLock } from '../../agreement/in-force.ts';
import { inTransaction, undone } from '../../database/client.ts';
import { recorder } from '../../database/roles.ts';
import { type Format, type Outcome, type Share, UnreadableFile } from './format.ts';
import type { Bringing } from './run.ts';
import { type Scope, scopeOf } from './scope.ts';
import { everybody, isLast, type Slice, Slices } from './slices.ts';
import { asImporter } from './stage.ts';
import { Sum } from './sum.ts';
import { rejectsAmong, rejectsForgotten, rejectsKept, type TriedReject } from './tried-rejects.ts';

/** What a file may change or end, as a share of what stands, before somebody is asked. */
const usualShare = 0.2;
/** Below so many rows a share says nothing. */
const fewRows = 20;

/** So many ends are asked about also below that, where they are more than half of what stands. */
const mostRows = 3;

const isMuch = ({ changed, ended, stood }: Share): boolean =>
  changed + ended > Math.max(fewRows, usualShare * stood) || (ended >= mostRows && ended > stood / 2);

const isUnusual = (outcome: Outcome): boolean => [outcome, ...Object.values(outcome.kinds ?? {})].some(isMuch);

/** Takes back a merge that would change more than is usual. */
class Unusual extends Error {
  readonly outcome: Outcome;
  readonly found: readonly TriedReject[];

  constructor(outcome: Outcome, found: readonly TriedReject[]) {
    super('unusual');
    [this.outcome, this.found] = [outcome, found];
  }
}

export interface Merged extends Outcome {
  state: 'DONE' | 'BEFORE' | 'ASKING' | 'TRIED' | 'STOPPED';
  /** Why the rest is not taken of which a part is. */
  refusedBecause?: string;
}

/**
 * Merges what was staged of a file: in one transaction, or, where the format lets it, in one for each slice of its people, so
 * that nobody waits for all of it. Whether it is meant is asked for the whole file before the first of them.
 */
export async function mergeFile(client: ClientBase, format: Format, id: string, bringing: Bringing): Promise<Merged> {
  const lock = (verb: 'lock' | 'unlock') =>
    client.query(`select pg_advisory_${verb}(hashtext('caregraph import ' || $1))`, [format.mergedAs ?? format.name]);
  await lock('lock');
  try {
    return await new Merge(client, format, id, bringing).merged();
  } finally {
    await lock('unlock');
  }
}

class Merge {
  readonly #client: ClientBase;
  readonly #format: Format;
  readonly #id: string;
  readonly #bringing: Bringing;
  readonly #sum = new Sum();
  /** What is merged of it stands, whatever becomes of the rest. */
  #begun = false;

  constructor(client: ClientBase, format: Format, id: string, bringing: Bringing) {
    [this.#client, this.#format, this.#id, this.#bringing] = [client, format, id, bringing];
  }

  /** An agreement that comes into force on the way may refuse the rest. */
  async merged(): Promise<Merged> {
    try {
      return await this.#merged();
    } catch (error) {
      if (!this.#begun || !(error instanceof UnreadableFile)) throw error;
      return { ...this.#sum.all, state: 'STOPPED', refusedBecause: error.message };
    }
  }

  async #merged(): Promise<Merged> {
    const { state, mergedBelow } = await this.#standing();
    this.#begun = state === 'MERGING';
    if (state === 'DONE') return { ...new Sum().all, state: 'BEFORE' };
    const { slices } = this.#format;
    const { dryRun, allowLargeChange, merging } = this.#bringing;
    merging?.(0, 1);
    if (!slices) return this.#atOnce(everybody);
    // What is tried and then meant is gone through twice.
    let rounds = 0;
    // Begun already, it was meant.
    if (state !== 'MERGING') {
      const most = await this.#prepare();
      const { only } = await this.#slices(slices.lines);
      if (only) return this.#atOnce(only);
      const mayAsk = !allowLargeChange && (!most || isUnusual(most));
      if (mayAsk && !dryRun) rounds = 1;
      const tried = dryRun || mayAsk ? await this.#tried(await this.#slices(slices.lines), rounds) : undefined;
      if (tried && dryRun) return { ...tried, state: 'TRIED' };
      if (tried && isUnusual(tried) && !allowLargeChange) return { ...tried, state: 'ASKING' };
      if (tried) await this.#scoped(() => rejectsForgotten(this.#client, this.#id));
    }
    await this.#scoped((scope) => this.#begin(scope));
    this.#begun = true;
    const left = await this.#slices(slices.lines, mergedBelow);
    await left.each(async (slice) => {
      this.#told(slice, rounds, rounds);
      this.#sum.add(await this.#scoped(() => this.#slice(slice)));
    });
    return { ...this.#sum.all, state: 'DONE' };
  }

  /** How far it is: in how many slices is found on the way. */
  #told({ from }: Slice, done: number, rounds: number): void {
    this.#bringing.merging?.(done * everybody.until + from, (rounds + 1) * everybody.until);
  }

  async #standing(): Promise<{ state: string; mergedBelow: number }> {
    return inTransaction(this.#client, async () => {
      await asImporter(this.#client);
      const { rows } = await this.#client.query<{ state: string; mergedBelow: number }>(
        'select state, merged_below as "mergedBelow" from hub.import where id = $1',
        [this.#id],
      );
      await rejectsForgotten(this.#client, this.#id);
      return rows[0] as { state: string; mergedBelow: number };
    });
  }

  /** In the importer's role, about whom the agreement lets the file write: no other comes into force before the end. */
  #scoped<T>(work: (scope: Scope | null) => Promise<T>): Promise<T> {
    return inTransaction(this.#client, async () => {
      await this.#client.query('select pg_advisory_xact_lock_shared($1)', [agreementLock]);
      // Within a trial the lines were staged in this very transaction.
      await this.#client.query('set local role none');
      const { organisation, bringer } = this.#bringing;
      const scope = await scopeOf(this.#client, this.#format, organisation, bringer);
      await asImporter(this.#client, scope);
      return work(scope);
    });
  }

  /** Of whom nothing can be taken nobody need wait for. Gives the most that can come of all others, where that is known. */
  #prepare(): Promise<Outcome | undefined> {
    return this.#scoped(async () => {
      const most = await this.#format.slices?.before?.(this.#client, this.#id, this.#bringing);
      await this.#client.query(`update hub.import set ${rejected} where id = $1`, [this.#id]);
      return most;
    });
  }

  #slices(lines: number, begins = 0): Promise<Slices> {
    return this.#scoped(() => Slices.of(this.#client, this.#id, lines, begins));
  }

  async #atOnce(all: Slice): Promise<Merged> {
    const { dryRun, allowLargeChange } = this.#bringing;
    try {
      const outcome = await this.#scoped(async (scope) => {
        const outcome = await this.#slice(all);
        if (isUnusual(outcome) && !allowLargeChange && !dryRun)
          throw new Unusual(outcome, await rejectsAmong(this.#client, this.#id, all));
        await this.#record(scope);
        return outcome;
      });
      return { ...outcome, state: dryRun ? 'TRIED' : 'DONE' };
    } catch (error) {
      if (!(error instanceof Unusual)) throw error;
      const { found } = error;
      await this.#scoped(() => this.#keep(found));
      return { ...error.outcome, state: 'ASKING' };
    }
  }

  /** What would become of the whole file: each slice is merged and taken back, and holds nobody up any longer. */
  async #tried(slices: Slices, rounds: number): Promise<Outcome> {
    const sum = new Sum();
    await slices.each(async (slice) => {
      this.#told(slice, 0, rounds);
      const found = await undone(this.#client, () =>
        this.#scoped(async () => {
          sum.add(await this.#format.merge(this.#client, this.#id, this.#bringing, slice));
          return rejectsAmong(this.#client, this.#id, slice);
        }),
      );
      if (found.length) await this.#scoped(() => this.#keep(found));
    });
    return sum.all;
  }

  async #keep(found: readonly TriedReject[]): Promise<void> {
    await rejectsKept(this.#client, this.#id, found);
    await this.#client.query(`update hub.import set ${rejected} where id = $1`, [this.#id]);
  }

  /** From here on it is done, even if it is broken off: which is in the access record before the first of it. */
  async #begin(scope: Scope | null): Promise<void> {
    await this.#client.query(`update hub.import set state = 'MERGING' where id = $1`, [this.#id]);
    await this.#record(scope);
  }

  async #slice(slice: Slice): Promise<Outcome> {
    const outcome = await this.#format.merge(this.#client, this.#id, this.#bringing, slice);
    const { added, changed, ended, unchanged } = outcome;
    await this.#client.query(
      `update hub.import set merged_below = $2, added = coalesce(added, 0) + $3, changed = coalesce(changed, 0) + $4,
         ended = coalesce(ended, 0) + $5, unchanged = coalesce(unchanged, 0) + $6 where id = $1`,
      [this.#id, slice.until, added, changed, ended, unchanged],
    );
    if (isLast(slice)) await this.#finish();
    return outcome;
  }

  async #finish(): Promise<void> {
    await this.#client.query(`update hub.import set state = 'DONE', done_at = now(), ${rejected} where id = $1`, [
      this.#id,
    ]);
    await this.#client.query('delete from hub.import_row where import_id = $1', [this.#id]);
  }

  async #record(scope: Scope | null): Promise<void> {
    const { bringer, keys, organisation } = this.#bringing;
    await this.#client.query(`select set_config('role', $1, true)`, [recorder]);
    const warrant = { ...this.#bringing, ...(scope && { agreement: scope.agreement }) };
    const entry = deedOf(warrant, `import ${this.#format.name}`, { kind: 'IMPORT' });
    await this.#client.query(statementFor(keys, [{ ...entry, ...bringer, organisation }]));
  }
}

const rejected = 'rejected = (select count(distinct line) from hub.import_reject where import_id = $1)';
