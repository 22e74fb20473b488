import type { Row } from '../rows.ts';

/** A row of `hub.claim`. */
export interface ClaimRow extends Row {
  organisationId: string;
  madeBy: string;
  role: string;
  kind: 'EMERGENCY' | 'REGISTRATION' | 'STAY' | 'FUNDING';
  nhsNumber: string;
  dateOfBirth: string;
  familyName: string;
  reason: string;
  since: string | null;
  admissionMethod: string | null;
  madeAt: string;
  opensUntil: string | null;
  opened: boolean;
  conflict: boolean;
  residentId: string | null;
  homeId: string | null;
  source: string | null;
  weeklyAmount: string | null;
  fromOn: string | null;
}

/** A row of `hub.privacy_alert`. */
export interface PrivacyAlertRow extends Row {
  organisationId: string;
  aboutId: string;
  kind: 'BREAK_GLASS' | 'CLAIM';
  relationship: string;
  nhsNumber: string;
  reason: string;
  madeBy: string | null;
  role: string;
  raisedAt: string;
  until: string | null;
  outcome: 'JUSTIFIED' | null;
  note: string | null;
  reviewedAt: string | null;
  reviewedBy: string | null;
  claimId: string;
  residentId: string | null;
}

/** A row of `hub.line_match`: a line of an organisation's own file, and the resident who may be meant. */
export interface LineMatchRow extends Row {
  organisationId: string;
  personKey: string;
  format: string;
  line: number;
  saidAt: string;
  familyName: string;
  givenName: string;
  dateOfBirth: string;
  sex: 'FEMALE' | 'MALE';
  residentId: string;
  score: number;
  recordedAt: string;
}

export interface PrivacyTables {
  'hub.claim': ClaimRow[];
  'hub.privacy_alert': PrivacyAlertRow[];
  'hub.line_match': LineMatchRow[];
}
