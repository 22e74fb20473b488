import type { HubContext, Rows } from '../../context.ts';
import { relationshipMask } from '../../reading/cells.ts';
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
  /** Uuids, in the order that `shown` counts them in. */
  residents: string[];
  undisclosed: string[] | null;
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

/** Whose looks: a resident by uuid, or by a number, with the relationships by which the agreement lets numbers be read. */
export type AboutOne = { resident: string } | { nhsNumber: string; identifying: number };

/** Where a page ends: the next one begins with what is older. */
export type Before = readonly [moment: string, number: string];

export type AccessQuestion = 'accessesTo' | 'ownAccesses' | 'unusualAccesses';

export const columns = `number, at, at::text as moment, request_id as "requestId", "user", role, purpose, authority, device,
  agreement, kind, operation, outcome, count, plan, residents, undisclosed, shown, about`;

/** Newest first. The database knows whose they are and whether the agreement lets them be asked for. */
export async function ownAccesses(
  read: Rows,
  question: AccessQuestion,
  filter: AccessFilter & Partial<AboutOne>,
  { before, most }: { before: Before | undefined; most: number },
): Promise<OwnAccess[]> {
  const rows = await read.query<OwnAccess>(`select ${columns} from hub.own_accesses($1, $2, $3, $4, $5)`, [
    question,
    JSON.stringify(filter),
    before?.[0] ?? 'infinity',
    before?.[1] ?? 0,
    most,
  ]);
  return rows.map(discreetly);
}

/**
 * Whom an enquiry is about is not its colleagues' to know: of a look for safeguarding an officer reads who looked, and
 * neither at whom nor what was shown.
 */
export function discreetly(entry: OwnAccess): OwnAccess {
  if (entry.purpose !== 'SAFEGUARDING') return entry;
  return { ...entry, undisclosed: entry.residents, plan: null, shown: null };
}

export async function ownAccessesCounted(
  read: Rows,
  question: AccessQuestion,
  filter: AccessFilter & Partial<AboutOne>,
): Promise<number> {
  const [row] = await read.query<{ counted: string }>('select hub.own_accesses_counted($1, $2) as counted', [
    question,
    JSON.stringify(filter),
  ]);
  return Number(row?.counted ?? 0);
}

/** That somebody raised a concern, or tried to, is not told either: in lists the database leaves such entries out. */
export const raisesConcern = ({ purpose, operation }: OwnAccess): boolean =>
  purpose !== 'SAFEGUARDING' && /\b(raise|report)SafeguardingConcern\b/.test(operation ?? '');

/**
 * Relationships by which some role of the organisation reads NHS numbers. Whoever never stood in one does not find by a
 * number, though it may have seen the same person under no name.
 */
export function identifyingBits({ agreement }: Pick<HubContext, 'agreement'>): number {
  const grants = agreement.subjects.get('Resident')?.fields.get('nhsNumber') ?? [];
  const open = grants.filter(({ form, also }) => form === 'clear' && also === 0);
  return open.reduce((bits, { anyOf }) => bits | anyOf, 0) & relationshipMask;
}

/** The residents of an entry whom the organisation may name; asked about one, that one alone. */
export function namedIn({ residents, undisclosed, about }: OwnAccess): { uuid: string; place: number }[] {
  return residents
    .map((uuid, place) => ({ uuid, place }))
    .filter(({ uuid }) => !undisclosed?.includes(uuid) && (about === null || uuid === about));
}
