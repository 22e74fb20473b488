import { kindsOf, purposesOf, rolesOf } from '../agreement/compile.ts';
import { type Asking, type Cell, decide, type Opener, type Shown } from '../agreement/decide.ts';
import type { Agreement, Clause } from '../agreement/model.ts';
import { relationshipNames } from '../agreement/sections/terms.ts';
import { hasSigned } from '../agreement/sign.ts';
import type { Agency } from '../shared/agencies.ts';
import type { Purpose } from '../shared/purposes.ts';
import { objectionNames, type RegisterEntry } from './register-of.ts';

/** How one role sees the cell for one purpose, and why. */
export interface Explained {
  role: string;
  purpose: Purpose;
  shown: Shown | null;
  better: readonly Shown[];
  /** The clauses that speak of the cell. */
  clauses: readonly Clause[];
  nobody: boolean;
  /** Relationships in force that count for the purpose. */
  counting: string[];
  /** Relationships in force that do not. */
  uncounted: string[];
  /** Relationships that would count, did the resident not object. */
  objected: { relationship: string; objections: string[] }[];
  opens: readonly Opener[];
}

/** Explains a cell for every role and purpose that is asked for. */
export function explain(
  agreement: Agreement,
  { organisation, relationships }: RegisterEntry,
  cell: Cell,
  wanted: { role?: string | undefined; purpose?: Purpose | undefined },
): Explained[] {
  const held = relationships.filter(({ state }) => state === 'in force');
  return askingsOf(agreement, organisation.agency, wanted).map((asking) => {
    const { endsWith = 0, neverEnds = 0 } = agreement.purposes.get(asking.purpose) ?? {};
    const kinds = kindsOf(agreement, asking.purpose, organisation.agency, asking.role);
    const named = held.filter(({ bit }) => (bit & kinds) !== 0);
    const objected = named.filter(({ bit, objections }) => (bit & neverEnds) === 0 && (objections & endsWith) !== 0);
    const counting = named.filter((one) => !objected.includes(one));
    const mask = hasSigned(agreement, organisation) ? counting.reduce((bits, { bit }) => bits | bit, 0) : 0;
    const { role, purpose } = asking;
    return {
      role,
      purpose,
      ...decide(agreement, asking, cell, mask),
      counting: relationshipNames(counting.reduce((bits, { bit }) => bits | bit, 0)),
      uncounted: relationshipNames(held.reduce((bits, { bit }) => bits | (bit & ~kinds), 0)),
      objected: objected.map(({ kind, objections }) => ({
        relationship: kind,
        objections: objectionNames(objections & endsWith),
      })),
    };
  });
}

function askingsOf(
  agreement: Agreement,
  agency: Agency,
  { role, purpose }: { role?: string | undefined; purpose?: Purpose | undefined },
): Asking[] {
  return rolesOf(agreement, agency)
    .filter((one) => role === undefined || one === role)
    .flatMap((one) => purposesOf(agreement, agency, one).map((each) => ({ agency, role: one, purpose: each })))
    .filter((asking) => purpose === undefined || asking.purpose === purpose);
}
