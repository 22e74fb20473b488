import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Asking } from '../../support/hub.ts';
import { type Setting, setting } from '../../support/network-setting.ts';

interface Request {
  id: string;
  state: string;
  version: number;
  ageDays: number;
  promisedBy: string | null;
  endedAt: string | null;
  reason: string | null;
  asked: { code: string };
}
const shown =
  'id state version ageDays promisedBy scheduledFor acceptedAt endedAt reply reason asked { code } requestedBy { code }';
const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);

const chair = { kind: 'WHEELCHAIR', details: 'Slides out of the old one.' };

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s.end());

/** Lives in the home and is registered with the practice; the community team has the resident on its caseload. */
async function someone({ caseload = true, funded = false } = {}) {
  const resident = await s.make.resident({ registeredWith: s.practice });
  const placement = await s.make.placement({ resident, home: s.home });
  if (caseload)
    await s.make.trustContact({ resident, trust: s.trust, kind: 'CASELOAD', startedAt: `${day(-9)}T09:00:00Z` });
  if (funded) await s.make.funding({ resident, home: s.home, placement, source: 'COUNCIL', payer: s.council });
  return resident;
}
const residentFor = async (viewer: Asking, nhsNumber: string) =>
  (await s.read<{ id: string } | null>(viewer, `{ resident(nhsNumber: "${nhsNumber}") { id } }`))?.id;
async function request(nhsNumber: string, asked: string, viewer = s.writers.home, more: object = {}) {
  const resident = await residentFor(viewer, nhsNumber);
  return s.tell<Request>(viewer, 'requestService', { resident, asked, ...chair, ...more }, shown);
}
const requestsOf = async (viewer: Asking, nhsNumber: string) =>
  (
    await s.read<{ serviceRequests: { nodes: Request[] } | null } | null>(
      viewer,
      `{ resident(nhsNumber: "${nhsNumber}") { serviceRequests { nodes { ${shown} } } } }`,
    )
  )?.serviceRequests?.nodes;
const waiting = async (viewer: Asking, filter = '') =>
  (await s.read<{ nodes: Request[] }>(viewer, `{ serviceRequests${filter} { nodes { id state } } }`)).nodes;

