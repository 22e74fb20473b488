import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MadeOrganisation } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { nobody, type Person, type Setting, setting } from '../safeguarding/setting.ts';
import { OWN, own, TO, to } from './setting.ts';

const UNUSUAL = `query ($from: DateTime!, $to: DateTime!) { unusualAccesses(from: $from, to: $to) {
  pattern user count sample { operation purpose residents { id } }
} }`;

const lately = () => {
  const [from, to] = [-1, 1].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
  return { from, to };
};

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

  it('that a colleague tried to raise, though it is out of the ordinary how often', async () => {
    const officer = await officerOf(s.home.organisation);
    for (let n = 0; n < 12; n += 1) await s.raise(s.manager, nobody);
    const { text } = await officer.ask(UNUSUAL, lately());
    expect(text).toContain('"REFUSED"');
    expect(text).not.toMatch(/concern/i);
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
    expect(await s.concerns(s.worker, person)).toHaveLength(2);
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
