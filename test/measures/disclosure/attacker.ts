import { type Event, keyOf, keysOf } from '../../../src/measures/disclosure/cube.ts';
import type { Protected } from '../../../src/measures/disclosure/protect.ts';
import {
  isHidden,
  isSmall,
  type Published,
  rounded,
  type SmallNumberRule,
  Suppression,
} from '../../../src/measures/disclosure/rule.ts';
import type { StandingNumber } from '../../../src/measures/disclosure/standing.ts';

/** A publication as its readers have it: every sum with what stands there, by a rule they know. */
export interface Publication {
  readonly result: Protected;
  readonly rule: SmallNumberRule;
}

/** What a number may be by what is published of it alone, to one who knows what each kind of hiding means. */
export function mayBe(count: number, { value, suppression }: Published, rule: SmallNumberRule): boolean {
  if (suppression === Suppression.WITHHELD) return true;
  if (suppression === Suppression.SECONDARY) return count > rule.suppress.to;
  if (suppression === Suppression.PRIMARY) return isSmall(count, rule);
  if (suppression === Suppression.NONE) return count === 0;
  return count > 0 && !isSmall(count, rule) && rounded(count, rule) === value;
}

/** The numbers of a publication as the next one must respect them. */
export function numbersIn({ result, rule }: Publication): StandingNumber[] {
  const read = [...result.cube.aggregates.values()].filter(({ key }) => !result.cube.veiled.has(key));
  return read.map(({ key, pattern, assignment }) => ({
    ...{ pattern, assignment, rule },
    suppression: result.published(key).suppression,
  }));
}

/** Larger than any count that could make a difference here. */
const ceiling = 14;

/**
 * Tries every set of events that would be published as these were, one publication after the other, and tells for each
 * sum which values it takes in them; to one who has read the first so many only, and knows what never happens.
 */
export function possibleValues(
  publications: readonly Publication[],
  read: number = publications.length,
  happens: (event: Event) => boolean = () => true,
): Map<string, Set<number>> {
  const patterns = publications.flatMap(({ result }) => result.cube.patterns);
  const said = new Map<string, { published: Published; rule: SmallNumberRule }[]>();
  for (const [place, { result, rule }] of publications.entries()) {
    for (const key of result.cube.aggregates.keys()) {
      const now = place < read ? [{ published: result.published(key), rule }] : [];
      said.set(key, [...(said.get(key) ?? []), ...now]);
    }
  }
  const fits = (key: string, count: number) =>
    (said.get(key) ?? []).every(({ published, rule }) => mayBe(count, published, rule));
  const most = new Map(
    [...said].map(([key, all]) => {
      const bounded = all.some(({ published }) => !openEnded.includes(published.suppression));
      const largest = Array.from({ length: ceiling * 6 }, (_, count) => count).findLast((count) => fits(key, count));
      return [key, bounded ? (largest ?? 0) : Number.POSITIVE_INFINITY];
    }),
  );
  const cells = smallest(publications)
    .filter(happens)
    .map((event) => [...new Set(keysOf(patterns, event))].filter((key) => said.has(key)));
  const possible = new Map([...said.keys()].map((key) => [key, new Set<number>()]));
  const total = new Map([...said.keys()].map((key) => [key, 0]));
  const left = new Map([...said.keys()].map((key) => [key, cells.filter((keys) => keys.includes(key)).length]));

  const visit = (place: number): void => {
    const keys = cells[place];
    if (!keys) {
      for (const [key, sum] of total) possible.get(key)?.add(sum);
      return;
    }
    const room = Math.min(ceiling - 1, ...keys.map((key) => (most.get(key) ?? 0) - (total.get(key) ?? 0)));
    for (const key of keys) left.set(key, (left.get(key) ?? 0) - 1);
    for (let count = 0; count <= room; count++) {
      for (const key of keys) total.set(key, (total.get(key) ?? 0) + count);
      if (keys.every((key) => left.get(key) !== 0 || fits(key, total.get(key) ?? 0))) visit(place + 1);
      for (const key of keys) total.set(key, (total.get(key) ?? 0) - count);
    }
    for (const key of keys) left.set(key, (left.get(key) ?? 0) + 1);
  };
  visit(0);
  return possible;
}

/** What is hidden in any of them. */
export function everHidden(publications: readonly Publication[]): string[] {
  return publications.flatMap(({ result }) =>
    [...result.cube.aggregates.keys()].filter((key) => isHidden(result.published(key).suppression)),
  );
}

/** Hidden numbers that may be as large as one likes. */
const openEnded = [Suppression.SECONDARY, Suppression.WITHHELD];

/** The kinds of event that the publications can tell apart: a member of every dimension, in one of the shortest periods. */
function smallest(publications: readonly Publication[]): Event[] {
  const patterns = publications.flatMap(({ result }) => result.cube.patterns);
  const months = new Set(patterns.map(({ period }) => period.from));
  const dimensions = new Set(patterns.flatMap((pattern) => pattern.dimensions));
  const members = new Map(publications.flatMap(({ result }) => [...result.cube.members]));
  let events: Event[] = [...months].map((MONTH) => ({ MONTH }));
  for (const dimension of dimensions) {
    events = events.flatMap((event) => (members.get(dimension) ?? []).map((name) => ({ ...event, [dimension]: name })));
  }
  return events.filter((event) => patterns.some((pattern) => keysOf([pattern], event).includes(keyOf(pattern, event))));
}
