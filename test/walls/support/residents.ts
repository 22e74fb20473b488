import type { GraphQLSchema } from 'graphql';
import type { Oracle } from '../../support/oracle.ts';
import { asPlace, first, homes, type PlantedOrganisation, practices, rounds, second, uuid } from './organisations.ts';
import { day, type Planted, Planter } from './planting.ts';

/** A resident with records, and how one organisation stands to them. */
export interface PlantedResident {
  organisation: PlantedOrganisation;
  relationships: string[];
  objections: string[];
  resident: Planted;
  records: Planted[];
}

interface Case {
  organisation: PlantedOrganisation;
  relationships: string[];
  objections?: string[];
  /** Who wrote the resident's own row, and who wrote most of the records: the organisation or another. */
  ownResident: boolean;
  ownRecords: boolean;
}

const sources = ['COUNCIL', 'CHC', 'CHC_FAST_TRACK', 'FNC', 'SELF', 'SECTION_117', 'JOINT', 'DISCHARGE_TO_ASSESS'];

export function subsets<T>([head, ...others]: readonly T[]): T[][] {
  return head === undefined ? [[]] : subsets(others).flatMap((set) => [set, [head, ...set]]);
}

/**
 * For every agency and every set of relationships that its organisations can have: residents with records of
 * every subject in every combination of who wrote, pays and is paid. Besides, residents who object.
 */
export function plantedResidents(
  graph: GraphQLSchema,
  oracle: Oracle,
  objectionKinds: readonly string[],
  begin = 0,
): PlantedResident[] {
  const planter = new Planter(graph, oracle.subjects, begin);
  const cases = Object.values(first).flatMap((organisation): Case[] => {
    const own = oracle.relationships.filter((name) => name.startsWith(`${organisation.agency}.`));
    // Either way: a record must not be taken for one's own because the resident's row is, nor the other way round.
    const authors = [true, false].map((ownResident) => ({ organisation, ownResident, ownRecords: !ownResident }));
    return [
      ...subsets(own).flatMap((relationships) => authors.map((one) => ({ ...one, relationships }))),
      ...subsets(objectionKinds)
        .filter(({ length }) => length > 0)
        .map((objections) => ({ organisation, relationships: own, objections, ownResident: true, ownRecords: true })),
    ];
  });
  return cases.map((one, n) => planted(planter, one, n, begin));
}

