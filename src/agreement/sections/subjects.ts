import { purposes } from '../../shared/purposes.ts';
import type { Clause, Grant, OpenField, SubjectRule } from '../model.ts';
import type { Part, Word } from '../source.ts';
import { decidable, openClause, type PersonalClause, personalClause, type Vocabulary } from './clauses.ts';

const nothing = { fields: new Map(), nobody: new Set<string>(), open: new Map<string, OpenField>() };

/** The clauses about records of residents. */
export function readSubjects(part: Part, vocabulary: Vocabulary): Map<string, SubjectRule> {
  return readRules(part, true, vocabulary, (value, subject, line) => {
    const found = value.list().map((item, index) => personalClause(item, `${subject}/${index + 1}`, vocabulary));
    for (const [index, { clause, fields, nobody }] of found.entries()) {
      for (const word of fields.filter((word) => decidable(part.source, subject, word, vocabulary))) {
        const before = found.slice(0, index).filter((other) => other.fields.some(({ text }) => text === word.text));
        once(value, subject, word, { clause, nobody }, before);
        yearOfADate(value, subject, word, found[index], vocabulary);
      }
    }
    const decided = byField(found);
    const grants = [...decided].map(([field, given]): [string, Grant[]] => [field, preferred(given)]);
    return {
      ...nothing,
      personal: true,
      line,
      fields: new Map(grants.filter(([field]) => !decided.get(field)?.some(({ nobody }) => nobody))),
      nobody: new Set([...decided].filter(([, given]) => given.some(({ nobody }) => nobody)).map(([field]) => field)),
      clauses: clausesOf(decided),
    };
  });
}

/** The clauses about what concerns no resident. */
export function readOpen(part: Part, vocabulary: Vocabulary): Map<string, SubjectRule> {
  return readRules(part, false, vocabulary, (value, subject, line) => {
    const found = value.list().map((item, index) => openClause(item, `${subject}/${index + 1}`, vocabulary));
    const open = new Map<string, OpenField>();
    for (const { clause, fields, agencies } of found) {
      for (const word of fields.filter((word) => decidable(part.source, subject, word, vocabulary))) {
        if (open.has(word.text)) twice(value, subject, word);
        else open.set(word.text, Object.freeze({ agencies, clause }));
      }
    }
    const clauses = new Map([...open].map(([field, { clause }]) => [field, [clause]]));
    return { ...nothing, personal: false, line, open, clauses };
  });
}

type RuleReader = (value: Part, subject: string, line: number) => SubjectRule;

function readRules(part: Part, personal: boolean, vocabulary: Vocabulary, read: RuleReader): Map<string, SubjectRule> {
  const rules = new Map<string, SubjectRule>();
  const types = [...(vocabulary.shape?.types ?? [])].filter(([, known]) => known.personal === personal);
  const names = types.map(([name]) => name);
  for (const [word, value] of part.parts()) {
    const type = vocabulary.shape?.types.get(word.text);
    if (type && type.personal !== personal) {
      const here = personal ? 'concerns no resident' : 'is about a resident';
      part.source.error(word.line, `${word.text} ${here}`, `move it to ${personal ? 'open' : 'subjects'}`);
    } else if (vocabulary.shape) part.source.knows(word, names, 'subject');
    rules.set(word.text, Object.freeze(read(value, word.text, word.line)));
  }
  return rules;
}

function byField(found: readonly PersonalClause[]): Map<string, PersonalClause[]> {
  const names = new Set(found.flatMap(({ fields }) => fields.map(({ text }) => text)));
  const about = (field: string) => found.filter(({ fields }) => fields.some(({ text }) => text === field));
  return new Map([...names].map((field) => [field, about(field)]));
}

const rank = { clear: 0, year: 1 };

function preferred(given: readonly PersonalClause[]): Grant[] {
  return given.flatMap(({ grants }) => grants).sort((left, right) => rank[left.form] - rank[right.form]);
}

function clausesOf(decided: ReadonlyMap<string, readonly PersonalClause[]>): Map<string, Clause[]> {
  return new Map([...decided].map(([field, given]) => [field, given.map(({ clause }) => clause)]));
}

/** A field is decided once for each role and purpose, so that a reader who found its clause has found all. */
function once(
  value: Part,
  subject: string,
  word: Word,
  { clause, nobody }: Pick<PersonalClause, 'clause' | 'nobody'>,
  before: readonly PersonalClause[],
): void {
  const meet = <T>(some: readonly T[], others: readonly T[]) => some.some((one) => others.includes(one));
  const overlaps = before.some(
    (other) =>
      nobody ||
      other.nobody ||
      (meet(clause.roles ?? [''], other.clause.roles ?? ['']) &&
        meet(clause.purposes ?? purposes, other.clause.purposes ?? purposes)),
  );
  if (overlaps) twice(value, subject, word);
}

function twice({ source }: Part, subject: string, word: Word): void {
  source.error(
    word.line,
    `${subject}.${word.text} is decided twice`,
    'keep one clause, or name different roles or purposes in each',
  );
}

function yearOfADate(
  { source }: Part,
  subject: string,
  word: Word,
  found: PersonalClause | undefined,
  { shape }: Vocabulary,
): void {
  const field = shape?.types.get(subject)?.fields.get(word.text);
  if (!field || field.date || !found?.grants.some(({ form }) => form === 'year')) return;
  source.error(
    word.line,
    `${subject}.${word.text} is no partial date and has no year`,
    'give it a clause without year',
  );
}
