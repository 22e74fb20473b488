import type { OfResident } from '../personal-rows.ts';
import type { Row } from '../rows.ts';

export interface HomeRoundRow extends Row {
  homeId: string;
  practiceId: string;
  plannedFor: string;
  startedAt: string;
  closedAt: string | null;
}

export type RoundReason =
  | 'NEW_RESIDENT'
  | 'DISCHARGED_FROM_HOSPITAL'
  | 'INCIDENT'
  | 'CONCERN_WAITING'
  | 'VISIT_ARRANGED'
  | 'ASKED_BY_HOME'
  | 'CARE_PLAN_DUE'
  | 'MEDICATION_REVIEW_DUE'
  | 'FOLLOW_UP_DUE';

export interface RoundVisitRow extends OfResident {
  version: number;
  roundId: string;
  reasons: RoundReason[];
  addedAt: string;
  state: 'WAITING' | 'SEEN' | 'NOT_SEEN';
  seenAt: string | null;
  seenBy: string | null;
  outcomes: string[];
  followUp: string | null;
  nextOn: string | null;
}
