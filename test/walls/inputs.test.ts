import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType } from 'graphql';
import { parse, stringify } from 'yaml';
import { parseAgreement } from '../../src/agreement/read.ts';
import { type Contract, contractOf } from '../../src/server/contract/contract.ts';
import { agencies } from '../../src/shared/agencies.ts';
import { apply } from '../server/support/changing.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type Asking, agreementFile, type HubUnderTest, startHub } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import type { Written } from '../support/oracle-text.ts';
import { closedBut, inputsOf, listsIn } from './support/inputs.ts';
import { everyoneLooking } from './support/matrix.ts';
import { first } from './support/organisations.ts';
import { nhsNumber, snake } from './support/planting.ts';
import { type PlantedResident, plantedResidents } from './support/residents.ts';
import { write } from './support/write.ts';

const text = readFileSync(agreementFile, 'utf8');
const written = parse(text) as Written;

/** Of every input what it is held against: a field of records about residents, or nothing that is a secret. */
const inputs: Record<string, string> = {
  'Query.node.id': 'the id of the record',
  'Query.resident.nhsNumber': 'Resident.nhsNumber',
  'Query.explainAccess.resident.id': 'the id of the record',
  'Query.explainAccess.resident.nhsNumber': 'Resident.nhsNumber',
  'Query.explainAccess.field': 'the agreement',
  'Resident.incidents.since': 'Incident.occurredAt',
  'Query.dischargeReferrals.state': 'DischargeReferral.state',
  'Query.dischargeReferrals.own': 'whether the own organisation wrote it',
  'Resident.hospitalStays.since': 'HospitalStay.admittedAt',
  'Query.fundingOf.resident': 'the id of the record',
  'Query.fundingOf.from': 'FundingComponent.from',
  'Query.fundingOf.to': 'FundingComponent.to',
  'Query.serviceRequests.state': 'ServiceRequest.state',
  'Query.serviceRequests.olderThanDays': 'ServiceRequest.requestedAt',
  'Query.serviceRequests.own': 'whether the own organisation wrote it',
  'Query.serviceRequests.asked': 'whether the own organisation was asked',
};
/** Inputs about places and counts, what an organisation may know of its own doings, and where a subscription left off. */
const noSecret =
  /^(Query\.(careHomes?|organisations|measure|privacyAlerts|accessesTo|ownAccesses|unusualAccesses|placementRequests|namedContacts|sharedLessons|monthlyReturn|rewardEligibility|fundingTotals|offers|jointActions|importProgress)|CareHome\.(capacity|capacityHistory|recommendations|contacts|monthlyReturns)|Subscription\.capacityChanged)\.|^Subscription\.\w+\.since$/;

/** By what each list of records about residents is sorted. */
const orders: Record<string, string> = {
  'Query.residents': 'Resident.familyName',
  'CareHome.residents': 'Resident.familyName',
  'Resident.incidents': 'Incident.occurredAt',
  'Query.waitingConcerns': 'Concern.answerDueAt',
  'Resident.concerns': 'Concern.raisedAt',
  'Resident.roundVisits': 'RoundVisit.addedAt',
  'HomeRound.visits': 'RoundVisit.addedAt',
  'Resident.hospitalStays': 'HospitalStay.admittedAt',
  'Resident.objections': 'Objection.madeOn',
  'Resident.placements': 'Placement.from',
  'Resident.registrations': 'GpRegistration.from',
  'Resident.safeguardingConcerns': 'SafeguardingConcern.raisedAt',
  'Resident.emergencyAttendances': 'EmergencyAttendance.arrivedAt',
  'Resident.redBags': 'RedBag.sentAt',
  'Resident.feedback': 'Feedback.givenOn',
  'Resident.dischargeReferrals': 'DischargeReferral.referredAt',
  'Query.dischargeReferrals': 'DischargeReferral.referredAt',
  'Resident.serviceRequests': 'ServiceRequest.requestedAt',
  'Query.serviceRequests': 'ServiceRequest.requestedAt',
};

/** Years seen in a mirror: what came first comes last, and none comes to overlap another. */
const mirrored = (day: string) => `date '4000-01-01' - (${day} - date '2000-01-01')`;
const turned = `from_on = ${mirrored('to_on')}, to_on = ${mirrored('from_on')}`;

