import { element } from './dom.ts';

/** One agency's column: its head, what is to be said first, and its answer. */
export interface Column {
  label: string;
  head: HTMLElement;
  note: HTMLElement;
  body: HTMLElement;
  /** What the hub answered and was asked, as text. */
  json: string;
  document: string;
}

/** Columns side by side; with `labels`, their rows line up with those. On a phone one column fills the screen. */
export function board(columns: readonly Column[], labels: readonly HTMLElement[] = []): HTMLElement {
  const made = element('div', { class: labels.length > 0 ? 'board aligned' : 'board' });
  const rows = labels.length > 0 ? labels.length + 2 : 3;
  made.style.setProperty('--columns', String(columns.length));
  if (labels.length > 0) {
    const names = element('div', { class: 'labels', 'aria-hidden': 'true' });
    names.style.setProperty('--rows', String(rows));
    labels.forEach((label, place) => {
      label.style.gridRow = String(place + 3);
      names.append(label);
    });
    made.append(names);
  }
  for (const { label, head, note, body, json, document } of columns) {
    body.classList.add('body');
    body.style.gridRow = `3 / span ${rows - 2}`;
    const raw = element(
      'div',
      { class: 'raw' },
      element('h3', {}, 'Asked'),
      element('pre', {}, document),
      element('h3', {}, 'Answered'),
      element('pre', {}, json),
    );
    raw.style.gridRow = body.style.gridRow;
    const column = element('section', { class: 'column', 'aria-label': label }, head, note, body, raw);
    column.style.setProperty('--rows', String(rows));
    made.append(column);
  }
  return made;
}
