import type { Agreement, Clause, SubjectRule } from '../model.ts';
import { relationshipBits } from '../relationships.ts';
import { bitsOf, recordBitNames } from '../sections/terms.ts';
import type { Block, MatrixCell, MatrixColumn, MatrixRow } from './blocks.ts';

/** A column of the matrix: one relationship, or a group whose members are always treated alike. */
export interface Column {
  readonly title: string;
  readonly names: readonly string[];
  readonly bits: number;
}

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

/** Every clause about a kind of record, against every relationship. */
export function matrixOf(rule: SubjectRule, columns: readonly Column[]): Block {
  const clauses = [...new Set([...rule.clauses.values()].flat())].sort((left, right) => left.line - right.line);
  return {
    kind: 'matrix',
    columns: columns.map(columnOf),
    rows: clauses.map((clause) => rowOf(rule, clause, columns)),
  };
}

function columnOf({ title, names }: Column): MatrixColumn {
  const agencies = [...new Set(names.map((name) => name.split('.')[0] ?? ''))];
  return { title, agency: agencies.length === 1 ? (agencies[0] ?? '') : '' };
}

function rowOf(rule: SubjectRule, clause: Clause, columns: readonly Column[]): MatrixRow {
  const fields = [...rule.clauses].filter(([, all]) => all.includes(clause)).map(([field]) => field);
  return {
    number: clause.reference.split('/')[1] ?? '',
    fields: fields.join(', '),
    roles: clause.roles ?? [],
    purposes: clause.purposes ?? [],
    cells: columns.map((column) => shownIn(rule, clause, column)),
    nobody: fields.some((field) => rule.nobody.has(field)),
    because: clause.because,
  };
}

/** What a clause shows in a column, each way once. */
function shownIn(rule: SubjectRule, clause: Clause, { bits }: Column): MatrixCell[] {
  const grants = [...rule.fields.values()]
    .flat()
    .filter((grant) => grant.clause === clause && (grant.anyOf & bits) !== 0);
  const shown = grants.map(({ form, also }) => ({
    form,
    facts: recordBitNames(also).map((name) => spoken.get(name) ?? name),
  }));
  return [...new Map(shown.map((cell) => [JSON.stringify(cell), cell])).values()];
}
