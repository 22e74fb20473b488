import type { HubContext } from '../access/context.ts';
import { Refusal } from '../shared/refusals.ts';
import type { MeasureDefinition } from './definition.ts';
import { Suppression } from './disclosure/rule.ts';
import type { Measure, MeasureRow, MeasureTotal } from './measure.types.ts';
import { type Dimension, memberOrder } from './measure.values.ts';
import { covering, daysIn, type Months } from './periods.ts';
import { termsOf } from './publish.ts';
import type { Cell } from './tables.ts';

/** A cell of one of the published tables that an answer is put together from. */
type PublishedCell = Cell & { from: string; to: string; through: string };

export interface Question {
  definition: MeasureDefinition;
  from: string;
  to: string;
  groupBy: readonly Dimension[];
}

/** The groupings of a measure that the agreement publishes. */
export function groupingsOf({ agreement }: Pick<HubContext, 'agreement'>, { name }: MeasureDefinition): string[][] {
  const listed = agreement.smallNumbers.tables.filter(({ measure }) => measure === name);
  return listed.map(({ dimensions }) => [...dimensions]);
}

/** Puts an answer together from published tables; nothing else is read. */
export async function answer(context: HubContext, { definition, from, to, groupBy }: Question): Promise<Measure> {
  const { agreement, read } = context;
  if (from >= to) throw new Refusal('PERIOD_INVALID', { at: 'to' });
  const wanted = [...groupBy].sort();
  const groupings = groupingsOf(context, definition);
  if (!groupings.some((grouping) => grouping.toSorted().join() === wanted.join())) {
    throw new Refusal('GROUPING_NOT_PUBLISHED', {
      at: 'groupBy',
      allowed: groupings.map((names) => `[${names.join(', ')}]`),
    });
  }
  const published = await read.query<PublishedCell>(
    `select to_char(t.from_on, 'YYYY-MM') as "from", to_char(t.to_on, 'YYYY-MM') as "to",
      to_char(publication.data_through - 1, 'YYYY-MM-DD') as through,
      cell.members, cell.numerator, cell.denominator, cell.suppression
    from hub.publication
    join hub.published_table t on t.measure = publication.measure and t.dimensions = $3
    join hub.published_cell cell on cell.table_id = t.id
    where publication.measure = $1 and publication.terms = $2`,
    [definition.name, termsOf(definition, agreement), wanted],
  );
  const [some] = published;
  if (!some) throw new Refusal('NOT_YET_PUBLISHED');
  const tables = Map.groupBy(published, (cell) => cell.from);
  const periods = covering(
    [...tables.values()].flatMap(([cell]) => cell ?? []),
    { from, to },
  );
  const [first] = periods;
  const last = periods.at(-1);
  if (!first || !last) throw new Refusal('PERIOD_INVALID', { at: 'to' });

  const cells = periods.flatMap((period) => tables.get(period.from) ?? []);
  const rows = [...Map.groupBy(cells, ({ members }) => members.join(' ')).values()].map((parts): MeasureRow => {
    const members = parts[0]?.members ?? [];
    const key = groupBy.map((dimension) => ({ dimension, value: members[wanted.indexOf(dimension)] ?? '' }));
    return { key: members.length ? key : [], ...summed(parts, definition) };
  });
  const { name, sentence, unit } = definition;
  return {
    ...{ name, sentence, unit, agreement: agreement.hash, dataThrough: some.through },
    period: { from: `${first.from}-01`, to: `${last.to}-01` },
    rows: rows.filter(({ key }) => key.length > 0).sort(byMembers),
    total: summed(
      cells.filter(({ members }) => members.length === 0),
      definition,
    ),
  };
}

/** Adds up what is published of each period: rounded counts, and means weighed by days. Hidden in one is hidden in all. */
function summed(parts: readonly (Cell & Months)[], { per }: MeasureDefinition): MeasureTotal {
  const hidden = [Suppression.PRIMARY, Suppression.SECONDARY].find((kind) =>
    parts.some(({ suppression }) => suppression === kind),
  );
  const numerator = hidden ? null : parts.reduce((sum, part) => sum + (part.numerator ?? 0), 0);
  const days = parts.reduce((sum, part) => sum + daysIn(part), 0);
  const weighed = parts.reduce((sum, part) => sum + (part.denominator ?? 0) * daysIn(part), 0);
  const denominator = parts.some((part) => part.denominator === null) ? null : oneDecimal(weighed / days);
  const value = numerator === null || !denominator ? null : oneDecimal((numerator / denominator) * per);
  return { value, numerator, denominator, suppression: hidden ?? (numerator ? Suppression.ROUNDED : Suppression.NONE) };
}

const oneDecimal = (number: number) => Math.round(number * 10) / 10;

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
