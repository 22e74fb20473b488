import { instantText, minute } from '../london.ts';
import type { Person } from '../people/people.ts';
import type { Random } from '../random.ts';
import { recordedAt, type World } from '../world.ts';
import type { EmergencyAttendanceRow } from './hospital-rows.ts';
import type { RecordedStay } from './hospital-stays.ts';

export interface Attended {
  person: Person;
  arrivedAt: number;
  /** Null while still there. */
  departedAt: number | null;
  /** The stay on a ward that it led to. */
  stay?: RecordedStay;
}

/** What somebody has who is sent back the same day. */
const seenAndSentBack = [
  'S01.8 Open wound of head',
  'S00.9 Superficial injury of head',
  'S80.0 Contusion of knee',
  'S51.9 Open wound of forearm',
  'R55 Syncope and collapse',
  'R04.0 Nosebleed',
  'T83.0 Blocked urinary catheter',
  'K59.0 Constipation',
  'N39.0 Urinary tract infection',
  'R07.4 Chest pain',
];
/** Shares that came by ambulance: about six in ten of all. */
const ambulance = { admitted: 0.72, sentBack: 0.44 };

/** Nobody is in the department twice at once. */
export class EmergencyDepartment {
  private readonly known = new Map<string, { from: number; to: number }[]>();

  constructor(private readonly world: World) {}

  attend(attended: Attended): void {
    const { person, arrivedAt, departedAt } = attended;
    const visits = this.known.get(person.id) ?? [];
    this.known.set(person.id, visits);
    const to = departedAt ?? Number.POSITIVE_INFINITY;
    if (visits.some((visit) => visit.from <= to && arrivedAt <= visit.to)) return;
    visits.push({ from: arrivedAt, to });
    const random = this.world.random.branch(`attended ${person.number} ${arrivedAt}`);
    const row = rowOf(this.world.acuteTrustId, attended, random);
    this.world.tables.emergency_attendance.push(row);
    if (attended.stay) attended.stay.leftHomeAt = row.conveyedAt ? Date.parse(row.conveyedAt) : arrivedAt - 25 * minute;
  }
}

function rowOf(trustId: string, attended: Attended, random: Random): EmergencyAttendanceRow {
  const { person, arrivedAt, departedAt, stay } = attended;
  const fell = stay?.fellAt !== undefined;
  const byAmbulance = fell || random.chance(stay ? ambulance.admitted : ambulance.sentBack);
  return {
    ...{ id: random.uuid(), authorId: trustId, ...recordedAt(departedAt ?? arrivedAt), residentId: person.id, trustId },
    ...{ arrivedAt: instantText(arrivedAt), departedAt: departedAt === null ? null : instantText(departedAt) },
    outcome:
      departedAt === null ? null : stay ? afterwards(stay, trustId) : random.chance(0.97) ? 'DISCHARGED_BACK' : 'LEFT',
    arrivalMode: byAmbulance ? 'AMBULANCE' : random.pick(['OWN_WAY', 'OWN_WAY', 'PATIENT_TRANSPORT', 'OTHER'] as const),
    ...conveyance(byAmbulance, arrivedAt, fell, random),
    diagnosis: departedAt === null ? null : stay ? stay.diagnosis.text : random.pick(seenAndSentBack),
  };
}

/** The ward is that of another trust for some of those whom the mental health trust looks after. */
const afterwards = (stay: RecordedStay, trustId: string) => (stay.trustId === trustId ? 'ADMITTED' : 'TRANSFERRED');

type Conveyance = Pick<EmergencyAttendanceRow, 'conveyedFrom' | 'calledAt' | 'conveyedAt'>;

/** After a fall it is called from the home, and comes soon enough that nobody arrives before having fallen. */
function conveyance(byAmbulance: boolean, arrivedAt: number, fell: boolean, random: Random): Conveyance {
  if (!byAmbulance)
    return { conveyedFrom: random.chance(0.9) ? 'CARE_HOME' : 'ELSEWHERE', calledAt: null, conveyedAt: null };
  const conveyedAt = arrivedAt - random.between(9, 22) * minute;
  const calledAt = conveyedAt - random.between(20, fell ? 35 : 150) * minute;
  const conveyedFrom = fell || random.chance(0.94) ? 'CARE_HOME' : random.pick(['PRACTICE', 'ELSEWHERE'] as const);
  return { conveyedFrom, calledAt: instantText(calledAt), conveyedAt: instantText(conveyedAt) };
}

/** An hour at least after a fall, that somebody finds the person, calls and drives. */
export const arrivalBefore = (stay: RecordedStay, hours: number): number => {
  const arrivedAt = stay.admittedAt - hours * 60 * minute;
  return stay.fellAt === undefined ? arrivedAt : Math.max(arrivedAt, stay.fellAt + 65 * minute);
};
