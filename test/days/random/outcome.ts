import { problems } from '../../../src/shared/problem-catalogue.ts';
import { type RefusalCode, refusals } from '../../../src/shared/refusal-catalogue.ts';
import type { Answer } from '../../support/ask.ts';
import type { MadeOrganisation } from '../../support/factories.ts';
import type { Setting } from './world.ts';

interface Payload {
  problems: { code: string; path: string[] }[];
}
export type Answered = Answer<Record<string, Payload> | null>;

/** The hub's own faults, and what it says when it cannot keep up: never the answer to what a single hub is asked here. */
const faults: ReadonlySet<string> = new Set<RefusalCode>([
  ...(['INTERNAL', 'UNAVAILABLE', 'TIMED_OUT', 'OVERLOADED', 'AUDIT_UNAVAILABLE', 'NOT_CONFIRMED'] as const),
  ...(['NOT_SHARED', 'INVALID_DOCUMENT', 'SYNTAX_ERROR', 'UNAUTHENTICATED', 'NOT_SIGNED'] as const),
]);

/** Remembers who said of what is unusual that it is so. A council is not asked: how many live in a home is not its to know. */
export function confirms(mutation: string, body: object, by: MadeOrganisation, { confirmed, homes }: Setting): void {
  if ('confirm' in body && body.confirm === true) confirmed.add(`${mutation} ${by.id}`);
  if (mutation === 'withdrawDeath') confirmed.add(`admitResident ${by.id}`);
  if (mutation === 'recordPlacement') for (const home of homes) confirmed.add(`admitResident ${home.organisation.id}`);
}

/** `DONE`, or the first code. */
export function outcomeOf(mutation: string, { data, errors }: Answered): string {
  const code = errors?.[0]?.extensions.code;
  if (code) return code;
  const payload = data?.[mutation];
  return payload ? (payload.problems[0]?.code ?? 'DONE') : 'NOTHING';
}

/** An answer that nobody should get: a fault of the hub, or an error or problem that is in no catalogue. */
export function faulty(what: string, { errors }: Answered): boolean {
  if (faults.has(what)) return true;
  return errors
    ? !errors.every(({ extensions }) => extensions.code in refusals)
    : what !== 'DONE' && !(what in problems);
}