/** What is hidden, and what is planted in its place: the order turns round, and every condition is met by others. */
const hidden: { fields: string[]; planted: string; ask: string }[] = [
  {
    fields: ['Resident.familyName', 'Resident.givenName'],
    planted: 'family_name = reverse(md5(id::text)), given_name = md5(id::text)',
    ask: 'residents(first: 100) { totalCount edges { cursor } nodes { id } } some: residents(first: 3) { pageInfo { endCursor hasNextPage } nodes { id } }',
  },
  { fields: ['Resident.nhsNumber'], planted: '', ask: '' },
  list(
    'incidents',
    'Incident',
    ['occurredAt'],
    `occurred_at = timestamptz '2026-01-01' - (occurred_at - timestamptz '2000-01-01')`,
  ),
  list(
    'concerns',
    'Concern',
    ['raisedAt', 'answerDueAt', 'answeredAt'],
    `raised_at = timestamptz '2026-01-01' - (raised_at - timestamptz '2000-01-01'),
      answer_due_at = timestamptz '2056-01-01' - (answer_due_at - timestamptz '2000-01-01'),
      answered_at = null, answer = null, outcome = null, answered_by_id = null`,
    'waitingConcerns(first: 50) { totalCount nodes { id } } some: waitingConcerns(first: 3) { edges { cursor } }',
  ),
  list(
    'hospitalStays',
    'HospitalStay',
    ['admittedAt', 'dischargedAt'],
    `admitted_at = timestamptz '2036-01-01' - (admitted_at - timestamptz '2000-01-01'), discharged_at = null, discharge_ready_on = null`,
  ),
  list(
    'objections',
    'Objection',
    ['madeOn', 'withdrawnOn', 'withdrawalDecidedBy'],
    `made_on = date '1999-01-01' + ascii(id::text), withdrawn_on = null, withdrawal_decided_by = null`,
  ),
  list(
    'roundVisits',
    'RoundVisit',
    ['addedAt'],
    `added_at = timestamptz '2036-01-01' - (added_at - timestamptz '2000-01-01')`,
    `careHomes(first: 2) { nodes { homeRounds(first: 1) { nodes { visits(first: 50) { totalCount nodes { id } } } } } }`,
  ),
  list('placements', 'Placement', ['from', 'to'], turned),
  {
    fields: ['FundingComponent.from', 'FundingComponent.to'],
    planted: turned,
    ask: 'fundingOf(resident: "<resident>", from: "2017-01-01", to: "2026-11-01") { days }',
  },
  list('registrations', 'GpRegistration', ['from', 'to'], turned),
  list(
    'safeguardingConcerns',
    'SafeguardingConcern',
    ['raisedAt'],
    `raised_at = timestamptz '2036-01-01' - (raised_at - timestamptz '2000-01-01'), ended_at = ended_at + interval '50 years'`,
  ),
  list(
    'emergencyAttendances',
    'EmergencyAttendance',
    ['arrivedAt', 'departedAt', 'calledAt', 'conveyedAt'],
    ['arrived_at', 'departed_at', 'called_at', 'conveyed_at']
      .map((column) => `${column} = timestamptz '2026-01-01' - (arrived_at - timestamptz '2000-01-01')`)
      .join(', '),
  ),
  list(
    'redBags',
    'RedBag',
    ['sentAt', 'receivedAt', 'sentBackAt', 'returnedAt'],
    ['sent_at', 'received_at', 'sent_back_at', 'returned_at']
      .map((column) => `${column} = timestamptz '2026-01-01' - (sent_at - timestamptz '2000-01-01')`)
      .join(', '),
  ),
  list('feedback', 'Feedback', ['givenOn'], `given_on = date '4000-01-01' - (given_on - date '2000-01-01')`),
  list(
    'serviceRequests',
    'ServiceRequest',
    ['requestedAt', 'acceptedAt', 'scheduledAt', 'endedAt', 'state', 'reason', 'ageDays'],
    `${['requested_at', 'accepted_at', 'scheduled_at', 'ended_at']
      .map((column) => `${column} = timestamptz '2036-01-01' - (requested_at - timestamptz '2000-01-01')`)
      .join(', ')}, state = 'DELIVERED', reason = null`,
    'serviceRequests(first: 50, state: DELIVERED, olderThanDays: 2) { totalCount nodes { id } } some: serviceRequests(first: 3) { edges { cursor } }',
  ),
  list(
    'dischargeReferrals',
    'DischargeReferral',
    ['referredAt', 'state', 'withdrawalReason'],
    `referred_at = timestamptz '2036-01-01' - (referred_at - timestamptz '2000-01-01'), state = 'EXPIRED', withdrawal_reason = null`,
    'dischargeReferrals(first: 50, state: EXPIRED) { totalCount nodes { id } } some: dischargeReferrals(first: 3) { edges { cursor } }',
  ),
];

function list(name: string, subject: string, fields: string[], planted: string, atRoot = '') {
  const page = 'totalCount edges { cursor node { id } } pageInfo { hasNextPage endCursor }';
  const since = inputs[`Resident.${name}.since`] ? `(first: 5, since: "2012-06-01T00:00:00Z")` : '(first: 5)';
  const ask = `residents(first: 100) { nodes { id ${name}(first: 1) { ${page} } all: ${name}${since} { ${page} } } } ${atRoot}`;
  return { fields: fields.map((field) => `${subject}.${field}`), planted, ask };
}
/** One relationship of each agency still sees what is hidden from the rest. */
const kept = ['practice.registered', 'trust.inpatient', 'council.funder', 'icb.chc'];

