import type { Form } from '../model.ts';

/** A piece of running text. A line break is `{ break: true }`. */
export type Inline = string | { readonly strong: string } | { readonly code: string } | { readonly break: true };
export type Text = readonly Inline[];

/** How a clause shows its fields to a column of the matrix, once for each way; nothing: withheld. */
export interface MatrixCell {
  readonly form: Form;
  /** What must be true of the record besides: `own`, `payer`, … */
  readonly facts: readonly string[];
}

export interface MatrixColumn {
  /** As the agreement writes it: `home.current`, or the name of a group. */
  readonly title: string;
  /** The agency whose relationships these are; empty for a group of several. */
  readonly agency: string;
}

export interface MatrixRow {
  readonly number: string;
  readonly fields: string;
  /** Only these roles; none: every role. */
  readonly roles: readonly string[];
  /** Only for these purposes; none: every purpose. */
  readonly purposes: readonly string[];
  readonly cells: readonly (readonly MatrixCell[])[];
  readonly nobody: boolean;
  readonly because: string;
}

/** The page in parts, before it is Markdown or HTML. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly lines: readonly Text[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Text[])[] }
  | { readonly kind: 'matrix'; readonly columns: readonly MatrixColumn[]; readonly rows: readonly MatrixRow[] };

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text });
export const paragraph = (...lines: (string | Text)[]): Block => ({ kind: 'paragraph', lines: lines.map(textOf) });
export const table = (head: readonly string[], rows: readonly (readonly (string | Text)[])[]): Block => ({
  kind: 'table',
  head,
  rows: rows.map((cells) => cells.map(textOf)),
});

/** To whom and for what alone a clause speaks, in words; empty if to everybody. */
export function onlyOf({ roles, purposes }: Pick<MatrixRow, 'roles' | 'purposes'>): string {
  const limits = [
    roles.length ? `as ${roles.join(', ')}` : [],
    purposes.length ? `for ${purposes.join(', ')}` : [],
  ].flat();
  return limits.length ? `only ${limits.join(' and ')}` : '';
}

/** Texts one under the other. */
export const stacked = (texts: readonly string[]): Text =>
  texts.flatMap((text, place): Inline[] => (place === 0 ? [text] : [{ break: true }, text]));

const textOf = (text: string | Text): Text => (typeof text === 'string' ? [text] : text);
