import { type Agency, agencies } from '../../shared/agencies.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { type Clause, type Form, forms, type Grant, type RoleRule } from '../model.ts';
import type { GraphShape } from '../shape.ts';
import type { Part, Source, Word } from '../source.ts';
import { purposesNamed } from './purposes.ts';
import { relationshipNames, type Term, termOf } from './terms.ts';

/** What the words of a clause may refer to. */
export interface Vocabulary {
  readonly roles: ReadonlyMap<string, RoleRule>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Absent while there is no graph to check against. */
  readonly shape?: GraphShape;
}

/** A clause about personal cells: its fields, and what it grants for each of them. */
export interface PersonalClause {
  readonly clause: Clause;
  readonly fields: readonly Word[];
  readonly nobody: boolean;
  readonly grants: readonly Grant[];
}

export function personalClause(part: Part, reference: string, vocabulary: Vocabulary): PersonalClause {
  const entries = part.named(['fields', 'because'], [...forms, 'nobody', 'roles', 'purposes'], 'form or entry');
  const { roles, purposes } = narrowing(part, entries, vocabulary);
  const clause = clauseOf(part, reference, entries.get('because'), roles, purposes);
  const nobody = entries.get('nobody')?.truth() ?? false;
  const terms = new Map<Form, Term[]>();
  for (const form of forms) {
    const words = entries.get(form)?.words() ?? [];
    terms.set(
      form,
      words.flatMap((word) => termOf(part.source, word, vocabulary.groups) ?? []),
    );
  }
  const given = forms.some((form) => entries.has(form));
  if (nobody && given)
    part.source.error(part.line, `${reference} shares with nobody and with somebody`, 'write only one');
  if (!nobody && !given)
    part.source.error(part.line, `${reference} says no form`, 'write "clear: […]" or "nobody: true"');
  if (!nobody) neverUsed(part, reference, terms);
  return {
    clause,
    fields: wordsOf(entries.get('fields')),
    nobody,
    grants: forms.flatMap((form) => grants(form, clause, terms)),
  };
}

/** A clause about what concerns no resident. */
export interface OpenClause {
  readonly clause: Clause;
  readonly fields: readonly Word[];
  readonly agencies: readonly Agency[];
}

export function openClause(part: Part, reference: string, vocabulary: Vocabulary): OpenClause {
  const entries = part.named(['fields', 'to', 'because'], ['roles', 'purposes']);
  const to = entries.get('to');
  const { roles, purposes } = narrowing(part, entries, vocabulary);
  const clause = clauseOf(part, reference, entries.get('because'), roles, purposes);
  return { clause, fields: wordsOf(entries.get('fields')), agencies: to ? agenciesOf(to) : [] };
}

/** The roles and purposes to which a clause is narrowed, if to any. */
function narrowing({ source }: Part, entries: ReadonlyMap<string, Part>, { roles }: Vocabulary) {
  const named = entries.get('roles')?.words();
  return {
    roles: named?.filter((role) => source.knows(role, roles.keys(), 'role')),
    purposes: purposesNamed(source, entries.get('purposes')),
  };
}

/** `everyone`, or a list of agencies. */
export function agenciesOf(part: Part): readonly Agency[] {
  if (part.isText() && part.text() === 'everyone') return agencies;
  if (part.isText()) {
    part.source.error(part.line, `${part.name} is "${part.text()}"`, 'write everyone, or a list of agencies');
    return [];
  }
  const named = part.words().filter((word) => part.source.knows(word, agencies, 'agency'));
  return agencies.filter((agency) => named.some(({ text }) => text === agency));
}

function clauseOf(
  part: Part,
  reference: string,
  because: Part | undefined,
  roles?: readonly Word[],
  purposes?: readonly Purpose[],
): Clause {
  return Object.freeze({
    reference,
    line: part.line,
    because: because?.text() ?? '',
    ...(roles && { roles: Object.freeze(roles.map(({ text }) => text)) }),
    ...(purposes && { purposes: Object.freeze(purposes) }),
  });
}

function wordsOf(part: Part | undefined): Word[] {
  const words = part?.words() ?? [];
  return words.filter((word, index) => {
    const again = words.findIndex(({ text }) => text === word.text) < index;
    if (again) part?.source.error(word.line, `the field ${word.text} is named twice in one clause`, 'name it once');
    return !again;
  });
}

function grants(form: Form, clause: Clause, terms: ReadonlyMap<Form, readonly Term[]>): Grant[] {
  const opening = new Map<number, number>();
  for (const { anyOf, also } of terms.get(form) ?? []) opening.set(also, (opening.get(also) ?? 0) | anyOf);
  return [...opening].map(([also, anyOf]) => Object.freeze({ form, anyOf, also, clause }));
}

function neverUsed(part: Part, reference: string, terms: ReadonlyMap<Form, readonly Term[]>): void {
  const clear = terms.get('clear')?.filter(({ also }) => also === 0) ?? [];
  const shown = clear.reduce((bits, { anyOf }) => bits | anyOf, 0);
  const both = (terms.get('year') ?? []).reduce((bits, { anyOf }) => bits | anyOf, 0) & shown;
  if (both === 0) return;
  const names = relationshipNames(both).join(', ');
  part.source.error(part.line, `${reference} shows ${names} both clear and year`, 'name a relationship under one form');
}

/** A field that some clause of the file names must be a field of the graph that a clause can decide. */
export function decidable(source: Source, subject: string, word: Word, { shape }: Vocabulary): boolean {
  const fields = shape?.types.get(subject)?.fields;
  if (!fields) return true;
  const field = fields.get(word.text);
  const isCell = (name: string, { personal }: { personal: boolean }) => !personal && name !== 'withheld';
  if (!field) {
    const cells = [...fields].filter(([name, known]) => isCell(name, known)).map(([name]) => name);
    return source.knows(word, cells, `field of ${subject}`);
  }
  if (isCell(word.text, field)) return true;
  const what = `${subject}.${word.text} is decided by no clause`;
  const why = field.personal
    ? `it leads to ${field.type}, and is open where a ${field.type} is`
    : 'it only lists what is withheld';
  source.error(word.line, what, `leave it out: ${why}`);
  return false;
}
