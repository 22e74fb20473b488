import { bridges } from './bridges.ts';
import type { Links } from './links.ts';

/** Something that is counted: the member it belongs to in each dimension. `MONTH` is `YYYY-MM`. */
export type Event = Readonly<Record<string, string>> & { readonly MONTH: string };

/** A table to be published: every combination of members, with a total along each dimension and over all. */
export interface TableShape {
  /** Months [from, to) that the table covers, as `YYYY-MM`. */
  readonly period: { readonly from: string; readonly to: string };
  readonly dimensions: readonly string[];
  /** All members of each dimension, also those that nothing belongs to. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** Which members go together, where not all do; the same of all tables that are protected together. */
  readonly links?: Links | undefined;
}

/** Members that an aggregate is restricted to; a dimension that is absent is summed over. */
export type Assignment = Readonly<Record<string, string>>;

/** One kind of sum within a period: `WEEKDAY` by `TIME_BAND`, or the totals of `WEEKDAY`. Tables share what they have in common. */
export interface Pattern {
  readonly period: TableShape['period'];
  /** Sorted, so that the same sum has one key in whatever table it stands. */
  readonly dimensions: readonly string[];
}

export interface Aggregate {
  readonly key: string;
  readonly pattern: Pattern;
  readonly assignment: Assignment;
  readonly count: number;
}

/** Cells that add up to a total, as far as the reader knows before anything is hidden. */
export interface Line {
  readonly members: readonly string[];
  readonly total: string;
}

/** All sums that a set of tables publishes of the same events. */
export interface Cube {
  readonly patterns: readonly Pattern[];
  readonly aggregates: ReadonlyMap<string, Aggregate>;
  readonly lines: readonly Line[];
  /** Keys of sums that are never published, and that others would leave over: what a home had while in one network. */
  readonly veiled: ReadonlySet<string>;
  readonly links: Links | undefined;
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly events: readonly Event[];
}

export function keyOf({ period, dimensions }: Pattern, assignment: Assignment): string {
  let key = `${period.from}/${period.to}`;
  for (const name of dimensions) key += ` ${name}=${assignment[name]}`;
  return key;
}

/** The keys of every sum that an event counts in. */
export function keysOf(patterns: readonly Pattern[], event: Event): string[] {
  return patterns
    .filter(({ period }) => event.MONTH >= period.from && event.MONTH < period.to)
    .map((pattern) => keyOf(pattern, event));
}

/** The sums of all tables; an event counts for what `weigh` says, by itself for one. */
export function cubeOf<Counted extends Event>(
  tables: readonly TableShape[],
  events: readonly Counted[],
  weigh: (event: Counted) => number = () => 1,
): Cube {
  const patterns = new Map<string, Pattern>();
  const members = new Map<string, readonly string[]>();
  for (const table of tables) {
    for (const dimensions of subsets([...table.dimensions].sort())) {
      const pattern = { period: table.period, dimensions };
      patterns.set(JSON.stringify(pattern), pattern);
    }
    for (const [dimension, names] of table.members) members.set(dimension, names);
  }
  const published = [...patterns.values()];
  const links = tables[0]?.links;
  const between = links ? bridges(published, links, members) : [];
  const kinds = [...published, ...between.flatMap(({ pattern, veiled }) => (veiled.length ? [pattern] : []))];
  const counts = new Map<string, number>();
  for (const event of events) {
    for (const key of keysOf(kinds, event)) counts.set(key, (counts.get(key) ?? 0) + weigh(event));
  }

  const aggregates = new Map<string, Aggregate>();
  const add = (pattern: Pattern, assignment: Assignment) => {
    const key = keyOf(pattern, assignment);
    aggregates.set(key, { key, pattern, assignment, count: counts.get(key) ?? 0 });
    return key;
  };
  const lines: Line[] = between.flatMap((bridge) => bridge.lines);
  for (const pattern of published) {
    for (const assignment of assignments(pattern, members)) add(pattern, assignment);
    for (const dimension of pattern.dimensions) lines.push(...linesAlong(dimension, pattern, members));
  }
  const veiled = new Set(between.flatMap(({ pattern, veiled }) => veiled.map((one) => add(pattern, one))));
  return { patterns: kinds, aggregates, lines, veiled, links, members, events };
}

/** Months that a period has, for the dimension `MONTH`. */
export function monthsOf({ from, to }: TableShape['period']): string[] {
  const months: string[] = [];
  for (let month = from; month < to; month = monthAfter(month)) months.push(month);
  return months;
}

export function monthAfter(month: string, by = 1): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

function membersIn({ period }: Pattern, dimension: string, members: Cube['members']): readonly string[] {
  return dimension === 'MONTH' ? monthsOf(period) : (members.get(dimension) ?? []);
}

export function assignments(pattern: Pattern, members: Cube['members']): Assignment[] {
  return pattern.dimensions.reduce<Assignment[]>(
    (found, dimension) =>
      found.flatMap((one) => membersIn(pattern, dimension, members).map((member) => ({ ...one, [dimension]: member }))),
    [{}],
  );
}

function linesAlong(dimension: string, { period, dimensions }: Pattern, members: Cube['members']): Line[] {
  const summed = { period, dimensions: dimensions.filter((name) => name !== dimension) };
  return assignments(summed, members).map((assignment) => ({
    total: keyOf(summed, assignment),
    members: membersIn({ period, dimensions }, dimension, members).map((member) =>
      keyOf({ period, dimensions }, { ...assignment, [dimension]: member }),
    ),
  }));
}

function subsets(names: readonly string[]): string[][] {
  const found: string[][] = [[]];
  for (const name of names) found.push(...found.map((some) => [...some, name]));
  return found;
}
