import type { Agreement } from '../agreement/model.ts';
import type { Cursors } from './cursor.ts';
import type { Feed } from './events/feed.ts';
import type { Identifiers } from './identifiers.ts';
import type { PublicShapes } from './reading/public-records.ts';
import type { Reader } from './reading/reader.ts';
import type { Trace } from './record/trace.ts';
import type { Viewer } from './viewer.ts';
import type { Writer } from './writing/writer.ts';

/** The rows of one request: every statement runs in its one read-only transaction, under the viewer's role and session. */
export interface Rows {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** What the source of a subscription gets. What it announces is read in a context of its own, each time anew. */
export interface HearingContext {
  readonly viewer: Viewer;
  readonly feed: Feed;
  readonly cursors: Cursors;
  /** Aborts when nobody hears any more. */
  readonly signal: AbortSignal;
}

/** What every resolver gets: who asks, the agreement in force, and a way to the rows that this viewer may read. */
export interface HubContext {
  readonly viewer: Viewer;
  readonly agreement: Agreement;
  readonly read: Rows;
  /** Records about residents: every one passes the agreement's projection. */
  readonly records: Reader;
  /** Told of rows about residents that are shown and did not come by `records`. */
  readonly trace: Trace;
  /** The way to write: each mutation is a transaction of its own. */
  readonly writer: Writer;
  readonly identifiers: Identifiers;
  readonly cursors: Cursors;
  readonly publicShapes: PublicShapes;
  /** What is made once a request, such as a loader; `key` is its owner's. */
  loader<T>(key: unknown, make: () => T): T;
}
