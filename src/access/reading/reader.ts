import DataLoader from 'dataloader';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { instantsAsWritten } from '../../database/values.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Cursors } from '../cursor.ts';
import type { Identifiers } from '../identifiers.ts';
import type { Trace } from '../record/trace.ts';
import { relationshipMask } from './cells.ts';
import { Beside, joinText } from './joined.ts';
import { byParent, hasRecord, type KeyedRow, keysOf } from './keyed-rows.ts';
import { type Page, type PageArguments, pageOf } from './page.ts';
import { type Condition, type OrderKey, type PageRequest, pageStatement, type Source } from './page-statement.ts';
import { projectionOf, type RecordRow } from './projection.ts';
import type { PublicShapes } from './public-records.ts';
import type { ReadSession } from './read-session.ts';
import type { Rights } from './rights.ts';
import { type ConnectionSelection, connectionSelectionOf, type Selection, selectionOf } from './selection.ts';
import type { Shapes, SubjectShape } from './shape.ts';
import { type AskedBy, Asker } from './sources.ts';
import { Statement } from './statement.ts';

/** How records hang on a parent. `source` is given the shapes and who asks. */
export interface Edge {
  subject: string;
  source(shape: SubjectShape, asker: Asker, reader: Reader): Source;
  order: readonly OrderKey[];
}

/** The parent of a batch: a record with its mask, or something public that has no mask. */
export interface Parent {
  _id: string;
  _m?: number;
}

/** The uuid that a root question hangs its rows on: there is one parent, and it is nobody. */
const root: Parent = { _id: '00000000-0000-0000-0000-000000000000' };

/** A list without pages, such as the absences of a placement, is given whole or refused: cut short, it would read as all. */
const mostListed = 1_000;

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'returnType' | 'parentType' | 'fieldName'>;

export interface ReaderParts extends AskedBy {
  session: ReadSession;
  rights: Rights;
  shapes: Shapes;
  publicShapes: PublicShapes;
  identifiers: Identifiers;
  cursors: Cursors;
  /** Told of every row that goes into the answer: what it does not know is not in the access record. */
  trace: Trace;
}

/**
 * One door to the rows of personal subjects, for one request. Each edge of the question becomes one statement, however
 * many parents it has, or a part of the statement of its parent, if that is one row; every row passes the agreement's
 * projection; ids and cursors leave keyed to the organisation.
 */
export class Reader {
  readonly #loaders = new Map<unknown, DataLoader<Parent, unknown>>();
  readonly beside = new Beside(this);
  readonly parts: ReaderParts;

  constructor(parts: ReaderParts) {
    this.parts = parts;
  }

  shape(subject: string): SubjectShape {
    const shape = this.parts.shapes.get(subject);
    if (!shape) throw new Error(`${subject} is no personal subject`);
    return shape;
  }

  /** A connection of records under one parent; null where no clause opens the subject to this parent's mask. */
  page(
    edge: Edge,
    parent: Parent,
    page: PageArguments,
    conditions: readonly Condition[],
    info: Info,
  ): Promise<Page<RecordRow>> | null {
    if (!this.#opens(edge, parent)) return null;
    const loader = this.#loaderAt(info) ?? this.#load(info, this.#pages(edge, page, conditions, info));
    return loader.load(parent) as Promise<Page<RecordRow>>;
  }

  /** A connection at the root of a question. */
  async rootPage(
    edge: Edge,
    page: PageArguments,
    conditions: readonly Condition[],
    info: Info,
  ): Promise<Page<RecordRow>> {
    return (await this.page(edge, root, page, conditions, info)) as Page<RecordRow>;
  }

  /** All records under one parent, for lists that are short by nature; null if withheld. */
  async list(edge: Edge, parent: Parent, info: Info): Promise<RecordRow[] | null> {
    if (!this.#opens(edge, parent)) return null;
    const loader = this.#loaderAt(info) ?? this.#load(info, this.#wholeLists(edge, info));
    const rows = (await loader.load(parent)) as RecordRow[];
    if (rows.length > mostListed) throw new Refusal('QUERY_TOO_COSTLY', { limit: mostListed });
    return rows;
  }

  /** The first record under one parent, or null: none, or withheld. */
  one(edge: Edge, parent: Parent, info: Info): Promise<RecordRow | null> | RecordRow | null {
    if (!this.#opens(edge, parent)) return null;
    const [place] = info.fieldNodes;
    const joined = this.beside.record(parent, place);
    if (joined) this.parts.trace.show(place, edge.subject, [joined]);
    if (joined !== undefined) return joined;
    const loader = this.#loaderAt(info) ?? this.#load(info, this.#ones(edge, selectionOf(info), place));
    return loader.load(parent) as Promise<RecordRow | null>;
  }

  /**
   * One record at the root of a question, shown at `place`; null if it is read for something else than to be shown. `id`
   * is the uuid that the edge's source calls `p.id`, if it does.
   */
  async rootOne(
    edge: Edge,
    conditions: readonly Condition[],
    selection: Selection,
    place: FieldNode | undefined | null,
    id?: string,
  ): Promise<RecordRow | null> {
    const [row] = await this.#ones(edge, selection, place, conditions)([id ? { _id: id } : root]);
    return row ?? null;
  }

  /** Whether any clause opens an edge to what the viewer is to this parent; what has no mask is public. */
  #opens({ subject }: Edge, { _m }: Parent): boolean {
    return _m === undefined || this.parts.rights.opens(subject, _m & relationshipMask);
  }

  #loaderAt({ fieldNodes: [place] }: Info): DataLoader<Parent, unknown> | undefined {
    return this.#loaders.get(place);
  }

  /** One loader for each place in the question; its arguments are the same for all its parents. */
  #load({ fieldNodes: [place] }: Info, load: (parents: readonly Parent[]) => Promise<unknown[]>) {
    const loader = new DataLoader<Parent, unknown>(load, { cache: false });
    this.#loaders.set(place, loader);
    return loader;
  }

