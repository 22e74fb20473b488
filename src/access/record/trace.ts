import type { FieldNode } from 'graphql';
import { asksForConcernsAlone, type Place, type RecordPlan } from './plan.ts';
import { packShown, type Shown, type ShownRow } from './shown.ts';

/** A row that an organisation keeps, or is told, about a person: whom it is about, only the database knows. */
export interface ToldRow {
  _id: string;
}

/** Whom such a row is about, and whether who reads it is told that the hub knows the person. */
export interface ToldOf {
  resident: string;
  disclosed: boolean;
}

/** Whom rows of such types are about, by their ids; rows about nobody whom the hub knows are left out. */
export type AboutWhom = (type: string, ids: readonly string[]) => Promise<ReadonlyMap<string, ToldOf>>;

/** Writes that were not done. `undisclosed` are residents whom only such were about of which officers are not told whom. */
export interface Undone {
  readonly problem: string;
  readonly residents: readonly string[];
  readonly undisclosed: readonly string[] | null;
}

/** What one request was shown and what it did, noted while it runs. Costs next to nothing until an entry is made of it. */
export class Trace {
  readonly #rows: { place: number; rows: readonly ShownRow[] }[] = [];
  readonly #told: { place: number; type: string; rows: readonly ToldRow[] }[] = [];
  readonly plan: RecordPlan;
  /** Writes whose entries lie in their own transactions. */
  written = 0;
  /** A write was asked for again and not done again. */
  repeated = false;
  /** Whom writes that were not done were about, and the first problem in their way. */
  undone: Undone | undefined;

  constructor(plan: RecordPlan) {
    this.plan = plan;
  }

  /** Rows that are in the answer, of a type and at a node of the operation. What has no place is not shown. */
  show(node: FieldNode | undefined, type: string, rows: readonly ShownRow[]): void {
    if (rows.length) this.#rows.push({ place: this.#placeOf(node, type), rows });
  }

  /** The same of rows that are about whom only the database knows. */
  tell(node: FieldNode | undefined, type: string, rows: readonly ToldRow[]): void {
    if (rows.length) this.#told.push({ place: this.#placeOf(node, type), type, rows });
  }

  /** A write that was not done: one request may hold several, and none of those whom they name goes unsaid. */
  notDone(problem: string, residents: Iterable<string>, told = true): void {
    const { problem: first = problem, residents: before = [], undisclosed: hidden } = this.undone ?? {};
    const known = new Set(before.filter((resident) => !hidden?.includes(resident)));
    const all = [...new Set([...before, ...residents])];
    const undisclosed = all.filter((resident) => !known.has(resident) && !(told && [...residents].includes(resident)));
    this.undone = { problem: first, residents: all, undisclosed: undisclosed.length ? undisclosed : null };
  }

  get showed(): boolean {
    return this.#rows.length > 0 || this.#told.length > 0;
  }

  /**
   * `undisclosed` are residents of rows that do not tell that the hub knows them, or that are safeguarding concerns, and of
   * no other row: what remained of a look at a concern would tell that there was one.
   */
  async pack(about: AboutWhom): Promise<Shown & { undisclosed: string[] | null }> {
    const places: ShownRow[][] = this.plan.places.map(() => []);
    const disclosed = new Set<string>();
    for (const { place, rows } of this.#rows) {
      const told = !asksForConcernsAlone(this.plan.places[place] as Place);
      for (const row of rows) {
        places[place]?.push(row);
        if (told) disclosed.add(row._resident);
      }
    }
    for (const { place, type, rows } of this.#told) {
      const residents = await about(
        type,
        rows.map(({ _id }) => _id),
      );
      for (const { _id } of rows) {
        const told = residents.get(_id);
        if (!told) continue;
        places[place]?.push({ _resident: told.resident, _m: 0 });
        if (told.disclosed) disclosed.add(told.resident);
      }
    }
    const shown = packShown(places);
    const undisclosed = shown.residents.filter((resident) => !disclosed.has(resident));
    return { ...shown, undisclosed: undisclosed.length ? undisclosed : null };
  }

  #placeOf(node: FieldNode | undefined, type: string): number {
    const place = node && this.plan.placeOf(node, type);
    if (place === undefined) throw new Error(`rows of ${type} were read for no place of the plan`);
    return place;
  }
}
