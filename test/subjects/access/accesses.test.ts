import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Asking } from '../../support/hub.ts';
import { BREAK_GLASS, nobody, type Setting, setting } from '../claim/setting.ts';
import { type Look, OWN, own, TO, to } from './setting.ts';

const ONE =
  'query ($n: NhsNumber!) { resident(nhsNumber: $n) { id familyName incidents(first: 5) { nodes { kind } } } }';

let s: Setting;
let person: Awaited<ReturnType<Setting['someone']>>;
let neighbour: typeof person;
let clinician: Asking;
let manager: Asking;
let officer: Asking;
let officerOfHome: Asking;

beforeAll(async () => {
  s = await setting();
  [person, neighbour] = [await s.someone(), await s.someone()];
  clinician = await s.hub.as(s.practice.organisation.code, 'clinician', 'DIRECT_CARE', 'dr-p');
  manager = await s.hub.as(s.home.organisation.code, 'manager', 'DIRECT_CARE', 'manager-h');
  officer = await s.officer(s.practice.organisation, 'officer-p');
  officerOfHome = await s.officer(s.home.organisation, 'officer-h');
  await clinician.ask(ONE, { n: person.nhsNumber });
  await clinician.ask('{ residents(first: 10) { nodes { id familyName } } }');
  await clinician.ask('{ privacyAlerts { nodes { id } } }');
  await manager.ask(ONE, { n: person.nhsNumber });
});
afterAll(() => s.end());

const told = ({ user, role, purpose, kind, operation, outcome }: Look) =>
  [user, role, purpose, kind, operation, outcome].join(' ');
const numbered = ({ nhsNumber }: { nhsNumber: string }) => ({ nhsNumber });

