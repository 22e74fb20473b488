import { board } from './board.ts';
import { isObject } from './cell.ts';
import { element } from './dom.ts';
import type { Asked, Json, JsonObject } from './graph.ts';
import { agencyName, askedAgain, headOf, refusalIn, type Showing } from './showing.ts';
import { valueInWords } from './words.ts';

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** Counts by weekday and time of day, for whoever may plan from them. */
export function measureBoard(showing: Showing): HTMLElement {
  return board(
    showing.asked.map((asked, column) => ({
      label: `${agencyName(asked.signIn)}: ${asked.signIn.organisation}`,
      head: headOf(showing, column),
      note: element('div', { class: 'note' }, askedAgain(asked)),
      body: refusalIn(showing, asked) ?? profile(showing, asked),
      json: JSON.stringify(asked.data, null, 2),
      document: asked.document,
    })),
  );
}

function profile({ chips }: Showing, { data }: Asked): HTMLElement {
  const measure = data?.measure;
  if (!isObject(measure)) return element('div');
  const rows = (Array.isArray(measure.rows) ? measure.rows : []).filter(isObject);
  const bands = [...new Set(rows.map((row) => keyOf(row, 'TIME_BAND')))].sort();
  const most = Math.max(1, ...rows.map(({ value }) => Number(value ?? 0)));
  const table = element('table', { class: 'profile' });
  table.append(
    element('caption', { class: 'hidden' }, 'By weekday and time of day'),
    element(
      'thead',
      {},
      element('tr', {}, element('td'), ...weekdays.map((name) => element('th', { scope: 'col' }, initial(name)))),
    ),
  );
  const body = element('tbody');
  for (const band of bands) {
    const line = element('tr', {}, element('th', { scope: 'row' }, hours(band)));
    for (const weekday of weekdays) {
      const row = rows.find((one) => keyOf(one, 'TIME_BAND') === band && keyOf(one, 'WEEKDAY') === weekday);
      line.append(count(chips, row, most));
    }
    body.append(line);
  }
  table.append(body);
  const { from, to } = isObject(measure.period) ? measure.period : {};
  const period = `${dayInWords(from)} to ${dayInWords(to, -1)}`;
  const total = isObject(measure.total) ? measure.total : {};
  return element(
    'div',
    { class: 'measure' },
    element('p', { class: 'count' }, `${total.value ?? '–'} ${String(measure.unit ?? '').toLowerCase()}`),
    table,
    element('p', { class: 'fine' }, `${period}; data through ${dayInWords(measure.dataThrough)}`),
    ...(typeof measure.note === 'string' ? [element('p', { class: 'fine' }, measure.note)] : []),
  );
}

function count(chips: Showing['chips'], row: JsonObject | undefined, most: number): HTMLElement {
  const suppression = String(row?.suppression ?? 'NONE');
  if (suppression !== 'NONE' && suppression !== 'ROUNDED') {
    const chip = chips.suppressed(suppression, '··');
    chip.setAttribute('aria-label', 'suppressed');
    return element('td', {}, chip);
  }
  const value = Number(row?.value ?? 0);
  const cell = element(
    'td',
    {},
    value.toLocaleString('en-GB', { maximumFractionDigits: 1, minimumFractionDigits: most < 20 ? 1 : 0 }),
  );
  cell.style.setProperty('--share', (value / most).toFixed(2));
  return cell;
}

/** A day, or the one so many days after it: periods are half-open, and people read their last day. */
function dayInWords(day: Json | undefined, after = 0): string {
  const date = new Date(`${day}T12:00:00Z`);
  if (typeof day !== 'string' || Number.isNaN(date.getTime())) return '–';
  date.setUTCDate(date.getUTCDate() + after);
  return valueInWords('', date.toISOString().slice(0, 10));
}

function keyOf(row: JsonObject, dimension: string): string {
  const keys = (Array.isArray(row.key) ? row.key : []).filter(isObject);
  return String(keys.find((key) => key.dimension === dimension)?.value ?? '');
}

const initial = (weekday: string) =>
  element('abbr', { title: weekday.charAt(0) + weekday.slice(1).toLowerCase() }, weekday.charAt(0));
/** A band such as `H08_12`, `08:00-12:00` or `FROM_08_UNTIL_12` reads "08–12". */
const hours = (band: string): string =>
  (band.match(/\d\d/g) ?? [band])
    .filter((_part, place, all) => place === 0 || all.length < 4 || place === 2)
    .slice(0, 2)
    .join('–');
