import type { SubjectRule } from './model.ts';
import { recordBits } from './relationships.ts';
import { relationshipNames } from './sections/terms.ts';
import type { GraphShape } from './shape.ts';
import type { Source } from './source.ts';

/**
 * Records that no agreement can open to an agency but by one term of the record itself, since the database holds them back
 * otherwise: a clause that left it out would promise what nobody gets.
 */
export function findUnbound(source: Source, { boundTo }: GraphShape, subjects: ReadonlyMap<string, SubjectRule>): void {
  for (const [subject, { agency, term }] of boundTo ?? []) {
    const grants = [...(subjects.get(subject)?.fields.values() ?? [])].flat();
    const loose = grants.filter(({ also }) => (also & recordBits[term]) === 0);
    for (const clause of new Set(loose.map((grant) => grant.clause))) {
      const mask = loose.reduce((bits, grant) => (grant.clause === clause ? bits | grant.anyOf : bits), 0);
      const names = relationshipNames(mask).filter((name) => name.startsWith(`${agency}.`));
      if (!names.length) continue;
      const what = `${clause.reference} shares ${subject} with ${names.join(', ')}, and it is kept from every ${agency} that is not ${term}`;
      source.error(clause.line, what, `write ${names.map((name) => `${name} & ${term}`).join(', ')}`);
    }
  }
}
