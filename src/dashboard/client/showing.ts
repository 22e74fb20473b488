import type { SignIn } from '../sign-in.ts';
import type { Chips } from './chips.ts';
import type { Citations } from './citations.ts';
import { element, select } from './dom.ts';
import type { Asked, Refused } from './graph.ts';
import { agencyNames, type Question } from './questions.ts';
import { inWords } from './words.ts';

/** A question and its answers, as the page shows them. */
export interface Showing {
  question: Question;
  asked: readonly Asked[];
  chips: Chips;
  /** `Type.field` of each path of the question. */
  coordinates: ReadonlyMap<string, string>;
  citations: Citations;
  /** Ways to sign in to the agency of a column. */
  alternatives(signIn: SignIn): readonly SignIn[];
  /** Has a column ask as somebody else. */
  askAs(column: number, signIn: SignIn): void;
}

export function agencyName({ agency }: SignIn): string {
  return agencyNames.find(([name]) => name === agency)?.[1] ?? agency;
}

/** "a GP practice", "an NHS commissioner". */
export function anAgency(signIn: SignIn): string {
  const name = agencyName(signIn);
  const spoken = /^(NHS|[AEIOU])/.test(name) ? 'an' : 'a';
  return `${spoken} ${/^(NHS|GP)/.test(name) ? name : name.toLowerCase()}`;
}

/** The head of a column: who asks, in which role and what for; others of the agency can be chosen. */
export function headOf({ asked, alternatives, askAs }: Showing, column: number): HTMLElement {
  const signIn = (asked[column] as Asked).signIn;
  const others = alternatives(signIn);
  const names = others.map(
    ({ organisation, role, purpose }) => `${organisation}: ${inWords(role)}, ${inWords(purpose)}`,
  );
  const list = select(`Who asks for the ${agencyName(signIn)}`, names, others.indexOf(signIn), (place) => {
    const other = others[place];
    if (other) askAs(column, other);
  });
  list.id = `who-${column}`;
  return element(
    'header',
    { class: 'head', 'data-agency': signIn.agency },
    element('h2', {}, agencyName(signIn)),
    element('p', { class: 'organisation' }, signIn.organisation),
    element('p', { class: 'role' }, `${inWords(signIn.role)} · ${inWords(signIn.purpose)}`),
    element(
      'p',
      { class: 'actions' },
      others.length > 1 && element('label', { class: 'change' }, 'change', list),
      element('a', { href: `/graphiql#${encodeURIComponent(`${signIn.code}/${signIn.role}`)}` }, 'ask as them'),
    ),
  );
}

/** A refusal, in the hub's own words. */
function refusalOf({ code, message, remedy, allowed }: Refused): HTMLElement {
  return element(
    'div',
    { class: 'refusal' },
    element('p', {}, element('code', {}, code), ` ${message}`),
    element('p', { class: 'remedy' }, remedy),
    allowed && element('p', { class: 'remedy' }, `Allowed: ${allowed.join(', ')}.`),
  );
}

/** With the agreement's line about who may ask this, where that is what was refused. */
function whollyRefused({ question, citations }: Showing, refused: Refused): HTMLElement {
  const note = refusalOf(refused);
  const passage = citations.query(question.operation.fields[0]?.name ?? '');
  if (passage && /^(NOT_SHARED|PURPOSE_NOT_ALLOWED|FORBIDDEN)$/.test(refused.code))
    note.append(citations.quote(passage));
  return note;
}

/** What is to be said of a refused question in place of an answer. */
export function refusalIn(showing: Showing, { refused, data, missing }: Asked): HTMLElement | undefined {
  const askedAgain = refused?.code === 'NOT_SHARED' && data !== null && missing.size > 0;
  return refused && !askedAgain ? whollyRefused(showing, refused) : undefined;
}

/** What is to be said above an answer to part of the question. */
export function askedAgain({ refused, missing, data }: Asked): HTMLElement | undefined {
  if (refused?.code !== 'NOT_SHARED' || data === null || missing.size === 0) return undefined;
  const without = [...missing].map((path) => path.split('.').slice(-2).join('.')).join(', ');
  const count = missing.size === 1 ? 'one field' : `${missing.size} fields`;
  return element(
    'details',
    { class: 'again' },
    element('summary', {}, element('code', {}, refused.code), `: asked again without ${count}`),
    refusalOf(refused),
    element('p', {}, `Left out: ${without}.`),
  );
}

/** Said above the columns when they do not differ. */
export function sameForAll({ asked, question, citations }: Showing): HTMLElement | undefined {
  const answers = new Set(asked.map(({ data }) => JSON.stringify(data)));
  if (answers.size !== 1 || asked[0]?.data === null) return undefined;
  const passage = citations.query(question.operation.fields[0]?.name ?? '');
  if (!passage) return undefined;
  return element(
    'p',
    { class: 'same' },
    'Every agency gets the same answer: ',
    element('q', {}, citations.becauseOf(passage)),
    '.',
  );
}
