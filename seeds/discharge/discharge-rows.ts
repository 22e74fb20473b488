import type { OfResident } from '../personal-rows.ts';
import type { CareType, Row } from '../rows.ts';

/** What a home is told of somebody for whom it is asked. */
export interface Need {
  kind: 'NEW_PLACEMENT' | 'RETURN';
  careType: CareType;
  gender: 'FEMALE' | 'MALE';
  mobility: 'INDEPENDENT' | 'WALKING_AID' | 'ASSISTANCE_OF_ONE' | 'ASSISTANCE_OF_TWO' | 'CARED_FOR_IN_BED';
  hoist: boolean;
  oxygen: boolean;
  infectionStatus: 'NONE_KNOWN' | 'AWAITING_RESULT' | 'COLONISED' | 'RECOVERED';
  medicinesReady: boolean;
  transport: 'NOT_NEEDED' | 'SEATED' | 'WHEELCHAIR' | 'STRETCHER';
  fundingRoute: 'COUNCIL' | 'CHC' | 'SELF' | 'DISCHARGE_TO_ASSESS' | 'UNDECIDED';
}

export interface DischargeReferralRow extends OfResident, Need {
  version: number;
  earliest: string;
  answerBy: string;
  reserveUntil: string;
  state: 'OPEN' | 'CHOSEN' | 'ADMITTED' | 'WITHDRAWN' | 'EXPIRED';
  referredAt: string;
  chosenAt: string | null;
  endedAt: string | null;
  withdrawalReason: string | null;
  chosenHomeId: string | null;
  askedId: string | null;
  acceptedId: string | null;
  lapsesAt: string | null;
  bedReserved: boolean;
}

/** What became of asking one home: of `referral_request`, and of what the home reads of it. */
export interface Answered {
  version: number;
  homeId: string;
  state:
    | 'WAITING'
    | 'QUESTIONED'
    | 'OFFERED'
    | 'DECLINED'
    | 'CHOSEN'
    | 'NOT_CHOSEN'
    | 'ADMITTED'
    | 'WITHDRAWN'
    | 'EXPIRED';
  takesDischargesThen: boolean;
  byTrustedAssessor: boolean;
  reason: string | null;
  question: string | null;
  reply: string | null;
  askedAt: string;
  answeredAt: string | null;
  repliedAt: string | null;
  closedAt: string | null;
  lapsesAt: string | null;
}

export interface ReferralRequestRow extends OfResident, Answered {
  dischargeReferralId: string;
}

/** A row of `hub.placement_request`. */
export interface PlacementRequestRow extends Row, Need, Answered {
  organisationId: string;
  referredById: string;
  earliest: string;
  answerBy: string;
  reserveUntil: string;
  requestId: string;
  residentId: string;
  referralId: string | null;
}

export interface DischargeTables {
  discharge_referral: DischargeReferralRow[];
  referral_request: ReferralRequestRow[];
  'hub.placement_request': PlacementRequestRow[];
}
