import type { Agency } from '../../shared/agencies.ts';

/** One thing that an agency gains or loses by a change of the agreement. */
export interface Change {
  readonly way: 'gained' | 'lost';
  readonly kind: 'cells' | 'open' | 'purpose' | 'query' | 'subscription' | 'write' | 'emergency';
  /** In plain words, without the agency. */
  readonly what: string;
  /** The relationships whose residents it concerns; none if it concerns no resident. */
  readonly relationships: readonly string[];
}

/** What else two agreements say differently: dates, parties, keeping, small numbers. */
export interface TermChange {
  readonly what: string;
  /** Null where one of the two says nothing. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What a change of the agreement gives away and takes back, agency by agency. */
export interface AgreementDiff {
  readonly agencies: ReadonlyMap<Agency, readonly Change[]>;
  readonly terms: readonly TermChange[];
}
