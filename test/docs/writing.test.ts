import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { factoriesOn } from '../support/factories.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';
import { answeredOtherwise } from './examples.ts';
import { questionsOf } from './questions.ts';

let database: TestDatabase;
let hub: HubUnderTest;
/** The organisation that asks for each agency that a page signs in as. */
const codes: Record<string, string> = {};
/** Roles that ask for another purpose than care. */
const purposes: Record<string, string> = {
  ...{ 'discharge-coordinator': 'DISCHARGE', broker: 'DISCHARGE' },
  'dols-signatory': 'DEPRIVATION_OF_LIBERTY',
  'privacy-officer': 'INFORMATION_GOVERNANCE',
};

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [council, trust, practice] = [
    await make.organisation('council'),
    await make.organisation('trust'),
    await make.practice(),
  ];
  // As the demonstration knows it.
  const columns = { name: 'Weaversyke House', cqc_location_id: '1-1000000032', registered_beds: 80 };
  const home = await make.home({ council, columns: { ...columns, care_types: ['NURSING', 'RESIDENTIAL'] } });
  const resident = await make.resident({ registeredWith: practice, since: '2024-02-01' });
  const placement = await make.placement({ resident, home, from: '2024-02-01' });
  await make.funding({ resident, home, placement, source: 'COUNCIL', payer: council });
  await make.stay({ resident, trust, admittedAt: '2026-11-18T22:30:00Z' });
  await make.attendance({ resident, trust, arrivedAt: '2026-03-02T03:10:00Z', departedAt: '2026-03-02T08:40:00Z' });
  Object.assign(codes, { home: home.organisation.code, practice: practice.organisation.code });
  Object.assign(codes, { council: council.code, trust: trust.code });
  hub = await startHub({ database });
});
afterAll(async () => {
  await hub.close();
  await database.drop();
});

describe('the page about writing', () => {
  const questions = questionsOf('docs/writing.md');

  it('shows each mutation that it speaks of', () => {
    const mutations = questions.flatMap(({ document }) => /^mutation \w*\(.*?\) \{\s*(\w+)/.exec(document)?.[1] ?? []);
    expect(mutations).toEqual(
      expect.arrayContaining([
        ...['recordIncident', 'amendIncident', 'raiseConcern', 'answerConcern', 'updateCapacity', 'setDischargeHours'],
        ...['setAdmissionStatus', 'setEmbargo', 'liftEmbargo', 'setDischargeReady', 'agreeCarePlan', 'writeHomePart'],
        ...['writeClinicalSummary', 'writePersonalSummary', 'stateDeprivationOfLiberty'],
        ...['claimAttendance', 'correctStay', 'sendRedBag', 'receiveRedBag', 'checkRedBag'],
        'orderErasure',
      ]),
    );
  });

  it('is answered as it says, from its first example to its last', async () => {
    expect(await answeredOtherwise(hub, 'docs/writing.md', { codes, purposes })).toEqual([]);
  });
});
