import type { Agency } from '../../../src/shared/agencies.ts';
import type { Written, WrittenClause } from '../../support/oracle-text.ts';

/** The agreement with one thing in it changed. */
export interface Change {
  /** What was changed, such as `Resident/2` or `purposes.PLANNING`. */
  place: string;
  what: string;
  /** The cells that the change may concern: of one subject, or of any. */
  subject?: string;
  fields?: readonly string[];
  /** The query or mutation that it may concern, and the agency. */
  operation?: string;
  agency?: Agency;
  made(): Written;
}

type Edit = (agreement: Written) => void;
export const changedBy = (written: Written, edit: Edit): Written => {
  const copy = structuredClone(written);
  edit(copy);
  return copy;
};

/** The text of a changed agreement. JSON is YAML too, and sooner written and read. */
export const textOf = (written: Written): string => JSON.stringify(written);

export function clauseAt(written: Written, subject: string, n: number): WrittenClause {
  const clause = written.subjects[subject]?.[n];
  if (!clause) throw new Error(`the agreement has no ${subject}/${n + 1}`);
  return clause;
}

/** The names that a term stands for, and the record bits that it asks for besides. */
function termsOf(written: Written, items: readonly string[]): { names: string[]; bits: string[] }[] {
  return items.map((item) => {
    const [first = '', ...bits] = item.split(' & ');
    return { names: written.groups?.[first] ?? [first], bits };
  });
}

/** Every way to widen one clause about residents' records by one bit, by kind. */
export function widenedClause(written: Written, subject: string, n: number): Map<string, Change[]> {
  const { fields, clear = [], year = [], roles, purposes, nobody } = clauseAt(written, subject, n);
  const change = (what: string, edit: (clause: WrittenClause) => void): Change => ({
    place: `${subject}/${n + 1}`,
    what,
    subject,
    fields,
    made: () => changedBy(written, (copy) => edit(clauseAt(copy, subject, n))),
  });
  const shown = termsOf(written, clear).flatMap(({ names, bits }) => (bits.length ? [] : names));
  const closed = Object.keys(written.relationships).filter((name) => !shown.includes(name));
  const without = (name: string) => year.filter((item) => item !== name);
  const agencyOf = (item: string) => termsOf(written, [item])[0]?.names[0]?.split('.')[0] as Agency;
  const relationships = closed.map((name) => ({
    agency: agencyOf(name),
    ...change(`${name} more`, (clause) => {
      delete clause.nobody;
      clause.clear = [...clear.filter((item) => !item.startsWith(`${name} &`)), name];
      if (year.length) clause.year = without(name);
    }),
  }));
  const bits = clear.flatMap((item, place) =>
    termsOf(written, [item]).flatMap((term) =>
      term.bits.map((bit) => ({
        agency: agencyOf(item),
        ...change(`${item} without ${bit}`, (clause) => {
          clause.clear = clear.with(place, item.replace(` & ${bit}`, ''));
        }),
      })),
    ),
  );
  const forms = year.map((name) =>
    change(`${name} in clear`, (clause) => Object.assign(clause, { clear: [...clear, name], year: without(name) })),
  );
  const others = Object.keys(written.roles).filter((role) => roles && !roles.includes(role));
  const asked = others.map((role) =>
    change(`${role} too`, (clause) => Object.assign(clause, { roles: [...(roles ?? []), role] })),
  );
  const unnamed = Object.keys(written.purposes).filter((purpose) => purposes && !purposes.includes(purpose));
  const wanted = unnamed.map((purpose) =>
    change(`${purpose} too`, (clause) => Object.assign(clause, { purposes: [...(purposes ?? []), purpose] })),
  );
  return new Map([
    [nobody ? 'shared with somebody' : 'a relationship more', relationships],
    ['a record bit less', bits],
    ['a form clearer', forms],
    ['a role more', asked],
    ['a purpose more', wanted],
  ]);
}

/** Every way to widen a purpose, and who sees only where named. */
export function widenedPurposes(written: Written): Map<string, Change[]> {
  const found = new Map<string, Change[]>();
  for (const [name, { relationships, 'ends-with': ends = [], 'never-ends': lasts = [] }] of Object.entries(
    written.purposes,
  )) {
    const change = (what: string, edit: (purpose: Written['purposes'][string]) => void): Change => ({
      place: `purposes.${name}`,
      what,
      made: () => changedBy(written, (copy) => edit(copy.purposes[name] as Written['purposes'][string])),
    });
    const counted = (one: string) => relationships.includes(one) || relationships.includes(`${one.split('.')[0]}.*`);
    const more = Object.keys(written.relationships).filter((one) => !counted(one));
    const agencyOf = (one: string) => one.split('.')[0] as Agency;
    found.set(
      `${name}: a relationship more`,
      more.map((one) => ({
        agency: agencyOf(one),
        ...change(`${one} more`, (purpose) => purpose.relationships.push(one)),
      })),
    );
    found.set(
      `${name}: an objection less`,
      ends.map((one) =>
        change(`${one} ends nothing`, (purpose) => {
          purpose['ends-with'] = ends.filter((other) => other !== one);
          if (ends.length === 1) delete purpose['never-ends'];
        }),
      ),
    );
    const lasting = Object.keys(written.relationships).filter(
      (one) => ends.length && counted(one) && !lasts.includes(one),
    );
    found.set(
      `${name}: a relationship more that no objection ends`,
      lasting.map((one) => ({
        agency: agencyOf(one),
        ...change(`${one} never ends`, (purpose) => Object.assign(purpose, { 'never-ends': [...lasts, one] })),
      })),
    );
  }
  for (const [role, rule] of Object.entries(written.roles)) {
    if (typeof rule === 'string') continue;
    const made = () =>
      changedBy(written, (copy) => Object.assign(copy.roles[role] as object, { 'only-where-named': false }));
    found.set(`${role}: sees more than what names it`, [{ place: `roles.${role}`, what: 'only-where-named', made }]);
  }
  return found;
}
