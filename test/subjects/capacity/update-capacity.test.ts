import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contentsOf } from '../../support/contents.ts';
import type { Asking } from '../../support/hub.ts';
import type { Columns } from '../../support/insert.ts';
import { type Setting, setting } from './setting.ts';

const UPDATE = `mutation ($input: UpdateCapacityInput!) {
  updateCapacity(input: $input) { record { cqcLocationId } problems { path code } } }`;
const beds = (careType: string, available: number, more: object = {}) => ({
  ...{ careType, maximum: 10, occupied: 4, reserved: 1, available },
  ...more,
});
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

interface Shown {
  capacity: { available: number; gendersSuited: string; weeklyRateFrom: number | null; asOf: string } | null;
  capacityHistory: { totalCount: number; nodes: { careType: string; available: number; asOf: string }[] };
}
const shown = `capacity(careType: RESIDENTIAL) { available gendersSuited weeklyRateFrom asOf }
  capacityHistory(first: 100) { totalCount nodes { careType available asOf } }`;

describe('a home that states its beds', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s.end());

  const update = (careTypes: object[], more: object = {}, viewer: Asking = s.manager) =>
    s.tell<Shown>(viewer, 'updateCapacity', { careTypes, ...more }, shown);
  const codesOf = async (careTypes: object[], more: object = {}) =>
    (await update(careTypes, more)).problems.map(({ path, code }) => [path.slice(1).join('.'), code]);
  /** A manager of a home of its own. */
  async function another(columns: Columns = {}) {
    const home = await s.make.home({ council: s.council, columns });
    return { home, viewer: await s.hub.as(home.organisation.code, 'manager', 'DIRECT_CARE') };
  }

  it('does so for several kinds of care at once, and whoever looks for a bed finds it with the next question', async () => {
    const search = `{ careHomes(filter: { careType: RESIDENTIAL_DEMENTIA, availableAtLeast: 3 }) {
      nodes { cqcLocationId capacity(careType: RESIDENTIAL_DEMENTIA) { available freshness } } } }`;
    const found = async () => (await s.coordinator.ask<{ careHomes: object }>(search)).data.careHomes;
    expect(await found()).toEqual({ nodes: [] });
    const told = await update([beds('RESIDENTIAL', 5), beds('RESIDENTIAL_DEMENTIA', 3)]);
    expect(told.problems).toEqual([]);
    expect(told.record?.capacity).toMatchObject({ available: 5, gendersSuited: 'ANY', weeklyRateFrom: null });
    expect(await found()).toEqual({
      nodes: [{ cqcLocationId: s.home.code, capacity: { available: 3, freshness: 'FRESH' } }],
    });
    await update([beds('RESIDENTIAL_DEMENTIA', 0)]);
    expect(await found()).toEqual({ nodes: [] });
  });

  it('keeps what it stated before in the history, each row until the next began', async () => {
    const { home, viewer } = await another();
    for (const available of [1, 2, 3]) await update([beds('RESIDENTIAL', available)], {}, viewer);
    const told = await update([beds('RESIDENTIAL', 4)], {}, viewer);
    expect(told.record?.capacityHistory.nodes.map(({ available }) => available)).toEqual([4, 3, 2, 1]);
    const { rows } = await s.database.owner.query(
      `select available, valid_until = lead(valid_from) over (order by valid_from) as followed, author_id = $2 as own
       from capacity where home_id = $1 order by valid_from`,
      [home.id, home.organisation.id],
    );
    const stood = [1, 2, 3].map((available) => ({ available, followed: true, own: true }));
    expect(rows).toEqual([...stood, { available: 4, followed: null, own: true }]);
  });

  it('leaves as it stands what it does not say again', async () => {
    const { viewer } = await another();
    await update(
      [beds('RESIDENTIAL', 1, { gendersSuited: 'FEMALE', weeklyRateFrom: 700, weeklyRateUntil: 900.5 })],
      {},
      viewer,
    );
    const kept = await update([beds('RESIDENTIAL', 2)], {}, viewer);
    expect(kept.record?.capacity).toMatchObject({ available: 2, gendersSuited: 'FEMALE', weeklyRateFrom: 700 });
    const dearer = [beds('RESIDENTIAL', 2, { weeklyRateFrom: 901 })];
    expect((await update(dearer, {}, viewer)).problems).toMatchObject([
      { path: ['input', 'careTypes', '0', 'weeklyRateUntil'], code: 'OUT_OF_RANGE' },
    ]);
    const taken = await update([beds('RESIDENTIAL', 2, { weeklyRateFrom: null })], {}, viewer);
    expect(taken.record?.capacity).toMatchObject({ weeklyRateFrom: null, gendersSuited: 'FEMALE' });
  });

  it.each<[rule: string, careTypes: object[], problem: [string, string]]>([
    ['no figure at all', [], ['careTypes', 'REQUIRED']],
    ['a kind of care that it does not give', [beds('NURSING', 1)], ['careTypes.0.careType', 'CARE_NOT_GIVEN']],
    [
      'one kind of care twice',
      [beds('RESIDENTIAL', 1), beds('RESIDENTIAL', 2)],
      ['careTypes.1.careType', 'NAMED_TWICE'],
    ],
    ['less than no bed', [beds('RESIDENTIAL', -1)], ['careTypes.0.available', 'OUT_OF_RANGE']],
    ['more beds than the maximum', [beds('RESIDENTIAL', 6)], ['careTypes.0.maximum', 'TOO_MANY_BEDS']],
    [
      'more beds than are registered',
      [beds('RESIDENTIAL', 1, { maximum: 31 }), beds('RESIDENTIAL_DEMENTIA', 1)],
      ['careTypes', 'TOO_MANY_BEDS'],
    ],
    [
      'a rate below nothing',
      [beds('RESIDENTIAL', 1, { weeklyRateFrom: -1 })],
      ['careTypes.0.weeklyRateFrom', 'OUT_OF_RANGE'],
    ],
    [
      'rates out of order',
      [beds('RESIDENTIAL', 1, { weeklyRateFrom: 9, weeklyRateUntil: 8 })],
      ['careTypes.0.weeklyRateUntil', 'OUT_OF_RANGE'],
    ],
  ])('is told of %s, and nothing of it is recorded', async (_, careTypes, problem) => {
    const before = await contentsOf(s.database.owner);
    // What is right beside it is not recorded either.
    const right = careTypes.length === 1 ? [beds('RESIDENTIAL_DEMENTIA', 2)] : [];
    expect(await codesOf([...careTypes, ...right])).toEqual([problem]);
    expect(await contentsOf(s.database.owner)).toEqual(before);
  });

  it('counts the beds of other kinds of care, which stay as they stand, against those registered', async () => {
    const { viewer } = await another({ care_types: ['RESIDENTIAL', 'RESPITE'], registered_beds: 15 });
    expect((await update([beds('RESIDENTIAL', 1)], {}, viewer)).problems).toEqual([]);
    expect((await update([beds('RESPITE', 1, { maximum: 6 })], {}, viewer)).problems).toMatchObject([
      { code: 'TOO_MANY_BEDS' },
    ]);
    expect((await update([beds('RESPITE', 0, { maximum: 5 })], {}, viewer)).problems).toEqual([]);
  });

  it('says of which moment it is: none to come, and none before what it has stated', async () => {
    const { viewer } = await another();
    const at = (asOf: string, available: number) => update([beds('RESIDENTIAL', available)], { asOf }, viewer);
    const hourAgo = minutesAgo(60);
    expect((await at(hourAgo, 1)).record?.capacity?.asOf).toBe(hourAgo);
    expect((await at(minutesAgo(61), 2)).problems).toMatchObject([{ path: ['input', 'asOf'], code: 'OUTDATED' }]);
    expect((await at(minutesAgo(-6), 2)).problems).toMatchObject([{ path: ['input', 'asOf'], code: 'IN_FUTURE' }]);
    // Put right for the same moment.
    expect((await at(hourAgo, 3)).record?.capacity?.available).toBe(3);
    // A clock that is ahead means now.
    const ahead = await at(minutesAgo(-4), 4);
    expect(Date.parse(ahead.record?.capacity?.asOf ?? '')).toBeLessThanOrEqual(Date.now());
    expect((await update([beds('RESIDENTIAL', 5)], {}, viewer)).record?.capacity?.available).toBe(5);
  });

  it('is asked to confirm that fewer beds are in use than residents are placed there', async () => {
    const { home, viewer } = await another();
    for (let n = 0; n < 5; n += 1) await s.make.resident({ home });
    const few = [beds('RESIDENTIAL', 1)];
    expect((await update(few, {}, viewer)).problems).toEqual([
      {
        path: ['input', 'careTypes', '0', 'occupied'],
        code: 'CONFIRM',
        message: expect.stringMatching(/^5 residents are placed here today .* "confirm": true\.$/),
      },
    ]);
    expect((await update(few, { confirm: true }, viewer)).record?.capacity?.available).toBe(1);
    expect((await update([beds('RESIDENTIAL', 1, { occupied: 5 })], {}, viewer)).problems).toEqual([]);
    // Nothing else is done for being confirmed.
    expect((await update([beds('NURSING', 1)], { confirm: true }, viewer)).problems).toMatchObject([
      { code: 'CARE_NOT_GIVEN' },
    ]);
  });

  it('ends what stands of a kind of care that it has given up, and states nothing else of it', async () => {
    const { home, viewer } = await another({ care_types: ['RESIDENTIAL', 'RESIDENTIAL_DEMENTIA'] });
    expect((await update([beds('RESIDENTIAL_DEMENTIA', 1)], {}, viewer)).problems).toEqual([]);
    await s.database.owner.query(`update care_home set care_types = '{RESIDENTIAL}' where id = $1`, [home.id]);
    const none = { maximum: 0, occupied: 0, reserved: 0 };
    for (const [figure, codes] of [
      [beds('RESIDENTIAL_DEMENTIA', 1), ['CARE_NOT_GIVEN']],
      [beds('NURSING', 0, none), ['CARE_NOT_GIVEN']],
      [beds('RESIDENTIAL_DEMENTIA', 0, none), []],
    ] as const) {
      const { problems } = await update([figure], {}, viewer);
      expect([figure, problems.map(({ code }) => code)]).toEqual([figure, codes]);
    }
  });

  it('counts its residents also when it asks for their discharge', async () => {
    const { home } = await another();
    for (let n = 0; n < 5; n += 1) await s.make.resident({ home });
    const viewer = await s.hub.as(home.organisation.code, 'manager', 'DISCHARGE');
    expect((await update([beds('RESIDENTIAL', 1)], {}, viewer)).problems).toMatchObject([{ code: 'CONFIRM' }]);
  });

  it('has one effect with one key, and the same answer again', async () => {
    const { viewer, home } = await another();
    const input = { idempotencyKey: s.key(), careTypes: [beds('RESIDENTIAL', 1)] };
    const answers = await Promise.all(Array.from({ length: 4 }, () => viewer.ask(UPDATE, { input })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const { rows } = await s.database.owner.query('select from capacity where home_id = $1', [home.id]);
    expect(rows).toHaveLength(1);
    const other = await viewer.ask(UPDATE, { input: { ...input, careTypes: [beds('RESIDENTIAL', 2)] } });
    expect(other.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('is no other agency, and nobody in the home without that role', async () => {
    const input = { idempotencyKey: s.key(), careTypes: [beds('RESIDENTIAL', 1)] };
    const { errors } = await s.coordinator.ask(UPDATE, { input });
    expect(errors?.map(({ extensions }) => extensions.code)).toContain('NOT_SHARED');
    for (const [role, purpose] of [
      ['privacy-officer', 'INFORMATION_GOVERNANCE'],
      ['analyst', 'PLANNING'],
    ] as const) {
      const colleague = await s.hub.as(s.home.organisation.code, role, purpose);
      expect((await colleague.ask(UPDATE, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    const worker = await s.hub.as(s.home.organisation.code, 'care-worker', 'DIRECT_CARE');
    expect((await worker.ask<object>(UPDATE, { input })).data).toEqual({
      updateCapacity: { record: { cqcLocationId: s.home.code }, problems: [] },
    });
  });

  it('is registered: one whose registration is over, or yet to come, states nothing', async () => {
    for (const columns of [{ deregistered_on: '2025-01-01' }, { registered_on: '2999-01-01' }]) {
      const { viewer } = await another(columns);
      expect((await update([beds('RESIDENTIAL', 1)], {}, viewer)).problems).toMatchObject([
        { path: ['input'], code: 'UNKNOWN' },
      ]);
    }
  });
});
