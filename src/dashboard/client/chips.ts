import type { Withheld } from './cell.ts';
import type { Citations } from './citations.ts';
import { element } from './dom.ts';
import { explain, tooltip } from './tooltip.ts';

const forms: Record<string, [chip: string, title: string]> = {
  year: ['year only', 'Only the year is shown'],
  own: ['own only', 'Only your own records are shown, or what was released to you'],
};

/** Marks what an agency does not see, in words and with the clause that says so. */
export class Chips {
  readonly #citations: Citations;
  readonly #tips: HTMLElement;
  readonly #byReason = new Map<string, HTMLElement>();

  /** `tips` is where explanations are kept until they are shown. */
  constructor(citations: Citations, tips: HTMLElement) {
    this.#citations = citations;
    this.#tips = tips;
  }

  forget(): void {
    this.#byReason.clear();
    this.#tips.replaceChildren();
    this.#citations.forget();
  }

  withheld({ field, form, clause, because, ask }: Withheld): HTMLButtonElement {
    const [text, title] = form === null ? ['withheld', 'Withheld'] : (forms[form] ?? [form, `Shown as ${form}`]);
    const passage = this.#citations.clause(clause);
    return this.#chip({ class: form === null ? 'withheld' : 'formed', text, field, reference: clause }, [
      element('strong', {}, `${title} · ${clause}`),
      element('p', {}, `Because: ${because}.`.replace(/\.\.$/, '.')),
      passage && this.#citations.quote(passage),
      element('p', { class: 'ask' }, ask),
    ]);
  }

  /** A field that the agency's schema does not have; `agency` as in "a GP practice". */
  absent(coordinate: string, agency: string): HTMLButtonElement {
    const [type = '', name = ''] = coordinate.split('.');
    const query = type === 'Query' ? this.#citations.query(name) : undefined;
    const [reference, passage] = query ? [`queries/${name}`, query] : (this.#citations.about(coordinate) ?? []);
    const sentence = passage
      ? `The lines below do not name ${agency}, so ${coordinate} is not in its schema: not to be asked for, filtered, counted or found.`
      : `Nothing that ${coordinate} leads to is shared with ${agency}, so it is not in its schema.`;
    return this.#chip(
      { class: 'absent', text: 'not in this agency’s schema', field: name, reference: reference ?? coordinate },
      [
        element('strong', {}, 'Not in this agency’s schema'),
        element('p', {}, sentence),
        passage && this.#citations.quote(passage),
      ],
    );
  }

  /** A number that would tell of a few people. */
  suppressed(suppression: string, text: string): HTMLButtonElement {
    const passage = this.#citations.section('small-numbers');
    const sentence =
      suppression === 'PRIMARY'
        ? 'So few people that the number could point at one of them.'
        : 'Hidden so that a hidden neighbour cannot be found by subtraction.';
    return this.#chip({ class: 'withheld', text, field: 'value', reference: `small-numbers ${suppression}` }, [
      element('strong', {}, 'Suppressed'),
      element('p', {}, sentence),
      passage && this.#citations.quote(passage),
    ]);
  }

  #chip(
    said: { class: string; text: string; field: string; reference: string },
    content: (HTMLElement | undefined)[],
  ): HTMLButtonElement {
    const chip = element(
      'button',
      { type: 'button', class: `chip ${said.class}`, 'data-field': said.field, 'data-reference': said.reference },
      said.text,
    );
    const reason = `${said.class} ${said.text} ${said.reference} ${content[1]?.textContent}`;
    const tip = this.#byReason.get(reason) ?? tooltip(...content);
    this.#byReason.set(reason, tip);
    this.#tips.append(tip);
    explain(chip, tip);
    return chip;
  }
}
