import type { Asking } from '../summary.ts';
import { agencyWords, capital, localTime, numberWords, shortDay, spaced, whoWords } from '../words.ts';
import { ink, type Paper, type Part, type Text } from './paper.ts';

const columns = [
  { title: 'Who', width: 215 },
  { title: 'For', width: 130 },
  { title: 'Times', width: 48, align: 'right' as const },
  { title: 'Last', width: 76, align: 'right' as const },
];
const titles = columns.map(({ title }): Text[] => [{ text: title, size: 9, color: ink.quiet }]);

/** Who asked how often, as what and for what. */
export function table(paper: Paper, under: Part, askings: readonly Asking[]): void {
  const part = paper.begin('Table', under);
  paper.room(80);
  row(paper, titles, (place, draw) => paper.put(place, 'TH', draw, { scope: 'Column' }), part);
  for (const asking of askings) {
    const cells = cellsOf(asking);
    // The titles of a table that goes on are for the eye: who has it read aloud was told them.
    if (paper.room(heightOf(paper, placed(paper, cells)) + 10)) row(paper, titles, (_, draw) => paper.aside(draw));
    row(paper, cells, (place, draw) => paper.put(place, 'TD', draw), part);
  }
  part.end();
}

function cellsOf({ look, times }: Asking): Text[][] {
  const as = [look.role && spaced(look.role), agencyWords(look.agency)].filter(Boolean).join(', ');
  return [
    [
      { text: whoWords(look), font: 'strong' },
      { text: capital(as), size: 9, color: ink.quiet },
    ],
    [{ text: look.purpose ? capital(spaced(look.purpose)) : '–' }],
    [{ text: numberWords(times) }],
    [{ text: shortDay(localTime(look.at).date) }],
  ];
}

function row(paper: Paper, cells: Text[][], put: (row: Part, draw: () => void) => void, table?: Part): void {
  const texts = placed(paper, cells);
  const top = paper.document.y + 4;
  const height = heightOf(paper, texts);
  const part = table ? paper.begin('TR', table) : paper.root;
  for (const cell of texts) {
    put(part, () => {
      paper.document.y = top;
      for (const text of cell) paper.write(text);
    });
  }
  if (table) part.end();
  paper.document.y = top + height + 4;
  paper.line(paper.document.y);
}

function placed(paper: Paper, cells: Text[][]): Text[][] {
  const gap = (paper.width - columns.reduce((sum, { width }) => sum + width, 0)) / (columns.length - 1);
  return cells.map((texts, place) => {
    const { width, align = 'left' } = columns[place] as (typeof columns)[number];
    const indent = columns.slice(0, place).reduce((sum, column) => sum + column.width + gap, 0);
    return texts.filter(({ text }) => text).map((text): Text => ({ ...text, indent, width, align }));
  });
}

const heightOf = (paper: Paper, cells: Text[][]): number =>
  Math.max(...cells.map((texts) => texts.reduce((sum, text) => sum + paper.heightOf(text), 0)));
