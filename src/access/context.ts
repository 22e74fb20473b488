import type { Agreement } from '../agreement/model.ts';
import type { Viewer } from './viewer.ts';

/** The rows of one request: every statement runs in its one read-only transaction, under the viewer's role and session. */
export interface Rows {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** What every resolver gets: who asks, the agreement in force, and a way to the rows that this viewer may read. */
export interface HubContext {
  readonly viewer: Viewer;
  readonly agreement: Agreement;
  readonly read: Rows;
  /** What is made once a request, such as a loader; `key` is its owner's. */
  loader<T>(key: unknown, make: () => T): T;
}