function planted(
  planter: Planter,
  { organisation, relationships, objections = [], ownResident, ownRecords }: Case,
  number: number,
  begin: number,
): PlantedResident {
  const stranger = second[organisation.agency];
  const author = (own: boolean) => (own ? organisation : stranger).id;
  const name = `resident ${number}`;
  const n = number + begin;
  const id = uuid(name);
  // A practice writes of registrations with itself.
  const registersItself = organisation.agency === 'practice' && ownRecords;
  const registeredAt = (registersItself ? undefined : practices[number % 2]) ?? practices[0];
  const records: Planted[] = [];
  let components = 0;

  const add = (
    subject: string,
    own: boolean,
    given: Record<string, unknown> = {},
    keys: Record<string, unknown> = {},
  ) => {
    const record = planter.plant(
      subject,
      uuid(`${name} ${subject} ${records.length}`),
      { resident_id: id, author_id: author(own), ...keys },
      given,
    );
    records.push(record);
    return record;
  };
  const now = { from: day(2025, n), to: day(2090, n) };
  const before = { from: day(2021, n), to: day(2023, n) };
  const superseded = { valid_from: '2024-01-01T00:00:00Z', valid_until: '2024-06-01T00:00:00Z' };

  const resident = planter.plant(
    'Resident',
    id,
    { author_id: author(ownResident) },
    { registeredPractice: registeredAt, dateOfDeath: day(2024, n) },
  );
  add('GpRegistration', ownRecords, { practice: registeredAt, ...now });
  add('GpRegistration', !ownRecords, { practice: practices[0], ...before });
  const placement = add('Placement', ownRecords, { home: homes[0], ...now });
  const former = add('Placement', !ownRecords, { home: homes[1], ...before });
  for (const own of [true, false]) {
    const years = own ? { from: day(2026, n), to: day(2027, n) } : { from: day(2028, n), to: day(2029, n) };
    add('Absence', own, years, { placement_id: placement.id });
    add('Incident', own, { home: homes[own ? 0 : 1], ...incidentOf(own === (number % 2 === 0), n) });
    add('Concern', own, {
      raisedBy: asPlace(own ? organisation : stranger),
      answeredBy: asPlace(own ? first.practice : second.trust),
      ...answeredIn(own ? 2018 : 2021, n),
    });
    add('RoundVisit', own, { round: rounds[own ? 0 : 1], state: 'SEEN' });
    add('HospitalStay', own, { trust: asPlace(own ? first.trust : second.trust), ...stayOf(own ? 2019 : 2022, n) });
    add('EmergencyAttendance', own, {
      trust: asPlace(own ? first.trust : second.trust),
      ...attendanceOf(own ? 2018 : 2021, n),
    });
    add('Objection', own, {
      against: asPlace(own ? organisation : stranger),
      madeOn: day(2022, n),
      withdrawnOn: day(2023, n),
    });
    for (const pays of [true, false]) {
      for (const paid of [true, false]) {
        const payer = asPlace(pays ? organisation : stranger);
        const payee = asPlace(paid ? organisation : stranger);
        // Nobody pays the same for somebody twice at once.
        const source = sources[(n + components++) % sources.length];
        add('FundingComponent', own, { payer, payee, source, ...now }, { placement_id: placement.id });
      }
    }
  }
  add(
    'FundingComponent',
    ownRecords,
    { payer: asPlace(organisation), payee: asPlace(organisation), ...before },
    { placement_id: former.id },
  );
  for (const [place, own, released] of [
    [0, true, true],
    [1, true, false],
    [2, false, true],
    [3, false, false],
  ] as const) {
    const record = add('SafeguardingConcern', own, concernOf(own ? organisation : stranger, place, n), {
      ended_at: (n + place) % 2 ? day(2026, n) : null,
    });
    record.released = released;
  }
  add('SafeguardingConcern', true, concernOf(organisation, 0, n), {
    ...superseded,
    ended_at: n % 2 ? day(2026, n) : null,
  }).released = true;
  for (const [place, own, asked, accepted] of [
    [0, true, false, false],
    [1, false, true, false],
    [2, false, false, true],
    [3, false, false, false],
  ] as const) {
    const referral = add('DischargeReferral', own, referralOf(own ? organisation : stranger, place, n), {
      asked_id: (asked ? organisation : stranger).id,
      accepted_id: (accepted ? organisation : stranger).id,
    });
    const home = homes[place % 2] ?? homes[0];
    add('ReferralRequest', own, { home, state: 'WITHDRAWN' }, { discharge_referral_id: referral.id });
  }
  for (const [own, receives] of [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ] as const) {
    const receivedBy = asPlace(receives ? organisation : stranger);
    add('RedBag', own, { home: homes[own ? 0 : 1], receivedBy, ...redBagOf(own, n) });
    const requestedBy = asPlace(own ? organisation : stranger);
    add('ServiceRequest', own, { requestedBy, asked: receivedBy, ...requestOf(own, n) });
  }
  for (const own of [true, false]) {
    const said = { recordedBy: asPlace(own ? organisation : stranger), home: homes[own ? 0 : 1] };
    for (const read of [true, false]) {
      const asked_id = (read ? organisation : stranger).id;
      add('Feedback', own, { ...said, shownAs: 'NAMED' }, { asked_id });
    }
    add('Feedback', own, { ...said, shownAs: 'COUNCIL_ONLY' });
  }
  for (const [subject, given] of [
    ['CarePlan', planOf(n)],
    ['ClinicalSummary', {}],
    ['PersonalSummary', libertyOf(n)],
  ] as const) {
    add(subject, ownRecords, given);
    add(subject, true, given, superseded);
  }
  add('Incident', true, { home: homes[0], ...incidentOf(true, n) }, superseded);
  add('Placement', true, { home: homes[0], ...now }, superseded);
  add(
    'FundingComponent',
    true,
    { payer: asPlace(organisation), payee: asPlace(organisation), ...now },
    { ...superseded, placement_id: placement.id },
  );
  return { organisation, relationships, objections, resident, records };
}

