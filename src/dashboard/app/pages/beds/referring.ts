import type { CareType, LeaverFragment, NeedInput, ReferDischargeInput, Sex } from '../../graph/documents.ts';

/** What homes are told of somebody who is to leave hospital, but for the kind of care, which the search says. */
export type Need = Omit<NeedInput, 'careType' | 'gender'>;

export interface Referring {
  readonly person: LeaverFragment | undefined;
  readonly need: Need;
  /** Moments as the fields have them, by the clock of the browser. */
  readonly earliest: string;
  readonly answerBy: string;
  /** Which homes are asked, by their CQC location ids, with their names. */
  readonly homes: ReadonlyMap<string, string>;
}

const hour = 3_600_000;

/** As a field of moments has it: `2026-11-21T10:00`. */
function local(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Nobody yet; homes have four hours to answer, and the person can come tomorrow: whoever sends it says otherwise. */
export function nobody(now = Date.now()): Referring {
  return {
    person: undefined,
    need: {
      mobility: 'ASSISTANCE_OF_ONE',
      hoist: false,
      oxygen: false,
      infectionStatus: 'NONE_KNOWN',
      medicinesReady: false,
      transport: 'WHEELCHAIR',
      fundingRoute: 'UNDECIDED',
    },
    earliest: local(now + 24 * hour),
    answerBy: local(now + 4 * hour),
    homes: new Map(),
  };
}

export function inputOf(
  { person, need, earliest, answerBy, homes }: Referring & { person: LeaverFragment },
  careType: CareType,
): Omit<ReferDischargeInput, 'idempotencyKey'> {
  return {
    resident: person.id,
    kind: 'NEW_PLACEMENT',
    homes: [...homes.keys()],
    earliest: new Date(earliest).toISOString(),
    answerBy: new Date(answerBy).toISOString(),
    need: { ...need, careType, gender: person.sex ?? ('NOT_KNOWN' satisfies Sex) },
  };
}

/** Who is in hospital now and has no referral that is open: of one person two are not made. */
export function canBeReferred({ hospitalStays, dischargeReferrals }: LeaverFragment): boolean {
  const [stay] = hospitalStays?.nodes ?? [];
  const [referral] = dischargeReferrals?.nodes ?? [];
  return stay !== undefined && stay.dischargedAt === null && !['OPEN', 'CHOSEN'].includes(referral?.state ?? '');
}

export const nameOf = ({ familyName, givenName }: LeaverFragment): string =>
  [familyName, givenName].filter(Boolean).join(', ') || 'Name not shared';
