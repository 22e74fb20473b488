import type { ClientBase } from 'pg';
import { CannotStart } from '../../../database/cannot-start.ts';
import { inTransaction } from '../../../database/client.ts';
import { Anchors, type LastAnchor } from './anchors.ts';
import { type EntryForm, entryForm } from './canonical.ts';
import { type Entry, greatestNumber, macOf, packed, readEntries, start } from './entries.ts';
import { type Horizon, horizonOf } from './horizon.ts';
import { type RecordKeys, recordKeys } from './keys.ts';
import { insertSeal, isGenuine, readSeals, type Seal, type Unsigned } from './seal.ts';

/** Entries in one seal at most: what is held in memory at a time. */
const largestBatch = 5_000;
/** An hour without an entry is sealed as such, so that nothing can be dated back into it. */
const quiet = 3_600_000;

/** What one step came to. */
export interface Step {
  /** A seal was made, which the next step anchors. */
  readonly sealed: boolean;
  /** There was more to seal than one seal takes. */
  readonly more: boolean;
  /** What an operator has to look at. */
  readonly alarms: readonly string[];
}

/**
 * Seals what nobody can add to any more: entries of transactions older than every running one. `client` may act as the
 * owner, and one step at a time is made in all hubs together.
 */
export class Sealer {
  readonly #keys: RecordKeys;
  readonly #anchors: Anchors;
  readonly #batch: number;
  #form: EntryForm | undefined;

  constructor(masterKey: Buffer, anchorsFile: string, { batch = largestBatch } = {}) {
    this.#keys = recordKeys(masterKey);
    this.#anchors = new Anchors(anchorsFile, this.#keys);
    this.#batch = batch;
  }

  /**
   * Seals all that can be sealed now, and anchors it: not what comes meanwhile, or a busy hub would do nothing but seal.
   * Gives undefined where another hub is at it and `wait` is not set.
   */
  async seal(client: ClientBase, { wait = false } = {}): Promise<string[] | undefined> {
    const alarms = new Set<string>();
    for (let more = true; ; ) {
      const step = await inTransaction(client, () => this.step(client, wait, more));
      for (const alarm of step?.alarms ?? []) alarms.add(alarm);
      if (!step) return undefined;
      if (!step.sealed) return [...alarms];
      more = step.more;
    }
  }

