import { madeUpNhsNumbers } from '../../src/shared/nhs-number.ts';
import { dayLength, dayText, hour, type Instant, instantText } from '../london.ts';
import { lastResidence, livesInHome, type Person } from '../people/people.ts';
import type { ResidentRow } from '../personal-rows.ts';
import type { Agency } from '../rows.ts';
import type { Home, World } from '../world.ts';
import type { ClaimRow, PrivacyAlertRow } from './privacy-rows.ts';

interface Made {
  kind: ClaimRow['kind'];
  by: 'trust' | 'community trust' | 'practice' | 'council' | 'icb';
  hoursAgo: number;
  reason: string;
  /** Of nobody whom the hub knows yet; else of a resident. */
  unknown?: true;
  /** Somebody else says otherwise, so that it opens nothing. */
  conflict?: true;
  reviewed?: string;
}

/** What was claimed in the last weeks; none that opened a record opens it still. */
const made: readonly Made[] = [
  { kind: 'EMERGENCY', by: 'trust', hoursAgo: 27, reason: 'Came in unconscious by ambulance; allergies not known.' },
  { kind: 'EMERGENCY', by: 'practice', hoursAgo: 50, reason: 'Out-of-hours call from the home, breathless.' },
  { kind: 'EMERGENCY', by: 'trust', hoursAgo: 101, reason: 'Fell on a day out, no papers along.' },
  {
    ...{
      kind: 'EMERGENCY',
      by: 'community trust',
      hoursAgo: 220,
      reason: 'Crisis team asked at night; not on caseload.',
    },
    reviewed: 'Call is in the log of the crisis team.',
  },
  {
    ...{ kind: 'EMERGENCY', by: 'trust', hoursAgo: 470, reason: 'Seizure in the waiting room of the eye clinic.' },
    reviewed: 'Looked into with the ward: needed, and ended the same day.',
  },
  {
    kind: 'REGISTRATION',
    by: 'practice',
    hoursAgo: 6,
    reason: 'Registered today, records have not come.',
    unknown: true,
  },
  { kind: 'REGISTRATION', by: 'practice', hoursAgo: 76, reason: 'Registered on Friday, feed comes once a week.' },
  {
    kind: 'STAY',
    by: 'community trust',
    hoursAgo: 30,
    reason: 'On our rehabilitation ward since today.',
    conflict: true,
  },
  {
    kind: 'FUNDING',
    by: 'council',
    hoursAgo: 44,
    reason: 'Panel agreed on Tuesday; moved in the day after.',
    unknown: true,
  },
  { kind: 'FUNDING', by: 'icb', hoursAgo: 68, reason: 'Fast track agreed; home will confirm.', unknown: true },
];

const claimant = {
  trust: ['trust', 'clinician'],
  'community trust': ['trust', 'clinician'],
  practice: ['practice', 'clinician'],
  council: ['council', 'finance'],
  icb: ['icb', 'finance'],
} as const;

/** Emergencies, claims that wait, and what privacy officers are told of them. */
export function addClaims(world: World, people: readonly Person[]): void {
  const random = world.random.branch('claims');
  const residents = new Map(world.tables.resident.map((resident) => [resident.id, resident]));
  const living = people.filter(livesInHome);
  const numbers = madeUpNhsNumbers();
  for (let taken = 0; taken < people.length + 100; taken++) numbers.next();
  for (const each of made) {
    const person = random.pick(living);
    const inHospital = living.find(({ hospital }) => hospital.some(({ to }) => to === null)) ?? person;
    const known = each.unknown ? null : each.conflict ? inHospital : person;
    const subject = known === null ? stranger(numbers.next().value as string) : subjectOf(residents.get(known.id));
    const home = lastResidence(person).home;
    const claim = claimOf(world, each, subject, home, random.uuid());
    world.tables['hub.claim'].push(claim);
    for (const alert of alertsOf(world, each, claim, known, () => random.uuid())) {
      world.tables['hub.privacy_alert'].push(alert);
    }
  }
}

type Subject = Pick<ClaimRow, 'nhsNumber' | 'dateOfBirth' | 'familyName' | 'residentId'>;

const stranger = (nhsNumber: string): Subject => ({
  ...{ nhsNumber, dateOfBirth: '1938-03-19', familyName: 'Holroyd', residentId: null },
});

