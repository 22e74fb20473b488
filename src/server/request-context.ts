import type { Pool } from 'pg';
import type { HubContext } from '../access/context.ts';
import type { Cursors } from '../access/cursor.ts';
import type { Identifiers } from '../access/identifiers.ts';
import { ReadSession, type ReadSessionOptions, type StatementObserver } from '../access/reading/read-session.ts';
import { Reader } from '../access/reading/reader.ts';
import { Rights, type Walls } from '../access/reading/rights.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Marks } from '../access/writing/idempotency.ts';
import { Writer } from '../access/writing/writer.ts';
import { kindsOf } from '../agreement/compile.ts';
import type { Contract } from './contract/contract.ts';

export interface RequestParts {
  contract: Contract;
  pool: Pool;
  /** For mutations. */
  writePool: Pool;
  marks: Marks;
  identifiers: Identifiers;
  cursors: Cursors;
  /** All walls stand, except in a test build that shows what one of them holds alone. */
  walls?: Walls;
  observe?: StatementObserver;
  cancel?: ReadSessionOptions['cancel'];
  isInForce?: ReadSessionOptions['isInForce'];
}

/** What one request works with, and its end: the transaction is closed whether it was answered or failed. */
export interface OpenRequest {
  context: HubContext;
  finish(): Promise<void>;
  /** Whether the database has confirmed the agreement to this request. */
  asserted(): boolean;
}

/** Makes the context of each request. Nothing is asked of the database until a resolver needs a row. */
export function requestsOn({
  contract,
  pool,
  writePool,
  marks,
  identifiers,
  cursors,
  walls = { projection: true },
  observe,
  cancel,
  isInForce,
}: RequestParts) {
  const { agreement, personal: shapes, open: publicShapes } = contract;
  const rightsOf = new Map<string, Rights>();

  return ({ ...viewer }: Viewer, signal?: AbortSignal): OpenRequest => {
    const { agency, role, purpose, organisation } = viewer;
    const key = `${agency} ${role}`;
    const rights = rightsOf.get(key) ?? new Rights(agreement, agency, role, walls);
    rightsOf.set(key, rights);
    const kinds = kindsOf(agreement, purpose, agency, role);
    const { endsWith = 0, neverEnds = 0 } = agreement.purposes.get(purpose) ?? {};
    const counting = { organisation: organisation.id, kinds, endsWith, neverEnds };
    const settings = { agency, ...counting, agreement: agreement.hash };
    const session = new ReadSession(pool, settings, { observe, cancel, signal, isInForce });
    const records = new Reader({ session, rights, shapes, identifiers, cursors, ...counting });
    const renew = () => session.renew();
    const writer = new Writer({ pool: writePool, settings, viewer, agreement, identifiers, marks, renew });
    const made = new Map<unknown, unknown>();
    const loader = <T>(owner: unknown, make: () => T): T => {
      if (!made.has(owner)) made.set(owner, make());
      return made.get(owner) as T;
    };
    const context = { viewer, agreement, read: session, records, writer, identifiers, cursors, publicShapes, loader };
    return { context, finish: () => session.end(), asserted: () => session.asserted };
  };
}
