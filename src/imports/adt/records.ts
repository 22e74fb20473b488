import type { Kind } from './told.ts';

/** SQL: for how long somebody was there. */
export const period = (begins: string, ends: string): string => `tstzrange(${begins}, ${ends})`;

/** What a visit becomes, and how the hub's table of it calls what the messages say. */
export interface Kept {
  kind: Kind;
  table: 'hospital_stay' | 'emergency_attendance';
  begins: string;
  ends: string;
  /** Its columns for how it began and what came of it; null if it has none. */
  method: string | null;
  /** So too in the messages. */
  result: 'destination' | 'outcome';
  /** SQL: what may have come of it, where something must have for a row to end. */
  anyResult: string;
  /** SQL: what else a row `r` says cannot be if it begins at `one.began`. */
  contradicts: string;
}

export const stays: Kept = {
  kind: 'STAY',
  table: 'hospital_stay',
  begins: 'admitted_at',
  ends: 'discharged_at',
  method: 'admission_method',
  result: 'destination',
  anyResult: 'null',
  contradicts: 'false',
};

export const attendances: Kept = {
  kind: 'ATTENDANCE',
  table: 'emergency_attendance',
  begins: 'arrived_at',
  ends: 'departed_at',
  method: null,
  result: 'outcome',
  anyResult: "'LEFT'",
  contradicts: 'coalesce(r.conveyed_at, r.called_at) > one.began',
};
