import type { Pool } from 'pg';
import type { HubContext } from '../access/context.ts';
import type { Cursors } from '../access/cursor.ts';
import type { Identifiers } from '../access/identifiers.ts';
import { ReadSession, type ReadSessionOptions, type StatementObserver } from '../access/reading/read-session.ts';
import { Reader } from '../access/reading/reader.ts';
import { Rights, type Walls } from '../access/reading/rights.ts';
import type { EntryOrigin } from '../access/record/entry.ts';
import type { RecordPlan } from '../access/record/plan.ts';
import type { RecordKeys } from '../access/record/sealing/keys.ts';
import { Trace } from '../access/record/trace.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Marks } from '../access/writing/idempotency.ts';
import { Writer } from '../access/writing/writer.ts';
import { kindsOf } from '../agreement/compile.ts';
import type { Replicas } from '../database/replicas.ts';
import type { Contract } from './contract/contract.ts';
import { OperationTimes, type SlowOperations } from './slow.ts';

export interface RequestParts {
  contract: Contract;
  pool: Pool;
  /** For mutations. */
  writePool: Pool;
  marks: Marks;
  recordKeys: RecordKeys;
  identifiers: Identifiers;
  cursors: Cursors;
  /** All walls stand, except in a test build that shows what one of them holds alone. */
  walls?: Walls;
  observe?: StatementObserver;
  cancel?: ReadSessionOptions['cancel'];
  isInForce?: ReadSessionOptions['isInForce'];
  /** Standbys, for questions that ask nothing about residents. */
  replicas?: Pick<Replicas, 'poolFor' | 'failed' | 'written'>;
  slow?: SlowOperations;
}

/** What one request works with, and its end: the transaction is closed whether it was answered or failed. */
export interface OpenRequest {
  context: HubContext;
  finish(): Promise<void>;
  trace: Trace;
  /** Whether the database has confirmed the agreement to this request. */
  asserted(): boolean;
}

/** What is known of a request before it begins. */
interface Asked {
  plan: RecordPlan;
  /** What the access record says of it. */
  origin: () => EntryOrigin;
  signal?: AbortSignal;
  /** Whether a standby may answer it. */
  ofStandby: boolean;
}

/** Makes the context of each request. Nothing is asked of the database until a resolver needs a row. */
export function requestsOn({
  contract,
  pool,
  writePool,
  marks,
  recordKeys,
  identifiers,
  cursors,
  walls = { projection: true },
  observe,
  cancel,
  isInForce,
  replicas,
  slow,
}: RequestParts) {
  const { agreement, personal: shapes, open: publicShapes } = contract;
  const rightsOf = new Map<string, Rights>();

  return ({ ...viewer }: Viewer, { plan, origin, signal, ofStandby }: Asked): OpenRequest => {
    const { agency, role, purpose, organisation } = viewer;
    const key = `${agency} ${role} ${purpose}`;
    const rights = rightsOf.get(key) ?? new Rights(agreement, { agency, role, purpose }, walls);
    rightsOf.set(key, rights);
    const kinds = kindsOf(agreement, purpose, agency, role);
    const { endsWith = 0, neverEnds = 0 } = agreement.purposes.get(purpose) ?? {};
    const counting = { organisation: organisation.id, kinds, endsWith, neverEnds };
    const settings = { agency, ...counting, purpose, agreement: agreement.hash };
    const times = slow && new OperationTimes();
    const timed = times?.add;
    const standby = ofStandby ? replicas?.poolFor(organisation.id) : undefined;
    const session = new ReadSession(pool, settings, {
      ...{ observe, cancel, signal, isInForce, timed },
      standby: standby && { pool: standby, failed: () => replicas?.failed(standby) },
    });
    const trace = new Trace(plan);
    const records = new Reader({ session, trace, rights, shapes, publicShapes, identifiers, cursors, ...counting });
    const renew = () => session.renew();
    const recording = { origin, trace, recordKeys };
    const writer = new Writer({
      pool: writePool,
      settings,
      viewer,
      agreement,
      identifiers,
      marks,
      ...recording,
      renew,
      wrote: replicas && (() => replicas.written(organisation.id)),
      signal,
      cancel,
      timed,
    });
    const made = new Map<unknown, unknown>();
    const loader = <T>(owner: unknown, make: () => T): T => {
      if (!made.has(owner)) made.set(owner, make());
      return made.get(owner) as T;
    };
    const ways = { read: session, records, trace, writer };
    const context = { viewer, agreement, ...ways, identifiers, cursors, publicShapes, loader };
    const finish = async () => {
      await session.end();
      if (slow) times?.end(slow, () => ({ requestId: origin().requestId, agency, purpose, operation: plan.operation }));
    };
    return { context, trace, finish, asserted: () => session.asserted };
  };
}
