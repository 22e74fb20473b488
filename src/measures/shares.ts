import type { MeasureDefinition } from './definitions/definition.ts';
import { MeasureKind } from './definitions/definition.ts';
import { isHidden, Suppression } from './disclosure/rule.ts';
import type { Cell, Table } from './tables.ts';

/** The dimension of a share that nobody asks for: whether it is so. */
export const met = 'MET';
export const metMembers = ['YES', 'NO'] as const;

/**
 * What is stored so that a grouping can be answered. A share is stored with those of whom it is so, those of whom it is
 * not, and all of them, in rows and total: each of the three can be told from the others, so all are protected together.
 */
export function storedGroupings({ kind }: MeasureDefinition, dimensions: readonly string[]): string[][] {
  const own = dimensions.toSorted();
  return kind === MeasureKind.SHARE ? [own, [...own, met].sort(), [met]] : [own];
}

/** Stored tables of a share, put together as they are answered: of whom it is so as numerator, among all. */
export function sharesOf(stored: readonly Table[], groupings: readonly (readonly string[])[]): Table[] {
  const named = new Map(stored.map((table) => [nameOf(table.dimensions, table), table]));
  const listed = new Set(groupings.map((dimensions) => dimensions.toSorted().join()));
  return stored
    .filter(({ dimensions }) => listed.has(dimensions.join()))
    .flatMap((all) => {
      const byMet = [...all.dimensions, met].sort();
      const part = named.get(nameOf(byMet, all));
      const whole = named.get(nameOf([met], all));
      if (!part || !whole) return [];
      const so = new Map<string, Cell>([...yesOf(whole), ...yesOf(part)]);
      return [{ ...all, cells: all.cells.map((cell) => share(cell, so.get(cell.members.join(' ')))) }];
    });
}

const nameOf = (dimensions: readonly string[], { period }: Table) => [dimensions, period.block, period.from].join();

/** The cells of which it is so, by their other members. */
function yesOf({ dimensions, cells }: Table): [string, Cell][] {
  const place = dimensions.indexOf(met);
  return cells
    .filter(({ members }) => members[place] === metMembers[0])
    .map((cell) => [cell.members.toSpliced(place, 1).join(' '), cell]);
}

function share(all: Cell, so: Cell | undefined): Cell {
  const numerator = so?.numerator ?? null;
  const worst = [so?.suppression ?? Suppression.WITHHELD, all.suppression].toSorted(
    (one, other) => rank(other) - rank(one),
  );
  return { ...all, numerator, denominator: all.numerator, suppression: worst[0] ?? all.suppression };
}

const rank = (suppression: Suppression) =>
  isHidden(suppression) ? 2 : [Suppression.NONE, Suppression.ROUNDED].indexOf(suppression);
