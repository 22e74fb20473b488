import { type Hidden, isHidden, Suppression } from './disclosure/rule.ts';
import type { MeasureCells, MeasureHomes } from './measure.types.ts';
import { blockMonths, covering, type Days, daysOf, mismatch, monthsIn } from './periods.ts';
import type { Cell, Table } from './tables.ts';

/** Tables of one grouping that follow on one another: what a question is answered from. */
export interface Run {
  readonly dimensions: readonly string[];
  readonly tables: readonly Table[];
  readonly days: Days;
}

/**
 * The runs that answer a question in each grouping. Where one is published in blocks of several lengths, the longest is
 * taken that comes near what was asked, because each number is rounded by itself; else whichever comes nearest.
 */
export function runsFor(tables: readonly Table[], asked: Days): Map<string, Run> {
  const found = new Map<string, Run>();
  const kinds = Map.groupBy(tables, ({ dimensions, period }) => `${dimensions.join()}:${period.block}`);
  const runs = [...kinds.values()].flatMap((kind) => runOf(kind, asked) ?? []);
  for (const run of runs.sort((one, other) => lengthOf(other) - lengthOf(one))) {
    const grouping = run.dimensions.join();
    const other = found.get(grouping);
    if (!other || (!near(other.days, asked) && mismatch(run.days, asked) < mismatch(other.days, asked))) {
      found.set(grouping, run);
    }
  }
  return found;
}

const lengthOf = ({ tables: [first] }: Run) => (first ? blockMonths[first.period.block] : 0);

/** Not more than a quarter of the days that were asked for are missing or too many. */
const near = (answered: Days, asked: Days) =>
  mismatch(answered, asked) * 4 <= mismatch(asked, { from: asked.to, to: asked.to });

function runOf(kind: readonly Table[], asked: Days): Run | undefined {
  const starts = new Set(
    covering(
      kind.map(({ period }) => period),
      asked,
    ).map(({ from }) => from),
  );
  const tables = kind
    .filter(({ period }) => starts.has(period.from))
    .toSorted((one, other) => (one.period.from < other.period.from ? -1 : 1));
  const [first] = tables;
  const last = tables.at(-1);
  if (!first || !last) return undefined;
  const days = daysOf({ from: first.period.from, to: last.period.to });
  return { dimensions: first.dimensions, tables, days };
}

/** The same cell in each table of a run. */
export interface Parts {
  readonly members: readonly string[];
  readonly parts: readonly { readonly cell: Cell; readonly table: Table }[];
}

/** The rows of a run, or its total where `members` are none, each with its parts. */
export function partsOf({ tables }: Run): Parts[] {
  const all = tables.flatMap((table) => table.cells.map((cell) => ({ cell, table })));
  return [...Map.groupBy(all, ({ cell }) => cell.members.join(' ')).values()].map((parts) => ({
    members: parts[0]?.cell.members ?? [],
    parts,
  }));
}

/** Why a number is hidden, if it is in any of its periods. */
export function hiddenIn({ parts }: Parts): Hidden | undefined {
  return parts
    .map(({ cell }) => cell.suppression)
    .filter(isHidden)
    .sort()[0];
}

/** How many cells of a run are shown as they are, rounded and hidden: its rows, or its total where it has no others. */
export function cellsOf(run: Run): MeasureCells {
  const all = partsOf(run).filter(({ members }) => members.length > 0 || run.dimensions.length === 0);
  const hidden = all.filter((parts) => hiddenIn(parts)).length;
  const zero = all.filter(({ parts }) => parts.every(({ cell }) => cell.suppression === Suppression.NONE)).length;
  return { shown: zero, rounded: all.length - hidden - zero, hidden };
}

/** The homes behind a run, in the mean month; null where none has to report. */
export function homesOf({ tables }: Run): MeasureHomes | null {
  const known = tables.flatMap(({ homes, period }) => (homes ? [{ homes, period }] : []));
  const months = monthsIn(known.map(({ period }) => period));
  if (months === 0) return null;
  const mean = (part: 'expected' | 'reporting') =>
    Math.round((known.reduce((sum, { homes }) => sum + homes[part], 0) / months) * 10) / 10;
  return { expected: mean('expected'), reporting: mean('reporting') };
}
