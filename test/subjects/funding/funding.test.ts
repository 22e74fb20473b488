import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf, relationsOf } from '../../register/register.ts';
import { day } from '../../support/days.ts';
import type { MadeOrganisation } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { type Named, type Problems, type Setting, setting } from '../placement/setting.ts';

const COMPONENT = 'id version source weeklyAmount from to payer { code } payee { code }';
const PAID = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
  id familyName placements { nodes { id from home { cqcLocationId } funding { ${COMPONENT} } } }
} }`;
const records: Record<string, [type: string, selection: string]> = {
  recordFundingComponent: ['RecordFundingComponentInput', `record { ${COMPONENT} }`],
  endFundingComponent: ['EndFundingComponentInput', `record { ${COMPONENT} }`],
  changeRate: ['ChangeRateInput', `record { ${COMPONENT} }`],
  recordPlacement: ['RecordPlacementInput', 'record { id from careType home { cqcLocationId } }'],
  claimFunding: ['ClaimFundingInput', 'outcome'],
  confirmFunding: ['ConfirmFundingInput', 'outcome'],
};
interface Component {
  id: string;
  version: number;
  source: string;
  weeklyAmount: number | null;
  from: string;
  to: string | null;
}
interface Paid {
  id: string;
  familyName: string;
  placements: { nodes: { id: string; from: string; funding: Component[] | null }[] };
}
interface Came {
  outcome?: string | null;
  record?: Component | null;
  problems: Problems;
}

describe('who pays', () => {
  let s: Setting;
  let council: Asking;
  let otherCouncil: Asking;
  let icb: Asking;
  beforeAll(async () => {
    s = await setting();
    council = await s.hub.as(s.council.code, 'finance', 'FUNDING', 'payments');
    otherCouncil = await s.hub.as(s.otherCouncil.code, 'finance', 'FUNDING', 'payments');
    icb = await s.hub.as(s.icb.code, 'finance', 'FUNDING', 'payments');
  });
  afterAll(() => s?.end());

  const seen = async (viewer: Asking, { nhsNumber }: { nhsNumber: string }) =>
    (await viewer.ask<{ resident: Paid | null }>(PAID, { nhsNumber })).data.resident;
  async function tell(viewer: Asking, mutation: string, input: object): Promise<Came> {
    const [type, selection] = records[mutation] as [string, string];
    const { data, errors } = await viewer.ask<Record<string, Came> | null>(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} problems { path code } } }`,
      { input: { idempotencyKey: s.key(), ...input } },
    );
    if (errors || !data?.[mutation]) throw new Error(JSON.stringify(errors));
    return data[mutation];
  }
  const problems = async (viewer: Asking, mutation: string, input: object) =>
    (await tell(viewer, mutation, input)).problems.map(({ path, code }) => `${path.slice(1).join('.')} ${code}`);
  /** Lives in the home, and somebody pays. */
  async function funded(payer = s.council, source = 'COUNCIL') {
    const person = s.newcomer();
    const resident = await s.make.resident({
      ...{ nhsNumber: person.nhsNumber, familyName: person.familyName, bornOn: person.dateOfBirth },
    });
    const placement = await s.make.placement({ resident, home: s.home, from: '2026-01-01' });
    await s.make.funding({ resident, home: s.home, placement, source, payer, from: '2026-01-01' });
    return { ...person, ...resident };
  }
  const claim = (person: Named, more: object = {}) => ({
    ...{ ...person, home: s.home.code, source: 'COUNCIL', weeklyAmount: 812.5, from: '2026-11-01' },
    ...more,
  });
  const named = ({ nhsNumber, dateOfBirth, familyName }: Named) => ({ nhsNumber, dateOfBirth, familyName });
  const kinds = async (person: { id: string }, organisation: MadeOrganisation) =>
    (await relationsOf(s.database.owner, person, organisation)).map(([kind]) => kind);

  it('changes a rate on a day: one component ends and the next begins, in pounds and pence', async () => {
    const person = await funded();
    const resident = (await seen(council, person)) as Paid;
    const [component] = resident.placements.nodes[0]?.funding ?? [];
    const input = { fundingComponent: component?.id, version: 1, weeklyAmount: 867.68, from: '2026-04-06' };
    for (const weeklyAmount of [-1, 0.001, 100_000.01, 867.681])
      expect(await problems(council, 'changeRate', { ...input, weeklyAmount })).toEqual(['weeklyAmount OUT_OF_RANGE']);
    expect(await problems(council, 'changeRate', { ...input, from: '2026-01-01' })).toEqual(['from TOO_EARLY']);
    const { record } = await tell(council, 'changeRate', input);
    expect(record).toMatchObject({ weeklyAmount: 867.68, from: '2026-04-06', to: null, version: 1 });
    expect(await problems(council, 'changeRate', input)).toEqual(['version STALE_VERSION']);
    expect((await seen(council, person))?.placements.nodes[0]?.funding).toMatchObject([
      { weeklyAmount: 867.68, from: '2026-04-06', to: null },
      { weeklyAmount: 812.5, from: '2026-01-01', to: '2026-04-06', version: 2 },
    ]);
    const { rows } = await s.database.owner.query(
      'select weekly_amount::text from funding_component where resident_id = $1 and valid_until is null order by from_on',
      [person.id],
    );
    expect(rows).toEqual([{ weekly_amount: '812.50' }, { weekly_amount: '867.68' }]);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  it('adds what it pays for a resident whom it sees, once for each day and source, while the placement holds', async () => {
    const person = await funded();
    const resident = (await seen(council, person))?.id;
    const input = { resident, home: s.home.code, source: 'SECTION_117', weeklyAmount: 100, from: '2026-02-01' };
    expect((await tell(council, 'recordFundingComponent', input)).record).toMatchObject({
      source: 'SECTION_117',
      to: null,
    });
    expect(await problems(council, 'recordFundingComponent', { ...input, from: '2026-05-01' })).toEqual([
      'from ALREADY_RECORDED',
    ]);
    expect(await problems(council, 'recordFundingComponent', { ...input, from: '2025-12-01' })).toEqual([
      'from OUT_OF_RANGE',
    ]);
    expect(await problems(council, 'recordFundingComponent', { ...input, home: s.otherHome.code })).toEqual([
      'from OUT_OF_RANGE',
    ]);
    expect(await problems(council, 'recordFundingComponent', { ...input, home: 'none' })).toEqual(['home UNKNOWN']);
    expect(await problems(council, 'recordFundingComponent', { ...input, source: 'FNC' })).toEqual([
      'source OUT_OF_RANGE',
    ]);
    expect(await problems(otherCouncil, 'recordFundingComponent', input)).toEqual(['resident UNKNOWN']);
    await expect(
      s.make.funding({
        ...{ resident: person, home: s.home, source: 'SECTION_117', payer: s.council, from: '2026-03-01' },
        placement: (await s.database.owner.query('select id from placement where resident_id = $1', [person.id]))
          .rows[0],
      }),
    ).rejects.toThrow('funding_component_no_overlap');
  });

  it('opens no more to a board that pays for nursing than nursing, by its own word', async () => {
    const person = await funded(s.icb, 'FNC');
    const resident = (await seen(icb, person))?.id;
    const input = { resident, home: s.home.code, source: 'CHC', weeklyAmount: 1200, from: '2026-03-01' };
    expect(await problems(icb, 'recordFundingComponent', input)).toEqual(['source OUT_OF_RANGE']);
    expect(await kinds(person, s.icb)).toEqual(['icb.fnc']);
    const { outcome } = await tell(icb, 'claimFunding', claim(named(person), { source: 'CHC', from: '2026-03-01' }));
    expect([outcome, await kinds(person, s.icb)]).toEqual(['ACCEPTED', ['icb.fnc']]);
    const lives = (await seen(s.manager, person))?.id;
    const nursing = { resident: lives, payer: s.icb.code, source: 'FNC' };
    await tell(s.manager, 'confirmFunding', nursing);
    expect(await kinds(person, s.icb)).toEqual(['icb.fnc']);
    await tell(s.manager, 'confirmFunding', { ...nursing, source: 'CHC' });
    expect(await kinds(person, s.icb)).toEqual(['icb.fnc', 'icb.chc']);
    expect(await problems(s.manager, 'confirmFunding', { ...nursing, source: 'COUNCIL' })).toEqual([
      'source OUT_OF_RANGE',
    ]);
  });

  it('ends what it pays, and then sees the resident no more', async () => {
    const person = await funded();
    const [component] = (await seen(council, person))?.placements.nodes[0]?.funding ?? [];
    const input = { fundingComponent: component?.id, version: 1, on: day(-1) };
    expect(await problems(council, 'endFundingComponent', { ...input, on: '2025-12-31' })).toEqual(['on TOO_EARLY']);
    expect(await problems(otherCouncil, 'endFundingComponent', input)).toEqual(['fundingComponent UNKNOWN']);
    expect(await tell(council, 'endFundingComponent', input)).toEqual({ record: null, problems: [] });
    expect(await seen(council, person)).toBeNull();
    expect(await problems(council, 'endFundingComponent', { ...input, version: 2, on: day(30) })).toEqual([
      'fundingComponent UNKNOWN',
    ]);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  it('by its word alone sees nobody, known or unknown, wherever the person lives', async () => {
    const elsewhere = await funded(s.otherCouncil);
    const free = s.newcomer();
    await s.make.resident({ nhsNumber: free.nhsNumber, familyName: free.familyName, bornOn: free.dateOfBirth });
    const people = [named(elsewhere), free, s.newcomer()];
    const answers = new Set<string>();
    for (const person of people) {
      const came = await tell(council, 'claimFunding', claim(person));
      const again = await tell(council, 'claimFunding', claim(person));
      const mine = await s.statesOf(council, person);
      answers.add(JSON.stringify([came, again, mine, await seen(council, person)]));
    }
    expect([...answers].map((one) => JSON.parse(one))).toEqual([
      [
        { outcome: 'ACCEPTED', problems: [] },
        { outcome: null, problems: [{ path: ['input'], code: 'ALREADY_RECORDED' }] },
        ['PENDING'],
        null,
      ],
    ]);
    expect(await kinds(elsewhere, s.council)).toEqual([]);
  });

  it('and the home that admits the person bear each other out, whoever speaks first, whether or not the hub knows the person', async () => {
    for (const first of ['home', 'council'])
      for (const known of [true, false]) {
        const person = s.newcomer();
        if (known)
          await s.make.resident({
            nhsNumber: person.nhsNumber,
            familyName: person.familyName,
            bornOn: person.dateOfBirth,
          });
        if (first === 'home') await s.admits(person);
        expect(await seen(council, person)).toBeNull();
        await tell(council, 'claimFunding', claim(person));
        if (first === 'council') await s.admits(person);
        const paid = await seen(council, person);
        expect(paid?.placements.nodes).toMatchObject([
          { from: '2026-11-01', funding: [{ source: 'COUNCIL', weeklyAmount: 812.5, from: '2026-11-01', to: null }] },
        ]);
        expect([await s.statesOf(council, person), await s.statesOf(s.manager, person)]).toEqual([
          ['CONFIRMED'],
          ['CONFIRMED'],
        ]);
      }
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  it('keeps no home waiting by what it claimed as well, when its feed brings the same', async () => {
    const person = s.newcomer();
    const { nhsNumber, familyName, dateOfBirth: bornOn } = person;
    const resident = await s.make.resident({ nhsNumber, familyName, bornOn });
    await tell(council, 'claimFunding', claim(person));
    const placement = await s.make.placement({ resident, home: s.home, from: '2025-01-01', to: '2025-02-01' });
    await s.make.funding({
      ...{ resident, home: s.home, placement, source: 'COUNCIL', payer: s.council, author: s.council },
      from: '2026-11-01',
    });
    await s.admits(person);
    expect([await s.statesOf(council, person), await s.statesOf(s.manager, person)]).toEqual([
      ['CONFIRMED'],
      ['CONFIRMED'],
    ]);
    const { rows } = await s.database.owner.query(
      'select count(*)::int as paid from funding_component where resident_id = $1',
      [resident.id],
    );
    expect(rows).toEqual([{ paid: 1 }]);
  });

  it('is believed of a resident whom it does not see, if the home says the same, before or after', async () => {
    for (const first of ['home', 'council']) {
      const person = s.newcomer();
      const { nhsNumber, familyName, dateOfBirth: bornOn } = person;
      await s.make.resident({ nhsNumber, familyName, bornOn, home: s.home, since: '2025-01-01' });
      const resident = (await seen(s.manager, person))?.id;
      const confirm = () => tell(s.manager, 'confirmFunding', { resident, payer: s.council.code, source: 'COUNCIL' });
      if (first === 'home') expect(await confirm()).toEqual({ outcome: 'ACCEPTED', problems: [] });
      await tell(council, 'claimFunding', claim(person));
      if (first === 'council') {
        expect(await seen(council, person)).toBeNull();
        expect(await confirm()).toEqual({ outcome: 'ACCEPTED', problems: [] });
      }
      expect((await seen(council, person))?.familyName).toBe(familyName);
      expect((await seen(otherCouncil, person))?.familyName).toBeUndefined();
    }
  });

  it('is said by no home of another’s resident, and by no payer of another’s component', async () => {
    const person = await funded();
    const resident = (await seen(s.manager, person))?.id;
    const other = await s.hub.as(s.otherHome.organisation.code, 'manager', 'DIRECT_CARE');
    expect(
      await problems(other, 'confirmFunding', { resident, payer: s.otherCouncil.code, source: 'COUNCIL' }),
    ).toEqual(['resident UNKNOWN']);
    expect(
      await problems(s.manager, 'confirmFunding', { resident, payer: s.practice.organisation.code, source: 'COUNCIL' }),
    ).toEqual(['payer UNKNOWN']);
    const worker = await s.hub.as(s.home.organisation.code, 'care-worker', 'DIRECT_CARE');
    await expect(
      tell(worker, 'confirmFunding', { resident, payer: s.council.code, source: 'COUNCIL' }),
    ).rejects.toThrow('FORBIDDEN');
    await expect(tell(s.manager, 'claimFunding', claim(s.newcomer()))).rejects.toThrow('NOT_SHARED');
  });

  it('records where somebody moves in, up to four weeks ahead and not beside another placement; the home is borne out', async () => {
    const person = await funded();
    const resident = (await seen(council, person))?.id;
    const input = { resident, home: s.otherHome.code, careType: 'NURSING', from: day(10) };
    expect(await problems(council, 'recordPlacement', input)).toEqual(['from NOT_POSSIBLE']);
    expect(await problems(council, 'recordPlacement', { ...input, home: s.home.code })).toEqual([' ALREADY_RECORDED']);
    expect(await problems(council, 'recordPlacement', { ...input, from: day(40) })).toEqual(['from IN_FUTURE']);
    expect(await problems(otherCouncil, 'recordPlacement', input)).toEqual(['resident UNKNOWN']);
    await s.database.owner.query('update placement set to_on = $2 where resident_id = $1', [person.id, day(5)]);
    const { record } = await tell(council, 'recordPlacement', input);
    expect(record).toMatchObject({ from: day(10), careType: 'NURSING', home: { cqcLocationId: s.otherHome.code } });
    expect(await relationsOf(s.database.owner, person, s.otherHome)).toEqual([['home.current', day(10), '…']]);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });
});
