import { randomUUID } from 'node:crypto';
import type { Entry } from './entry.ts';

type Told = Partial<Pick<Entry, 'kind' | 'count' | 'residents'>>;

/** The entry of what an operator did or asked: who, by which version of the agreement, and about how many or whom. */
export function deedOf(
  { agreement, by }: { agreement: string; by: string },
  operation: string,
  { kind = 'WRITE', count = 1, residents = [] }: Told = {},
): Entry {
  return {
    requestId: randomUUID(),
    organisation: null,
    agency: null,
    user: by,
    role: 'operator',
    purpose: null,
    authority: 'command line',
    device: null,
    agreement,
    operation,
    document: null,
    kind,
    plan: null,
    outcome: 'ANSWERED',
    count,
    residents,
    shown: null,
  };
}
