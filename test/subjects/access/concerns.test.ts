import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../../src/database/client.ts';
import type { MadeOrganisation } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { type Person, type Setting, setting } from '../safeguarding/setting.ts';
import { OWN, own, TO, to } from './setting.ts';

const UNUSUAL = `query ($from: DateTime!, $to: DateTime!) { unusualAccesses(from: $from, to: $to) {
  pattern user count since sample { operation purpose residents { id } }
} }`;

const lately = () => {
  const [from, to] = [-1, 1].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
  return { from, to };
};

const day = 86_400_000;
/** Months are made three ahead: what happens there has the three months before it, too. */
const begin = Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 3, 5, 12);
const later = { from: new Date(begin).toISOString(), to: new Date(begin + 20 * day).toISOString() };

/** Adds entries of the home as a hub would have written them, in days from the beginning of that period. */
const entriesOf =
  ({ database, home }: Setting) =>
  (days: number, user: string, kind = 'READ', operation = 'resident', residents: string[] = []) =>
    withClient(database.adminUrl, (client) =>
      client.query(
        `insert into hub.access_entry (request_id, at, organisation_id, agency, "user", role, purpose, agreement, kind,
           operation, outcome, residents)
         values (gen_random_uuid(), $1, $2, 'home', $3, 'manager', 'DIRECT_CARE', 'a', $4::text, $5,
           case $4 when 'REFUSAL' then 'UNKNOWN' else 'ANSWERED' end, $6)`,
        [new Date(begin + days * day), home.organisation.id, user, kind, operation, residents],
      ),
    );

