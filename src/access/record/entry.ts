import type { RecordPlan } from './plan.ts';

export type EntryKind = 'READ' | 'REFUSAL' | 'WRITE' | 'BREAK_GLASS' | 'CLAIM' | 'IMPORT' | 'EXPORT' | 'REPORT';

/** What every entry of one request says: who asked, as far as that is known, for what and under which agreement. */
export interface EntryOrigin {
  requestId: string;
  /** The uuid of the organisation. */
  organisation: string | null;
  agency: string | null;
  user: string | null;
  role: string | null;
  purpose: string | null;
  /** Who vouched for the user: the token's issuer, and the client and the person on whose behalf, where it names them. */
  authority: string | null;
  device: string | null;
  /** Hash of the agreement. */
  agreement: string;
  /** Root fields, by their names in the graph. */
  operation: string | null;
  /** Keyed digest of the document as it was sent. */
  document: Buffer | null;
}

/** One entry of the access record, as the recorder adds it; number and time are the database's to say. */
export interface Entry extends EntryOrigin {
  kind: EntryKind;
  /** Null if nothing about residents was asked, or if it is not known what was. */
  plan: Pick<RecordPlan, 'hash' | 'agency' | 'text'> | null;
  /** `ANSWERED`, the code of a refusal or of a problem, or `REPEATED` for a write that had been done before. */
  outcome: string;
  /** More than one only for refusals of a flood of bad tokens, summed up. */
  count: number;
  residents: readonly string[];
  /** Of those the ones whom who asked was not told to be known to the hub; null if there are none. */
  undisclosed?: readonly string[] | null;
  shown: Buffer | null;
}
