import { type Period, type PublishedTable, periods, type SmallNumbers } from '../model.ts';
import type { GraphShape } from '../shape.ts';
import type { Part } from '../source.ts';

/** The enumerations of the graph that name what is measured and by what it is grouped. */
const vocabulary = { measure: 'MeasureName', dimension: 'Dimension' };

/** What is done to counts before they leave, and the only tables that may leave. */
export function readSmallNumbers(part: Part, shape?: GraphShape): SmallNumbers {
  const entries = part.named(['suppress', 'round-to', 'tables']);
  const tables: PublishedTable[] = [];
  for (const item of entries.get('tables')?.list() ?? []) {
    const table = tableOf(item, shape);
    if (tables.some((other) => describe(other) === describe(table))) {
      item.source.error(item.line, `${describe(table)} is listed twice`, 'leave one out');
    } else tables.push(table);
  }
  return { suppress: rangeOf(entries.get('suppress')), roundTo: wholeNumber(entries.get('round-to')), tables };
}

const describe = ({ measure, dimensions, period }: PublishedTable): string =>
  `${measure} by ${[...dimensions].sort().join(' and ') || 'nothing'} for a ${period.toLowerCase()}`;

function tableOf(item: Part, shape?: GraphShape): PublishedTable {
  const entries = item.named(['measure', 'dimensions', 'period']);
  const measure = entries.get('measure')?.word();
  const words = entries.get('dimensions')?.words() ?? [];
  const dimensions = words.map(({ text }) => text);
  const [measures, groupings] = [vocabulary.measure, vocabulary.dimension].map((name) => shape?.enumerations.get(name));
  if (measure && measures) item.source.knows(measure, measures, 'measure');
  for (const word of groupings ? words : []) item.source.knows(word, groupings ?? [], 'dimension');
  if (new Set(dimensions).size < dimensions.length) {
    item.source.error(item.line, 'a table is grouped twice by one dimension', 'name each dimension once');
  }
  const period = entries.get('period');
  if (period) item.source.knows(period.word(), periods, 'period');
  return {
    line: item.line,
    measure: measure?.text ?? '',
    dimensions,
    period: periods.find((known): known is Period => known === period?.text()) ?? 'YEAR',
  };
}

function rangeOf(part: Part | undefined): { from: number; to: number } {
  const [, from = 0, to = 0] = (part && /^(\d+)-(\d+)$/.exec(part.text())?.map(Number)) ?? [];
  if (part && (from < 1 || to < from)) {
    part.source.error(part.line, `${part.name} is no range of counts: "${part.text()}"`, 'write "1-7"');
  }
  return { from, to };
}

function wholeNumber(part: Part | undefined): number {
  const number = Number(part?.text());
  if (Number.isInteger(number) && number > 0) return number;
  if (part) part.source.error(part.line, `${part.name} is no whole number: "${part.text()}"`, 'write "5"');
  return 1;
}
