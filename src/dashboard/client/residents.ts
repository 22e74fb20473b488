import { board, type Column } from './board.ts';
import { absentAt, type Cell, cellAt, itemsOf, type Row, recordsAt, rowsOf } from './cell.ts';
import { type Selection, selectionAt } from './document.ts';
import { element, select } from './dom.ts';
import type { Asked, Json, JsonObject } from './graph.ts';
import type { Question } from './questions.ts';
import { type Choice, choose } from './same-person.ts';
import { agencyName, anAgency, askedAgain, headOf, refusalIn, type Showing } from './showing.ts';
import { labelOf, valueInWords } from './words.ts';

/** Whom the columns show: the person of an NHS number, but where somebody was picked by hand. */
export interface Looked {
  nhsNumber: string | undefined;
  picks: readonly (number | undefined)[];
  pick(column: number, place: number): void;
}

/** Records of residents, one of each agency, field by field beside each other. */
export function residentsBoard(showing: Showing, looked: Looked): HTMLElement {
  const { question, asked } = showing;
  const fields = selectionAt(question.operation, question.records)?.fields ?? [];
  const rows = rowsOf(fields, question.lists);
  const labels = rows.map((row) => element('div', { class: `label ${row.kind}` }, labelOf(row.name)));
  return board(
    asked.map((answer, column) => columnOf(showing, looked, rows, answer, column)),
    labels,
  );
}

function columnOf(showing: Showing, looked: Looked, rows: readonly Row[], asked: Asked, column: number): Column {
  const { question } = showing;
  const records = recordsAt(asked.data, question.records);
  const known = showing.asked
    .flatMap(({ data }) => recordsAt(data, question.records))
    .filter(({ nhsNumber }) => nhsNumber === looked.nhsNumber);
  const choice = choose(records, looked.nhsNumber, known, looked.picks[column]);
  const record = choice.kind === 'nobody' ? undefined : records[choice.place];
  const shared = absentAt(question.records, asked.missing) === undefined;
  const refusal = refusalIn(showing, asked);
  const body =
    record || !shared
      ? cells(showing, rows, record ?? {}, asked)
      : element('div', {}, refusal ?? nobody(question, records));
  if (!shared && refusal) body.querySelector('dd')?.append(refusal);
  const list = question.input === 'home' && picker(records, choice, (place) => looked.pick(column, place), column);
  return {
    label: `${agencyName(asked.signIn)}: ${asked.signIn.organisation}`,
    head: headOf(showing, column),
    note: element('div', { class: 'note' }, list, hint(choice), askedAgain(asked)),
    body,
    json: JSON.stringify(asked.data, null, 2),
    document: asked.document,
  };
}

function nobody({ input }: Question, records: readonly JsonObject[]): HTMLElement {
  let sentence = 'No record under this number. Whether there is such a person, the answer does not tell.';
  if (input === 'home') sentence = 'Stands in no relationship to anybody who lives here, and so gets no record.';
  if (records.length > 0) sentence = 'No record of this resident is shown here, nor whether there is one.';
  return element('p', { class: 'nobody' }, sentence);
}

function picker(
  records: readonly JsonObject[],
  choice: Choice,
  pick: (place: number) => void,
  column: number,
): HTMLElement | undefined {
  if (records.length === 0) return undefined;
  if (records.length === 1) return element('p', { class: 'picker' }, '1 resident');
  const place = choice.kind === 'nobody' ? -1 : choice.place;
  const names = records.map(nameOf);
  const list =
    place >= 0
      ? select('Resident', names, place, pick)
      : select('Resident', ['choose…', ...names], 0, (option) => option > 0 && pick(option - 1));
  list.id = `pick-${column}`;
  return element('p', { class: 'picker' }, `${records.length} residents`, list);
}

function nameOf({ familyName, givenName, dateOfBirth }: JsonObject, place: number): string {
  if (typeof familyName === 'string') return `${familyName}, ${givenName ?? ''}`;
  return `${place + 1}: no name${typeof dateOfBirth === 'string' ? `, born ${dateOfBirth}` : ''}`;
}

