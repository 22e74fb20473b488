import type { ClientBase } from 'pg';
import type { EntryForm } from './canonical.ts';
import { type Entry, macOf, type Position, readEntries, type SealedEntry, unpacked } from './entries.ts';
import { type FindingCode, type Findings, moment } from './findings.ts';
import { Named } from './kept-check.ts';
import type { RecordKeys } from './keys.ts';
import { Repeats } from './repeats.ts';
import { readSeals, type Seal } from './seal.ts';
import { tolerance } from './seal-check.ts';
import { saidByDatabase, witnessed } from './witness.ts';

/** Looked up together: what is not where it should be is rare, or everything is. */
const together = 500;
/** By how much the clocks of a hub and of its database may differ. */
const clocksApart = 300_000;

/** What one seal says against what there is: entries changed, gone, added or moved. */
export class EntryCheck {
  readonly #client: ClientBase;
  readonly #keys: RecordKeys;
  readonly #form: EntryForm;
  readonly #findings: Findings;
  /** Months that were dropped past their retention, and how many entries were found to have gone with them. */
  readonly retired: Map<string, number>;
  /** What entries name that is kept beside them. */
  readonly named = new Named();
  readonly #said: { columns: string[]; places: number[]; witness: number };
  readonly #repeats = new Repeats(2 * clocksApart);
  #absent: { sealed: SealedEntry; batch: number }[] = [];
  #surplus: { entry: Entry; batch: number }[] = [];

