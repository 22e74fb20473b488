import type { Agency } from '../shared/agencies.ts';
import { agencies } from '../shared/agencies.ts';
import type { Purpose } from '../shared/purposes.ts';
import type { Agreement, Form, Grant, QueryRule, SubjectRule } from './model.ts';
import { relationshipBits } from './relationships.ts';
import type { GraphShape } from './shape.ts';

const heldBy = new Map(agencies.map((agency) => [agency, ownBits(agency)]));

/** The relationship bits that organisations of an agency can ever hold. */
export function bitsOfAgency(agency: Agency): number {
  return heldBy.get(agency) ?? 0;
}

/** The purposes that a role of an agency may name. */
export function purposesOf(agreement: Pick<Agreement, 'purposes'>, agency: Agency, role: string): Purpose[] {
  return [...agreement.purposes].filter(([, rule]) => rule.who[agency]?.includes(role)).map(([purpose]) => purpose);
}

/**
 * The relationship bits that count when this role of this agency asks for this purpose. 0 is also the answer to one who
 * may name the purpose and sees no resident under it: `purposesOf` says who may name it.
 */
export function kindsOf(agreement: Agreement, purpose: Purpose, agency: Agency, role: string): number {
  const rule = agreement.purposes.get(purpose);
  return rule?.who[agency]?.includes(role) ? rule.relationships & bitsOfAgency(agency) : 0;
}

/**
 * What opens a cell to this role of this agency for a purpose, or for any, best form first. The `id` goes with the row, whichever clause opens it.
 */
export function grantsOf(
  agreement: Agreement,
  subject: string,
  field: string,
  agency: Agency,
  role: string,
  purpose: Purpose | 'any',
): readonly Grant[] {
  const rule = agreement.subjects.get(subject);
  if (!rule) return [];
  const named = (rule.fields.get(field) ?? []).flatMap((grant) => narrowed(agreement, grant, agency, role, purpose));
  return field === 'id' ? [...named, ...rowGrantsOf(agreement, subject, agency, role, purpose)] : named;
}

/** What opens a row of a subject to this role of this agency: whatever opens any of its cells. */
export function rowGrantsOf(
  agreement: Agreement,
  subject: string,
  agency: Agency,
  role: string,
  purpose: Purpose | 'any',
): readonly Grant[] {
  const opens = new Map<string, Grant>();
  for (const grant of allGrants(agreement.subjects.get(subject))) {
    for (const { anyOf, also, clause } of narrowed(agreement, grant, agency, role, purpose)) {
      // For one purpose, clauses that name purposes and those that name none open alike.
      const key = `${also} ${purpose === 'any' ? (clause.purposes ?? '') : ''}`;
      opens.set(key, { form: 'clear', anyOf: (opens.get(key)?.anyOf ?? 0) | anyOf, also, clause });
    }
  }
  return [...opens.values()];
}

/** Whether this role of this agency can see a record of a subject, or this field of one, for this purpose at all. */
export function opensAny(
  agreement: Agreement,
  subject: string,
  { agency, role, purpose }: { agency: Agency; role: string; purpose: Purpose },
  field = 'id',
): boolean {
  const kinds = kindsOf(agreement, purpose, agency, role);
  return grantsOf(agreement, subject, field, agency, role, purpose).some(({ anyOf }) => (anyOf & kinds) !== 0);
}

/** The purposes under which it can. */
export function purposesThatOpen(agreement: Agreement, subject: string, agency: Agency, role: string): Purpose[] {
  return purposesOf(agreement, agency, role).filter((purpose) =>
    opensAny(agreement, subject, { agency, role, purpose }),
  );
}

/** The decision about one cell: the first form whose grant the row's mask satisfies, null if it is withheld. */
export function formOf(grants: readonly Grant[], mask: number): Form | null {
  return grants.find(({ anyOf, also }) => (mask & anyOf) !== 0 && (mask & also) === also)?.form ?? null;
}

/**
 * The contract of an agency: every field that some role of it may see under some purpose. With the graph's shape also
 * what no clause decides: `withheld`, and the edges to personal records of which it may see a field.
 */
