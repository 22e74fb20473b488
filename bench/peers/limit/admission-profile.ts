import type { HandWritten } from './questions.ts';

interface Cell {
  from: string;
  to: string;
  through: string;
  wanted: boolean;
  members: [weekday?: string, timeBand?: string] | [timeBand: string, weekday: string];
  numerator: number | null;
  denominator: number | null;
  suppression: string;
}

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const oneDecimal = (number: number) => Math.round(number * 10) / 10;
const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Rows, because what is added up is few and the adding has rules. */
export const admissionProfile: HandWritten = {
  sql: `
    select t.from_on::text as "from", t.to_on::text as "to", (max(t.to_on) over () - 1)::text as through,
      least(t.to_on, $2::date) - greatest(t.from_on, $1::date) >= (t.to_on - t.from_on) / 2.0 as wanted,
      c.members, c.numerator, c.denominator, c.suppression
    from hub.published_table t
    join hub.published_cell c on c.table_id = t.id
    where t.measure = 'EMERGENCY_ADMISSIONS' and t.dimensions = 'TIME_BAND WEEKDAY' and t.block = 'YEAR'`,
  values: ({ variables: { from, to } }) => [from, to],
  answer(rows) {
    const cells = (rows as unknown as Cell[]).filter(({ wanted }) => wanted);
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
      unit: 'emergency admissions per 100 residents a year',
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
  const hidden = ['PRIMARY', 'SECONDARY', 'WITHHELD'].find((kind) =>
    parts.some(({ suppression }) => suppression === kind),
  );
  let [numerator, weighed, days, months, known] = [0, 0, 0, 0, true];
  for (const part of parts) {
    const length = daysBetween(part.from, part.to);
    numerator += part.numerator ?? 0;
    weighed += (part.denominator ?? 0) * length;
    days += length;
    months += monthOf(part.to) - monthOf(part.from);
    known &&= part.denominator !== null;
  }
  const denominator = known ? oneDecimal(weighed / days) : null;
  const value = hidden || !denominator ? null : oneDecimal(((numerator / denominator) * 100) / (months / 12));
  const suppression = hidden ?? (numerator ? 'ROUNDED' : 'NONE');
  return { value, numerator: hidden ? null : numerator, denominator, suppression };
}