  constructor(
    client: ClientBase,
    { keys, form, findings, retired }: { keys: RecordKeys; form: EntryForm; findings: Findings; retired: string[] },
  ) {
    this.#client = client;
    this.#keys = keys;
    this.#form = form;
    this.#findings = findings;
    this.retired = new Map(retired.map((month) => [month, 0]));
    const columns = form.columns.filter((name) => !saidByDatabase.includes(name));
    this.#said = {
      columns,
      places: columns.map((name) => form.columns.indexOf(name)),
      witness: form.columns.indexOf('witness'),
    };
  }

  /** An entry that stands where its seal says. `since` is a moment before which its transaction had not begun. */
  matched(entry: Entry, sealed: SealedEntry, seal: Seal, since: number): void {
    const { batch } = seal;
    if (!macOf(this.#keys, this.#form, entry).equals(sealed.mac)) {
      const then = entry.at === sealed.at ? '' : `; its time was ${moment(sealed.at)} and is now ${moment(entry.at)}`;
      this.#add('ENTRY_CHANGED', { ...sealed, batch }, `was changed after it was sealed${then}`);
      return;
    }
    if (entry.at > seal.takenAt + tolerance || entry.at < since - tolerance) {
      const bound = entry.at < since ? `before ${moment(since)}, though` : `after ${moment(seal.takenAt)}, though`;
      this.#add('CLOCK', { ...entry, batch }, `is dated ${bound} it was written the other way round: a clock was set`);
    }
    this.#inPlace(entry, batch);
    this.#byHub(entry, batch);
  }

  /** An entry that was made since the last seal: nothing but its witness can speak for it. */
  unsealed(entry: Entry, batch: number, begun: bigint): void {
    if (entry.writtenBy >= begun) {
      this.#add('ENTRY_INSERTED', { ...entry, batch }, 'was inserted: it names a transaction that has not begun yet');
      return;
    }
    this.#inPlace(entry, batch);
    this.#byHub(entry, batch);
  }

  async absent(sealed: SealedEntry, batch: number): Promise<void> {
    this.#absent.push({ sealed: { ...sealed, mac: Buffer.from(sealed.mac) }, batch });
    if (this.#absent.length >= together) await this.#findAbsent();
  }

  async surplus(entry: Entry, batch: number): Promise<void> {
    this.#surplus.push({ entry: { ...entry, values: [] }, batch });
    if (this.#surplus.length >= together) await this.#findSurplus();
  }

  async end(): Promise<void> {
    await this.#findAbsent();
    await this.#findSurplus();
  }

  async #findAbsent(): Promise<void> {
    const absent = this.#absent.splice(0);
    if (absent.length === 0) return;
    const numbers = absent.map(({ sealed }) => String(sealed.number));
    const there = await readEntries(this.#client, this.#form, 'where entry.number = any ($1::bigint[])', [numbers]);
    const elsewhere = new Map(there.map((entry) => [entry.number, entry]));
    for (const { sealed, batch } of absent) {
      const entry = elsewhere.get(sealed.number);
      const month = moment(sealed.at).slice(0, 7).replace('-', '_');
      const retired = this.retired.get(month);
      if (entry) {
        const what = `was changed after it was sealed: its transaction was ${sealed.writtenBy} and is now ${entry.writtenBy}`;
        this.#add('ENTRY_CHANGED', { ...sealed, batch }, what);
      } else if (retired !== undefined) this.retired.set(month, retired + 1);
      else this.#add('ENTRY_MISSING', { ...sealed, batch }, 'is missing');
    }
  }

  /** An entry whose number is sealed at another place was changed, and is told of there. */
  async #findSurplus(): Promise<void> {
    const surplus = this.#surplus.splice(0);
    if (surplus.length === 0) return;
    const sealed = await sealedNumbers(
      this.#client,
      surplus.map(({ entry }) => entry.number),
    );
    for (const { entry, batch } of surplus) {
      if (sealed.has(entry.number)) continue;
      this.#add('ENTRY_INSERTED', { ...entry, batch }, 'was inserted: the entries around it were sealed without it');
    }
  }

  #inPlace(entry: Entry, batch: number): void {
    const month = moment(entry.at).slice(0, 7).replace('-', '_');
    if (entry.table.endsWith(`access_entry_${month}`) || entry.table.endsWith('access_entry')) return;
    this.#add('ENTRY_MOVED', { ...entry, batch }, `was moved: it lies in ${entry.table}`);
  }

  #byHub(entry: Entry, batch: number): void {
    this.named.by(entry, this.#form);
    const { columns, places, witness: place } = this.#said;
    const witness = Buffer.from(entry.values[place] ?? '', 'hex');
    const clock = witness.length === 24 ? Number(witness.readBigInt64BE()) : 0;
    const values = places.map((at) => entry.values[at] ?? null);
    if (this.#repeats.has(witness.toString('latin1', 8), entry.at)) {
      this.#add('ENTRY_INSERTED', { ...entry, batch }, 'was inserted: it repeats another entry word for word');
    } else if (!witnessed(this.#keys, columns, values, clock).equals(witness)) {
      this.#add(
        'ENTRY_INSERTED',
        { ...entry, batch },
        'is not as a hub wrote it: it was inserted, or changed before it was sealed',
      );
    } else if (Math.abs(clock - entry.at) > clocksApart) {
      this.#add('CLOCK', { ...entry, batch }, `was written when the clock of the hub said ${moment(clock)}`);
    }
  }

  #add(code: FindingCode, entry: Position & { at: number; batch: number }, what: string): void {
    const { number, at, batch } = entry;
    const text = `Entry ${number} of ${moment(at)} ${what}.`;
    this.#findings.add({ code, batch, number: String(number), at: moment(at), what: text });
  }
}

/** Which of these numbers are sealed, with the places at which they are. */
export async function sealedNumbers(
  client: ClientBase,
  numbers: readonly bigint[],
): Promise<Map<bigint, (SealedEntry & { batch: number })[]>> {
  const found = new Map<bigint, (SealedEntry & { batch: number })[]>();
  const wanted = new Set(numbers);
  let after = 0;
  for (;;) {
    const seals = await readSeals(
      client,
      `where seal.batch > $2 and exists (select from unnest($1::bigint[]) number where number between seal.first and seal.last)
       order by seal.batch limit 20`,
      [numbers.map(String), after],
    );
    for (const { macs, batch } of seals) {
      for (const entry of unpacked(macs)) {
        if (wanted.has(entry.number))
          found.set(entry.number, [...(found.get(entry.number) ?? []), { ...entry, batch }]);
      }
    }
    const last = seals.at(-1);
    if (!last || seals.length < 20) return found;
    after = last.batch;
  }
}
