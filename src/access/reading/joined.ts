import type { FieldNode } from 'graphql';
import { relationshipMask, rowMask } from './cells.ts';
import { ordered } from './page-statement.ts';
import { type Projection, projectionOf, type RecordRow } from './projection.ts';
import { type PublicRow, type PublicShape, publicColumns, publicColumnsOf } from './public-records.ts';
import type { Edge, Reader } from './reader.ts';
import { type Selection, selectionUnder } from './selection.ts';
import type { SubjectShape } from './shape.ts';
import type { Asker } from './sources.ts';

/** What belongs to a row alone, such as where a resident lives today, or the home that a placement names. */
interface Joined {
  node: FieldNode;
  /** Of its columns, which lie beside those of its row. */
  prefix: string;
  /** SQL that goes behind the rows `x`: one row or none for each of them. */
  sql: string;
  names: readonly string[];
  /** Of a record about a resident. What is public is found again by its uuid. */
  projection?: Projection;
  /** What belongs to it in turn. */
  joined: readonly Joined[];
}

/** A row that more belongs to, in the statement. */
interface Above {
  row: string;
  prefix: string;
  shape: SubjectShape;
  projection: Projection;
}

/**
 * What belongs to one row alone, read in the statement of that row instead of in statements that wait for it, and kept
 * until it is asked for. For many rows it would cost more than it saves: their statements wait for each other once for
 * all of them.
 */
export class Beside {
  readonly #records = new WeakMap<object, Map<FieldNode, RecordRow | null>>();
  readonly #public = new Map<FieldNode, Map<string, PublicRow>>();
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The record that came with its row; undefined if it is still to be read, null if there is none. */
  record(row: object, node: FieldNode | undefined): RecordRow | null | undefined {
    return node && this.#records.get(row)?.get(node);
  }

  /** The public record that came with the row that names it. */
  public(node: FieldNode | undefined, id: string): PublicRow | undefined {
    return node && this.#public.get(node)?.get(id);
  }

  /** What of a selection is read in the same statement. Asked under two names, it is asked apart. */
  of(shape: SubjectShape, selection: Selection, projection: Projection, asker: Asker): Joined[] {
    return this.#under({ row: 'x', prefix: '', shape, projection }, selection, asker, { last: 0 });
  }

  #under(above: Above, selection: Selection, asker: Asker, numbers: { last: number }): Joined[] {
    const { rights, publicShapes } = this.#reader.parts;
    return [...selection.fields].flatMap(([name, [node, ...others]]): Joined[] => {
      const edge = above.shape.edges.get(name);
      if (!edge || !node || others.length) return [];
      // What no clause opens to this role may be in columns that its agency is not granted.
      if (edge.one && rights.openings(edge.one.subject).length) {
        return [this.#record(edge.one, node, above, asker, numbers)];
      }
      const open = above.projection.follows.has(name) && publicShapes.get(edge.target);
      if (!open) return [];
      numbers.last += 1;
      return [publicRecord(open, node, `${above.row}."${above.prefix}_${name}"`, numbers.last)];
    });
  }

  #record(edge: Edge, node: FieldNode, above: Above, asker: Asker, numbers: { last: number }): Joined {
    const { rights } = this.#reader.parts;
    const shape = this.#reader.shape(edge.subject);
    const selection = selectionUnder(node);
    const projection = projectionOf(shape, selection, rights);
    const source = edge.source(shape, asker, this.#reader);
    const mask = rowMask(rights.recordBits(shape), 't', source.relationships, asker);
    const where = ['t.valid_until is null', rights.rowIsOpen(shape.subject, mask), ...source.where].join(' and ');
    numbers.last += 1;
    const [row, prefix] = [`j${numbers.last}`, `${numbers.last}.`];
    const [id, bits] = [`${above.row}."${above.prefix}_id"`, `${above.row}."${above.prefix}_m"`];
    const sql = `left join lateral (select j.* from (select ${id} as id, ${bits} & ${relationshipMask} as m) p
      cross join lateral (select ${projection.select('t', mask, prefix)} from ${source.from} where ${where}
      order by ${ordered(shape, edge.order, rights, mask)} limit 1) j) ${row} on true`;
    const joined = this.#under({ row, prefix, shape, projection }, selection, asker, numbers);
    return { node, prefix, sql, names: projection.names, projection, joined };
  }

  /** Keeps what came with rows, in columns of their own. */
  keep(joined: readonly Joined[], rows: readonly RecordRow[]): void {
    for (const row of rows) this.#keep(joined, row, row);
  }

  #keep(joined: readonly Joined[], columns: RecordRow, row: RecordRow): void {
    const { identifiers, organisation } = this.#reader.parts;
    for (const { node, prefix, names, projection, joined: deeper } of joined) {
      const found = taken(columns, prefix, names);
      if (projection) {
        const record = found as RecordRow | null;
        const known = this.#records.get(row) ?? new Map<FieldNode, RecordRow | null>();
        this.#records.set(row, known.set(node, record));
        if (!record) continue;
        projection.finish([record], organisation, identifiers);
        this.#keep(deeper, columns, record);
      } else if (found) {
        const known = this.#public.get(node) ?? new Map<string, PublicRow>();
        this.#public.set(node, known.set(found._id as string, found as PublicRow));
      }
    }
  }
}

/** SQL of everything joined, each before what belongs to it, and of the columns that it adds. */
export function joinText(joined: readonly Joined[]): { from: string; columns: string } {
  const all = joined.flatMap(function flat(one): Joined[] {
    return [one, ...one.joined.flatMap(flat)];
  });
  return {
    from: all.map(({ sql }) => ` ${sql}`).join(''),
    columns: all.map(({ prefix }) => `, j${prefix}*`).join(''),
  };
}

function publicRecord(shape: PublicShape, node: FieldNode, key: string, count: number): Joined {
  const [prefix, selection] = [`${count}.`, selectionUnder(node)];
  const names = publicColumnsOf(shape, selection).map(({ name }) => name);
  const columns = publicColumns(shape, selection, 't', prefix);
  const sql = `left join lateral (select ${columns} from ${shape.table} t where t.id = ${key} limit 1) j${count} on true`;
  return { node, prefix, sql, names, joined: [] };
}

function taken(row: RecordRow, prefix: string, names: readonly string[]): Record<string, unknown> | null {
  if (!row[`${prefix}_id`]) return null;
  const found: Record<string, unknown> = {};
  for (const name of names) found[name] = row[prefix + name];
  return found;
}
