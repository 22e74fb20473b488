import type { OfResident } from '../personal-rows.ts';

export type RedBagItem =
  | 'ASSESSMENT'
  | 'ESCALATION_RECORD'
  | 'RESUSCITATION_FORM'
  | 'MEDICINES_CHART'
  | 'THIS_IS_ME'
  | 'CHECKLIST'
  | 'MEDICINES'
  | 'CLOTHES'
  | 'TOILETRIES'
  | 'GLASSES'
  | 'HEARING_AIDS'
  | 'DENTURES'
  | 'WALKING_AID';

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

export interface RedBagRow extends OfResident {
  version: number;
  homeId: string;
  items: RedBagItem[];
  otherItems: string | null;
  sentAt: string;
  receivedAt: string | null;
  receivedById: string | null;
  received: RedBagItem[] | null;
  sentBackAt: string | null;
  sentBack: RedBagItem[] | null;
  returnedAt: string | null;
  returned: RedBagItem[] | null;
  missing: RedBagItem[] | null;
}
