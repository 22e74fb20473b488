import type { AgreementLines, Passage } from '../agreement-lines.ts';
import { element } from './dom.ts';

/** The agreement's own lines, and which of them the answers on the page rest on. */
export class Citations {
  readonly #agreement: AgreementLines;
  readonly #cited = new Map<string, Passage>();

  constructor(agreement: AgreementLines) {
    this.#agreement = agreement;
  }

  forget(): void {
    this.#cited.clear();
  }

  clause(reference: string): Passage | undefined {
    return this.#remember(reference, this.#agreement.clauses[reference]);
  }

  /** The first clause that speaks of a field of the graph, written `Type.field`. */
  about(coordinate: string): [reference: string, passage: Passage] | undefined {
    const reference = this.#agreement.fields[coordinate]?.[0];
    const passage = reference === undefined ? undefined : this.clause(reference);
    return reference !== undefined && passage ? [reference, passage] : undefined;
  }

  query(name: string): Passage | undefined {
    return this.#remember(`queries/${name}`, this.#agreement.queries[name]);
  }

  section(name: string): Passage | undefined {
    return this.#remember(name, this.#agreement.sections[name]);
  }

  #remember(reference: string, passage: Passage | undefined): Passage | undefined {
    if (passage) this.#cited.set(reference, passage);
    return passage;
  }

  /** The lines of a passage, with the file and line where they stand. */
  quote({ from, to }: Passage): HTMLElement {
    const code = element('code');
    const lines = this.#agreement.lines.slice(from - 1, to);
    const margin = Math.min(
      ...lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length),
    );
    lines.forEach((line, place) => {
      const number = element('span', { class: 'number' }, String(from + place));
      code.append(element('span', { class: 'line' }, number, `${line.slice(margin)}\n`));
    });
    const where = from === to ? String(from) : `${from}–${to}`;
    return element(
      'figure',
      { class: 'quote' },
      element('figcaption', {}, `${this.#agreement.file}:${where}`),
      element('pre', {}, code),
    );
  }

  /** The reason that a passage gives. */
  becauseOf({ from, to }: Passage): string {
    const text = this.#agreement.lines.slice(from - 1, to).join(' ');
    return /because:\s*(.*?)\s*}?\s*$/.exec(text)?.[1] ?? '';
  }

  /** Every passage that the page cites now, in the order of the file. */
  list(): HTMLElement[] {
    const cited = [...this.#cited].sort(([, one], [, other]) => one.from - other.from);
    return cited.map(([reference, passage]) =>
      element('article', { class: 'clause' }, element('h3', {}, reference), this.quote(passage)),
    );
  }
}
