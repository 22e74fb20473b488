import type { ProblemCode } from '../../../shared/problem-catalogue.ts';
import type { RefusalCode } from '../../../shared/refusals.ts';
import type { HubContext, Rows } from '../../context.ts';
import { heldBy } from './held.ts';
import { columns, type OwnAccess } from './own-accesses.ts';

/** At most so many days are looked at together: a month, with whatever days it has. */
export const mostDays = 31;

/**
 * Met means: in an answer to the same user in the three months before. A round or a list comes by weekly or monthly, so
 * that three months hold whom a user's work is about.
 */
const back = '90 days';
/** An answer about so few was asked for these people; a longer one is a list that work begins with. */
const few = 5;
/** Fewer than live in one home (1,400 beds in 34 homes of one borough make 41): who takes a whole home on is seen, too. */
const manyResidents = 30;

/** Night as the Working Time Regulations 1998 (regulation 2) have it where nothing else is agreed. */
const night = ['23:00', '06:00'] as const;
/** Once or twice somebody stays late. */
const nightLooks = 5;
/** Whose nights are a fifth of the work has nights on the rota. */
const usualNights = 0.2;

/** The Information Commissioner is told of a breach within 72 hours (UK GDPR, article 33): by then somebody must have looked. */
const reviewedIn = '72 hours';

/** Refusals of what the agreement does not give, or of somebody who is not there for the user; mistakes of form are none. */
const telling: readonly RefusalCode[] = [
  ...(['FORBIDDEN', 'NOT_SHARED', 'PURPOSE_NOT_ALLOWED', 'ROLE_UNKNOWN', 'CURSOR_INVALID'] as const),
  ...(['NHS_NUMBER_INVALID', 'TOO_MANY_REQUESTS'] as const),
];
/** The problem of a write that means the same. */
const nobodySuch: ProblemCode = 'UNKNOWN';
/** Within an hour. A slip is made good at the second attempt; ten are trials, or a client that is broken. */
const manyRefusals = 10;

/** Candidates of the same family name that are looked at closer: the newest. */
const mostOfOneName = 2_000;
const mostSampled = 5;

export const patterns = ['NEVER_MET', 'OUT_OF_HOURS', 'SAME_NAME', 'NOT_REVIEWED', 'REFUSED'] as const;
export type Pattern = (typeof patterns)[number];

/** What one user did that a privacy officer should look at. */
export interface Unusual {
  pattern: Pattern;
  user: string;
  count: number;
  since: Date;
  /** Entries by number and moment, newest first. */
  numbers: string[];
  moments: string[];
}

const found = `"user", count, since, coalesce(numbers, '{}')::text[] as numbers, coalesce(moments, '{}')::text[] as moments`;

/** Every pattern, each by one statement over the organisation's own entries. */
export async function unusualAccesses(context: HubContext, from: Date, to: Date): Promise<Unusual[]> {
  const ask = async (pattern: Pattern, called: string, values: unknown[]): Promise<Unusual[]> => {
    const rows = await context.read.query<Omit<Unusual, 'pattern'>>(
      `select ${found} from ${called} order by count desc, "user"`,
      [from, to, ...values],
    );
    return rows.map((row) => ({ pattern, ...row }));
  };
  const all = await Promise.all([
    ask('NEVER_MET', 'hub.residents_never_met($1, $2, $3, $4, $5)', [back, few, manyResidents]),
    ask('OUT_OF_HOURS', 'hub.looks_out_of_hours($1, $2, $3, $4, $5, $6, $7)', [
      back,
      ...night,
      nightLooks,
      usualNights,
    ]),
    ofSameName(context, from, to),
    ask('NOT_REVIEWED', 'hub.openings_not_reviewed($1, $2, $3)', [reviewedIn]),
    ask('REFUSED', 'hub.many_refusals($1, $2, $3, $4)', [[...telling, nobodySuch], manyRefusals]),
  ]);
  return all.flat();
}

interface Candidate {
  number: string;
  moment: string;
  resident: string;
}

/**
 * Users who were shown the family name of somebody with a name that their own user name holds. Where no name was shown,
 * nothing is said: otherwise a user called by a name could find out who bears it.
 */
async function ofSameName(context: HubContext, from: Date, to: Date): Promise<Unusual[]> {
  const candidates = await context.read.query<Candidate>(
    'select number::text, at::text as moment, resident from hub.looks_at_same_name($1, $2, $3)',
    [from, to, mostOfOneName],
  );
  const entries = await accessesNumbered(context.read, candidates);
  const shown = await Promise.all(
    candidates.map(async ({ number, resident }) => {
      const entry = entries.get(number);
      const cells = entry && (await (await heldBy(entry, context))?.cells());
      const named = cells?.some((cell) => cell.resident === resident && cell.field === 'familyName');
      return entry && named ? [{ entry, resident }] : [];
    }),
  );
  const byUser = Map.groupBy(shown.flat(), ({ entry }) => entry.user ?? '');
  return [...byUser].map(([user, looks]) => {
    const sample = [...new Set(looks.map(({ entry }) => entry))].slice(0, mostSampled);
    return {
      pattern: 'SAME_NAME',
      user,
      count: new Set(looks.map(({ resident }) => resident)).size,
      since: new Date(Math.min(...looks.map(({ entry }) => entry.at.getTime()))),
      numbers: sample.map(({ number }) => number),
      moments: sample.map(({ moment }) => moment),
    };
  });
}

/** Entries by number, in one statement. */
export async function accessesNumbered(
  read: Rows,
  wanted: readonly { number: string; moment: string }[],
): Promise<Map<string, OwnAccess>> {
  if (!wanted.length) return new Map();
  const rows = await read.query<OwnAccess>(
    `select ${columns} from hub.own_accesses_numbered($1::bigint[], $2::timestamptz[])`,
    [wanted.map(({ number }) => number), wanted.map(({ moment }) => moment)],
  );
  return new Map(rows.map((row) => [row.number, row]));
}
