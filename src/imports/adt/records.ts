/** SQL: for how long somebody was there. */
export const period = (begins: string, ends: string): string => `tstzrange(${begins}, ${ends})`;

/** What a visit becomes, and how the hub's table of it calls what the messages say. */
export interface Kept {
  kind: 'STAY' | 'ATTENDANCE';
  table: 'hospital_stay' | 'emergency_attendance';
  /** The event that makes one. */
  opening: 'A01' | 'A04';
  begins: string;
  ends: string;
  /** Its columns for how it began and what came of it; null if it has none. */
  method: string | null;
  /** So too in the messages. A discharge that must say it and does not is none. */
  result: 'destination' | 'outcome';
  /** SQL: an event that ends it. */
  ended: string;
  /** SQL: what else a row `r` says cannot be if it begins at `one.began`. */
  contradicts: string;
}

export const stays: Kept = {
  kind: 'STAY',
  table: 'hospital_stay',
  opening: 'A01',
  begins: 'admitted_at',
  ends: 'discharged_at',
  method: 'admission_method',
  result: 'destination',
  ended: `event = 'A03'`,
  contradicts: 'false',
};

export const attendances: Kept = {
  kind: 'ATTENDANCE',
  table: 'emergency_attendance',
  opening: 'A04',
  begins: 'arrived_at',
  ends: 'departed_at',
  method: null,
  result: 'outcome',
  ended: `event = 'A03' and outcome is not null`,
  contradicts: 'coalesce(r.conveyed_at, r.called_at) > one.began',
};
