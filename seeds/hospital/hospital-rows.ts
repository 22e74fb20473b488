import type { OfResident } from '../personal-rows.ts';

export interface EmergencyAttendanceRow extends OfResident {
  trustId: string;
  arrivedAt: string;
  departedAt: string | null;
  outcome: 'ADMITTED' | 'DISCHARGED_BACK' | 'TRANSFERRED' | 'LEFT' | null;
  arrivalMode: 'AMBULANCE' | 'PATIENT_TRANSPORT' | 'OWN_WAY' | 'OTHER';
  conveyedFrom: 'CARE_HOME' | 'PRACTICE' | 'ELSEWHERE' | null;
  calledAt: string | null;
  conveyedAt: string | null;
  diagnosis: string | null;
}
