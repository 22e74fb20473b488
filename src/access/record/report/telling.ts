import { kindsOf } from '../../../agreement/compile.ts';
import { recordBits, relationshipBits } from '../../../agreement/relationships.ts';
import type { Purpose } from '../../../shared/purposes.ts';
import type { Rights } from '../../reading/rights.ts';
import type { EntryKind } from '../entry.ts';
import type { Place } from '../plan.ts';

/** Records of the resident that an answer held at one place, seen in the same way. */
export interface Seen {
  place: Place;
  mask: number;
  records: number;
}

/** What of an entry says whether it would tell of an enquiry. */
export interface Happening {
  at: Date;
  kind: EntryKind;
  agency: string | null;
  role: string | null;
  purpose: string | null;
  operation: string | null;
}

const enquiring = relationshipBits['council.safeguarding'];
/** Mutations and types of concerns, enquiries, reports and releases bear it in their names, as those to come will. */
const namesIt = (name: string | null | undefined) => /safeguarding/i.test(name ?? '');

/**
 * What of an entry may be told while a concern or an enquiry is open since `since`: as if there were none. Null if it is to
 * be left out, because there would be no such entry. What remains is what the same answer would have held without.
 */
export function tellable(
  entry: Happening,
  seen: readonly Seen[],
  since: Date | null,
  rights: Rights | undefined,
): readonly Seen[] | null {
  // An attempt to raise a concern that came to nothing is followed by another way to raise it, which the hub may not know of.
  if (entry.kind === 'REFUSAL' && namesIt(entry.operation)) return null;
  if (!since || entry.at < since) return seen;
  if (entry.purpose === 'SAFEGUARDING') return null;
  if (!seen.length) return namesIt(entry.operation) || mayBeByEnquiry(entry, rights) ? null : seen;
  const rest = withoutEnquiry(seen, rights);
  return rest.length ? rest : null;
}

/** Without the places of such records, and without what only an enquiry opens. */
function withoutEnquiry(seen: readonly Seen[], rights: Rights | undefined): Seen[] {
  return withoutPlaces(seen, ({ place }) => namesIt(place.type)).flatMap(({ place, mask, records }) => {
    if (namesIt(place.path.split('.')[0])) return [];
    const without = mask & ~enquiring & ~recordBits.released;
    return without === mask || isOpen(rights, place.type, without) ? [{ place, mask: without, records }] : [];
  });
}

/** Without some places and without those that were reached through them. */
export function withoutPlaces(seen: readonly Seen[], some: (one: Seen) => boolean): Seen[] {
  const paths = seen.filter(some).map(({ place }) => place.path);
  return seen.filter((one) => !some(one) && !paths.some((above) => one.place.path.startsWith(`${above}.`)));
}

/** Whether whoever has these rights would have seen such a record with this mask at all. */
const isOpen = (rights: Rights | undefined, type: string, mask: number): boolean =>
  rights?.openings(type).some(({ anyOf, also }) => (mask & anyOf) !== 0 && (mask & also) === also) ?? false;

/** A write's entry does not say by which relationship it was allowed: where it may have been that one, it tells. */
function mayBeByEnquiry({ agency, role, purpose }: Happening, rights: Rights | undefined): boolean {
  if (agency !== 'council') return false;
  if (!rights) return true;
  return (kindsOf(rights.agreement, purpose as Purpose, agency, role ?? '') & enquiring) !== 0;
}