  #wholeLists(edge: Edge, info: Info) {
    const lists = this.#lists(edge, selectionOf(info), mostListed);
    return async (parents: readonly Parent[]): Promise<RecordRow[][]> => {
      const found = await lists(parents);
      this.parts.trace.show(info.fieldNodes[0], edge.subject, found.flat());
      return found;
    };
  }

  #ones(edge: Edge, selection: Selection, place: FieldNode | undefined | null, conditions: readonly Condition[] = []) {
    return async (parents: readonly Parent[]): Promise<(RecordRow | null)[]> => {
      const lists = await this.#lists(edge, selection, 1, conditions, place !== null)(parents);
      const found = lists.map(([row]) => row ?? null);
      if (place !== null) {
        const shown = found.filter((row) => row !== null);
        this.parts.trace.show(place, edge.subject, shown);
      }
      return found;
    };
  }

  #lists(edge: Edge, selection: Selection, first: number, conditions: readonly Condition[] = [], alone = false) {
    return async (parents: readonly Parent[]): Promise<RecordRow[][]> => {
      const asked: ConnectionSelection = { nodes: selection, total: false, cursors: false, rows: true };
      const rows = await this.#rows(edge, { first }, conditions, asked, undefined, parents, alone);
      return byParent(rows, parents);
    };
  }

  #pages(edge: Edge, page: PageArguments, conditions: readonly Condition[], info: Info) {
    const asked = connectionSelectionOf(info);
    const { organisation, cursors: sealer, rights } = this.parts;
    // A cursor belongs to its connection, its conditions and what its reader sees: anywhere else it is refused.
    const filter = conditions.map((condition) => ({ ...condition, value: condition.asked ?? condition.value }));
    const scope = JSON.stringify([info.parentType.name, info.fieldName, filter, rights.role, rights.purpose]);
    const after = page.after ? sealer.decode(organisation, scope, page.after) : undefined;
    return async (parents: readonly Parent[]): Promise<Page<RecordRow>[]> => {
      const rows = await this.#rows(edge, page, conditions, asked, after, parents);
      const { first, after: given } = page;
      const cursorOf = (row: KeyedRow) => sealer.encode(organisation, scope, keysOf(row));
      const pages = byParent(rows, parents).map((lines) => {
        const totalCount = lines[0]?._total ?? 0;
        return pageOf({ rows: lines.filter(hasRecord), first, totalCount, after: given, cursorOf });
      });
      const shown = pages.flatMap(({ nodes }) => nodes);
      this.parts.trace.show(info.fieldNodes[0], edge.subject, shown);
      return pages;
    };
  }

  async #rows(
    edge: Edge,
    { first }: PageArguments,
    conditions: readonly Condition[],
    asked: ConnectionSelection,
    after: readonly unknown[] | undefined,
    parents: readonly Parent[],
    alone = false,
  ): Promise<KeyedRow[]> {
    const { session, rights, identifiers, organisation } = this.parts;
    const shape = this.shape(edge.subject);
    const statement = new Statement();
    const asker = new Asker(statement, this.parts);
    const projection = projectionOf(shape, asked.nodes, rights);
    const joined = alone && parents.length === 1 ? this.beside.of(shape, asked.nodes, projection, asker) : [];
    const request: PageRequest = {
      shape,
      source: edge.source(shape, asker, this),
      projection,
      order: edge.order,
      conditions,
      first,
      total: asked.total,
      rows: asked.rows,
      cursors: asked.cursors,
      beside: joinText(joined),
      ...(after && { after }),
    };
    // As PostgreSQL writes arrays: the driver would look at each element for what must be quoted.
    const ids = `{${parents.map(({ _id }) => _id).join()}}`;
    const masks = `{${parents.map(({ _m = 0 }) => _m & relationshipMask).join()}}`;
    const text = pageStatement(request, rights, statement, asker, { ids, masks });
    const rows = await session.query<KeyedRow>(text, statement.values, instantsAsWritten);
    const records = rows.filter(hasRecord);
    projection.finish(records, organisation, identifiers);
    if (joined.length) this.beside.keep(joined, records);
    return rows;
  }
}