/** A record without number stands where it fits; that it is the same person is nowhere said. */
function hint(choice: Choice): HTMLElement | undefined {
  if (choice.kind !== 'fits') return undefined;
  const { unnamed, fitting } = choice;
  const which = fitting === 1 ? 'The one' : `The first of ${fitting}`;
  return element('p', { class: 'hint' }, `${which} that fits, of ${unnamed} shown here without name or number.`);
}

/** The cells of one record, under `dl`; what is absent or withheld as a whole takes the rows of all its parts. */
function cells(showing: Showing, rows: readonly Row[], record: JsonObject, asked: Asked): HTMLElement {
  const list = element('dl', { class: 'cells' });
  const { records } = showing.question;
  for (let place = 0; place < rows.length; ) {
    const row = rows[place] as Row;
    const cell = cellAt(record, records, row.path, asked.missing);
    let next = place + 1;
    for (; next < rows.length && cell.kind !== 'shown'; next += 1) {
      const below = cellAt(record, records, (rows[next] as Row).path, asked.missing);
      if (below.kind !== cell.kind || below.at !== cell.at) break;
    }
    const names = rows.slice(place, next).map(({ name }) => element('dt', {}, labelOf(name)));
    const held = element(
      'div',
      { class: `cell ${row.kind} ${cell.kind}` },
      ...names,
      contentOf(showing, row, cell, asked),
    );
    held.style.gridRow = `${place + 1} / span ${names.length}`;
    held.style.setProperty('--names', String(names.length));
    list.append(held);
    place = next;
  }
  return list;
}

function contentOf({ chips, coordinates, question }: Showing, row: Row, cell: Cell, asked: Asked): HTMLElement {
  const name = row.path.split('.').at(-1) ?? '';
  switch (cell.kind) {
    case 'absent':
      return element('dd', {}, chips.absent(coordinates.get(cell.at) ?? cell.at, anAgency(asked.signIn)));
    case 'withheld':
      return element('dd', {}, chips.withheld(cell.withheld));
    case 'unrecorded':
      return element('dd', {}, element('span', { class: 'unrecorded' }, 'not recorded'));
    case 'shown': {
      const chip = cell.withheld && chips.withheld(cell.withheld);
      if (row.kind === 'section') return element('dd', {}, chip);
      if (row.kind === 'field') return element('dd', {}, shown(name, cell.value), chip && ' ', chip);
      const base = `${question.records}.${row.path}`;
      return element('dd', {}, ...entries(chips, row, cell.value, base, coordinates, asked), chip);
    }
  }
}

function shown(name: string, value: Json): HTMLElement {
  const text = valueInWords(name, value);
  return element('span', { class: `value ${name}`, title: name === 'id' ? String(value) : undefined }, text);
}

/** Records in a list: their fields in one line, and what staff wrote beneath. */
function entries(
  chips: Showing['chips'],
  row: Row & { kind: 'list' },
  value: Json,
  base: string,
  coordinates: ReadonlyMap<string, string>,
  asked: Asked,
): HTMLElement[] {
  const { items, of } = itemsOf(value);
  if (items.length === 0) return [element('span', { class: 'unrecorded' }, 'none')];
  const at = Array.isArray(value) ? base : `${base}.nodes`;
  const one = (item: JsonObject, { name }: Selection): HTMLElement => {
    const cell = cellAt(item, at, name, asked.missing);
    const class_ = `part ${name}`;
    const label = element('span', { class: 'name' }, `${labelOf(name)} `);
    if (cell.kind === 'shown')
      return element(
        'span',
        { class: class_ },
        label,
        shown(name, cell.value),
        cell.withheld && chips.withheld(cell.withheld),
      );
    if (cell.kind === 'withheld') return element('span', { class: class_ }, label, chips.withheld(cell.withheld));
    if (cell.kind === 'absent')
      return element(
        'span',
        { class: class_ },
        label,
        chips.absent(coordinates.get(cell.at) ?? cell.at, anAgency(asked.signIn)),
      );
    return element(
      'span',
      { class: `${class_} unrecorded` },
      label,
      name === 'dischargedAt' ? 'not yet' : 'not recorded',
    );
  };
  const count = of && element('p', { class: 'count' }, of);
  const fields = row.fields.filter((field) => field.name !== 'to');
  const list = element(
    'ul',
    { class: 'entries' },
    ...items.map((item) => element('li', {}, ...fields.map((field) => one(item, field)))),
  );
  return count ? [count, list] : [list];
}
