import { stringify } from 'csv-stringify/sync';
import type { TableQuestion } from './question.ts';

type Value = string | number | boolean | null;

interface Row {
  [number: string]: unknown;
  key: { dimension: string; value: string }[];
}

/** The answer to a `TableQuestion`. */
export interface MeasureAnswer {
  [context: string]: unknown;
  period: { from: string; to: string };
  rows: Row[];
  total: Record<string, unknown>;
}

/**
 * A measure as a table that spreadsheets and Power BI take as it is: one header, a column for each dimension, the numbers, and
 * in each row again what holds for all of them. Without a grouping it is one row, the total; with one there is none of the
 * total, which nobody shall add to the others. A hidden number is an empty cell, beside its `suppression`. By RFC 4180 in
 * UTF-8, with a byte order mark, without which Excel takes it for something else, and with an apostrophe before what a
 * spreadsheet would take for a formula.
 */
export function tableOf(
  answer: MeasureAnswer,
  grouping: readonly string[],
  { numbers, context }: TableQuestion,
): string {
  const { period, rows, total } = answer;
  const shown: Partial<Row>[] = grouping.length ? rows : [total];
  const common = { ...period, ...Object.fromEntries(context.map((name) => [nameOf(name), answer[name]])) };
  const lines = shown.map(({ key = [], ...row }) => ({
    ...Object.fromEntries(key.map(({ dimension, value }) => [dimension, value])),
    ...Object.fromEntries(numbers.map((name) => [name, row[name] as Value])),
    ...common,
  }));
  const [name, ...others] = context.map(nameOf);
  const columns = [...grouping, ...numbers, ...(name ? [name] : []), 'from', 'to', ...others];
  return stringify(lines, { columns, header: true, bom: true, record_delimiter: 'windows', escape_formulas: true });
}

/** In a table of a measure `name` would be anybody's. */
const nameOf = (field: string) => (field === 'name' ? 'measure' : field);