describe('a privacy officer', () => {
  it('reads who of the own organisation looked at a resident, newest first, and nobody else’s looks', async () => {
    const { nodes, totalCount } = await to(officer, numbered(person));
    expect(nodes.map(told)).toEqual([
      'dr-p clinician DIRECT_CARE READ residents ANSWERED',
      'dr-p clinician DIRECT_CARE READ resident ANSWERED',
    ]);
    expect(totalCount).toBe(2);
    expect((await to(officerOfHome, numbered(person))).nodes.map(told)).toEqual([
      'manager-h manager DIRECT_CARE READ resident ANSWERED',
    ]);
  });

  it('reads what was shown of that resident, in which form and by which relationship, and of no other', async () => {
    const { nodes } = await to(officer, numbered(person), { filter: { operation: 'residents', user: 'dr-p' } });
    expect(nodes[0]?.residentCount).toBe(2);
    expect(nodes[0]?.residents).toEqual([
      {
        id: expect.any(String),
        resident: { id: nodes[0]?.residents[0]?.id, nhsNumber: person.nhsNumber },
        relationships: ['practice.registered'],
        shown: [
          { path: 'residents', type: 'Resident', field: 'familyName', form: 'clear', records: 1 },
          { path: 'residents', type: 'Resident', field: 'id', form: 'clear', records: 1 },
        ],
      },
    ]);
    const id = nodes[0]?.residents[0]?.id ?? '';
    expect((await to(officer, { id }, { filter: { user: 'dr-p' } })).totalCount).toBe(2);
    // The home was given another id of the same resident.
    expect((await to(officerOfHome, { id })).totalCount).toBe(0);
  });

  it('looks at a resident, too, by reading of looks: that is on record as any other', async () => {
    const { nodes } = await to(officer, numbered(neighbour), { filter: { user: 'officer-p' } });
    expect(nodes).toEqual([]);
    await to(officer, numbered(neighbour));
    const [again] = (await to(officer, numbered(neighbour), { filter: { user: 'officer-p' } })).nodes;
    expect(again && told(again)).toBe('officer-p privacy-officer INFORMATION_GOVERNANCE READ accessesTo ANSWERED');
    expect(again?.residents[0]?.shown).toContainEqual({
      path: 'accessesTo',
      type: 'AccessEvent',
      field: 'user',
      form: 'clear',
      records: 1,
    });
  });

  it('is on record also if only how often was asked', async () => {
    const counting = await s.officer(s.practice.organisation, 'counting-p');
    const asked = await counting.ask<{ accessesTo: { totalCount: number } }>(
      'query ($n: NhsNumber!) { accessesTo(resident: { nhsNumber: $n }) { totalCount } }',
      { n: person.nhsNumber },
    );
    expect(asked.data?.accessesTo.totalCount).toBeGreaterThan(0);
    const { nodes } = await to(officer, numbered(person), { filter: { user: 'counting-p' } });
    expect(nodes.map(told)).toEqual(['counting-p privacy-officer INFORMATION_GOVERNANCE READ accessesTo ANSWERED']);
  });

  it('reads the looks of the own organisation by what they were, page after page, each once', async () => {
    const all = await own(officer, { first: 100, filter: { to: new Date().toISOString() } });
    expect(all.nodes.map(({ at }) => at)).toEqual(
      all.nodes
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect(new Set(all.nodes.map(({ user }) => user))).toEqual(new Set(['dr-p', 'officer-p', 'counting-p']));
    const filters = {
      to: new Date().toISOString(),
      kind: 'READ',
      user: 'dr-p',
      role: 'clinician',
      outcome: 'ANSWERED',
    };
    const [first] = all.nodes.slice(-1);
    const found = [];
    for (let after: string | null = null, more = true; more; ) {
      const page = await own(officer, {
        first: 1,
        after,
        filter: { ...filters, from: first?.at, purpose: 'DIRECT_CARE' },
      });
      found.push(...page.nodes.map(told));
      expect(page.totalCount).toBe(2);
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(found).toEqual(all.nodes.filter(({ user, outcome }) => user === 'dr-p' && outcome === 'ANSWERED').map(told));
    const refused = await own(officer, { filter: { kind: 'REFUSAL' } });
    expect(refused.nodes.map(told)).toEqual(['dr-p clinician DIRECT_CARE REFUSAL privacyAlerts PURPOSE_NOT_ALLOWED']);
    expect((await own(officer, { filter: { operation: 'claimStay' } })).totalCount).toBe(0);
  });

  it('cannot go on where another list, filter or organisation was', async () => {
    const page = await own(officer, { first: 1 });
    const after = page.pageInfo.endCursor;
    const codes = await Promise.all([
      officer.ask(OWN, { first: 1, after, filter: { user: 'dr-p' } }),
      officerOfHome.ask(OWN, { first: 1, after }),
      officer.ask(TO, { resident: numbered(person), first: 1, after }),
    ]);
    expect(codes.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(Array(3).fill('CURSOR_INVALID'));
  });

  it('answers for the looks at somebody whom the organisation no longer sees', async () => {
    const gone = await s.someone();
    await clinician.ask(ONE, { n: gone.nhsNumber });
    await s.make.change('gp_registration', { id: await registrationOf(gone.id) }, { to_on: '2024-01-01' });
    const { nodes } = await to(officer, numbered(gone));
    expect(nodes.map(told)).toEqual(['dr-p clinician DIRECT_CARE READ resident ANSWERED']);
    expect(nodes[0]?.residents).toMatchObject([{ resident: null, relationships: ['practice.registered'] }]);
  });
});

const registrationOf = async (resident: string): Promise<string> =>
  (
    await s.database.owner.query('select id from gp_registration where resident_id = $1 and valid_until is null', [
      resident,
    ])
  ).rows[0].id;

describe('whether the hub knows a person is not told', () => {
  const empty = { totalCount: 0, nodes: [], edges: [], pageInfo: { hasNextPage: false, endCursor: null } };

  it('by a number: nobody’s, one at whom nobody of the organisation looked, and one whose number it never read are one answer', async () => {
    const stranger = await s.officer(s.trust, 'officer-t');
    for (const one of [nobody, person, neighbour]) expect(await to(stranger, numbered(one))).toEqual(empty);
    expect(await to(stranger, { id: 'no id' })).toEqual(empty);
  });

  it('by looks at somebody whom the organisation saw without name and number', async () => {
    const planner = await s.hub.as(s.otherPractice.organisation.code, 'analyst', 'PLANNING', 'planner');
    const lead = await s.officer(s.otherPractice.organisation);
    const { home } = await aligned();
    const unnamed = await s.make.resident({ home, registeredWith: s.practice });
    await planner.ask('{ residents(first: 10) { nodes { id dateOfBirth } } }');
    expect(await to(lead, numbered(unnamed))).toEqual(empty);
    const [seen] = (await own(lead, { filter: { user: 'planner' } })).nodes;
    expect(seen?.residents).toMatchObject([{ resident: null, relationships: ['practice.aligned'] }]);
    const looks = await to(lead, { id: seen?.residents[0]?.id }, { filter: { user: 'planner' } });
    expect(looks.totalCount).toBe(1);
  });

  it('by a claim: who is known and who is not leave the same, found by the number that was written', async () => {
    const doctor = await s.hub.as(s.otherTrust.code, 'clinician', 'DIRECT_CARE', 'dr-o');
    const lead = await s.officer(s.otherTrust);
    const CLAIM = 'mutation ($input: ClaimStayInput!) { claimStay(input: $input) { outcome } }';
    const PAGES = `{ myClaims(first: 1) { totalCount nodes { nhsNumber } } }`;
    const said = [];
    await s.make.stay({ resident: person, trust: s.trust, admittedAt: '2026-11-01T10:00Z' });
    for (const one of [person, nobody]) {
      const since = new Date(Date.now() - 3_600_000).toISOString();
      const input = s.typed(one, { admittedAt: since, admissionMethod: '21' });
      expect((await doctor.ask(CLAIM, { input })).data).toEqual({ claimStay: { outcome: 'ACCEPTED' } });
      await doctor.ask(PAGES);
      const { nodes } = await own(lead, { first: 2, filter: { user: 'dr-o' } });
      expect(nodes.map(told)).toEqual([
        'dr-o clinician DIRECT_CARE READ myClaims ANSWERED',
        'dr-o clinician DIRECT_CARE CLAIM claimStay ANSWERED',
      ]);
      const found = await to(lead, numbered(one));
      expect(found.nodes.map(told)).toEqual(['dr-o clinician DIRECT_CARE CLAIM claimStay ANSWERED']);
      const look = ({ at: _at, requestId: _id, ...rest }: Look) => rest;
      said.push({ ...found, nodes: [...nodes, ...found.nodes].map(look), edges: found.edges.length, pageInfo: null });
    }
    expect(said[0]).toEqual(said[1]);
    expect(said[0]?.nodes.map(({ residentCount, residents }) => [residentCount, residents.length])).toEqual(
      Array(3).fill([0, 0]),
    );
    // For whoever answers for the hub, it is on record who was meant.
    const { rows } = await s.database.owner.query(
      `select residents, undisclosed from hub.access_entry where "user" = 'dr-o' and cardinality(residents) > 0`,
    );
    expect(rows).toEqual(Array(2).fill({ residents: [person.id], undisclosed: [person.id] }));
  });

  it('but who broke the glass is found, and what was seen then', async () => {
    const doctor = await s.hub.as(s.trust.code, 'clinician', 'DIRECT_CARE', 'dr-t');
    const unseen = await s.someone();
    await doctor.ask(BREAK_GLASS, { input: s.typed(unseen, { reason: 'Found unconscious' }) });
    await doctor.ask(ONE, { n: unseen.nhsNumber });
    const { nodes } = await to(await s.officer(s.trust), numbered(unseen));
    expect(nodes.map(told)).toEqual([
      'dr-t clinician DIRECT_CARE READ resident ANSWERED',
      'dr-t clinician DIRECT_CARE BREAK_GLASS breakGlass ANSWERED',
    ]);
    expect(nodes[0]?.residents).toMatchObject([{ resident: null, relationships: ['trust.emergency'] }]);
  });
});

async function aligned() {
  const home = await s.make.home();
  await s.make.alignment({ home, leadPractice: s.otherPractice, network: await s.make.network() });
  return { home };
}
