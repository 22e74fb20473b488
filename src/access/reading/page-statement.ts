import { Refusal } from '../../shared/refusals.ts';
import { cell, cellIsClear, rowMask } from './cells.ts';
import type { Projection } from './projection.ts';
import type { Rights } from './rights.ts';
import type { SubjectShape } from './shape.ts';
import type { Asker } from './sources.ts';
import type { Statement } from './statement.ts';

/** SQL types that are compared without leaking under row policies. */
export type Comparable = 'text' | 'uuid' | 'date' | 'timestamptz' | 'int';

/** One key of an order. Only what the viewer may see of the field decides; what is withheld sorts as one. */
export interface OrderKey {
  field: string;
  direction: 'asc' | 'desc';
  type: Comparable;
}

/** A condition on a field, which holds only where the viewer sees the field in clear. */
export interface Condition {
  field: string;
  operator: '=' | '>=' | '<' | 'is';
  /** For `is` null, which is said and not sent. */
  value: unknown;
  /** What was asked for, where the value is reckoned from it and from the moment: cursors go by this. */
  asked?: unknown;
  type: Comparable;
  /**
   * For `>=` on the beginning of what lasts: the field that says when it ended. It is found as well if it began before
   * and has not ended by then. If that field is withheld it may last still, and is found.
   */
  orUntil?: string;
}

/** Where rows come from. `t` is the subject's table; `p` the parents, with `p.id` and their relationship bits `p.m`. */
export interface Source {
  from: string;
  /** SQL of the viewer's relationships to the resident of a row. */
  relationships: string;
  where: readonly string[];
}

export interface PageRequest {
  shape: SubjectShape;
  source: Source;
  projection: Projection;
  order: readonly OrderKey[];
  conditions: readonly Condition[];
  first: number;
  /** Values of the order's keys and the id of the row before this page. */
  after?: readonly unknown[];
  total: boolean;
  rows: boolean;
  cursors: boolean;
  /** SQL that goes behind the rows `x`, and of the columns that it adds: what is read beside them. */
  beside: { from: string; columns: string };
}

/** The parents of a page statement, their uuids and their masks, each an array as PostgreSQL writes it. */
export interface Parents {
  ids: string;
  masks: string;
}

interface OrderExpression {
  sql: string;
  direction: 'asc' | 'desc';
  type: Comparable;
}

/** What orders a page; the id makes the order total. */
function orderExpressions(
  { shape, order }: Pick<PageRequest, 'shape' | 'order'>,
  rights: Rights,
  mask: string,
): OrderExpression[] {
  const keys = order.flatMap(({ field, direction, type }): OrderExpression[] => {
    const found = shape.fields.get(field);
    if (!found) throw new Error(`${shape.subject}.${field} cannot order: it is not a plain field`);
    const rule = rights.cell(shape.subject, field);
    // In clear for every visible row: the bare column, so that its index serves.
    if (rule === 'clear') return [{ sql: found.expression('t'), direction, type }];
    const shown = cell(found, 't', rule, mask);
    return [
      { sql: `(${shown} is null)::int`, direction: 'asc', type: 'int' },
      { sql: `coalesce((${shown})::text, '')`, direction, type: 'text' },
    ];
  });
  return [...keys, { sql: 't.id', direction: 'asc', type: 'uuid' }];
}

const orderBy = (keys: readonly OrderExpression[]) =>
  keys.map(({ sql, direction }) => `${sql} ${direction}`).join(', ');

/** SQL of an order of rows `t`. */
export const ordered = (shape: SubjectShape, order: readonly OrderKey[], rights: Rights, mask: string): string =>
  orderBy(orderExpressions({ shape, order }, rights, mask));

