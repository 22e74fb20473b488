import type { RefusalCode } from '../shared/refusals.ts';
import type { Asking } from './apollo.ts';
import { refusalOf } from './errors.ts';
import type { InForce, Made } from './in-force.ts';

/** The part of `InForce` by which requests are answered. */
export type Following<Served extends Made> = Pick<InForce<Served>, 'hold' | 'isReplaced'>;

type Outcomes<Outcome> = { answer: Outcome } | { error: unknown };

/**
 * Runs `attempt` under the agreement in force, and once more from the beginning if that was replaced meanwhile. `stands`
 * says of an outcome whether it is good without a look at the database: whether a transaction has asserted the
 * agreement, or the outcome is the same under every one.
 */
export async function underAgreement<Served extends Made, Outcome>(
  following: Following<Served>,
  attempt: (served: Served) => Promise<Outcome>,
  stands: (outcome: Outcomes<Outcome>) => boolean,
): Promise<Outcome> {
  for (let last = false; ; last = true) {
    const { served, release } = await following.hold();
    const outcome = await attempt(served)
      .then(
        (answer) => ({ answer }),
        (error: unknown) => ({ error }),
      )
      .finally(release);
    if (!last && !stands(outcome) && (await following.isReplaced(served))) continue;
    if ('error' in outcome) throw outcome.error;
    return outcome.answer;
  }
}

/** Refused by what the agreement says of parties, roles and purposes. */
const bySigning = new Set<RefusalCode>([
  'NOT_SIGNED',
  'ROLE_UNKNOWN',
  'PURPOSE_REQUIRED',
  'PURPOSE_UNKNOWN',
  'PURPOSE_NOT_ALLOWED',
]);

/** Refused for what the request is, or because the hub cannot answer: whatever the agreement says. */
const byAnyAgreement = new Set<RefusalCode>([
  ...(['MALFORMED_JSON', 'BAD_REQUEST', 'METHOD_NOT_ALLOWED', 'NOT_ACCEPTABLE', 'SYNTAX_ERROR'] as const),
  ...(['QUERY_TOO_LONG', 'QUERY_TOO_DEEP', 'QUERY_TOO_COSTLY', 'TOO_MANY_ALIASES', 'TOO_MANY_REQUESTS'] as const),
  ...(['AUDIT_UNAVAILABLE', 'OVERLOADED', 'TIMED_OUT', 'UNAVAILABLE', 'NOT_CONFIRMED'] as const),
]);

/** Whether an outcome is good without another look at the database. Without a question, somebody was just let in. */
export function stands(outcome: Outcomes<unknown>, asking?: Asking): boolean {
  if ('error' in outcome) return !bySigning.has(refusalOf(outcome.error).code);
  if (!asking || asking.signal.aborted) return true;
  // Also of an agreement that was asserted: its privileges may be gone before all is read.
  if (asking.codes.includes('AGREEMENT_CHANGED')) return false;
  return asking.asserted || (asking.codes.length > 0 && asking.codes.every((code) => byAnyAgreement.has(code)));
}
