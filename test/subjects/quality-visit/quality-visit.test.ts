import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { day } from '../../support/days.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const ADVICE = `id text priority dueOn state version overdue visit { visitedOn }
  steps { nodes { version state words doneOn saidBy { code } } }`;
const documents = {
  recordQualityVisit: `mutation ($input: RecordQualityVisitInput!) { recordQualityVisit(input: $input) {
    record { id visitedOn announced findings { domain rating words } council { code } recommendations { nodes { ${ADVICE} } } }
    problems { path code } } }`,
  answerRecommendation: `mutation ($input: AnswerRecommendationInput!) { answerRecommendation(input: $input) {
    record { ${ADVICE} } problems { path code } } }`,
  settleRecommendation: `mutation ($input: SettleRecommendationInput!) { settleRecommendation(input: $input) {
    record { ${ADVICE} } problems { path code } } }`,
};
type Mutation = keyof typeof documents;
interface Advice {
  [field: string]: unknown;
  id: string;
  steps: { nodes: object[] };
}
interface Came {
  record: (Advice & { recommendations: { nodes: Advice[] } }) | null;
  problems: { path: string[]; code: string }[];
}

let database: TestDatabase;
let make: Factories;
let hub: HubUnderTest;
let council: MadeOrganisation;
let icb: MadeOrganisation;
let home: MadePlace;
let officer: Asking;
let manager: Asking;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  make = factoriesOn(database.owner);
  [council, icb] = [await make.organisation('council'), await make.organisation('icb')];
  home = await make.home({ council });
  const network = await make.network({ icb });
  await make.alignment({ home, network, leadPractice: await make.practice({ network }) });
  hub = await startHub({ database });
  officer = await hub.as(council.code, 'quality-officer', 'QUALITY_MONITORING');
  manager = await hub.as(home.organisation.code, 'manager', 'DIRECT_CARE');
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

let keys = 0;
const asked = (viewer: Asking, mutation: Mutation, more: object) =>
  viewer.ask<Record<Mutation, Came>>(documents[mutation], { input: { idempotencyKey: `quality-${++keys}`, ...more } });
const write = async (viewer: Asking, mutation: Mutation, more: object) =>
  (await asked(viewer, mutation, more)).data[mutation];
const codes = ({ problems }: Came) => problems.map(({ path, code }) => [path.slice(1).join('.'), code]);

const visit = (more: object = {}) => ({
  ...{ home: home.code, visitedOn: day(-9), announced: false },
  findings: [{ domain: 'SAFE', rating: 'REQUIRES_IMPROVEMENT', words: 'Charts with gaps.' }],
  recommendations: [{ text: 'Check charts every week.', priority: 'HIGH', dueOn: day(-2) }],
  ...more,
});
async function recommended(more: object = {}): Promise<Advice> {
  const { record } = await write(officer, 'recordQualityVisit', visit(more));
  return record?.recommendations.nodes[0] as Advice;
}
async function listed(viewer: Asking, open = '') {
  type Home = {
    cqcLocationId: string;
    qualityVisits: { nodes: object[] } | null;
    recommendations: { nodes: Advice[] } | null;
  };
  const { data } = await viewer.ask<{ careHomes: { nodes: Home[] } }>(
    `{ careHomes(first: 50) { nodes { cqcLocationId qualityVisits { nodes { id } } recommendations(first: 50${open}) { nodes { id overdue } } } } }`,
  );
  return data.careHomes.nodes.find(({ cqcLocationId }) => cqcLocationId === home.code);
}
const answer = { words: 'Two nurses check them.', doneOn: day(-1) };

describe('a quality visit', () => {
  it('says of which finding and which recommendation a text is missing or too long', async () => {
    const findings = [...visit().findings, { domain: 'CARING', rating: 'GOOD', words: 'w'.repeat(4_001) }];
    const [good] = visit().recommendations;
    const recommendations = [good, { ...good, text: ' ' }, { ...good, text: 't'.repeat(2_001) }];
    expect(codes(await write(officer, 'recordQualityVisit', visit({ findings, recommendations })))).toEqual([
      ['findings.1.words', 'TOO_LONG'],
      ['recommendations.1.text', 'REQUIRED'],
      ['recommendations.2.text', 'TOO_LONG'],
    ]);
  });

  it('says what was found by domain and what is recommended', async () => {
    const { record, problems } = await write(officer, 'recordQualityVisit', visit());
    expect(problems).toEqual([]);
    expect(record).toMatchObject({
      ...{ visitedOn: day(-9), announced: false, council: { code: council.code } },
      findings: [{ domain: 'SAFE', rating: 'REQUIRES_IMPROVEMENT', words: 'Charts with gaps.' }],
      recommendations: {
        nodes: [{ state: 'OPEN', version: 1, overdue: true, priority: 'HIGH', steps: { nodes: [] } }],
      },
    });
  });

  it('is read by the home, its council and the board that commissions there, and is null to everybody else', async () => {
    await recommended();
    const board = await hub.as(icb.code, 'commissioner', 'PLANNING');
    for (const viewer of [officer, manager, board]) {
      const seen = await listed(viewer);
      expect(seen?.qualityVisits?.nodes.length).toBeGreaterThan(0);
      expect(seen?.recommendations?.nodes.length).toBeGreaterThan(0);
    }
    const others = [
      await hub.as((await make.home({ council })).organisation.code, 'manager', 'DIRECT_CARE'),
      await hub.as((await make.organisation('council')).code, 'quality-officer', 'QUALITY_MONITORING'),
    ];
    for (const viewer of others)
      expect(await listed(viewer)).toMatchObject({ qualityVisits: null, recommendations: null });
    const { id } = await recommended();
    const [stranger] = others as [Asking];
    expect((await stranger.ask('query ($id: ID!) { node(id: $id) { id } }', { id })).data).toEqual({ node: null });
    const practice = await hub.as((await make.practice()).organisation.code, 'clinician', 'DIRECT_CARE');
    const { errors } = await practice.ask('{ careHomes { nodes { qualityVisits { totalCount } } } }');
    expect(errors?.[0]?.extensions.code).toBe('NOT_SHARED');
  });

  it('is recorded by the council of the area, with each domain once and nothing due before it', async () => {
    const elsewhere = await make.home({ council: await make.organisation('council') });
    expect(codes(await write(officer, 'recordQualityVisit', visit({ home: elsewhere.code })))).toEqual([
      ['home', 'UNKNOWN'],
    ]);
    expect(codes(await write(officer, 'recordQualityVisit', visit({ visitedOn: day(2) })))).toContainEqual([
      'visitedOn',
      'IN_FUTURE',
    ]);
    const twice = [...visit().findings, ...visit().findings];
    expect(codes(await write(officer, 'recordQualityVisit', visit({ findings: twice })))).toEqual([
      ['findings', 'NAMED_TWICE'],
    ]);
    const early = [{ text: 'At once.', priority: 'LOW', dueOn: day(-20) }];
    expect(codes(await write(officer, 'recordQualityVisit', visit({ recommendations: early })))).toEqual([
      ['recommendations.0.dueOn', 'TOO_EARLY'],
    ]);
    expect((await asked(manager, 'recordQualityVisit', visit())).errors?.[0]?.extensions.code).toBe('NOT_SHARED');
    const broker = await hub.as(council.code, 'broker', 'DISCHARGE');
    expect((await asked(broker, 'recordQualityVisit', visit())).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('a recommendation', () => {
  it('goes between home and council until it is accepted, and every word of it stays', async () => {
    const { id: recommendation } = await recommended();
    const first = await write(manager, 'answerRecommendation', { recommendation, version: 1, ...answer });
    expect(first.record).toMatchObject({ state: 'ANSWERED', version: 2, overdue: false });
    const back = { recommendation, version: 2, accepted: false, words: 'And at night?' };
    expect((await write(officer, 'settleRecommendation', back)).record).toMatchObject({
      state: 'SENT_BACK',
      overdue: true,
    });
    await write(manager, 'answerRecommendation', { recommendation, version: 3, ...answer, words: 'At night too.' });
    const { record } = await write(officer, 'settleRecommendation', { recommendation, version: 4, accepted: true });
    expect(record).toMatchObject({ state: 'ACCEPTED', version: 5, overdue: false });
    expect(record?.steps.nodes).toEqual([
      { version: 2, state: 'ANSWERED', ...answer, saidBy: { code: home.organisation.code } },
      { version: 3, state: 'SENT_BACK', words: 'And at night?', doneOn: null, saidBy: { code: council.code } },
      { version: 4, state: 'ANSWERED', ...answer, words: 'At night too.', saidBy: { code: home.organisation.code } },
      { version: 5, state: 'ACCEPTED', words: null, doneOn: null, saidBy: { code: council.code } },
    ]);
    const ids = async (open: string) => (await listed(manager, open))?.recommendations?.nodes.map(({ id }) => id);
    expect(await ids(', open: true')).not.toContain(recommendation);
    expect(await ids(', open: false')).toEqual([recommendation]);
    expect(codes(await write(manager, 'answerRecommendation', { recommendation, version: 5, ...answer }))).toEqual([
      ['recommendation', 'ALREADY_ENDED'],
    ]);
  });

  it('is answered by the home that it was given to and settled by its council, each having read what stands', async () => {
    const { id: recommendation } = await recommended();
    const other = await hub.as((await make.home({ council })).organisation.code, 'manager', 'DIRECT_CARE');
    const answered = (viewer: Asking, more: object = {}) =>
      write(viewer, 'answerRecommendation', { recommendation, version: 1, ...answer, ...more });
    expect(codes(await answered(other))).toEqual([['recommendation', 'UNKNOWN']]);
    expect(codes(await answered(manager, { doneOn: day(-30) }))).toEqual([['doneOn', 'TOO_EARLY']]);
    expect(codes(await answered(manager, { version: 2 }))).toEqual([['version', 'STALE_VERSION']]);
    const settle = (viewer: Asking, more: object) =>
      write(viewer, 'settleRecommendation', { recommendation, version: 1, accepted: true, ...more });
    expect(codes(await settle(officer, {}))).toEqual([['recommendation', 'NOT_POSSIBLE']]);
    expect(codes(await settle(officer, { accepted: false }))).toEqual([['words', 'REQUIRED']]);
    const foreign = await hub.as((await make.organisation('council')).code, 'quality-officer', 'QUALITY_MONITORING');
    expect(codes(await settle(foreign, {}))).toEqual([['recommendation', 'UNKNOWN']]);
    const both = await Promise.all([answered(manager), answered(manager)]);
    expect(both.flatMap(codes)).toEqual([['version', 'STALE_VERSION']]);
  });
});
