import type { Opener, Shown } from './decide.ts';
import type { Clause } from './model.ts';
import { relationshipNames } from './sections/terms.ts';
import { formWords, recordWords } from './words.ts';

/** What an explanation says of one role and purpose. */
export interface Told {
  readonly purpose: string;
  readonly shown: Shown | null;
  readonly better: readonly Shown[];
  readonly clauses: readonly Clause[];
  readonly nobody: boolean;
  readonly counting: readonly string[];
  readonly uncounted: readonly string[];
  readonly objected: readonly { relationship: string; objections: readonly string[] }[];
  readonly opens: readonly Opener[];
}

/** How a cell is decided, in sentences: the clause, or what is missing. */
export function explanationLines(told: Told): string[] {
  const { shown, better } = told;
  const lines = shown ? [`${formWords(shown.form)}, by ${byClause(shown.clause)}`] : [withheld(told)];
  for (const { form, also, clause } of better)
    lines.push(`${recordWords(also)}: ${formWords(form)}, by ${byClause(clause)}`);
  return shown ? lines : [...lines, ...missing(told)];
}

function withheld({ nobody, clauses, counting }: Told): string {
  if (nobody) return `withheld: the agreement shares it with nobody, by ${clauses.map(byClause).join(' and ')}`;
  if (counting.length === 0) return 'withheld: no relationship counts';
  return `withheld: no clause gives it to ${counting.join(', ')}`;
}

function missing({ purpose, nobody, uncounted, objected, opens }: Told): string[] {
  if (nobody) return [];
  const lines = objected.map(
    ({ relationship, objections }) =>
      `${relationship} is ended for ${purpose} by the objection ${objections.join(', ')}`,
  );
  if (uncounted.length) lines.push(`${uncounted.join(', ')} does not count for ${purpose}`);
  const would = opens.map(({ form, relationships, purposes, also, clause }) => {
    const names = relationshipNames(relationships).join(', ');
    const of = also === 0 ? '' : ` for ${recordWords(also)}`;
    return `it would be ${formWords(form)} with ${names}${of}, asked for ${purposes.join(' or ')}, by ${byClause(clause)}`;
  });
  return [...lines, ...(would.length ? would : ['nothing opens it to this role'])];
}

const byClause = ({ reference, because }: Clause): string => `${reference} (${because})`;
