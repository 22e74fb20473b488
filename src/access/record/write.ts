import { Refusal } from '../../shared/refusals.ts';
import type { Rows } from '../context.ts';
import type { Entry, EntryKind, EntryOrigin } from './entry.ts';
import type { RecordKeys } from './sealing/keys.ts';
import { statementFor } from './statement.ts';
import type { ToldOf } from './trace.ts';

/** Whom a write is about: residents, and claims and alerts whose residents only the database knows. */
export interface Concerned {
  residents: Set<string>;
  claims: Set<string>;
  alerts: Set<string>;
  /** Officers are not told about whom it was. */
  untold?: boolean;
  /** The code of why it was done, where the mutation says so. */
  ground?: string;
}

/** Rows about residents whom only the database knows. */
export type ToldType = 'Claim' | 'SafeguardingReport' | 'PrivacyAlert' | 'SafeguardingRelease' | 'PlacementRequest';

const said: readonly string[] = ['Claim', 'SafeguardingReport', 'PlacementRequest'];

/** The database finds claims, reports and requests, which somebody said of a person, apart from alerts and releases. */
export function saidOf(type: string): 'claims' | 'alerts' {
  return said.includes(type) ? 'claims' : 'alerts';
}

export const nobodyYet = (): Concerned => ({ residents: new Set(), claims: new Set(), alerts: new Set() });

/** Mutations that open a door are on record as that. */
const kinds: Readonly<Record<string, EntryKind>> = {
  breakGlass: 'BREAK_GLASS',
  claimRegistration: 'CLAIM',
  claimStay: 'CLAIM',
  admitResident: 'CLAIM',
  claimFunding: 'CLAIM',
  claimAttendance: 'CLAIM',
};

/** That there is feedback which its home is not to hear of must not be found in the home's looks, so that none stands there. */
const neverTold: readonly string[] = ['recordFeedback', 'withdrawFeedback'];

/** Whether officers are told about whom a write was, or was to be. */
export const isTold = (mutation: string): boolean => !neverTold.includes(mutation);

/** Nothing of the write comes after it in its transaction: from here on the transaction is the recorder's. */
const become = `select set_config('role', 'caregraph_recorder', true), set_config('lock_timeout', '4s', true),
  set_config('statement_timeout', '5s', true)`;

/**
 * Adds the entry of a write, as the last thing in its transaction: there are both in the end, or neither. It is the
 * mutation alone that is recorded here; what its payload shows is recorded when the answer leaves.
 */
export async function recordWrite(
  { query }: Rows,
  keys: RecordKeys,
  origin: EntryOrigin,
  mutation: string,
  { residents, claims, alerts, ground, untold = false }: Concerned,
): Promise<void> {
  const about = new Set(residents);
  const disclosed = new Set(isTold(mutation) && !untold ? residents : []);
  try {
    await query(become);
    if (claims.size + alerts.size > 0) {
      const told = await query<ToldOf>('select resident, disclosed from hub.residents_told($1::uuid[], $2::uuid[])', [
        [...claims],
        [...alerts],
      ]);
      for (const one of told) {
        about.add(one.resident);
        if (one.disclosed) disclosed.add(one.resident);
      }
    }
    const undisclosed = [...about].filter((resident) => !disclosed.has(resident));
    const entry: Entry = {
      ...origin,
      operation: ground ? `${mutation}: ${ground}` : mutation,
      kind: kinds[mutation] ?? 'WRITE',
      plan: null,
      outcome: 'ANSWERED',
      count: 1,
      residents: [...about],
      undisclosed: undisclosed.length ? undisclosed : null,
      shown: null,
    };
    const { text, values } = statementFor(keys, [entry]);
    await query(text, values);
  } catch (error) {
    throw new Refusal('AUDIT_UNAVAILABLE', {}, error);
  }
}
