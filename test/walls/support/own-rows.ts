import { first, homes, type PlantedOrganisation, type Row, type Rows, second, uuid } from './organisations.ts';
import { day, nhsNumber } from './planting.ts';

const tables = [
  ...['hub.claim', 'hub.privacy_alert', 'hub.safeguarding_report', 'hub.release'],
  'hub.placement_request',
];
const day0 = Date.parse('2026-03-01T12:00:00Z');
const instant = (days: number) => new Date(day0 + days * 86_400_000).toISOString();

/**
 * What the hub keeps for each organisation besides records: what it claimed of people, and what its privacy officer was
 * told. `own` reads the same in every world; what was written for all others depends on `begin`.
 */
export function rowsOfEach(own: PlantedOrganisation | undefined, begin: number): Rows {
  const organisations = [...Object.values(first), ...Object.values(second)];
  const sets = organisations.map((organisation) => rowsOf(organisation, organisation.id === own?.id ? 0 : begin));
  return new Map(tables.map((table) => [table, sets.flatMap((rows) => rows.get(table) ?? [])]));
}

function rowsOf(organisation: PlantedOrganisation, begin: number): Rows {
  const many = begin === 0 ? [1, 2, 3, 4, 5] : [1, 2, 3];
  const claims = many.map((n): Row => {
    const kind = ['EMERGENCY', 'REGISTRATION', 'STAY'][n % 3];
    return {
      id: uuid(`claim ${organisation.code} ${n}`),
      organisation_id: organisation.id,
      kind,
      made_by: `user ${n + begin}`,
      role: 'clinician',
      nhs_number: nhsNumber(n + begin),
      date_of_birth: day(1930, n + begin),
      family_name: `Claimed ${n + begin}`,
      reason: `Reason ${n + begin}`,
      since: kind === 'EMERGENCY' ? null : instant(n - 20),
      admission_method: kind === 'STAY' ? '21' : null,
      made_at: instant(n + (begin % 40)),
      opens_until: instant(n + (begin % 40) + 0.5),
      opened: false,
      conflict: n % 2 === 0,
      confirmed_at: n === 3 ? instant(n + 50) : null,
    };
  });
  const about = [organisation, ...Object.values(second)];
  const alerts = many.map((n): Row => {
    const reviewed = n === 2 ? instant(n + 60) : null;
    return {
      id: uuid(`alert ${organisation.code} ${n}`),
      organisation_id: organisation.id,
      about_id: about[(n + begin) % 2]?.id,
      kind: ['BREAK_GLASS', 'CLAIM', 'NEW_RELATIONSHIP'][n % 3],
      relationship: 'practice.emergency',
      nhs_number: nhsNumber(n + 50 + begin),
      reason: `Told ${n + begin}`,
      made_by: `user ${n + begin}`,
      role: 'clinician',
      raised_at: instant(n + (begin % 40)),
      until: instant(n + 1 + (begin % 40)),
      outcome: reviewed && 'JUSTIFIED',
      reviewed_at: reviewed,
    };
  });
  return new Map([
    ['hub.claim', claims],
    ['hub.privacy_alert', alerts],
    ...(organisation.agency === 'council' ? rowsOfCouncil(organisation, begin, many) : []),
    ...(organisation.agency === 'home' ? rowsOfHome(organisation, begin, many) : []),
  ]);
}

/** What a home is asked for: places for people of whom nothing is said, whom nobody planted either. */
function rowsOfHome(home: PlantedOrganisation, begin: number, many: readonly number[]): Rows {
  const requests = many.map(
    (n): Row => ({
      id: uuid(`request ${home.code} ${n}`),
      organisation_id: home.id,
      home_id: homes[home.id === first.home.id ? 0 : 1].id,
      referred_by_id: [second.trust, second.council][(n + begin) % 2]?.id,
      kind: 'NEW_PLACEMENT',
      care_type: ['NURSING', 'RESIDENTIAL'][(n + begin) % 2],
      gender: 'FEMALE',
      mobility: 'WALKING_AID',
      ...{ hoist: n % 2 === 0, oxygen: false, medicines_ready: true, takes_discharges_then: true },
      ...{ infection_status: 'NONE_KNOWN', transport: 'SEATED', funding_route: 'UNDECIDED' },
      earliest: instant(n + (begin % 40)),
      answer_by: instant(n + (begin % 40)),
      reserve_until: instant(n + 2 + (begin % 40)),
      state: n % 2 ? 'NOT_CHOSEN' : 'DECLINED',
      by_trusted_assessor: false,
      reason: n % 2 ? null : `Declined ${n + begin}`,
      asked_at: instant(n + (begin % 40)),
      closed_at: n % 2 ? instant(n + 1 + (begin % 40)) : null,
      version: 2,
    }),
  );
  return new Map([['hub.placement_request', requests]]);
}

/** What was reported to a council of people named, and what it released of concerns that nobody planted. */
function rowsOfCouncil(council: PlantedOrganisation, begin: number, many: readonly number[]): Rows {
  const reports = many.map(
    (n): Row => ({
      id: uuid(`report ${council.code} ${n}`),
      organisation_id: [second.trust, council][(n + begin) % 2]?.id,
      council_id: council.id,
      made_by: `user ${n + begin}`,
      role: 'clinician',
      nhs_number: nhsNumber(n + 100 + begin),
      date_of_birth: day(1931, n + begin),
      family_name: `Reported ${n + begin}`,
      report: { kinds: ['PHYSICAL'], narrative: `Heard ${n + begin}`, occurredAt: instant(n - 30 - (begin % 40)) },
      made_at: instant(n + (begin % 40)),
    }),
  );
  const releases = many.map(
    (n): Row => ({
      id: uuid(`release ${council.code} ${n}`),
      record_id: uuid(`concern of nobody ${n + begin}`),
      resident_id: uuid('resident 0'),
      organisation_id: [second.home, second.icb][(n + begin) % 2]?.id,
      council_id: council.id,
      reason: `Released ${n + begin}`,
      released_by: `user ${n + begin}`,
      since: instant(n + (begin % 40)),
      until: n % 2 ? instant(n + 9 + (begin % 40)) : null,
    }),
  );
  return new Map([
    ['hub.safeguarding_report', reports],
    ['hub.release', releases],
  ]);
}
