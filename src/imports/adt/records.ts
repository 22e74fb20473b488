/** What a visit becomes, and how the hub's table of it calls what the messages say. */
export interface Kept {
  kind: 'STAY' | 'ATTENDANCE';
  table: 'hospital_stay' | 'emergency_attendance';
  /** The class of patients whose visits become such records (PV1-2). */
  patientClass: 'I' | 'E';
  /** The event that makes one. */
  opening: 'A01' | 'A04';
  begins: string;
  ends: string;
  /** Its columns for how it began and what came of it; null if it has none. */
  method: string | null;
  result: string;
  /** SQL: what else a row `r` says cannot be if it begins at `one.began`. */
  contradicts: string;
}

export const stays: Kept = {
  kind: 'STAY',
  table: 'hospital_stay',
  patientClass: 'I',
  opening: 'A01',
  begins: 'admitted_at',
  ends: 'discharged_at',
  method: 'admission_method',
  result: 'destination',
  contradicts: 'false',
};

export const attendances: Kept = {
  kind: 'ATTENDANCE',
  table: 'emergency_attendance',
  patientClass: 'E',
  opening: 'A04',
  begins: 'arrived_at',
  ends: 'departed_at',
  method: null,
  result: 'outcome',
  contradicts: 'coalesce(r.conveyed_at, r.called_at) > one.began',
};
