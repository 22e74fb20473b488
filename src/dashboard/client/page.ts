import type { AgreementLines } from '../agreement-lines.ts';
import type { SignIn } from '../sign-in.ts';
import { recordsAt } from './cell.ts';
import { Chips } from './chips.ts';
import { Citations } from './citations.ts';
import { columnsFor } from './columns.ts';
import { Controls, type Home, someNumber } from './controls.ts';
import { print } from './document.ts';
import { byId, element } from './dom.ts';
import { type Asked, askWhole, type JsonObject } from './graph.ts';
import { homesBoard } from './homes.ts';
import { measureBoard } from './measure.ts';
import { type Question, questions } from './questions.ts';
import { residentsBoard } from './residents.ts';
import { mostTelling } from './same-person.ts';
import { coordinates, type Schema } from './schema.ts';
import { type Showing, sameForAll } from './showing.ts';

/** What the page runs on, read once. */
export interface Ground {
  signIns: readonly SignIn[];
  schemas: readonly Schema[];
  homes: readonly Home[];
  agreement: AgreementLines;
}

interface Slot {
  asked: Asked;
  /** The record picked by hand. */
  picked?: number;
  /** A second organisation of an agency is there to be compared; without a record it has nothing to compare. */
  hiddenIfEmpty: boolean;
}

/** The first page: one question, and what each agency gets to see of the answer. */
export class Page {
  readonly #ground: Ground;
  readonly #citations: Citations;
  readonly #chips: Chips;
  readonly #controls: Controls;
  #question: Question = questions[0];
  #slots: Slot[] = [];
  /** Counts the questions, so that a late answer to an earlier one is not shown. */
  #turn = 0;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#citations = new Citations(ground.agreement);
    this.#chips = new Chips(this.#citations, byId('tips'));
    this.#controls = new Controls(ground.homes, () => void this.#askAll(this.#slots.map(({ asked }) => asked.signIn)));
  }

  start(): void {
    byId('agreement').toggleAttribute('open', window.matchMedia('(min-width: 70rem)').matches);
    const wanted = questions.find(({ id }) => id === location.hash.slice(1)) ?? questions[0];
    for (const question of questions) {
      const input = element('input', {
        type: 'radio',
        name: 'question',
        value: question.id,
        checked: question === wanted,
      });
      input.addEventListener('change', () => void this.ask(question));
      byId('questions').append(element('label', { class: 'question' }, input, element('span', {}, question.title)));
    }
    for (const input of document.querySelectorAll<HTMLInputElement>('input[name=view]')) {
      input.addEventListener('change', () => document.body.classList.toggle('as-json', input.value === 'json'));
    }
    void this.ask(wanted);
  }

  async ask(question: Question): Promise<void> {
    const { signIns } = this.#ground;
    this.#question = question;
    history.replaceState(null, '', `#${question.id}`);
    byId('occasion').textContent = question.occasion;
    byId('document').textContent = print(question.operation);
    byId('legend').hidden = question.shows !== 'residents';
    if (question.input === 'nhsNumber') this.#controls.nhsNumber ??= await someNumber(signIns);
    this.#controls.show(question);
    await this.#askAll(columnsFor(question, signIns));
  }

  async #askAll(signIns: readonly SignIn[]): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    byId('answers').setAttribute('aria-busy', 'true');
    const variables = this.#controls.variables();
    const answers = await Promise.all(signIns.map((signIn) => askWhole(signIn, this.#question.operation, variables)));
    if (turn !== this.#turn) return;
    this.#slots = answers.map((asked, place) => {
      const first = signIns.findIndex(({ agency }) => agency === asked.signIn.agency);
      return { asked, hiddenIfEmpty: first !== place };
    });
    if (this.#question.input === 'home') this.#look();
    this.#show();
    byId('answers').setAttribute('aria-busy', 'false');
  }

  #recordsOf({ asked }: Slot): JsonObject[] {
    return recordsAt(asked.data, this.#question.records);
  }

  /** Looks at the same person as before, or at the most telling one. */
  #look(): void {
    const answers = this.#slots.map((slot) => this.#recordsOf(slot));
    const known = answers.flat().some(({ nhsNumber }) => nhsNumber && nhsNumber === this.#controls.nhsNumber);
    if (!known) this.#controls.nhsNumber = mostTelling(answers);
  }

  async #askAs(slot: Slot, signIn: SignIn): Promise<void> {
    const asked = await askWhole(signIn, this.#question.operation, this.#controls.variables());
    const place = this.#slots.indexOf(slot);
    if (place < 0) return;
    this.#slots[place] = { asked, hiddenIfEmpty: false };
    this.#show();
  }

  #pick(slot: Slot, place: number): void {
    const nhsNumber = this.#recordsOf(slot)[place]?.nhsNumber;
    if (typeof nhsNumber === 'string') {
      this.#controls.nhsNumber = nhsNumber;
      for (const other of this.#slots) delete other.picked;
    } else slot.picked = place;
    this.#show();
  }

  #show(): void {
    const focused = document.activeElement?.id;
    this.#chips.forget();
    const slots = this.#slots.filter((slot) => !slot.hiddenIfEmpty || this.#recordsOf(slot).length > 0);
    const showing = this.#showing(slots);
    const same = sameForAll(showing);
    byId('answers').replaceChildren(...(same ? [same] : []), this.#board(showing, slots));
    byId('clauses').replaceChildren(...this.#citations.list());
    byId('agreement').hidden = byId('clauses').childElementCount === 0;
    if (focused) document.getElementById(focused)?.focus();
  }

  #showing(slots: readonly Slot[]): Showing {
    return {
      question: this.#question,
      asked: slots.map(({ asked }) => asked),
      chips: this.#chips,
      citations: this.#citations,
      coordinates: coordinates(this.#question.operation, this.#ground.schemas),
      alternatives: ({ agency }) => this.#ground.signIns.filter((signIn) => signIn.agency === agency),
      askAs: (column, signIn) => void this.#askAs(slots[column] as Slot, signIn),
    };
  }

  #board(showing: Showing, slots: readonly Slot[]): HTMLElement {
    if (this.#question.shows === 'homes') return homesBoard(showing);
    if (this.#question.shows === 'measure') return measureBoard(showing);
    return residentsBoard(showing, {
      nhsNumber: this.#controls.nhsNumber,
      picks: slots.map(({ picked }) => picked),
      pick: (column, place) => this.#pick(slots[column] as Slot, place),
    });
  }
}
