import type { HandWritten } from './questions.ts';

interface Cell {
  from: string;
  to: string;
  through: string;
  members: [weekday?: string, timeBand?: string] | [timeBand: string, weekday: string];
  numerator: number | null;
  denominator: number | null;
  suppression: string;
}

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const oneDecimal = (number: number) => Math.round(number * 10) / 10;
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Rows, because what is added up is few and the adding has rules. */
export const admissionProfile: HandWritten = {
  sql: `
    select t.from_on::text as "from", t.to_on::text as "to", (p.data_through - 1)::text as through,
      c.members, c.numerator, c.denominator, c.suppression
    from hub.publication p
    join hub.published_table t on t.measure = p.measure and t.dimensions = array['TIME_BAND', 'WEEKDAY']
    join hub.published_cell c on c.table_id = t.id
    where p.measure = 'EMERGENCY_ADMISSIONS' and t.from_on < $2::date and t.to_on > $1::date`,
  values: ({ variables: { from, to } }) => [from, to],
  answer(rows) {
    const cells = rows as unknown as Cell[];
    const [first] = cells;
    const from = cells.reduce((least, cell) => (cell.from < least ? cell.from : least), first?.from ?? '');
    const to = cells.reduce((most, cell) => (cell.to > most ? cell.to : most), first?.to ?? '');
    const groups = Map.groupBy(cells, ({ members }) => members.join());
    const totals = groups.get('') ?? [];
    groups.delete('');
    const sums = [...groups.values()].map((parts) => {
      const [timeBand = '', weekday = ''] = parts[0]?.members ?? [];
      return { timeBand, weekday, ...summed(parts) };
    });
    sums.sort(
      (one, other) =>
        weekdays.indexOf(one.weekday) - weekdays.indexOf(other.weekday) || (one.timeBand < other.timeBand ? -1 : 1),
    );
    const { value, suppression } = summed(totals);
    const measure = {
      unit: 'emergency admissions per 100 residents in the period',
      period: { from, to },
      dataThrough: first?.through,
      rows: sums.map(({ timeBand, weekday, ...sum }) => ({
        key: [
          { dimension: 'WEEKDAY', value: weekday },
          { dimension: 'TIME_BAND', value: timeBand },
        ],
        ...sum,
      })),
      total: { value, suppression },
    };
    return JSON.stringify({ data: { measure } });
  },
};

function summed(parts: readonly Cell[]) {
  const hidden = ['PRIMARY', 'SECONDARY'].find((kind) => parts.some(({ suppression }) => suppression === kind));
  let [numerator, weighed, days, known] = [0, 0, 0, true];
  for (const part of parts) {
    const length = daysBetween(part.from, part.to);
    numerator += part.numerator ?? 0;
    weighed += (part.denominator ?? 0) * length;
    days += length;
    known &&= part.denominator !== null;
  }
  const denominator = known ? oneDecimal(weighed / days) : null;
  const value = hidden || !denominator ? null : oneDecimal((numerator / denominator) * 100);
  const suppression = hidden ?? (numerator ? 'ROUNDED' : 'NONE');
  return { value, numerator: hidden ? null : numerator, denominator, suppression };
}
