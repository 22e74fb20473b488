import type { HubContext } from '../access/context.ts';
import type { PublishedTable } from '../agreement/model.ts';
import { type MeasureDefinition, MeasureKind } from './definitions/definition.ts';
import { measures } from './definitions/index.ts';
import type { Days, PublishedPeriod } from './periods.ts';
import { ruleFor } from './rule-for.ts';
import { sharesOf, storedGroupings } from './shares.ts';
import type { Cell, Table } from './tables.ts';

type Row = Omit<PublishedPeriod, 'block'> & { dimensions: string; block: PublishedPeriod['block'] } & {
  [Part in keyof Cell]: Cell[Part] | null;
} & Record<'expected' | 'reporting', number | null>;

/** SQL of the name of a table; those of one grouping, block and rule differ in their period alone. */
const nameInSql = `published.measure || ':' || published.dimensions || ':' || published.block || ':'
      || published.suppress_from || '-' || published.suppress_to || '/' || published.round_to`;

/**
 * The published tables of a measure that the agreement lists, of every grouping, with the numbers of those that have
 * days in common with `asked`. One statement, over stored numbers only.
 */
export async function storedTables(
  { read, agreement }: Pick<HubContext, 'read' | 'agreement'>,
  definition: MeasureDefinition,
  asked: Days,
): Promise<Table[]> {
  const listed = agreement.smallNumbers.tables.filter(({ measure }) => measure === definition.name);
  const names = listed.flatMap((table) =>
    storedGroupings(definition, table.dimensions).map((dimensions) =>
      publicationName(agreement, { ...table, dimensions }),
    ),
  );
  const rows = await read.query<Row>(
    `select published.dimensions, published.block, to_char(published.from_on, 'YYYY-MM') as "from",
      to_char(published.to_on, 'YYYY-MM') as "to", published.homes_expected as expected,
      published.homes_reporting as reporting, cell.members, cell.numerator, cell.denominator, cell.suppression,
      cell.amount::float8 as amount
    from hub.published_table as published
    left join hub.published_cell as cell on cell.table_id = published.id
      and published.from_on < $4::date and published.to_on > $3::date
    where published.measure = $1 and ${nameInSql} = any ($2)
    order by published.from_on`,
    [definition.name, names, asked.from, asked.to],
  );
  const parts = Map.groupBy(rows, ({ dimensions, block, from }) => [dimensions, block, from].join());
  const stored = [...parts.values()].flatMap((cells): Table[] => {
    const [first] = cells;
    if (!first) return [];
    const { dimensions, from, to, block, expected, reporting } = first;
    const homes = expected === null || reporting === null ? null : { expected, reporting };
    const period = { from, to, block };
    return [{ dimensions: dimensions.split(' ').filter(Boolean), period, homes, cells: cells.flatMap(cellIn) }];
  });
  if (definition.kind !== MeasureKind.SHARE) return stored;
  return sharesOf(
    stored,
    listed.map(({ dimensions }) => dimensions),
  );
}

function cellIn({ members, numerator, denominator, suppression, amount }: Row): Cell[] {
  return members && suppression ? [{ members, numerator, denominator, suppression, amount }] : [];
}

/** The periods that are published of each listed grouping, by `publicationName`. One statement, for all measures. */
export async function storedPeriods({
  read,
  agreement,
}: Pick<HubContext, 'read' | 'agreement'>): Promise<Map<string, Days[]>> {
  const rows = await read.query<Days & { name: string }>(
    `select ${nameInSql} as name,
      to_char(published.from_on, 'YYYY-MM-DD') as "from", to_char(published.to_on, 'YYYY-MM-DD') as "to"
    from hub.published_table as published
    where ${nameInSql} = any ($1)
    order by published.from_on`,
    [agreement.smallNumbers.tables.map((table) => publicationName(agreement, table))],
  );
  const periods = new Map<string, Days[]>();
  for (const { name, from, to } of rows) periods.set(name, [...(periods.get(name) ?? []), { from, to }]);
  return periods;
}

const definitions = new Map<string, MeasureDefinition>(measures.map((definition) => [definition.name, definition]));

/** The same for tables of one measure, grouping, block and rule, which differ in their period alone. */
export function publicationName(
  agreement: HubContext['agreement'],
  { measure, dimensions, period }: Omit<PublishedTable, 'line'>,
): string {
  const definition = definitions.get(measure);
  const { suppress, roundTo } = definition ? ruleFor(definition, agreement) : agreement.smallNumbers;
  const rule = `${suppress.from}-${suppress.to}/${roundTo}`;
  return [measure, dimensions.toSorted().join(' '), period, rule].join(':');
}
