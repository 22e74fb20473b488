import type { Agreement, Clause, Form, SubjectRule } from './model.ts';
import { relationshipBits } from './relationships.ts';
import { bitsOf, recordBitNames } from './sections/terms.ts';

/** A column of the matrix: one relationship, or a group whose members are always treated alike. */
export interface Column {
  readonly title: string;
  readonly names: readonly string[];
  readonly bits: number;
}

const letters: Record<Form, string> = { clear: 'C', year: 'Y' };
const spoken = new Map([['author', 'own']]);

export function columnsOf(agreement: Agreement): Column[] {
  const rules = [...agreement.subjects.values()];
  const grants = rules.flatMap(({ fields }) => [...fields.values()].flat());
  const alike = (bits: number) => grants.every(({ anyOf }) => (anyOf & bits) === 0 || (anyOf & bits) === bits);
  const together = [...agreement.groups].filter(([, names]) => names.length > 1 && alike(bitsOf(names)));
  const columns = new Map<string, Column>();
  for (const name of Object.keys(relationshipBits)) {
    const [title, names] = together.find(([, members]) => members.includes(name)) ?? [name, [name]];
    columns.set(title, { title, names, bits: bitsOf(names) });
  }
  return [...columns.values()];
}

/** What a clause shows in a column: `C`, `Y`, `C own`, or – for nothing. */
export function shownIn(rule: SubjectRule, clause: Clause, { bits }: Column): string {
  const grants = [...rule.fields.values()]
    .flat()
    .filter((grant) => grant.clause === clause && (grant.anyOf & bits) !== 0);
  const shown = grants.map(({ form, also }) => {
    const facts = recordBitNames(also).map((name) => `*${spoken.get(name) ?? name}*`);
    return [letters[form], ...facts].join(' ');
  });
  return [...new Set(shown)].join(', ') || '–';
}
