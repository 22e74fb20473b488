import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { factoriesOn } from '../support/factories.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';
import { type Question, questionsOf } from './questions.ts';

/** Under these the hub of a page and that of this test hold other values. */
const otherwise = /(id|nhsNumber|name|code|\w+At)$/;

let database: TestDatabase;
let hub: HubUnderTest;
/** The organisation that asks for each agency that a page signs in as. */
const codes: Record<string, string> = {};
/** Roles that ask for another purpose than care. */
const purposes: Record<string, string> = {
  ...{ 'discharge-coordinator': 'DISCHARGE', broker: 'DISCHARGE' },
  'dols-signatory': 'DEPRIVATION_OF_LIBERTY',
};
/** What stands on the page for what the hub here answered: ids and numbers. */
const known = new Map<unknown, unknown>();

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
  Object.assign(codes, { home: home.organisation.code, practice: practice.organisation.code });
  Object.assign(codes, { council: council.code, trust: trust.code });
  hub = await startHub({ database });
});
afterAll(async () => {
  await hub.close();
  await database.drop();
});

/** An input of the page with what the hub here calls the same things. */
function translated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(translated);
  if (value === null || typeof value !== 'object') return known.get(value) ?? value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, translated(inner)]));
}

/** Places where the answer is another than the page says; remembers what stands for what. */
function unlike(told: unknown, answered: unknown, place: string): string[] {
  if (told !== null && typeof told === 'object' && answered !== null && typeof answered === 'object') {
    const names = new Set([...Object.keys(told), ...Object.keys(answered)]);
    const at = (value: object, name: string) => value[name as keyof typeof value] as unknown;
    return [...names].flatMap((name) => unlike(at(told, name), at(answered, name), `${place}.${name}`));
  }
  if (otherwise.test(place) && typeof told === typeof answered) {
    known.set(told, answered);
    return [];
  }
  return told === answered ? [] : [`${place}: ${JSON.stringify(answered)}, not ${JSON.stringify(told)}`];
}

describe('the page about writing', () => {
  const questions = questionsOf('docs/writing.md');

  it('shows each mutation that it speaks of', () => {
    const mutations = questions.flatMap(({ document }) => /^mutation \w*\(.*?\) \{\s*(\w+)/.exec(document)?.[1] ?? []);
    expect(mutations).toEqual(
      expect.arrayContaining([
        ...['recordIncident', 'amendIncident', 'raiseConcern', 'answerConcern', 'updateCapacity', 'setDischargeHours'],
        ...['setAdmissionStatus', 'setEmbargo', 'liftEmbargo', 'setDischargeReady', 'agreeCarePlan', 'writeHomePart'],
        ...['writeClinicalSummary', 'writePersonalSummary', 'stateDeprivationOfLiberty'],
      ]),
    );
  });

  it('is answered as it says, from its first example to its last', async () => {
    for (const { where, agency = '', role = '', document, variables = {}, answer } of questions) {
      const asking = await hub.as(codes[agency] ?? '', role, purposes[role] ?? 'DIRECT_CARE');
      const { data, errors } = await asking.ask(document, translated(variables) as NonNullable<Question['variables']>);
      expect({ where, errors, unlike: unlike(answer?.data, data, 'data') }).toEqual({ where, unlike: [] });
    }
  }, 20_000);
});
