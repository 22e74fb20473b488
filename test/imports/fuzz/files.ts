import fc from 'fast-check';
import { headers, location } from '../support/cqc-file.ts';
import { type Cell, workbook } from '../support/workbook.ts';
import { type Said, saidOfLine, type Varied, varied } from './cells.ts';

type SaidOfLine = Readonly<Record<Varied, Said>>;

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

const ids = (at: number) => ({ 'Location ID': `1-${900_000_001 + at}` });
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
export const csvFile = (lines = saidOfLine): fc.Arbitrary<Fuzzed> =>
  fc
    .record({
      lines: fc.array(lines, { minLength: 1, maxLength: 4 }),
      columns: fc.shuffledSubarray([...headers], { minLength: headers.length }),
      separator: fc.constantFrom(',', ';', '\t', '|'),
      newline: fc.constantFrom('\n', '\r\n', '\r'),
      ...{ mark: fc.boolean(), allQuoted: fc.boolean(), blanks: fc.nat(1), ended: fc.boolean() },
    })
    .map(({ lines, columns, separator, newline, mark, allQuoted, blanks, ended }) => {
      const needs = new RegExp(`["\\n\\r${separator === '|' ? '\\|' : separator}]`);
      const cellOf = (cell: string) =>
        allQuoted || needs.test(cell) ? `"${cell.replaceAll('"', '""').replaceAll('\n', newline)}"` : cell;
      const rowOf = (row: Readonly<Record<string, string>>) =>
        columns.map((column) => cellOf(row[column] ?? '')).join(separator);
      const records = [columns.map(cellOf).join(separator)];
      const expected: Expected[] = [];
      let at = 2;
      for (const [n, said] of lines.entries()) {
        const record = rowOf({ ...location(n + 1), ...ids(n), ...textsOf(said) });
        expected.push(expectedOf(said, at));
        records.push(record, ...Array<string>(blanks).fill(''));
        at += record.split(newline).length + blanks;
      }
      const text = `${mark ? '\uFEFF' : ''}${records.join(newline)}${ended ? newline : ''}`;
      return { file: Buffer.from(text), expected };
    });

/** A workbook with the same cells as its program keeps them, under some titles and beside other sheets. */
export const bookFile: fc.Arbitrary<Fuzzed> = fc
  .record({
    lines: fc.array(saidOfLine, { minLength: 1, maxLength: 4 }),
    columns: fc.shuffledSubarray([...headers], { minLength: headers.length }),
    ...{ titles: fc.nat(3), gaps: fc.nat(1), inline: fc.boolean() },
  })
  .map(({ lines, columns, titles, gaps, inline }) => {
    const table: (readonly Cell[])[] = [...Array.from({ length: titles }, () => ['Published by the CQC']), columns];
    const expected: Expected[] = [];
    for (const [n, said] of lines.entries()) {
      const row: Readonly<Record<string, string>> = { ...location(n + 1), ...ids(n) };
      for (let gap = 0; gap < gaps; gap++) table.push([]);
      table.push(
        columns.map((column) => {
          const cell = column in varied ? said[column as Varied].book : row[column];
          return inline && typeof cell === 'string' ? { inline: cell } : cell;
        }),
      );
      expected.push(expectedOf(said, table.length));
    }
    const file = workbook({ sheets: { README: [['Location ID', 'what it is']], HSCA_Active_Locations: table } });
    return { file, expected };
  });
