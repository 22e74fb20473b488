import type { Agency } from '../shared/agencies.ts';
import { agencies } from '../shared/agencies.ts';
import type { Purpose } from '../shared/purposes.ts';
import { bitsOfAgency, kindsOf, purposesOf } from './compile.ts';
import type { Actors, Agreement } from './model.ts';
import { relationshipBits } from './relationships.ts';
import { emergencyMutation } from './sections/writes.ts';

/** Who asks to write, as far as the agreement knows people. */
export interface Writer {
  readonly agency: Agency;
  readonly role: string;
  readonly purpose: Purpose;
}

type Deciding = Pick<Agreement, 'writes' | 'emergency' | 'purposes'>;

/** May this role of this agency call the mutation for this purpose? Relationships are asked of the register besides. */
export function mayWrite(agreement: Deciding, mutation: string, { agency, role, purpose }: Writer): boolean {
  if (!purposesOf(agreement, agency, role).includes(purpose)) return false;
  const { emergency } = agreement;
  if (mutation === emergencyMutation) {
    const opens = emergencyBits(agency) & (agreement.purposes.get(purpose)?.relationships ?? 0);
    return opens !== 0 && named(emergency?.by, agency, role);
  }
  const rule = agreement.writes.get(mutation);
  if (!rule || !named(rule.by, agency, role) || !(rule.purposes?.includes(purpose) ?? true)) return false;
  return (
    rule.relationships === 0 ||
    (rule.relationships & (agreement.purposes.get(purpose)?.relationships ?? 0) & bitsOfAgency(agency)) !== 0
  );
}

/** The mutations that an agency's schema has: some role of it may call them for some purpose. */
export function mutationsOf(agreement: Deciding, agency: Agency): Set<string> {
  const names = [...agreement.writes.keys(), ...(agreement.emergency ? [emergencyMutation] : [])];
  return new Set(names.filter((mutation) => rolesThatWrite(agreement, mutation, agency).length > 0));
}

/** The roles of an agency that may call a mutation for some purpose. */
export function rolesThatWrite(agreement: Deciding, mutation: string, agency: Agency): string[] {
  const by = mutation === emergencyMutation ? agreement.emergency?.by : agreement.writes.get(mutation)?.by;
  return (by?.[agency] ?? []).filter((role) =>
    purposesOf(agreement, agency, role).some((purpose) => mayWrite(agreement, mutation, { agency, role, purpose })),
  );
}

/**
 * The relationship bits (`hub.relationship.bit`) of which the writer must hold one to the resident: those that the
 * mutation asks for and the purpose allows. Null if the mutation asks for none; 0, none can do, to one who may not write.
 */
export function neededToWrite(agreement: Agreement, mutation: string, writer: Writer): number | null {
  if (!mayWrite(agreement, mutation, writer)) return 0;
  const asked = agreement.writes.get(mutation)?.relationships ?? 0;
  return asked === 0 ? null : asked & kindsOf(agreement, writer.purpose, writer.agency, writer.role);
}

/** The fields that some role of an agency may write, by subject: what the database grants besides reading. */
export function fieldsWrittenBy(agreement: Deciding, agency: Agency): Map<string, Set<string>> {
  const written = new Map<string, Set<string>>();
  for (const mutation of mutationsOf(agreement, agency)) {
    const rule = agreement.writes.get(mutation);
    if (rule) written.set(rule.subject, new Set([...(written.get(rule.subject) ?? []), ...rule.fields]));
  }
  return written;
}

/** The bit of an agency's break-glass relationship; 0 for an agency that has none. */
export function emergencyBits(agency: Agency): number {
  const name = `${agency}.emergency`;
  return Object.entries(relationshipBits).find(([known]) => known === name)?.[1] ?? 0;
}

/** The agencies that can break the glass at all. */
export const emergencyAgencies = agencies.filter((agency) => emergencyBits(agency) !== 0);

function named(by: Actors | undefined, agency: Agency, role: string): boolean {
  return by?.[agency]?.includes(role) ?? false;
}

/** Rows of a subject may be written about residents to whom the writer stands in one of these relationships. */
export function writings(agreement: Deciding): { subject: string; relationships: number }[] {
  const found = new Map<string, number>();
  for (const [mutation, { subject, relationships }] of agreement.writes) {
    const writers = agencies.filter((agency) => rolesThatWrite(agreement, mutation, agency).length > 0);
    const bits = writers.reduce((all, agency) => all | (relationships & bitsOfAgency(agency)), 0);
    if (bits !== 0) found.set(subject, (found.get(subject) ?? 0) | bits);
  }
  return [...found].map(([subject, relationships]) => ({ subject, relationships }));
}
