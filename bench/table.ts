import type { Figures } from './figures.ts';

const columns: readonly (readonly [title: string, of: (figures: Figures) => string])[] = [
  ['question', ({ question }) => question],
  ['at once', ({ connections }) => String(connections)],
  ['who', ({ peer }) => peer],
  ['requests/s', ({ perSecond }) => digits(perSecond)],
  ['p50 ms', ({ p50 }) => digits(p50)],
  ['p99 ms', ({ p99 }) => digits(p99)],
  ['CPU ms server', ({ serverCpu }) => digits(serverCpu)],
  ['CPU ms PostgreSQL', ({ databaseCpu }) => digits(databaseCpu)],
  ['of it access record', ({ accessRecordCpu }) => (accessRecordCpu === null ? '–' : digits(accessRecordCpu))],
  ['requests/CPU s', ({ perCpuSecond }) => digits(perCpuSecond)],
  ['hub ahead by', ({ hubIsAheadBy }) => (hubIsAheadBy === null ? '–' : `${hubIsAheadBy.toFixed(2)} ×`)],
  ['bytes', ({ bytes }) => String(Math.round(bytes))],
  ['statements', ({ statements }) => String(statements ?? '–')],
  ['peak MB', ({ peakMemory }) => peakMemory.toFixed(0)],
];

/** A Markdown table that also reads well in a terminal. */
export function tableOf(figures: readonly Figures[]): string {
  const lines = [columns.map(([title]) => title), ...figures.map((each) => columns.map(([, of]) => of(each)))];
  const widths = columns.map((_, place) => Math.max(...lines.map((line) => line[place]?.length ?? 0)));
  const lineOf = (cells: readonly string[]) =>
    `| ${cells.map((cell, place) => (place < 3 ? cell.padEnd(widths[place] ?? 0) : cell.padStart(widths[place] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, place) => (place < 3 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const [head = [], ...rest] = lines;
  return [lineOf(head), rule, ...rest.map(lineOf)].join('\n');
}

/** Three significant digits are more than such a machine can tell. */
function digits(number: number): string {
  if (number >= 100) return number.toFixed(0);
  return number >= 10 ? number.toFixed(1) : number.toFixed(2);
}
