import type { Grant } from '../../agreement/model.ts';
import { recordBits, relationshipBits } from '../../agreement/relationships.ts';
import type { FieldShape, RecordBitShape, SubjectShape } from './shape.ts';

/** All relationship bits: what a child row inherits from its parent's mask. */
export const relationshipMask = Object.values(relationshipBits).reduce((all, bit) => all | bit, 0);

/** What opens a row, by its mask: any bit of `anyOf` and every bit of `also`. */
export type Opening = Pick<Grant, 'anyOf' | 'also'>;

/** SQL: the mask of a row, given SQL of the viewer's relationships to its resident and the record bits that may matter. */
export function rowMask(
  recordBits: SubjectShape['recordBits'],
  alias: string,
  relationships: string,
  asker: { organisation: string },
): string {
  const bits = recordBits.map(({ bit, test }) => `case when ${test(alias, asker.organisation)} then ${bit} else 0 end`);
  return bits.length ? `(${[relationships, ...bits].join(' | ')})` : relationships;
}

/** SQL: does this mask satisfy one grant? */
function satisfied({ anyOf, also }: Opening, mask: string): string {
  const related = `${mask} & ${anyOf} <> 0`;
  return also ? `(${related} and ${mask} & ${also} = ${also})` : related;
}

function anySatisfied(grants: readonly Opening[], mask: string): string {
  if (!grants.length) return 'false';
  return `(${grants.map((grant) => satisfied(grant, mask)).join(' or ')})`;
}

/** SQL: may the viewer see this row at all? */
export function rowIsOpen(openings: readonly Opening[], mask: string): string {
  return anySatisfied(openings, mask);
}

/** True if every row that `openings` admit shows the cell in clear, so that no test of the mask is needed. */
export function alwaysClear(grants: readonly Grant[], openings: readonly Opening[]): boolean {
  const clear = grants.filter(({ form }) => form === 'clear');
  return openings.every((opening) =>
    bitsOf(opening.anyOf).every((bit) => clear.some(({ anyOf, also }) => anyOf & bit && (also & ~opening.also) === 0)),
  );
}

function bitsOf(mask: number): number[] {
  return Array.from({ length: 31 }, (_, place) => 1 << place).filter((bit) => mask & bit);
}

/** What decides a cell of every row that a viewer may see: it is always clear, or these grants decide by the mask. */
export type CellRule = 'clear' | readonly Grant[];

/** SQL: is the cell shown in clear? Filters and orders on a column ask this besides. */
export function cellIsClear(rule: CellRule, mask: string): string {
  if (rule === 'clear') return 'true';
  return anySatisfied(
    rule.filter(({ form }) => form === 'clear'),
    mask,
  );
}

/** SQL: the cell as this mask may see it, null if not at all. A withheld value never leaves PostgreSQL. */
export function cell(field: FieldShape, alias: string, rule: CellRule, mask: string): string {
  if (rule === 'clear') return shownAs(field, alias, 'clear');
  const forms = (['clear', 'year'] as const).flatMap((form) => {
    const grants = rule.filter((grant) => grant.form === form);
    return grants.length ? [`when ${anySatisfied(grants, mask)} then ${shownAs(field, alias, form)}`] : [];
  });
  return forms.length ? `case ${forms.join(' ')} end` : 'null';
}

/** The one place where a form becomes SQL. */
function shownAs(field: FieldShape, alias: string, form: Grant['form']): string {
  const value = field.expression(alias);
  if (form === 'year') return `to_char(${value}, 'YYYY')`;
  if (field.kind === 'date') return `to_char(${value}, 'YYYY-MM-DD')`;
  return field.kind === 'number' ? `${value}::float8` : value;
}

/** Is a list of a subject open to somebody with these relationships: wholly, only for some records, or not at all? */
export function listIsOpen(openings: readonly Opening[], mask: number): 'all' | 'some' | 'none' {
  const open = openings.filter(({ anyOf }) => anyOf & mask);
  if (open.some(({ also }) => also === 0)) return 'all';
  return open.length ? 'some' : 'none';
}

export const whereColumn = (column: string, bit: number): RecordBitShape => ({
  bit,
  columns: [column],
  test: (alias, organisation) => `${alias}.${column} = ${organisation}`,
});

/** The record bits that are read from a column of the record itself, where its table has it. */
export const ownRecordBits: readonly RecordBitShape[] = [
  whereColumn('author_id', recordBits.author),
  whereColumn('payer_id', recordBits.payer),
  whereColumn('payee_id', recordBits.payee),
];

/** Somebody who may has let the organisation read this very record, and has not withdrawn it. */
export const releasedBit: RecordBitShape = {
  bit: recordBits.released,
  columns: ['id'],
  test: (alias, organisation) => `exists (select from hub.release
    where release.record_id = ${alias}.id and release.organisation_id = ${organisation}
      and release.since <= now() and (release.until is null or release.until > now()))`,
};
