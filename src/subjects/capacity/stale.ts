/** A figure older than this many hours is STALE: nobody should count on it unasked. */
export const staleAfterHours = 7 * 24;
