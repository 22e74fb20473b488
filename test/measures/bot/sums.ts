/** Whole numbers, of which some are the sum of others, between bounds that are drawn as closely as they follow. */
export class Sums {
  readonly #most: number;
  readonly #places = new Map<string, number>();
  readonly #low: number[] = [];
  readonly #high: number[] = [];
  readonly #equations: { total: number; parts: number[] }[] = [];
  readonly #of: number[][] = [];
  /** What was changed since a supposition began: which, and what it was before. */
  #undo: [number, number, number][] | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  add(total: string, parts: readonly string[]): void {
    const equation = { total: this.#place(total), parts: parts.map((name) => this.#place(name)) };
    const number = this.#equations.push(equation) - 1;
    for (const place of [equation.total, ...equation.parts]) this.#of[place]?.push(number);
  }

  bound(name: string, low: number, high: number): void {
    const place = this.#place(name);
    this.#set(place, Math.max(low, this.#low[place] ?? 0), Math.min(high, this.#high[place] ?? 0));
  }

  range(name: string): { low: number; high: number } | undefined {
    const place = this.#places.get(name);
    return place === undefined ? undefined : { low: this.#low[place] ?? 0, high: this.#high[place] ?? 0 };
  }

  get names(): string[] {
    return [...this.#places.keys()];
  }

  /**
   * Draws the bounds that follow from one equation after the other, in so many steps. False if there is no such set of
   * numbers.
   */
  conclude(from: Iterable<number> = this.#equations.keys(), steps: number = Number.POSITIVE_INFINITY): boolean {
    const open = new Set(from);
    let left = steps;
    for (const number of open) {
      if (left-- === 0) return true;
      open.delete(number);
      const changed = this.#tighten(number);
      if (!changed) return false;
      for (const place of changed) for (const other of this.#of[place] ?? []) open.add(other);
    }
    return true;
  }

  /**
   * Supposes of each of these numbers that it is its least or its greatest value, and excludes that value if it leads to a
   * contradiction, until nothing can be excluded any more.
   */
  exclude(names: readonly string[], widest = 12): void {
    for (let again = true; again; ) {
      again = false;
      for (const name of names) {
        const place = this.#place(name);
        for (const end of ['low', 'high'] as const) {
          const [low, high] = [this.#low[place] ?? 0, this.#high[place] ?? 0];
          if (low === high || high - low > widest) continue;
          const value = end === 'low' ? low : high;
          if (this.#possible(place, value)) continue;
          again = true;
          if (end === 'low') this.#set(place, low + 1, high);
          else this.#set(place, low, high - 1);
          this.conclude(this.#of[place]);
        }
      }
    }
  }

  #possible(place: number, value: number): boolean {
    this.#undo = [];
    this.#set(place, value, value);
    const possible = this.conclude(this.#of[place], 3_000);
    for (const [changed, low, high] of this.#undo.reverse()) {
      this.#low[changed] = low;
      this.#high[changed] = high;
    }
    this.#undo = undefined;
    return possible;
  }

  /** The numbers that were bounded more closely, or nothing if the equation cannot hold. */
  #tighten(number: number): number[] | undefined {
    const equation = this.#equations[number];
    if (!equation) return [];
    const { total, parts } = equation;
    let [least, greatest] = [0, 0];
    for (const part of parts) {
      least += this.#low[part] ?? 0;
      greatest += this.#high[part] ?? 0;
    }
    const changed: number[] = [];
    if (!this.#narrow(total, least, greatest, changed)) return undefined;
    const [low, high] = [this.#low[total] ?? 0, this.#high[total] ?? 0];
    for (const part of parts) {
      const [own, most] = [this.#low[part] ?? 0, this.#high[part] ?? 0];
      if (!this.#narrow(part, low - (greatest - most), high - (least - own), changed)) return undefined;
    }
    return changed;
  }

  #narrow(place: number, low: number, high: number, changed: number[]): boolean {
    const [before, after] = [this.#low[place] ?? 0, this.#high[place] ?? 0];
    const [least, most] = [Math.max(before, low), Math.min(after, high)];
    if (least > most) return false;
    if (least === before && most === after) return true;
    this.#set(place, least, most);
    changed.push(place);
    return true;
  }

  #set(place: number, low: number, high: number): void {
    this.#undo?.push([place, this.#low[place] ?? 0, this.#high[place] ?? 0]);
    this.#low[place] = low;
    this.#high[place] = high;
  }

  #place(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const place = this.#places.size;
    this.#places.set(name, place);
    this.#low.push(0);
    this.#high.push(this.#most);
    this.#of.push([]);
    return place;
  }
}
