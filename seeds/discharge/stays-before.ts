import { emergencies } from '../hospital/diagnoses.ts';
import { emergencyMinute } from '../hospital/hospital-times.ts';
import { atLondon, type Day, dayText, instantText, minute } from '../london.ts';
import type { Person, Residence } from '../people/people.ts';
import type { HospitalStayRow } from '../personal-rows.ts';
import type { Random } from '../random.ts';
import { recordedAt, type World } from '../world.ts';

/** Shares of those who come into a home from hospital; all who come to be assessed do. */
const fromHospital = { older: 0.42, younger: 0.12 };

export interface StayBefore {
  person: Person;
  residence: Residence;
  row: HospitalStayRow;
  admittedAt: number;
  leftAt: number;
  ready: Day;
}

/** The stay in hospital after which somebody could not go back home, and came into a home. */
export function stayBefore(world: World, person: Person, random: Random): StayBefore | undefined {
  const [residence] = person.residences;
  if (residence === undefined || residence.from < world.clock.start + 60) return undefined;
  const share = person.youngerAdult ? fromHospital.younger : fromHospital.older;
  if (residence.careType !== 'DISCHARGE_TO_ASSESS' && !random.chance(share)) return undefined;
  const to = residence.from;
  const days = 5 + Math.min(50, Math.round(random.exponential(14)));
  const serious = emergencies.filter((each) => each.days >= 5);
  const diagnosis = random.weighted(serious.map((each) => [each, each.weight] as const));
  const admittedAt = atLondon(to - days, emergencyMinute(random));
  const leftAt = atLondon(to, random.between(10 * 60, 18 * 60));
  const ready = to - Math.min(days - 3, 1 + Math.round(random.exponential(4)));
  const row: HospitalStayRow = {
    ...{ id: random.uuid(), authorId: world.acuteTrustId, ...recordedAt(leftAt + minute), residentId: person.id },
    ...{ trustId: world.acuteTrustId, admittedAt: instantText(admittedAt), dischargedAt: instantText(leftAt) },
    ...{ admissionMethod: random.chance(0.85) ? '21' : '22', dischargeReadyOn: dayText(ready) },
    pathway: residence.careType === 'DISCHARGE_TO_ASSESS' ? 'P2' : 'P3',
    ...delayOf(to - ready, random),
    ...{ destination: random.pick(['54', '65', '85']), primaryDiagnosis: diagnosis.text, avoidableFactors: null },
    ...{ healthcareResourceGroup: diagnosis.group, cost: (diagnosis.price * (1 + days * 0.06)).toFixed(2) },
  };
  return { person, residence, row, admittedAt, leftAt, ready };
}

/** Two days to look for a home are no delay yet. */
function delayOf(days: number, random: Random): Pick<HospitalStayRow, 'delayReason' | 'delayAgency'> {
  if (days < 2) return { delayReason: null, delayAgency: null };
  return {
    delayReason: random.weighted([
      ['CARE_HOME_PLACEMENT', 38],
      ['ASSESSMENT', 22],
      ['PUBLIC_FUNDING', 18],
      ['CHOICE', 14],
      ['DISPUTE', 3],
      ['EQUIPMENT', 5],
    ] as const),
    delayAgency: random.weighted([
      ['SOCIAL_CARE', 6],
      ['NHS', 3],
      ['BOTH', 1],
    ] as const),
  };
}