  /**
   * Anchors the seals that are there, then makes the next one if there is `more` to seal. A seal is anchored by the step that follows its own, once
   * it is committed for good: whatever ends a step half-way, the next one makes up for it.
   */
  async step(client: ClientBase, wait: boolean, more = true): Promise<Step | undefined> {
    await client.query('set local role caregraph_sealer');
    if (!(await locked(client, wait))) return undefined;
    const [head] = await readSeals(client, 'order by seal.batch desc limit 1');
    const horizon = await horizonOf(client);
    if (head && !isGenuine(this.#keys, head)) throw new ForgedSeal(head.batch);
    const alarms: string[] = [];
    const anchored = await this.#anchor(client, head, alarms);
    if (!more) return { sealed: false, more: false, alarms };
    const made = await this.#next(client, head, Math.max(head?.batch ?? 0, anchored.batch) + 1, horizon);
    return { ...made, alarms };
  }

  /**
   * Drops the oldest month that has been kept for as many years as the agreement wants, together with a seal that says so.
   * Gives its name, as `2018_11`, or undefined where there is none.
   */
  async retire(client: ClientBase, years: number): Promise<string | undefined> {
    return inTransaction(client, async () => {
      await client.query('set local role caregraph_sealer');
      if (!(await locked(client, true))) return undefined;
      const [head] = await readSeals(client, 'order by seal.batch desc limit 1');
      if (!head) return undefined;
      if (!isGenuine(this.#keys, head)) throw new ForgedSeal(head.batch);
      const { rows } = await client.query<{ month: string | null }>(
        'select hub.drop_expired_access_partition() as month',
      );
      const month = rows[0]?.month;
      if (!month) return undefined;
      const horizon = await horizonOf(client);
      // The database alone could be told another time, or another rule: what is thrown here undoes the drop.
      refuseEarly(month, years, Math.min(horizon.now, Date.now()));
      const anchored = await this.#anchors.last();
      const link = { batch: Math.max(head.batch, anchored?.batch ?? 0) + 1, previous: head.mac };
      await this.#insert(client, link, [], { ...head, horizon, retired: month });
      return month;
    });
  }

  /** Says for good why anchors and seals differ up to now, so that it is no finding any more. Gives up to which seal. */
  async accept(client: ClientBase, by: string, because: string): Promise<number> {
    return inTransaction(client, async () => {
      await client.query('set local role caregraph_sealer');
      await locked(client, true);
      const last = await this.#anchors.last();
      if (!last) throw new CannotStart('There are no anchors yet: the hub begins them with its next seal.');
      await this.#anchors.accept(last, { at: new Date(), by, because });
      return last.batch;
    });
  }

  async #anchor(client: ClientBase, head: Seal | undefined, alarms: string[]): Promise<LastAnchor> {
    let last = await this.#anchors.last();
    if (!last) {
      if (head) alarms.push(`There were no anchors; they begin anew after seal ${head.batch}.`);
      last = await this.#anchors.begin(head?.batch ?? 0);
    }
    if (last.batch > (head?.batch ?? 0)) {
      alarms.push(`The newest seal is ${head?.batch ?? 0}, and seal ${last.batch} was anchored: newer ones are gone.`);
    }
    while (last.batch < (head?.batch ?? 0)) {
      const next: Seal[] = await readSeals(client, 'where seal.batch > $1 order by seal.batch limit 100', [last.batch]);
      if (next.length === 0) break;
      for (const seal of next) {
        if (!isGenuine(this.#keys, seal)) throw new ForgedSeal(seal.batch);
        last = await this.#anchors.anchor(last, seal.batch, seal.mac, seal.takenAt);
      }
    }
    return last;
  }

  async #next(client: ClientBase, head: Seal | undefined, batch: number, horizon: Horizon): Promise<Made> {
    const link = { batch, previous: head?.mac ?? null };
    if (head && head.cluster !== horizon.cluster) return this.#moved(client, head, link, horizon);
    const entries = await this.#unsealed(client, head, String(horizon.ended), greatestNumber);
    if (entries.length === 0 && head && horizon.now - head.takenAt < quiet) return { sealed: false, more: false };
    const { cluster, floor } = head ?? { cluster: horizon.cluster, floor: 0n };
    const newest = entries.length === this.#batch ? entries.at(-1) : undefined;
    const reach = newest ?? { writtenBy: horizon.ended - 1n, number: greatestNumber };
    await this.#insert(client, link, entries, { reach, cluster, floor, horizon });
    return { sealed: true, more: newest !== undefined };
  }

  /**
   * The database came to another server, by a dump, where transactions count anew: what it brought along is sealed in
   * the order of the old one, then begins the order of the new one.
   */
  async #moved(client: ClientBase, head: Seal, link: Link, horizon: Horizon): Promise<Made> {
    const floor = await newestBroughtAlong(client, head);
    const entries = await this.#unsealed(client, head, undefined, floor);
    const newest = entries.at(-1);
    const era = newest
      ? { cluster: head.cluster, floor: head.floor, reach: newest }
      : { cluster: horizon.cluster, floor, reach: start };
    await this.#insert(client, link, entries, { ...era, horizon });
    return { sealed: true, more: true };
  }

  #unsealed(client: ClientBase, head: Seal | undefined, before: string | undefined, upTo: bigint): Promise<Entry[]> {
    const { writtenBy, number } = head?.reach ?? start;
    return this.#read(
      client,
      `where (entry.written_by, entry.number) > ($1::text::xid8, $2) and entry.number > $3 and entry.number <= $4
         and ($5::text is null or entry.written_by < $5::text::xid8)
       order by entry.written_by, entry.number limit $6`,
      [String(writtenBy), String(number), String(head?.floor ?? 0), String(upTo), before, this.#batch],
    );
  }

  async #read(client: ClientBase, conditions: string, values: unknown[]): Promise<Entry[]> {
    this.#form ??= await entryForm(client);
    return readEntries(client, this.#form, conditions, values);
  }

  async #insert(
    client: ClientBase,
    { batch, previous }: Link,
    entries: readonly Entry[],
    { reach, cluster, floor, horizon, retired }: Era & { horizon: Horizon; retired?: string },
  ): Promise<void> {
    const numbers = entries.map(({ number }) => number).sort((one, other) => (one < other ? -1 : 1));
    await insertSeal(client, this.#keys, {
      batch,
      first: numbers.length ? String(numbers[0]) : null,
      last: numbers.length ? String(numbers.at(-1)) : null,
      entries: entries.length,
      macs: packed(entries.map((entry) => ({ ...entry, mac: macOf(this.#keys, this.#form as EntryForm, entry) }))),
      reach,
      horizon: horizon.begun,
      cluster,
      floor,
      takenAt: horizon.now,
      retired: retired ?? null,
      keyId: this.#keys.id,
      previous,
    });
  }
}

type Made = Pick<Step, 'sealed' | 'more'>;
type Era = Pick<Unsigned, 'reach' | 'cluster' | 'floor'>;
type Link = Pick<Unsigned, 'batch' | 'previous'>;

function refuseEarly(month: string, years: number, now: number): void {
  const [year = 0, ordinal = 0] = month.split('_').map(Number);
  if (Date.UTC(year + years, ordinal) <= now) return;
  throw new Error(`The month ${month} of the access record was to be dropped before ${years} years have passed.`);
}

/**
 * The newest number that the server before gave. What it left unsealed has transactions beyond the last seal; here they
 * count from the beginning, with numbers that go on.
 */
async function newestBroughtAlong(client: ClientBase, { reach }: Seal): Promise<bigint> {
  const { rows } = await client.query<{ newest: string }>(
    `select greatest(
       (select max(last) from hub.access_seal),
       (select max(number) from hub.access_entry where (written_by, number) > ($1::text::xid8, $2)), 0)::text as newest`,
    [String(reach.writtenBy), String(reach.number)],
  );
  return BigInt(rows[0]?.newest ?? 0);
}

async function locked(client: ClientBase, wait: boolean): Promise<boolean> {
  const lock = `hashtext('caregraph access seal')`;
  if (wait) {
    await client.query(`select pg_advisory_xact_lock(${lock})`);
    return true;
  }
  const { rows } = await client.query<{ locked: boolean }>(`select pg_try_advisory_xact_lock(${lock}) as locked`);
  return rows[0]?.locked === true;
}

/** Nothing can be chained to what somebody else has made. */
export class ForgedSeal extends Error {
  constructor(batch: number) {
    super(`Seal ${batch} is not as this hub's key makes it. Find out more with "caregraph audit verify".`);
  }
}
