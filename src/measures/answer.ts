import type { HubContext } from '../access/context.ts';
import { Refusal } from '../shared/refusals.ts';
import type { MeasureDefinition } from './definitions/definition.ts';
import type { Measure, MeasureAlternative, MeasureCells, MeasureRow } from './measure.types.ts';
import { type Dimension, memberOrder } from './measure.values.ts';
import { isWalled, seenBy } from './peers.ts';
import { type Days, daysOf } from './periods.ts';
import { ruleFor } from './rule-for.ts';
import { cellsOf, homesOf, partsOf, type Run, runsFor } from './run.ts';
import { storedTables } from './stored.ts';
import type { Table } from './tables.ts';
import { summed } from './value.ts';
import { noteOn, ruleInWords } from './words.ts';

export interface Question {
  definition: MeasureDefinition;
  from: string;
  to: string;
  groupBy: readonly Dimension[];
}

/** From so many hidden cells on, an answer tells which groupings hide less. */
const muchHidden = 0.3;

/** Puts an answer together from published tables; nothing else is read. */
export async function answer(context: HubContext, { definition, from, to, groupBy }: Question): Promise<Measure> {
  const { agreement } = context;
  const asked = { from, to };
  if (from >= to) throw new Refusal('PERIOD_INVALID', { at: 'to' });
  const wanted = refuseUnlisted(context, definition, groupBy);
  const tables = await storedTables(context, definition, asked);
  const own = tables.filter(({ dimensions }) => dimensions.join() === wanted.join());
  const published = spanOf(own);
  if (!published) throw new Refusal('NOT_YET_PUBLISHED');
  const runs = runsFor(tables, asked);
  const run = runs.get(wanted.join());
  if (!run) throw new Refusal('PERIOD_INVALID', { at: 'from', allowed: [`${published.from} to ${published.to}`] });

  const all = partsOf(run);
  const total = all.find(({ members }) => members.length === 0) ?? { members: [], parts: [] };
  const rows = all
    .filter(({ members }) => members.length > 0)
    .map((parts): MeasureRow => {
      const key = groupBy.map((dimension) => ({ dimension, value: parts.members[wanted.indexOf(dimension)] ?? '' }));
      return { key, ...summed(parts, wanted, definition) };
    });
  const { name, sentence, unit, kind } = definition;
  const seen = await seenBy(context, definition, run, { rows: rows.sort(byMembers), cells: cellsOf(run) });
  const others = [...runs.values()].filter((other) => other !== run && !isWalled(context, other.dimensions));
  return {
    ...{ name, kind, sentence, unit, agreement: agreement.hash },
    ...{ asked, period: run.days, note: noteOn(asked, run.days, published), dataThrough: dayBefore(published.to) },
    ...{
      rule: ruleInWords(ruleFor(definition, agreement)),
      homes: homesOf(run),
      hiddenLess: hiddenLess(seen.cells, others),
    },
    ...seen,
    total: summed(total, wanted, definition),
  };
}

/** The groupings of a measure that the agreement publishes. */
export function groupingsOf({ agreement }: Pick<HubContext, 'agreement'>, { name }: MeasureDefinition) {
  return agreement.smallNumbers.tables.filter(({ measure }) => measure === name);
}

/** The dimensions in the order of their names. */
function refuseUnlisted(context: HubContext, definition: MeasureDefinition, groupBy: readonly Dimension[]): string[] {
  const wanted = [...groupBy].sort();
  const groupings = groupingsOf(context, definition).map(({ dimensions }) => dimensions);
  if (!groupings.some((grouping) => grouping.toSorted().join() === wanted.join())) {
    const allowed = new Set(groupings.map((names) => `[${names.join(', ')}]`));
    throw new Refusal('GROUPING_NOT_PUBLISHED', { at: 'groupBy', allowed: [...allowed] });
  }
  return wanted;
}

/** Groupings of which a smaller part is hidden over these days, the least hidden first and of those the most detailed. */
function hiddenLess(ownCells: MeasureCells, runs: readonly Run[]): MeasureAlternative[] {
  if (shareHidden(ownCells) <= muchHidden) return [];
  return runs
    .map((run) => ({ dimensions: run.dimensions as Dimension[], period: run.days, cells: cellsOf(run) }))
    .filter(({ cells }) => shareHidden(cells) < shareHidden(ownCells))
    .sort(({ cells: one }, { cells: other }) => shareHidden(one) - shareHidden(other) || sizeOf(other) - sizeOf(one));
}

const sizeOf = ({ shown, rounded, hidden }: MeasureCells) => shown + rounded + hidden;
const shareHidden = (cells: MeasureCells) => (sizeOf(cells) > 0 ? cells.hidden / sizeOf(cells) : 0);

/** From the first day that is published of these tables to the last. */
function spanOf(tables: readonly Table[]): Days | undefined {
  const from = tables.map(({ period }) => period.from).sort()[0];
  const to = tables
    .map(({ period }) => period.to)
    .sort()
    .at(-1);
  return from && to ? daysOf({ from, to }) : undefined;
}

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}

/** By the first dimension in its own order, then by the next. */
function byMembers({ key: one }: MeasureRow, { key: other }: MeasureRow): number {
  for (const [place, { dimension, value }] of one.entries()) {
    const rival = other[place]?.value ?? '';
    if (value === rival) continue;
    const order = memberOrder[dimension];
    return order ? order.indexOf(value) - order.indexOf(rival) : value < rival ? -1 : 1;
  }
  return 0;
}