/** Declined since the resident arrived, since every field is planted: whatever else is so, that is how it stands. */
function planOf(n: number) {
  return {
    ...{ status: 'DECLINED', medicationReviewStatus: 'DECLINED', countedFrom: day(2022, n) },
    ...{
      declinedOn: day(2023, n),
      medicationReviewDeclinedOn: day(2024, n),
      homePartBy: asPlace(n % 2 ? first.home : second.home),
    },
  };
}

/** Authorised in a time to come, so that it has not ended. */
function libertyOf(n: number) {
  return {
    ...{ deprivationOfLiberty: 'AUTHORISED', libertyStatedBy: asPlace(n % 2 ? first.council : second.council) },
    ...{ libertyAuthorisedFrom: day(2090, n), libertyAuthorisedUntil: day(2090, n) },
  };
}

/** Decided, since every field is planted; of some the enquiry goes on. */
function concernOf(raiser: PlantedOrganisation, place: number, n: number) {
  return {
    raisedBy: asPlace(raiser),
    council: asPlace(place % 2 ? first.council : second.council),
    status: (n + place) % 2 ? 'CLOSED' : 'ENQUIRY',
    raisedAt: `${day(2025, n + place)}T09:00:00.000Z`,
  };
}

const particulars = {
  fall: ['headInjury', 'fracture', 'onAnticoagulant', 'ambulanceCalled', 'conveyed'],
  ulcer: ['presentOnAdmission', 'deviceRelated'],
};
/** Cells that hold nothing in records of another kind, though they are shown. */
export const ofOneKind: ReadonlySet<string> = new Set(
  Object.values(particulars)
    .flat()
    .map((field) => `Incident ${field}`),
);

/** What belongs to one kind of incident belongs to no other: of all that are planted half are falls, the same in any world. */
function incidentOf(fall: boolean, n: number) {
  const none = (fields: string[]) => Object.fromEntries(fields.map((field) => [field, null]));
  return fall
    ? {
        kind: 'FALL',
        subtype: n % 3 ? 'WITNESSED' : 'FROM_BED',
        ...none(particulars.ulcer),
      }
    : {
        kind: 'PRESSURE_ULCER',
        subtype: n % 3 ? 'CATEGORY_2' : 'UNSTAGEABLE',
        ...none(particulars.fall),
      };
}

function answeredIn(year: number, n: number) {
  const at = (from: number) => `${day(from, n)}T11:45:00.000Z`;
  return { raisedAt: at(year), answerDueAt: at(year + 1), answeredAt: at(year + 2) };
}

/** Ended in the past, since every field is planted. */
function referralOf(referrer: PlantedOrganisation, place: number, n: number) {
  return {
    referredBy: asPlace(referrer),
    chosenHome: homes[place % 2] ?? homes[0],
    state: 'WITHDRAWN',
    earliest: `${day(2024, n + place)}T14:00:00.000Z`,
    answerBy: `${day(2024, n + place)}T10:00:00.000Z`,
    reserveUntil: `${day(2025, n + place)}T18:00:00.000Z`,
    referredAt: `${day(2023, n + place)}T09:30:00.000Z`,
  };
}

/** Called, conveyed, arrived and gone at one moment. */
function attendanceOf(year: number, n: number) {
  const at = `${day(year, n)}T03:20:00.000Z`;
  return { calledAt: at, conveyedAt: at, arrivedAt: at, departedAt: at };
}

/** One moment: a bag comes after it was sent, and back after that. */
function redBagOf(own: boolean, n: number) {
  const at = `${day(own ? 2020 : 2021, n)}T12:15:00.000Z`;
  return { sentAt: at, receivedAt: at, sentBackAt: at, returnedAt: at };
}

/** Withdrawn after two days, since every field is planted. */
function requestOf(own: boolean, n: number) {
  // In order whichever of these moments another world puts in the place of some of them.
  const at = (time: string) => `${own ? 2019 : 2021}-03-${time}:${10 + (n % 50)}.000Z`;
  const accepted = at('11T10:20');
  return {
    ...{ state: 'WITHDRAWN', ageDays: 2, requestedAt: at('10T10:20'), endedAt: at('12T10:21') },
    ...{ acceptedAt: accepted, scheduledAt: accepted },
  };
}

function stayOf(year: number, n: number) {
  return { admittedAt: `${day(year, n)}T08:00:00.000Z`, dischargedAt: `${day(year + 1, n)}T15:30:00.000Z` };
}