function subjectOf(resident: ResidentRow | undefined): Subject {
  const { id: residentId, nhsNumber, dateOfBirth, familyName } = resident as ResidentRow;
  return { nhsNumber, dateOfBirth, familyName, residentId };
}

/** The organisation that claims: a practice is one that does not lead for the home. */
function organisationOf(world: World, by: Made['by'], home: Home): { id: string; code: string } {
  const other = world.practices.find(({ network }) => network !== home.network) ?? home.lead;
  const ids = {
    ...{ trust: world.acuteTrustId, 'community trust': world.communityTrustId, practice: other.organisationId },
    ...{ council: home.borough.councilId, icb: world.icbId },
  };
  const row = world.tables.organisation.find(({ id }) => id === ids[by]);
  return { id: ids[by], code: row?.code ?? '' };
}

const userOf = (role: string, code: string) => `${role}@${code.toLowerCase()}.invalid`;

function claimOf(world: World, each: Made, subject: Subject, home: Home, id: string): ClaimRow {
  const madeAt: Instant = world.clock.now - each.hoursAgo * hour;
  const [, role] = claimant[each.by];
  const own = organisationOf(world, each.by, home);
  const funding = each.kind === 'FUNDING';
  const since = funding ? madeAt - dayLength : madeAt - 2 * hour;
  return {
    ...{ id, organisationId: own.id, madeBy: userOf(role, own.code), role, kind: each.kind, ...subject },
    ...{ reason: each.reason, since: each.kind === 'EMERGENCY' ? null : instantText(since) },
    ...{ admissionMethod: each.kind === 'STAY' ? '81' : null, madeAt: instantText(madeAt) },
    opensUntil: funding ? null : instantText(madeAt + 20 * hour),
    ...{ opened: !funding && !each.unknown && !each.conflict, conflict: each.conflict ?? false },
    homeId: funding ? home.id : null,
    source: funding ? (each.by === 'icb' ? 'CHC_FAST_TRACK' : 'COUNCIL') : null,
    weeklyAmount: funding ? '845.00' : null,
    fromOn: funding ? dayText(Math.floor(since / dayLength)) : null,
  };
}

/** The claimant's own officer, and those of the home and of the practice that know the resident. */
function alertsOf(
  world: World,
  each: Made,
  claim: ClaimRow,
  person: Person | null,
  uuid: () => string,
): PrivacyAlertRow[] {
  const [agency]: readonly [Agency, string] = claimant[each.by];
  const relationship =
    each.kind === 'FUNDING' ? (each.by === 'icb' ? 'icb.chc' : 'council.funder') : `${agency}.emergency`;
  const told = new Set([claim.organisationId, ...(person ? knownTo(world, person) : [])]);
  return [...told].map((organisationId) => {
    const own = organisationId === claim.organisationId;
    const reviewed = own ? each.reviewed : undefined;
    const code = world.tables.organisation.find(({ id }) => id === organisationId)?.code ?? '';
    return {
      ...{ id: uuid(), organisationId, aboutId: claim.organisationId },
      kind: each.kind === 'EMERGENCY' ? 'BREAK_GLASS' : 'CLAIM',
      ...{ relationship, nhsNumber: claim.nhsNumber, reason: claim.reason, madeBy: own ? claim.madeBy : null },
      ...{ role: claim.role, raisedAt: claim.madeAt, until: claim.opened || own ? claim.opensUntil : null },
      ...{ outcome: reviewed === undefined ? null : 'JUSTIFIED', note: reviewed ?? null },
      reviewedAt: reviewed === undefined ? null : instantText(Date.parse(claim.madeAt) + 30 * hour),
      reviewedBy: reviewed === undefined ? null : userOf('privacy-officer', code),
      ...{ claimId: claim.id, residentId: own ? null : claim.residentId },
    };
  });
}

function knownTo({ tables, practices }: World, person: Person): string[] {
  const registered = tables.gp_registration.find(({ residentId, toOn }) => residentId === person.id && toOn === null);
  const practice = practices.find(({ id }) => id === registered?.practiceId);
  return [lastResidence(person).home.organisationId, ...(practice ? [practice.organisationId] : [])];
}