describe('a privacy officer reads of looks, and is told of no safeguarding concern', () => {
  let s: Setting;
  let person: Person;
  const officerOf = ({ code }: MadeOrganisation): Promise<Asking> =>
    s.hub.as(code, 'privacy-officer', 'INFORMATION_GOVERNANCE', 'officer');

  beforeAll(async () => {
    s = await setting();
    person = await s.someone();
  });
  afterAll(() => s.end());

  it('that a colleague raised: neither that there is one, nor that the colleague read it again', async () => {
    const officer = await officerOf(s.home.organisation);
    await s.raise(s.manager, person);
    expect(await s.concerns(s.manager, person)).toHaveLength(1);
    const [concern] = await s.concerns(s.manager, person);
    await s.manager.ask(
      'query ($id: ID!) { node(id: $id) { ... on SafeguardingConcern { narrative resident { familyName } } } }',
      { id: concern?.id },
    );
    const looks = await own(officer);
    expect(looks.totalCount).toBeGreaterThan(2);
    expect(looks.nodes.flatMap(({ residents }) => residents).length).toBeGreaterThan(2);
    const resident = { nhsNumber: person.nhsNumber };
    const answers = [await officer.ask(OWN, { first: 50 }), await officer.ask(TO, { resident, first: 50 })];
    for (const { text } of answers) {
      expect(text).toContain('"totalCount"');
      expect(text).not.toMatch(/concern|aising/i);
    }
    const filter = { operation: 'raiseSafeguardingConcern' };
    expect(await own(officer, { filter })).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it('that a colleague looked at: neither at whom nor that anything was shown, and on record it is all the same', async () => {
    const officer = await officerOf(s.home.organisation);
    const peeper = await s.hub.as(s.home.organisation.code, 'manager', 'DIRECT_CARE', 'peeper');
    const [concern] = await s.concerns(s.manager, person);
    const numbered = { nhsNumber: person.nhsNumber };
    const NODE = 'query ($id: ID!) { node(id: $id) { ... on SafeguardingConcern { narrative } } }';
    const LIST = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
      withheld { field } safeguardingConcerns { totalCount nodes { narrative } } } }`;
    expect((await peeper.ask(NODE, { id: concern?.id })).text).toContain('Bruises');
    expect((await peeper.ask(LIST, numbered)).text).toContain('Bruises');
    const filter = { user: 'peeper' };
    const { nodes } = await own(officer, { filter });
    expect(nodes.map(({ residentCount, residents }) => [residentCount, residents])).toEqual([
      [0, []],
      [0, []],
    ]);
    expect((await to(officer, numbered, { filter })).totalCount).toBe(0);
    const { rows } = await s.database.owner.query(
      `select residents, undisclosed from hub.access_entry where "user" = 'peeper'`,
    );
    expect(rows).toEqual(Array(2).fill({ residents: [person.id], undisclosed: [person.id] }));
  });

  it('by way of which a colleague looked at the resident: that look stands there as one at the resident', async () => {
    const officer = await officerOf(s.home.organisation);
    const [concern] = await s.concerns(s.manager, person);
    const resident = 'familyName personalSummary { nextOfKinName }';
    const asked = [
      ['node', `node(id: "${concern?.id}") { ... on SafeguardingConcern { narrative resident { ${resident} } } }`],
      [
        'list',
        `resident(nhsNumber: "${person.nhsNumber}") { safeguardingConcerns { nodes { resident { ${resident} } } } }`,
      ],
      ['plain', `resident(nhsNumber: "${person.nhsNumber}") { ${resident} }`],
    ] as const;
    const shown: object[] = [];
    for (const [user, question] of asked) {
      const viewer = await s.hub.as(s.home.organisation.code, 'manager', 'DIRECT_CARE', user);
      expect((await viewer.ask(`{ ${question} }`)).text).toContain('Brien');
      const { nodes } = await own(officer, { filter: { user } });
      shown.push(nodes.map(({ residents }) => residents.map((one) => [one.relationships, one.shown])));
    }
    const cells = (path: string) => [
      [[['home.current'], [{ path, type: 'Resident', field: 'familyName', form: 'clear', records: 1 }]]],
    ];
    expect(shown).toEqual([cells('node'), cells('resident'), cells('resident')]);
  });

  it('that a colleague raised, or tried to, by what is out of the ordinary: no count and no sample is another for it', async () => {
    const officer = await officerOf(s.home.organisation);
    const others = Array.from({ length: 31 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
    const add = entriesOf(s);
    for (let n = 0; n < 10; n += 1) await add(n / 1_000, 'refused', 'REFUSAL', 'resident');
    for (let n = 0; n < 9; n += 1) await add(n / 1_000, 'hardly refused', 'REFUSAL', 'resident');
    for (let n = 0; n < 21; n += 1) for (const user of ['late', 'hardly late']) await add(-n - 1, user);
    for (let n = 0; n < 5; n += 1) await add(n + 0.5, 'late');
    for (let n = 0; n < 4; n += 1) await add(n + 0.5, 'hardly late');
    for (let n = 0; n < 30; n += 1) await add(n / 10, 'curious', 'READ', 'resident', others.slice(n, n + 1));
    for (let n = 0; n < 29; n += 1) await add(n / 10, 'hardly curious', 'READ', 'resident', others.slice(n, n + 1));
    const before = await officer.ask<{ unusualAccesses: { user: string; count: number }[] }>(UNUSUAL, later);
    expect(before.data.unusualAccesses.map(({ user, count }) => [user, count])).toEqual([
      ['curious', 30],
      ['late', 5],
      ['refused', 10],
    ]);
    for (const operation of ['raiseSafeguardingConcern', 'reportSafeguardingConcern']) {
      for (const user of ['refused', 'hardly refused', 'nobody else']) {
        for (let n = 0; n < 11; n += 1) await add(n / 1_000, user, 'REFUSAL', operation);
      }
      for (const user of ['late', 'hardly late']) await add(4.5, user, 'WRITE', operation);
      for (const user of ['curious', 'hardly curious']) await add(4, user, 'READ', operation, others.slice(30));
      await add(-40, 'curious', 'READ', operation, others.slice(0, 1));
    }
    expect((await officer.ask(UNUSUAL, later)).text).toBe(before.text);
  });

  it('about somebody of the own name: what the answer to it showed is not counted', async () => {
    const officer = await officerOf(s.home.organisation);
    const namesake = await s.hub.as(s.home.organisation.code, 'manager', 'DIRECT_CARE', 'j.smith');
    const before = (await officer.ask(UNUSUAL, lately())).text;
    const RAISE = `mutation ($input: RaiseSafeguardingConcernInput!) {
      raiseSafeguardingConcern(input: $input) { record { resident { familyName } } } }`;
    const resident = (await s.finds(s.manager, person))?.id;
    const input = { idempotencyKey: 'about-a-namesake', kinds: ['PHYSICAL'], narrative: 'Bruises.', resident };
    expect((await namesake.ask(RAISE, { input })).text).toContain('Brien');
    expect((await officer.ask(UNUSUAL, lately())).text).toBe(before);
  });

  it('that a colleague reported about somebody by number, whether or not the hub knows the person', async () => {
    const officer = await officerOf(s.otherPractice.organisation);
    const stranger = await s.hub.as(s.otherPractice.organisation.code, 'clinician', 'DIRECT_CARE', 'gp');
    await s.report(stranger, person);
    expect((await to(officer, { nhsNumber: person.nhsNumber })).totalCount).toBe(0);
    expect((await own(officer)).nodes.map(({ operation }) => operation)).not.toContain('reportSafeguardingConcern');
  });

  it('into which the council enquires: of those looks the council’s officer reads who looked, and neither at whom nor what was shown', async () => {
    const officer = await officerOf(s.council);
    expect(await s.concerns(s.worker, person)).toHaveLength(3);
    const looks = await own(officer);
    expect(looks.nodes).toContainEqual(
      expect.objectContaining({
        user: 'sw',
        purpose: 'SAFEGUARDING',
        operation: 'resident',
        residents: [],
        residentCount: 0,
      }),
    );
    expect(looks.nodes.flatMap(({ residents }) => residents)).toEqual([]);
    expect((await to(officer, { nhsNumber: person.nhsNumber })).totalCount).toBe(0);
    const { text } = await officer.ask(UNUSUAL, lately());
    expect(text).toContain('"unusualAccesses"');
    expect(text).not.toContain('"id"');
  });
});
