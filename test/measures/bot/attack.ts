import { monthAfter } from '../../../src/measures/disclosure/cube.ts';
import { Sums } from './sums.ts';

/** One number as an answer gave it. */
export interface Said {
  numerator: number | null;
  suppression: string;
}

/** An answer of the hub, as far as it counts. */
export interface Heard {
  from: string;
  to: string;
  groupBy: readonly string[];
  /** Members in the order of `groupBy`. */
  rows: readonly (Said & { members: readonly string[] })[];
  total: Said;
}

/** What was done to counts, and in which periods, as `rule` and `measures { groupings }` tell. */
export interface Terms {
  small: { from: number; to: number };
  roundTo: number;
  periods: readonly { dimensions: readonly string[]; from: string; to: string }[];
}

type Members = Readonly<Record<string, string>>;

/** Nobody lives in so many places, nor is admitted so often. */
const most = 5_000;

/**
 * Somebody who writes down every answer and draws every conclusion that bounds allow: rows make their total, months their
 * year, periods that overlap are made of the same pieces, and each number is at least zero and as the rule has it.
 */
export class Attacker {
  readonly #bounds = new Map<string, { period: string; members: Members; low: number; high: number }>();
  readonly #groupings = new Map<string, string[]>();
  /** Periods that were heard of, by grouping. */
  readonly #heard = new Map<string, Set<string>>();
  readonly #known = new Map<string, Set<string>>();
  /** Keys of what was hidden in an answer about one published period. */
  readonly hidden = new Set<string>();
  #answers = new Set<string>();

  get distinctAnswers(): number {
    return this.#answers.size;
  }

  hear({ from, to, groupBy, rows, total }: Heard, terms: Terms): void {
    const inner = groupBy.filter((dimension) => dimension !== 'MONTH').sort();
    this.#answers.add(JSON.stringify([from, to, [...groupBy].sort(), rows.length, total, terms.roundTo]));
    this.#groupings.set(inner.join(), inner);
    const heard = this.#heard.get(inner.join()) ?? new Set();
    this.#heard.set(inner.join(), heard.add(`${from}/${to}`));
    const parts = partsOf(from, to, [...groupBy].sort(), terms);
    this.#note({ from, to }, {}, total, parts, terms);
    for (const { members, ...said } of rows) {
      const { MONTH: month, ...others } = Object.fromEntries(
        groupBy.map((dimension, place) => [dimension, members[place] ?? '']),
      );
      for (const [dimension, value] of Object.entries(others)) {
        this.#known.set(dimension, (this.#known.get(dimension) ?? new Set()).add(value));
      }
      if (month) {
        heard.add(`${month}-01/${monthAfter(month)}-01`);
        this.#note({ from: `${month}-01`, to: `${monthAfter(month)}-01` }, others, said, 1, terms);
      } else this.#note({ from, to }, others, said, parts, terms);
    }
  }

  #note(period: { from: string; to: string }, members: Members, said: Said, parts: number, terms: Terms): void {
    const name = `${period.from}/${period.to}`;
    const key = nameOf(name, members);
    const before = this.#bounds.get(key) ?? { period: name, members, low: 0, high: most };
    const [low, high] = boundsOf(said, parts, terms);
    this.#bounds.set(key, { ...before, low: Math.max(before.low, low), high: Math.min(before.high, high) });
    if (said.numerator === null && parts === 1) this.hidden.add(key);
  }

  /** Draws all conclusions. */
  conclude(): Sums {
    const sums = new Sums(most);
    const kinds = [...this.#groupings.values()].flatMap(subsets);
    for (const kind of new Map(kinds.map((one) => [one.join(), one])).values()) this.#equations(kind, sums);
    for (const [key, { low, high }] of this.#bounds) sums.bound(key, low, high);
    sums.conclude();
    return sums;
  }

  /** Periods are made of their pieces, and along every dimension all members make the whole. */
  #equations(kind: readonly string[], sums: Sums): void {
    const pieces = this.#pieces(kind);
    for (const period of this.#periods(kind)) {
      const [from = '', to = ''] = period.split('/');
      const within = pieces.filter((piece) => piece.slice(0, 10) >= from && piece.slice(11) <= to);
      for (const members of this.#combinations(kind)) {
        if (within.length > 1) {
          sums.add(
            nameOf(period, members),
            within.map((piece) => nameOf(piece, members)),
          );
        }
        for (const dimension of kind) {
          const [first, ...others] = [...(this.#known.get(dimension) ?? [])];
          if (members[dimension] !== first) continue;
          const { [dimension]: _own, ...rest } = members;
          const line = others.map((value) => nameOf(period, { ...rest, [dimension]: value }));
          sums.add(nameOf(period, rest), [nameOf(period, members), ...line]);
        }
      }
    }
  }

  /** The periods of which anything was said in this detail or more, and what those of more detail are made of. */
  #periods(kind: readonly string[]): string[] {
    const finer = this.#finer(kind).flatMap(subsets);
    const pieces = finer
      .filter((other) => kind.every((one) => other.includes(one)))
      .flatMap((one) => this.#pieces(one));
    return [...new Set([...this.#heardOf(kind), ...pieces])];
  }

  /** What these periods are made of: the days between any two at which one begins or ends. */
  #pieces(kind: readonly string[]): string[] {
    const edges = [...new Set(this.#heardOf(kind).flatMap((period) => period.split('/')))].sort();
    return edges.slice(1).map((to, place) => `${edges[place]}/${to}`);
  }

  #finer(kind: readonly string[]): string[][] {
    return [...this.#groupings.values()].filter((grouping) => kind.every((one) => grouping.includes(one)));
  }

  #heardOf(kind: readonly string[]): string[] {
    return this.#finer(kind).flatMap((grouping) => [...(this.#heard.get(grouping.join()) ?? [])]);
  }

  #combinations(kind: readonly string[]): Members[] {
    return kind.reduce<Members[]>(
      (found, dimension) =>
        found.flatMap((one) =>
          [...(this.#known.get(dimension) ?? [])].map((value) => ({ ...one, [dimension]: value })),
        ),
      [{}],
    );
  }
}

function subsets(names: readonly string[]): string[][] {
  const found: string[][] = [[]];
  for (const name of names) found.push(...found.map((some) => [...some, name]));
  return found;
}

export function nameOf(period: string, members: Members): string {
  const named = Object.keys(members).sort();
  return [period, ...named.map((dimension) => `${dimension}=${members[dimension]}`)].join(' ');
}

/** Of how many published periods an answer may have been put together. */
function partsOf(from: string, to: string, grouping: readonly string[], { periods }: Terms): number {
  const own = periods.filter(({ dimensions }) => [...dimensions].sort().join() === grouping.join());
  if (own.some((period) => period.from === from && period.to === to)) return 1;
  return own.filter((period) => period.from >= from && period.to <= to).length;
}

/** What a number says by itself. Of several periods that were added up, a hidden one says next to nothing. */
function boundsOf({ numerator, suppression }: Said, parts: number, { small, roundTo }: Terms): [number, number] {
  if (numerator === null) {
    if (suppression === 'PRIMARY') return [small.from, parts === 1 ? small.to : most];
    return [suppression === 'SECONDARY' ? small.to + 1 : 0, most];
  }
  if (suppression === 'NONE') return [0, 0];
  const off = Math.floor(roundTo / 2) * parts;
  return [Math.max(small.to + 1, numerator - off), numerator + off];
}