describe('a request for a service', () => {
  it('is asked of the team that looks after the resident, promised, planned and delivered, and each sees how it stands', async () => {
    const { nhsNumber } = await someone();
    const { record, problems } = await request(nhsNumber, s.trust.code);
    expect(problems).toEqual([]);
    expect(record).toMatchObject({ state: 'REQUESTED', ageDays: 0, version: 1, asked: { code: s.trust.code } });
    const [asked] = (await requestsOf(s.writers.trust, nhsNumber)) as [Request];
    const answer = (version: number, said: object) =>
      s.tell<Request>(s.writers.trust, 'answerServiceRequest', { serviceRequest: asked.id, version, ...said }, shown);
    expect((await answer(1, { answer: 'SCHEDULED' })).problems).toEqual([['scheduledFor', 'REQUIRED']]);
    const accepted = await answer(1, { answer: 'ACCEPTED', promisedBy: day(9), reply: 'We measure on Tuesday.' });
    expect(accepted.record).toMatchObject({ state: 'ACCEPTED', promisedBy: day(9), version: 2 });
    expect((await answer(1, { answer: 'DELIVERED' })).problems).toEqual([['version', 'STALE_VERSION']]);
    const past = { answer: 'SCHEDULED', scheduledFor: new Date(Date.now() - 1_000).toISOString() };
    expect((await answer(2, past)).problems).toEqual([['scheduledFor', 'OUT_OF_RANGE']]);
    await answer(2, { answer: 'SCHEDULED', scheduledFor: new Date(Date.now() + 86_400_000).toISOString() });
    expect((await requestsOf(s.writers.practice, nhsNumber))?.[0]).toMatchObject({ state: 'SCHEDULED', version: 3 });
    expect((await answer(3, { answer: 'DELIVERED' })).record).toMatchObject({ endedAt: expect.any(String) });
    expect((await answer(4, { answer: 'ACCEPTED' })).problems).toEqual([['serviceRequest', 'ALREADY_ENDED']]);
    expect((await requestsOf(s.writers.home, nhsNumber))?.[0]).toMatchObject({ state: 'DELIVERED', ageDays: 0 });
  });

  it('opens no record: whoever stands in no relationship that the agreement lets read it is not asked', async () => {
    const { id, nhsNumber } = await someone({ caseload: false });
    for (const asked of [s.trust, s.council, s.icb])
      expect((await request(nhsNumber, asked.code)).problems).toEqual([['asked', 'NOT_INVOLVED']]);
    expect(await residentFor(s.writers.trust, nhsNumber)).toBeUndefined();
    const { rows } = await s.database.owner.query('select from service_request where resident_id = $1', [id]);
    expect(rows).toEqual([]);
    // That the council enquires into somebody's safety is not to be found out by asking it for a chair.
    await s.make.enquiry({ resident: { id }, council: s.council, openedOn: day(-2) });
    expect((await request(nhsNumber, s.council.code)).problems).toEqual([['asked', 'NOT_INVOLVED']]);
  });

  it('is taken where the resident objects to its being read, of which the answer does not tell', async () => {
    const { id, nhsNumber } = await someone();
    const objection = { author: s.practice.organisation, kind: 'DIRECT_CARE_SHARING', against: s.trust };
    await s.make.objection({ resident: { id }, ...objection });
    expect((await request(nhsNumber, s.trust.code)).problems).toEqual([]);
    expect(await requestsOf(s.writers.trust, nhsNumber)).toBeUndefined();
  });

  it('is answered to the home where the resident lives, and not to one that the resident left', async () => {
    const { id, nhsNumber } = await someone();
    const { record } = await request(nhsNumber, s.trust.code);
    await s.database.owner.query('update placement set to_on = $2 where resident_id = $1', [id, day(-1)]);
    const read = `{ node(id: "${record?.id}") { ... on ServiceRequest { kind details state reply version } } }`;
    const { data } = await s.writers.home.ask(read);
    expect(data).toEqual({ node: { ...chair, state: null, reply: null, version: null } });
  });

  it('is asked of the council that pays, which reads what it was asked and nothing of what others were', async () => {
    const { nhsNumber } = await someone({ funded: true });
    const council = await request(nhsNumber, s.council.code);
    expect(council.problems).toEqual([]);
    await request(nhsNumber, s.trust.code);
    expect((await requestsOf(s.writers.council, nhsNumber))?.map(({ asked }) => asked.code)).toEqual([s.council.code]);
    expect(await requestsOf(s.writers.trust, nhsNumber)).toHaveLength(2);
    const [asked] = (await requestsOf(s.writers.council, nhsNumber)) as [Request];
    const declines = { serviceRequest: asked.id, version: 1, answer: 'DECLINED' };
    const silent = await s.tell(s.writers.council, 'answerServiceRequest', declines);
    expect(silent.problems).toEqual([['reply', 'REQUIRED']]);
    const input = { ...declines, reply: 'Nursing homes buy these themselves.' };
    const declined = await s.tell<Request>(s.writers.council, 'answerServiceRequest', input, shown);
    expect(declined.record).toMatchObject({ state: 'DECLINED', reason: 'Nursing homes buy these themselves.' });
  });

  it('is asked by a practice of trusts alone: it must not find out who pays', async () => {
    const { nhsNumber } = await someone({ funded: true });
    const asks = (code: string) => request(nhsNumber, code, s.writers.practice, { kind: 'DISTRICT_NURSE' });
    expect((await asks(s.council.code)).problems).toEqual([['asked', 'OUT_OF_RANGE']]);
    expect((await asks(s.trust.code)).problems).toEqual([]);
  });

  it('is found by its age and state by whoever waits and whoever is waited for, until it is withdrawn', async () => {
    const { id, nhsNumber } = await someone();
    const { record } = await request(nhsNumber, s.trust.code, s.writers.home, { kind: 'PODIATRY' });
    await s.database.owner.query(
      `update service_request set requested_at = now() - interval '40 days' where resident_id = $1`,
      [id],
    );
    expect((await requestsOf(s.writers.home, nhsNumber))?.[0]).toMatchObject({ ageDays: 40 });
    expect(await waiting(s.writers.home, '(olderThanDays: 39, own: true)')).toEqual([
      { id: record?.id, state: 'REQUESTED' },
    ]);
    expect(await waiting(s.writers.trust, '(olderThanDays: 39, asked: true)')).toHaveLength(1);
    expect(await waiting(s.writers.trust, '(olderThanDays: 39, own: true)')).toEqual([]);
    expect(await waiting(s.writers.home, '(olderThanDays: 41)')).toEqual([]);
    expect(await waiting(s.neighbour)).toEqual([]);
    // Days go by between two pages.
    const page = (
      after?: string,
    ) => `{ serviceRequests(first: 1, olderThanDays: 39${after ? `, after: "${after}"` : ''}) {
      edges { cursor } } }`;
    const { edges } = await s.read<{ edges: { cursor: string }[] }>(s.writers.home, page());
    expect(await s.read(s.writers.home, page(edges[0]?.cursor))).toEqual({ edges: [] });
    const ends = { serviceRequest: record?.id, version: 1, reason: 'Went to a private one.' };
    const byPractice = { ...ends, serviceRequest: (await requestsOf(s.writers.practice, nhsNumber))?.[0]?.id };
    expect((await s.tell(s.writers.practice, 'withdrawServiceRequest', byPractice)).problems).toEqual([
      ['serviceRequest', 'UNKNOWN'],
    ]);
    const withdrawn = await s.tell<Request>(s.writers.home, 'withdrawServiceRequest', ends, shown);
    expect(withdrawn.record).toMatchObject({ state: 'WITHDRAWN', reason: 'Went to a private one.', ageDays: 40 });
    expect(await waiting(s.writers.home, '(olderThanDays: 39)')).toEqual([]);
    expect(await waiting(s.writers.home, '(olderThanDays: 39, state: WITHDRAWN)')).toHaveLength(1);
  });

  it('is answered by the organisation that was asked alone, and about residents of others by nobody', async () => {
    const { nhsNumber } = await someone();
    const { record } = await request(nhsNumber, s.trust.code);
    const answers = { version: 1, answer: 'ACCEPTED' };
    const seen = (await requestsOf(s.writers.practice, nhsNumber))?.[0]?.id;
    for (const serviceRequest of [seen, record?.id])
      expect(
        (await s.tell(s.writers.practice, 'answerServiceRequest', { serviceRequest, ...answers })).problems,
      ).toEqual([['serviceRequest', 'UNKNOWN']]);
    const resident = await residentFor(s.writers.home, nhsNumber);
    const stranger = await s.tell(s.neighbour, 'requestService', { resident, asked: s.trust.code, ...chair });
    expect(stranger.problems).toEqual([['resident', 'UNKNOWN']]);
    expect(await s.refusalOf(s.writers.trust, 'requestService', { resident, asked: s.trust.code, ...chair })).toBe(
      'NOT_SHARED',
    );
    const officer = await s.hub.as(s.home.organisation.code, 'privacy-officer', 'INFORMATION_GOVERNANCE');
    expect(await s.refusalOf(officer, 'requestService', { resident, asked: s.trust.code, ...chair })).toBe('FORBIDDEN');
  });
});