export function fieldsSeenBy(agreement: Agreement, agency: Agency, shape?: GraphShape): Map<string, Set<string>> {
  const viewers = rolesOf(agreement, agency).flatMap((role) =>
    purposesOf(agreement, agency, role).map((purpose) => ({ agency, role, purpose })),
  );
  const seen = new Map<string, Set<string>>();
  for (const [subject, rule] of agreement.subjects) {
    const fields = rule.personal ? personalFieldsSeenBy(agreement, subject, rule, viewers) : openFieldsOf(rule, agency);
    if (fields.size > 0) seen.set(subject, fields);
  }
  for (const [subject, fields] of shape ? seen : []) {
    for (const [field, { type, personal }] of shape?.types.get(subject)?.fields ?? []) {
      if (personal ? seen.has(type) : field === 'withheld') fields.add(field);
    }
  }
  return seen;
}

/** Whether a field that concerns no resident, and that the agency has, is open to this role for this purpose. */
export function isOpenTo(
  { subjects }: Agreement,
  subject: string,
  field: string,
  { role, purpose }: { role: string; purpose: Purpose },
): boolean {
  const { roles, purposes } = subjects.get(subject)?.open.get(field)?.clause ?? {};
  return (roles?.includes(role) ?? true) && (purposes?.includes(purpose) ?? true);
}

/** Rows of `subject` that bear all `recordBits` are open to these relationships. */
export interface Opening {
  subject: string;
  recordBits: number;
  relationships: number;
}

/** What the row policies read: which relationships open a row at all, whoever in the organisation asks. */
export function openings(agreement: Agreement): Opening[] {
  const found = new Map<string, Opening>();
  for (const [subject, rule] of agreement.subjects) {
    for (const { anyOf, also } of allGrants(rule)) {
      const key = `${subject} ${also}`;
      found.set(key, { subject, recordBits: also, relationships: (found.get(key)?.relationships ?? 0) | anyOf });
    }
  }
  return [...found.values()];
}

/** The queries that an agency's schema has. */
export function queriesOf(agreement: Agreement, agency: Agency): Set<string> {
  return new Set([...agreement.queries].filter(([, { by }]) => by.includes(agency)).map(([name]) => name));
}

/** The subscriptions that an agency's schema has. */
export function subscriptionsOf(agreement: Agreement, agency: Agency): Set<string> {
  return new Set([...agreement.subscriptions].filter(([, { by }]) => by.includes(agency)).map(([name]) => name));
}

export const mayAsk = (agreement: Agreement, query: string, agency: Agency, purpose: Purpose): boolean =>
  lets(agreement.queries.get(query), agency, purpose);

export const mayHear = (agreement: Agreement, subscription: string, agency: Agency, purpose: Purpose): boolean =>
  lets(agreement.subscriptions.get(subscription), agency, purpose);

function lets(rule: QueryRule | undefined, agency: Agency, purpose: Purpose): boolean {
  if (!rule?.by.includes(agency)) return false;
  return rule.purposes?.includes(purpose) ?? true;
}

/** The roles that the agreement knows for an agency. */
export function rolesOf(agreement: Agreement, agency: Agency): string[] {
  return [...new Set([...agreement.purposes.values()].flatMap(({ who }) => who[agency] ?? []))];
}

function allGrants(rule: SubjectRule | undefined): Grant[] {
  return [...(rule?.fields.values() ?? [])].flat();
}

function narrowed(agreement: Agreement, grant: Grant, agency: Agency, role: string, purpose: Purpose | 'any'): Grant[] {
  const { roles, purposes } = grant.clause;
  if (purposes && purpose !== 'any' && !purposes.includes(purpose)) return [];
  const applies = roles ? roles.includes(role) : !agreement.roles.get(role)?.onlyWhereNamed;
  const anyOf = grant.anyOf & bitsOfAgency(agency);
  return applies && anyOf !== 0 ? [{ ...grant, anyOf }] : [];
}

function personalFieldsSeenBy(
  agreement: Agreement,
  subject: string,
  rule: SubjectRule,
  viewers: readonly { agency: Agency; role: string; purpose: Purpose }[],
): Set<string> {
  const opens = (field: string) => viewers.some((viewer) => opensAny(agreement, subject, viewer, field));
  return new Set(['id', ...rule.fields.keys()].filter(opens));
}

function openFieldsOf(rule: SubjectRule, agency: Agency): Set<string> {
  return new Set([...rule.open].filter(([, { agencies: to }]) => to.includes(agency)).map(([field]) => field));
}

function ownBits(agency: Agency): number {
  const own = Object.entries(relationshipBits).filter(([name]) => name.startsWith(`${agency}.`));
  return own.reduce((bits, [, bit]) => bits | bit, 0);
}
