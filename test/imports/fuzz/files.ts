import fc from 'fast-check';
import { type Cell, workbook } from '../support/workbook.ts';
import type { Said } from './cells.ts';
import type { Fuzzable } from './fuzzable.ts';

type SaidOfLine = Readonly<Record<string, Said>>;

/** What must come of a line: the cells that were varied as they are kept, or `column code` of all that is wrong. */
export interface Expected {
  line: number;
  kept?: Readonly<Record<string, string | null>>;
  wrong?: readonly string[];
}
export interface Fuzzed {
  file: Buffer;
  expected: Expected[];
}

/** What a line says in the cells that are varied. */
const saidOfLine = ({ varied }: Fuzzable): fc.Arbitrary<SaidOfLine> =>
  fc.record(Object.fromEntries(Object.entries(varied).map(([column, { said }]) => [column, said])));
const textsOf = (said: SaidOfLine) =>
  Object.fromEntries(Object.entries(said).map(([column, { csv }]) => [column, csv]));

function expectedOf(said: SaidOfLine, line: number): Expected {
  const wrong = Object.entries(said).flatMap(([column, { means }]) =>
    'code' in means ? [`${column} ${means.code}`] : [],
  );
  if (wrong.length) return { line, wrong: wrong.sort() };
  return {
    line,
    kept: Object.fromEntries(
      Object.entries(said).flatMap(([column, { means }]) => ('kept' in means ? [[column, means.kept]] : [])),
    ),
  };
}

/** A CSV file in one of the ways in which systems write them. */
export const csvFile = (of: Fuzzable): fc.Arbitrary<Fuzzed> =>
  fc
    .record({
      lines: fc.array(saidOfLine(of), { minLength: 1, maxLength: 4 }),
      columns: fc.shuffledSubarray([...of.headers], { minLength: of.headers.length }),
      separator: fc.constantFrom(',', ';', '\t', '|'),
      newline: fc.constantFrom('\n', '\r\n', '\r'),
      ...{ mark: fc.boolean(), allQuoted: fc.boolean(), blanks: fc.nat(1), ended: fc.boolean() },
    })
    .map(({ lines, columns, separator, newline, mark, allQuoted, blanks, ended }) => {
      const needs = new RegExp(`["\\n\\r${separator === '|' ? '\\|' : separator}]`);
      const cellOf = (cell: string) =>
        allQuoted || needs.test(cell) ? `"${cell.replaceAll('"', '""').replaceAll('\n', newline)}"` : cell;
      const rowOf = (row: Readonly<Record<string, string | undefined>>) =>
        columns.map((column) => cellOf(row[column] ?? '')).join(separator);
      const records = [columns.map(cellOf).join(separator)];
      const expected: Expected[] = [];
      let at = 2;
      for (const [n, said] of lines.entries()) {
        const record = rowOf({ ...of.line(n), ...textsOf(said) });
        expected.push(expectedOf(said, at));
        records.push(record, ...Array<string>(blanks).fill(''));
        at += record.split(newline).length + blanks;
      }
      const text = `${mark ? '\uFEFF' : ''}${records.join(newline)}${ended ? newline : ''}`;
      return { file: Buffer.from(text), expected };
    });

/** A workbook with the same cells as its program keeps them, under some titles and beside other sheets. */
export const bookFile = (of: Fuzzable): fc.Arbitrary<Fuzzed> =>
  fc
    .record({
      lines: fc.array(saidOfLine(of), { minLength: 1, maxLength: 4 }),
      columns: fc.shuffledSubarray([...of.headers], { minLength: of.headers.length }),
      ...{ titles: fc.nat(3), gaps: fc.nat(1), inline: fc.boolean() },
    })
    .map(({ lines, columns, titles, gaps, inline }) => {
      const table: (readonly Cell[])[] = [...Array.from({ length: titles }, () => ['Published this month']), columns];
      const expected: Expected[] = [];
      for (const [n, said] of lines.entries()) {
        const row = of.line(n);
        for (let gap = 0; gap < gaps; gap++) table.push([]);
        table.push(
          columns.map((column) => {
            const cell = column in said ? said[column]?.book : row[column];
            return inline && typeof cell === 'string' ? { inline: cell } : cell;
          }),
        );
        expected.push(expectedOf(said, table.length));
      }
      const file = workbook({ sheets: { README: [[of.headers[0], 'what it is']], Table: table } });
      return { file, expected };
    });
