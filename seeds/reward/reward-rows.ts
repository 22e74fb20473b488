import type { Row } from '../rows.ts';

export interface InitiativeAdoptionRow extends Row {
  homeId: string;
  initiative: string;
  fromOn: string;
  toOn: string | null;
  recordedAt: string;
}

/** A row of `hub.return_submission`. */
export interface ReturnSubmissionRow extends Row {
  homeId: string;
  /** The first day of the month. */
  month: string;
  version: number;
  /** JSON: figure, counted, value and reason. */
  figures: string;
  submittedAt: string;
  submittedBy: string;
  reopenedAt: string | null;
  reopenedBy: string | null;
  reopeningReason: string | null;
}

export interface RewardSignUpRow extends Row {
  homeId: string;
  commitments: string[];
  signedUpOn: string;
  leftOn: string | null;
  validFrom: string;
  validUntil: string | null;
}

export interface QualityAccountRow extends Row {
  homeId: string;
  year: number;
  text: string;
  version: number;
  validFrom: string;
  validUntil: string | null;
  markAwardedOn: string | null;
  markAwardedById: string | null;
}

export type RewardRule = 'SIGNED_UP' | 'RETURN_IN_TIME' | 'QUALITY_ACCOUNT' | 'INITIATIVES' | 'NO_EMBARGO';

export interface RewardRunRow extends Row {
  payerId: string;
  /** The first day of the month that is paid. */
  month: string;
  /** Pounds, as all amounts. */
  weeklyRate: string;
  total: string;
  preparedBy: string;
  preparedAuthority: string;
  preparedAt: string;
  approvedBy: string | null;
  approvedAt: string | null;
}

export interface RewardStatementRow extends Row {
  runId: string;
  payerId: string;
  homeId: string;
  month: string;
  eligible: boolean;
  unmet: RewardRule[];
  total: string;
  approvedAt: string | null;
}

export interface RewardLineRow extends Row {
  runId: string;
  statementId: string;
  placementId: string;
  kind: 'PAYMENT' | 'ADJUSTMENT';
  month: string;
  days: number;
  weeklyRate: string;
  amount: string;
}

/** The tables of the reward scheme; one comes after those that it refers to. */
export interface RewardTables {
  reward_sign_up: RewardSignUpRow[];
  quality_account: QualityAccountRow[];
  initiative_adoption: InitiativeAdoptionRow[];
  'hub.return_submission': ReturnSubmissionRow[];
  reward_run: RewardRunRow[];
  reward_statement: RewardStatementRow[];
  reward_line: RewardLineRow[];
}
