import type { HubContext } from '../access/context.ts';
import type { PublishedTable } from '../agreement/model.ts';
import type { RateDefinition as MeasureDefinition } from './definitions/definition.ts';
import type { Days, PublishedPeriod } from './periods.ts';
import type { Cell, Table } from './tables.ts';

type Row = Omit<PublishedPeriod, 'block'> & { dimensions: string; block: PublishedPeriod['block'] } & {
  [Part in keyof Cell]: Cell[Part] | null;
};

/**
 * The published tables of a measure that the agreement lists, of every grouping, with the numbers of those that have
 * days in common with `asked`. One statement, over stored numbers only.
 */
export async function storedTables(
  { read, agreement }: Pick<HubContext, 'read' | 'agreement'>,
  { name }: MeasureDefinition,
  asked: Days,
): Promise<Table[]> {
  const { suppress, roundTo, tables } = agreement.smallNumbers;
  const listed = tables.filter(({ measure }) => measure === name);
  const rows = await read.query<Row>(
    `select published.dimensions, published.block, to_char(published.from_on, 'YYYY-MM') as "from",
      to_char(published.to_on, 'YYYY-MM') as "to", cell.members, cell.numerator, cell.denominator, cell.suppression
    from hub.published_table as published
    left join hub.published_cell as cell on cell.table_id = published.id
      and published.from_on < $3::date and published.to_on > $2::date
    where published.measure || ':' || published.dimensions || ':' || published.block = any ($1)
      and published.suppress_from = $4 and published.suppress_to = $5 and published.round_to = $6
    order by published.from_on`,
    [listed.map(publicationName), asked.from, asked.to, suppress.from, suppress.to, roundTo],
  );
  const parts = Map.groupBy(rows, ({ dimensions, block, from }) => [dimensions, block, from].join());
  return [...parts.values()].flatMap((cells) => {
    const [first] = cells;
    if (!first) return [];
    const { dimensions, from, to, block } = first;
    return [
      { dimensions: dimensions.split(' ').filter(Boolean), period: { from, to, block }, cells: cells.flatMap(cellIn) },
    ];
  });
}

function cellIn({ members, numerator, denominator, suppression }: Row): Cell[] {
  return members && suppression ? [{ members, numerator, denominator, suppression }] : [];
}

/** The periods that are published of each listed grouping, by `publicationName`. One statement, for all measures. */
export async function storedPeriods({
  read,
  agreement,
}: Pick<HubContext, 'read' | 'agreement'>): Promise<Map<string, Days[]>> {
  const { suppress, roundTo, tables } = agreement.smallNumbers;
  const rows = await read.query<Days & { name: string }>(
    `select published.measure || ':' || published.dimensions || ':' || published.block as name,
      to_char(published.from_on, 'YYYY-MM-DD') as "from", to_char(published.to_on, 'YYYY-MM-DD') as "to"
    from hub.published_table as published
    where published.measure || ':' || published.dimensions || ':' || published.block = any ($1)
      and published.suppress_from = $2 and published.suppress_to = $3 and published.round_to = $4
    order by published.from_on`,
    [tables.map(publicationName), suppress.from, suppress.to, roundTo],
  );
  const periods = new Map<string, Days[]>();
  for (const { name, from, to } of rows) periods.set(name, [...(periods.get(name) ?? []), { from, to }]);
  return periods;
}

/** The same for tables that differ in their period alone. */
export function publicationName({ measure, dimensions, period }: Omit<PublishedTable, 'line'>): string {
  return `${measure}:${dimensions.toSorted().join(' ')}:${period}`;
}
