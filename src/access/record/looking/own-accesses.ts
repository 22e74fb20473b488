import type { Rows } from '../../context.ts';
import type { Entry } from '../entry.ts';

/** An entry of the access record about what the asking organisation did. */
export interface OwnAccess
  extends Omit<Entry, 'organisation' | 'agency' | 'document' | 'plan' | 'residents' | 'undisclosed' | 'shown'> {
  number: string;
  at: Date;
  /** The same to the microsecond, as the database writes it. */
  moment: string;
  /** The plan's hash. */
  plan: Buffer | null;
  /** Uuids, in the order that `shown` counts them in; null in the place of whom the organisation was not told. */
  residents: (string | null)[];
  shown: Buffer | null;
  /** The one resident who was asked about, by uuid; null if nobody was, or nobody is found by that number. */
  about: string | null;
}

/** Which entries; what is not said does not matter. */
export interface AccessFilter {
  from?: Date | null;
  to?: Date | null;
  user?: string | null;
  role?: string | null;
  purpose?: string | null;
  kind?: string | null;
  outcome?: string | null;
  operation?: string | null;
}

/** Whose looks: a resident by uuid, or by a number. */
export type AboutOne = { resident: string } | { nhsNumber: string };

/** Where a page ends: the next one begins with what is older. */
export type Before = readonly [moment: string, number: string];

export type AccessQuestion = 'accessesTo' | 'ownAccesses';

export const columns = `number, at, at::text as moment, request_id as "requestId", "user", role, purpose, authority, device,
  agreement, kind, operation, outcome, count, plan, residents, shown, about`;

/**
 * Newest first. The database knows whose they are, whether the agreement lets them be asked for, and what of them is not
 * told.
 */
export async function ownAccesses(
  read: Rows,
  filter: AccessFilter & Partial<AboutOne>,
  { before, most }: { before: Before | undefined; most: number },
): Promise<OwnAccess[]> {
  return read.query<OwnAccess>(`select ${columns} from hub.own_accesses($1, $2, $3, $4)`, [
    JSON.stringify(filter),
    before?.[0] ?? 'infinity',
    before?.[1] ?? 0,
    most,
  ]);
}

export async function ownAccessesCounted(read: Rows, filter: AccessFilter & Partial<AboutOne>): Promise<number> {
  const [row] = await read.query<{ counted: string }>('select hub.own_accesses_counted($1) as counted', [
    JSON.stringify(filter),
  ]);
  return Number(row?.counted ?? 0);
}

/** The residents of an entry whom the organisation may name; asked about one, that one alone. */
export function namedIn({ residents, about }: OwnAccess): { uuid: string; place: number }[] {
  return residents.flatMap((uuid, place) =>
    uuid !== null && (about === null || uuid === about) ? [{ uuid, place }] : [],
  );
}