/** SQL: the row lies behind the one whose keys are `after`, in an order of mixed directions. */
function behind(keys: readonly OrderExpression[], after: readonly string[]): string {
  const alternatives = keys.map(({ sql, direction }, place) => {
    const same = keys.slice(0, place).map((earlier, n) => `${earlier.sql} = ${after[n]}`);
    return [...same, `${sql} ${direction === 'desc' ? '<' : '>'} ${after[place]}`].join(' and ');
  });
  return `(${alternatives.join(' or ')})`;
}

/** SQL of one condition: it depends on nothing but what the viewer sees in clear. */
function conditionOn(
  { field, operator, value, type, orUntil }: Condition,
  shape: SubjectShape,
  rights: Rights,
  mask: string,
  statement: Statement,
): string {
  const [found, end] = [shape.fields.get(field), orUntil && shape.fields.get(orUntil)];
  if (!found || (orUntil && !end)) throw new Error(`${shape.subject}.${field} cannot filter: it is not a plain field`);
  const clearOf = (name: string) => cellIsClear(rights.cell(shape.subject, name), mask);
  const [clear, endClear] = [clearOf(field), orUntil && clearOf(orUntil)];
  // The columns of a field that nobody of the agency sees are not granted to it: they may not even be named.
  if (clear === 'false') return 'false';
  const and = clear === 'true' ? '' : ` and ${clear}`;
  if (endClear === 'false') return clear;
  const given = operator === 'is' ? 'null' : statement.add(value, type);
  const holds = `${found.expression('t')} ${operator} ${given}`;
  if (!end) return `${holds}${and}`;
  const hidden = endClear === 'true' ? '' : ` or not ${endClear}`;
  const until = end.expression('t');
  return `(${holds} or ${until} is null or ${until} > ${given}${hidden})${and}`;
}

/**
 * One statement that answers the same page of every parent: at most `first` + 1 rows of each (one more than asked tells
 * whether there is a next page), in the parents' order, each with `_n`, the parent's place from 1, and `_total` if asked.
 * A parent without rows has no line, unless the total was asked behind a cursor: then one without `_id`.
 */
export function pageStatement(
  request: PageRequest,
  rights: Rights,
  statement: Statement,
  asker: Asker,
  parents: Parents,
): string {
  const { shape, source, projection, conditions, first, after, total, rows, cursors, beside } = request;
  const ids = statement.add(parents.ids, 'uuid[]');
  const masks = statement.add(parents.masks, 'int[]');
  const mask = rowMask(rights.recordBits(shape), 't', source.relationships, asker);
  const asked = conditions.map((condition) => conditionOn(condition, shape, rights, mask, statement));
  const where = ['t.valid_until is null', rights.rowIsOpen(shape.subject, mask), ...source.where, ...asked]
    .filter((condition) => condition !== 'true')
    .join(' and ');
  const from = `from ${source.from} where ${where}`;
  const parentsOf = `unnest(${ids}, ${masks}) with ordinality p(id, m, n)`;
  if (!rows)
    return `select p.n::int as _n, c._total from ${parentsOf} cross join lateral (select count(*)::int as _total ${from}) c`;

  const order = orderExpressions(request, rights, mask);
  if (after && after.length !== order.length) throw new Refusal('CURSOR_INVALID');
  const keys = cursors ? order.map(({ sql }, place) => `, ${sql}::text as _k${place}`).join('') : '';
  const values = after?.map((value, place) => statement.add(value, order[place]?.type ?? 'text'));
  const beyond = values ? ` and ${behind(order, values)}` : '';
  const limit = statement.add(first + 1, 'int');
  const counted = total && !after ? ', count(*) over ()::int as _total' : '';
  const page = `select ${projection.select('t', mask)}${keys}${counted} ${from}${beyond} order by ${orderBy(order)} limit ${limit}`;
  if (total && after) {
    return `select p.n::int as _n, c._total, x.* from ${parentsOf} cross join lateral (select count(*)::int as _total ${from}) c left join lateral (${page}) x on true order by p.n`;
  }
  return `select p.n::int as _n, x.*${beside.columns} from ${parentsOf} cross join lateral (${page}) x${beside.from} order by p.n`;
}
