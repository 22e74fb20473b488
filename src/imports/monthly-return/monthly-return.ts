import { fileFormats } from '../../shared/file-formats.ts';
import { largestFigure, longestReason, ReturnFigureName } from '../../subjects/monthly-return/return-figures.ts';
import { type Fact, type Format, type Reading, UnreadableFile } from '../engine/format.ts';
import { type Cells, count, type Meaning, oneOf, text } from '../input/cells.ts';
import { type Mapping, mappedLines, nameIn } from '../input/mapping.ts';
import { locationId, namesOf } from '../input/personal.ts';
import { mergeReturns } from './merge.ts';
import { month } from './month.ts';

/** Columns of a sheet with a row for each month, and figures in one with a row for each: as the hub names them, with blanks. */
const figures = Object.values(ReturnFigureName).map((name) => {
  const column = `${name[0]}${name.slice(1).toLowerCase().replaceAll('_', ' ')}`;
  return { name, column, reason: `${column} reason` };
});
const figureNamed = oneOf(namesOf(ReturnFigureName));
/** Each is reckoned anew from what the home recorded in it. */
const mostMonths = 120;

/** A home's figures as it keeps them in a workbook: a row for each figure of a month, or a row for each month. */
export const monthlyReturn: Format = {
  name: 'monthly-return',
  description: "a home's monthly returns, as it keeps them in a workbook (XLSX or CSV, with --mapping)",
  ...fileFormats['monthly-return'],
  fills: { correctReturn: ['figures'] },
  columns: [
    ...['CQC location ID', 'Month', 'Figure', 'Value', 'Reason'],
    ...figures.flatMap(({ column, reason }) => [column, reason]),
  ],
  read: (content, how) => {
    const shapes = [
      { called: 'a row for each figure', needed: ['Month', 'Figure', 'Value'] },
      { called: 'a row for each month', needed: ['Month'], oneOf: figures.map(({ column }) => column) },
    ];
    return mappedLines(content, how, shapes, returnsIn(how));
  },
  merge: mergeReturns,
};

/** What is said of one figure, and under which columns. */
interface Said {
  name: string | null;
  column: string;
  reason: string;
}

/** A row that says no figure is passed over: not said is not zero. */
function returnsIn({ mapping }: Reading) {
  const seen = new Set<string>();
  return (cells: Cells, day: Mapping['day']): Fact[] | null => {
    const said = saidIn(cells).filter(({ column, reason }) => cells.raw(column) ?? cells.raw(reason));
    if (!said.length) return null;
    const location = cells.given('CQC location ID', locationId);
    const of = cells.needed('Month', month(day));
    if (of && seen.add(of).size > mostMonths)
      throw new UnreadableFile(`This holds more than ${mostMonths} months: bring fewer of them at once.`);
    return said.map(({ name, column, reason }) => {
      const values = [cells.needed(column, figure), cells.given(reason, text(longestReason))];
      return { kind: name ?? '', cells: [location, of, ...values, nameIn(mapping, column), nameIn(mapping, reason)] };
    });
  };
}

function saidIn(cells: Cells): Said[] {
  if (!cells.raw('Figure') && !cells.raw('Value')) return figures;
  return [{ name: cells.needed('Figure', figureNamed), column: 'Value', reason: 'Reason' }];
}

function figure(cell: string): Meaning {
  const meant = count(cell);
  return 'value' in meant && Number(meant.value) > largestFigure ? { code: 'TOO_LARGE' } : meant;
}
