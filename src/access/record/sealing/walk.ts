import type { ClientBase } from 'pg';
import { Ahead, streamed } from '../streamed.ts';
import type { Survey } from './anchors-read.ts';
import type { EntryForm } from './canonical.ts';
import {
  compare,
  type Entry,
  entryOf,
  type Position,
  type SealedEntry,
  selectEntries,
  start,
  unpacked,
} from './entries.ts';
import { EntryCheck } from './entry-check.ts';
import type { Findings } from './findings.ts';
import type { Horizon } from './horizon.ts';
import type { Named } from './kept-check.ts';
import type { RecordKeys } from './keys.ts';
import { isGenuine, readSeals, type Seal, sealOf, selectSeals } from './seal.ts';
import { SealCheck } from './seal-check.ts';

export interface Ground {
  readonly keys: RecordKeys;
  readonly survey: Survey;
  /** When, by the clock of this machine. */
  readonly anchorsRead: number;
  readonly findings: Findings;
  readonly form: EntryForm;
  readonly horizon: Horizon;
  readonly retired: string[];
}

export interface Walked {
  sealed: number;
  unsealed: number;
  oldest: number | undefined;
  uncovered: number;
  unanchored: number;
  newest: number;
  retired: ReadonlyMap<string, number>;
  /** The plans and agreements that entries name. */
  named: Named;
}

/** Goes along the seals and the entries side by side, both in the order of sealing. */
export async function walk(client: ClientBase, ground: Ground): Promise<Walked> {
  const { keys, survey, anchorsRead, findings, form, horizon, retired } = ground;
  const seals = new SealCheck(keys, survey, findings);
  const check = new EntryCheck(client, { keys, form, findings, retired });
  const walked: Walked = {
    sealed: 0,
    unsealed: 0,
    oldest: undefined,
    uncovered: 0,
    unanchored: 0,
    newest: 0,
    retired: check.retired,
    named: check.named,
  };
  const floors = await floorsOf(client, keys);
  let era = 0;
  let entries = entriesOf(client, form, floors, era);
  let reach: Position = start;
  let last: Position = start;
  /** No seal that can be trusted covers what comes next. */
  let open = false;
  const bounds = new Bounds();

  for await (const seal of sealsOf(client)) {
    const { genuine, gap } = await seals.check(seal);
    open ||= gap || !genuine;
    walked.newest = seal.batch;
    while (genuine && era + 1 < floors.length && seal.floor >= (floors[era + 1] as bigint)) {
      await drain(seal.batch);
      era += 1;
      entries = entriesOf(client, form, floors, era);
      [reach, last] = [start, start];
      bounds.clear();
    }
    const sealed = [...unpacked(seal.macs)];
    if (genuine || isRising(sealed, last)) {
      for (const one of sealed) {
        await upTo(one, seal.batch);
        last = one;
        const entry = await entries.peek();
        if (!entry || compare(entry, one) !== 0) {
          await check.absent(one, seal.batch);
          continue;
        }
        await entries.take();
        open &&= !genuine;
        walked.sealed += 1;
        check.matched(entry, one, seal, bounds.of(entry.writtenBy));
      }
    }
    if (!genuine) continue;
    reach = seal.reach;
    bounds.add(seal);
  }
  await seals.end(anchorsRead);
  for (let entry = await entries.take(); entry; entry = await entries.take()) {
    if (compare(entry, reach) <= 0) await extra(entry, walked.newest);
    else {
      walked.unsealed += 1;
      walked.oldest = Math.min(walked.oldest ?? entry.at, entry.at);
      check.unsealed(entry, walked.newest + 1, horizon.begun);
    }
  }
  await check.end();
  walked.unanchored = seals.unanchored.length;
  return walked;

  async function upTo(one: SealedEntry, batch: number): Promise<void> {
    for (let next = await entries.peek(); next && compare(next, one) < 0; next = await entries.peek()) {
      await entries.take();
      await extra(next, batch);
    }
  }

  async function extra(entry: Entry, batch: number): Promise<void> {
    if (open) walked.uncovered += 1;
    else await check.surplus(entry, batch);
  }

  async function drain(batch: number): Promise<void> {
    for (let entry = await entries.take(); entry; entry = await entries.take()) await extra(entry, batch);
  }
}

/** Until when the database had come when each transaction was begun at the earliest, as far as seals tell. */
class Bounds {
  #known: { horizon: bigint; takenAt: number }[] = [];

  add({ horizon, takenAt, reach }: Seal): void {
    this.#known.push({ horizon, takenAt });
    // Of those that every later entry has passed, the last one is enough.
    while (this.#known.length > 1 && (this.#known[1]?.horizon ?? 0n) <= reach.writtenBy) this.#known.shift();
  }

  of(writtenBy: bigint): number {
    return this.#known.findLast(({ horizon }) => horizon <= writtenBy)?.takenAt ?? Number.NEGATIVE_INFINITY;
  }

  clear(): void {
    this.#known = [];
  }
}

function isRising(sealed: readonly SealedEntry[], after: Position): boolean {
  let before = after;
  for (const one of sealed) {
    if (compare(one, before) <= 0) return false;
    before = one;
  }
  return true;
}

/** Where the order begins anew, because another server counts transactions: the number up to which entries are older. */
async function floorsOf(client: ClientBase, keys: RecordKeys): Promise<bigint[]> {
  const first = 'where seal.batch in (select min(batch) from hub.access_seal group by floor)';
  const seals = await readSeals(client, first);
  const floors = seals.filter((seal) => isGenuine(keys, seal)).map(({ floor }) => floor);
  return [...new Set([0n, ...floors])].sort((one, other) => (one < other ? -1 : 1));
}

const sealsOf = (client: ClientBase): AsyncGenerator<Seal> =>
  streamed(client, 'seals', `${selectSeals} order by seal.batch`, 4, sealOf);

function entriesOf(client: ClientBase, form: EntryForm, floors: readonly bigint[], era: number): Ahead<Entry> {
  const above = `where entry.number > ${floors[era]}`;
  const below = era + 1 < floors.length ? `and entry.number <= ${floors[era + 1]}` : '';
  const order = 'order by entry.written_by, entry.number';
  return new Ahead(
    streamed(client, `entries_${era}`, `${selectEntries(form)} ${above} ${below} ${order}`, 2_000, entryOf),
  );
}
