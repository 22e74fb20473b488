import type { Row } from '../rows.ts';

export interface InitiativeAdoptionRow extends Row {
  homeId: string;
  initiative: string;
  fromOn: string;
  toOn: string | null;
  recordedAt: string;
}
