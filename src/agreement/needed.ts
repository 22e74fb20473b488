import { type Purpose, purposes } from '../shared/purposes.ts';
import type { Clause, Grant, RoleRule, SubjectRule } from './model.ts';
import { relationshipNames } from './sections/terms.ts';
import type { GraphShape } from './shape.ts';
import type { Source } from './source.ts';

/**
 * Records that are shown to somebody who does not see what they are found by, or who does not see which record it is: the
 * one would let a hidden date decide what is found, the other leaves a record without its identifier.
 */
export function findNeeded(
  source: Source,
  { foundBy }: GraphShape,
  subjects: ReadonlyMap<string, SubjectRule>,
  roles: ReadonlyMap<string, RoleRule>,
): void {
  for (const [subject, rule] of subjects) {
    // Where no clause names it, the identifier goes with any cell.
    const id = rule.fields.has('id') ? ['id'] : [];
    for (const field of [...id, ...(foundBy?.get(subject) ?? [])]) {
      for (const [clause, missing] of clausesWithout(rule, field, roles)) {
        const why = field === 'id' ? 'so that the record has no name' : 'by which the record is found';
        const names = relationshipNames(missing).join(', ');
        const what = `${clause.reference} shares ${subject} with ${names}, which does not see ${subject}.${field} in clear, ${why}`;
        source.error(clause.line, what, `share ${field} with ${names} too, or leave it out here`);
      }
    }
  }
}

/** Clauses that show something of a record to relationships to which no clause shows the field, for the same role. */
function clausesWithout(
  { fields }: SubjectRule,
  needed: string,
  roles: ReadonlyMap<string, RoleRule>,
): Map<Clause, number> {
  const found = new Map<Clause, number>();
  const speaksTo = (clause: Clause, role: string, purpose: Purpose) =>
    (clause.purposes?.includes(purpose) ?? true) &&
    (clause.roles ? clause.roles.includes(role) : !roles.get(role)?.onlyWhereNamed);
  const all = [...fields.values()].flat();
  // The purposes that no clause names are alike.
  const told = new Set(all.flatMap(({ clause }) => clause.purposes ?? []));
  const asked = [...told, ...purposes.filter((purpose) => !told.has(purpose)).slice(0, 1)];
  for (const [role, purpose] of [...roles.keys()].flatMap((role) => asked.map((each) => [role, each] as const))) {
    const heard = (grants: readonly Grant[]) => grants.filter(({ clause }) => speaksTo(clause, role, purpose));
    const clear = heard(fields.get(needed) ?? []).filter(({ form }) => form === 'clear');
    for (const { anyOf, also, clause } of heard(all)) {
      const seen = clear.reduce((bits, grant) => ((grant.also & ~also) === 0 ? bits | grant.anyOf : bits), 0);
      if ((anyOf & ~seen) !== 0) found.set(clause, (found.get(clause) ?? 0) | (anyOf & ~seen));
    }
  }
  return found;
}