let database: TestDatabase;
let contract: Contract;
let hub: HubUnderTest;
let residents: PlantedResident[];

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const made = await contractOf(agreementFile);
  // An agreement that hides what records are found by is refused; what it would tell is tried here all the same.
  const { foundBy: _unheeded, ...shape } = made.shape;
  contract = { ...made, shape };
  residents = plantedResidents(contract.graph, new Oracle(text), []).filter(
    ({ relationships }) => relationships.length < 2,
  );
  await write(database.owner, residents);
  hub = await startHub({ database, contract });
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

describe('the inputs of every agency', () => {
  it('are on the list of those that are tried: a new one fails', () => {
    const known = new Set<string>();
    for (const agency of agencies) {
      const schema = contract.schemas[agency];
      for (const input of inputsOf(schema).filter((one) => !noSecret.test(one))) {
        expect([agency, input, inputs[input] !== undefined]).toEqual([agency, input, true]);
        known.add(input);
      }
      // By nothing but where they left off do those who hear say of which records about residents they want to hear.
      for (const { name, type, args } of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
        const about = getNamedType(type).name.replace(/Change$/, '');
        const asked = args.map((argument) => argument.name);
        if (name !== 'capacityChanged') expect([about, asked]).toEqual([about, ['since']]);
      }
    }
    expect([...known].sort()).toEqual(Object.keys(inputs).sort());
  });

  it('sort and page every list of records about residents by a field that is tried', () => {
    const personal = listsIn(contract.graph).filter((place) => {
      const [type = '', field = ''] = place.split('.');
      return orders[place] !== undefined || (type === 'Resident' && field !== '') || field === 'residents';
    });
    expect(personal.sort()).toEqual(Object.keys(orders).sort());
    const tried = hidden.flatMap(({ fields }) => fields);
    for (const field of [...Object.values(orders), ...Object.values(inputs).filter((one) => /^[A-Z]\w+\./.test(one))])
      expect(tried).toContain(field);
  });
});

const viewers = everyoneLooking(new Oracle(text)).filter(({ organisation }) => organisation.agency !== 'dashboard');

async function everyAnswer(ask: string): Promise<string[]> {
  return Promise.all(
    viewers.map(async ({ organisation, role, purpose }) => {
      const asking = await hub.as(organisation.code, role, purpose);
      const { text: answer } = await asking.ask(`{ ${ask.includes('<resident>') ? await ofEach(asking, ask) : ask} }`);
      return answer.replace(/"requestId":"[^"]*"/g, '');
    }),
  );
}

/** What is asked about one resident, of each whom the viewer may list. */
async function ofEach({ ask }: Asking, asked: string): Promise<string> {
  type Listed = { residents: { nodes: { id: string }[] } } | null;
  const { data } = await ask<Listed>('{ residents(first: 100) { nodes { id } } }');
  const listed = data?.residents.nodes ?? [{ id: 'nobody' }];
  return listed.map(({ id }, n) => `a${n}: ${asked.replace('<resident>', id)}`).join(' ');
}

/** Changes the hidden cells of residents; the register stays as it is. */
async function plant(table: string, values: string, of: readonly PlantedResident[]): Promise<void> {
  const client = await database.owner.connect();
  const column = table === 'resident' ? 'id' : 'resident_id';
  try {
    await client.query(`begin; set local hub.bulk = 'on'`);
    const ids = of.map(({ resident }) => resident.id);
    await client.query(`update ${table} set ${values} where ${column} = any($1)`, [ids]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

describe('an answer does not depend on what it withholds', () => {
  const sees = ({ relationships }: PlantedResident) => relationships.some((name) => kept.includes(name));

  for (const { fields, planted, ask } of hidden) {
    it(`whichever rows, in which order and under which cursors: ${fields.join(', ')}`, async () => {
      const [subject = ''] = (fields[0] ?? '').split('.');
      const names = fields.map((field) => field.split('.')[1] ?? '');
      await write(database.owner, residents);
      const agreement = parseAgreement(stringify(closedBut(written, subject, names, kept)), 'closed.yml', {
        shape: contract.shape,
      });
      await apply(database, { ...contract, agreement });
      const numbers = residents
        .filter((of) => of.organisation === first.practice)
        .map(({ resident }) => resident.row.nhs_number);
      const others = numbers.map((_, n) => nhsNumber(70_000 + n));
      const question =
        ask ||
        [...numbers, ...others]
          .slice(0, 20)
          .map((number, n) => `a${n}: resident(nhsNumber: "${number}") { id }`)
          .join(' ');
      const before = await everyAnswer(question);
      const closed = residents.filter((of) => !sees(of));
      if (ask) await plant(snake(subject), planted, closed);
      else
        for (const [n, of] of closed.entries())
          await plant('resident', `nhs_number = '${nhsNumber(60_000 + n)}'`, [of]);
      expect(await everyAnswer(question)).toEqual(before);
      // What is not hidden is planted too, and told.
      if (ask) await plant(snake(subject), planted, residents.filter(sees));
      else
        for (const [n, of] of residents.filter(sees).entries())
          await plant('resident', `nhs_number = '${nhsNumber(50_000 + n)}'`, [of]);
      expect(await everyAnswer(question)).not.toEqual(before);
    });
  }
});
