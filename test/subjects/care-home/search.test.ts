import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';
import { addHomes } from './homes.ts';

interface Found {
  careHomes: {
    totalCount: number;
    excluded: { condition: string; homes: number }[];
    nodes: Record<string, unknown>[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

const SEARCH = `query Search($filter: CareHomeFilter, $orderBy: CareHomeOrder, $first: Int! = 20, $after: String) {
  careHomes(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount excluded { condition homes } nodes { cqcLocationId distanceKm } pageInfo { hasNextPage endCursor }
  }
}`;

/** Everything here lies within 200 km of this point, and nothing else does. */
const here = { near: { point: { latitude: 10, longitude: 20 } }, withinKm: 200 };
const friday = 'FRIDAY';

let hub: HubUnderTest;
let team: Asking;
const statements: string[] = [];

beforeAll(async () => {
  hub = await startHub({ observe: (text) => statements.push(text) });
  const { owner } = hub.database;
  await owner.query(
    `insert into public.organisation (agency, code, name) values ('trust', 'trust', 'T') on conflict do nothing`,
  );
  await addHomes(owner, [
    { code: '1-9001', name: 'Able', latitude: 10.1, beds: [{ careType: 'RESIDENTIAL', available: 3, reserved: 4 }] },
    { code: '1-9002', name: 'baker', latitude: 10.2, beds: [{ careType: 'RESIDENTIAL', available: 0, reserved: 5 }] },
    {
      code: '1-9003',
      name: 'Charlie',
      latitude: 10.3,
      beds: [{ careType: 'RESIDENTIAL', available: 1, hoursAgo: 80 }],
    },
    { code: '1-9004', name: 'Delta', latitude: 10.4, beds: [{ careType: 'RESIDENTIAL', available: 9, hoursAgo: 200 }] },
    { code: '1-9005', name: 'Echo', latitude: 10.5, status: 'CLOSED_OUTBREAK' },
    {
      code: '1-9006',
      name: 'Foxtrot',
      latitude: 10.6,
      careTypes: ['NURSING'],
      beds: [{ careType: 'NURSING', available: 2 }],
    },
    { code: '1-9007', name: 'Golf', latitude: 10.7, rating: 'REQUIRES_IMPROVEMENT', status: 'OPEN_WITH_RESTRICTIONS' },
    {
      code: '1-9008',
      name: 'Hotel',
      latitude: 10.8,
      rating: null,
      hours: [{ weekday: friday, from: '09:00', until: '18:00' }],
    },
    { code: '1-9009', name: 'India', latitude: 11.5, beds: [] },
    { code: '1-9010', name: 'Juliet', latitude: 10.1 },
    { code: '1-9011', name: 'Juliet', latitude: 10.1, predecessor: '1-9010' },
  ]);
  team = await hub.as('trust', 'discharge-coordinator', 'DISCHARGE');
});
afterAll(() => hub.close());

async function search(filter: object, more: object = {}): Promise<Found['careHomes']> {
  const { data, errors } = await team.ask<Found>(SEARCH, { filter: { ...here, ...filter }, ...more });
  expect(errors).toBeUndefined();
  return data.careHomes;
}
const codes = ({ nodes }: Found['careHomes']) => nodes.map(({ cqcLocationId }) => String(cqcLocationId).slice(-2));
const excluded = (found: Found['careHomes']) =>
  Object.fromEntries(
    found.excluded
      .filter(({ condition }) => condition !== 'DISTANCE')
      .map(({ condition, homes }) => [condition, homes]),
  );

describe('a search for homes', () => {
  test('lists the nearest first, with the distance, and not under a former registration', async () => {
    const found = await search({});
    expect(codes(found)).toEqual(['01', '11', '02', '03', '04', '05', '06', '07', '08', '09']);
    expect(found.totalCount).toBe(10);
    expect(found.nodes[0]).toEqual({ cqcLocationId: '1-9001', distanceKm: 11.12 });
  });

  test('finds homes by part of the name', async () => {
    expect(codes(await search({ name: 'BAK' }))).toEqual(['02']);
    expect(codes(await search({ name: '%' }))).toEqual([]);
  });

  test('counts free beds that are not reserved, of the wanted care type, stated in the last seven days', async () => {
    const found = await search({ careType: 'RESIDENTIAL', availableAtLeast: 1 });
    expect(codes(found)).toEqual(['01', '11', '03', '07', '08']);
    // 9009 never stated a figure: it is too old, and not taken for full.
    expect(excluded(found)).toMatchObject({ CARE_TYPE: expect.any(Number), CLOSED: expect.any(Number) });
  });

  test('counts old figures where they are asked for, and fewer hours where those are', async () => {
    const beds = { careType: 'RESIDENTIAL', availableAtLeast: 1 };
    expect(codes(await search({ ...beds, asOfWithinHours: 300 }))).toEqual(['01', '11', '03', '04', '07', '08']);
    expect(codes(await search({ ...beds, asOfWithinHours: 72 }))).toEqual(['01', '11', '07', '08']);
  });

  test('counts beds of any care type where none is named', async () => {
    expect(codes(await search({ availableAtLeast: 2 }))).toEqual(['01', '11', '06', '07', '08']);
  });

  test('leaves closed homes in where nobody asks for beds or a moment', async () => {
    expect(codes(await search({ careType: 'RESIDENTIAL' }))).toContain('05');
    expect(codes(await search({ acceptsDischargeAt: '2026-07-03T10:00:00Z' }))).not.toContain('05');
  });

  test.each([
    ['in summer until six in the evening, London', '2026-07-03T16:59:00Z', true],
    ['in summer not at six', '2026-07-03T17:00:00Z', false],
    ['in winter until six', '2026-01-02T17:59:00Z', true],
    ['not before nine', '2026-01-02T08:59:00Z', false],
    ['not on a day without hours', '2026-01-03T12:00:00Z', false],
  ])('knows the hours of a home by the clock of London: %s', async (_title, at, accepted) => {
    expect(codes(await search({ acceptsDischargeAt: at })).includes('08')).toBe(accepted);
  });

  test('asks for a rating or better, and leaves out who was not rated', async () => {
    expect(codes(await search({ ratingAtLeast: 'GOOD' }))).toEqual(['01', '11', '02', '03', '04', '05', '06', '09']);
    expect(codes(await search({ ratingAtLeast: 'REQUIRES_IMPROVEMENT' }))).toContain('07');
    expect(codes(await search({ ratingAtLeast: 'NOT_RATED' }))).toContain('08');
  });

  test('keeps to the distance', async () => {
    expect(codes(await search({ withinKm: 34 }))).toEqual(['01', '11', '02', '03']);
  });
});

describe('what a search leaves out', () => {
  test('is told for each condition by itself, so that an empty list never reads as no beds', async () => {
    const before = await search({
      careType: 'RESIDENTIAL',
      availableAtLeast: 100,
      ratingAtLeast: 'GOOD',
      acceptsDischargeAt: '2026-01-03T12:00:00Z',
    });
    const all = await search({ withinKm: 20_100 });
    expect(before.nodes).toEqual([]);
    expect(before.excluded.map(({ condition }) => condition)).toEqual([
      'CARE_TYPE',
      'BEDS',
      'TOO_OLD',
      'CLOSED',
      'HOURS',
      'DISTANCE',
      'RATING',
    ]);
    const others = all.totalCount - 10;
    const counts = Object.fromEntries(before.excluded.map(({ condition, homes }) => [condition, homes]));
    expect(counts.DISTANCE).toBe(others);
    expect(excluded(all)).toEqual({});
  });

  test('counts every home that a condition rules out, whatever the others do', async () => {
    const count = async (filter: object) => excluded(await search(filter));
    const base = await count({ careType: 'RESIDENTIAL', availableAtLeast: 1, ratingAtLeast: 'GOOD' });
    const far = await count({ careType: 'RESIDENTIAL', availableAtLeast: 1, ratingAtLeast: 'GOOD', withinKm: 1 });
    expect(far).toEqual(base);
    // 9004 and 9009 here: of a home that gives other care, its old figures do not count.
    const named = await search({ name: 'e', careType: 'RESIDENTIAL', availableAtLeast: 1 });
    expect(named.excluded.map(({ condition }) => condition)).toContain('NAME');
  });

  test('changes by one with each home of each kind', async () => {
    const ask = {
      careType: 'RESIDENTIAL',
      availableAtLeast: 1,
      ratingAtLeast: 'GOOD',
      acceptsDischargeAt: '2026-01-03T12:00:00Z',
    };
    const before = excluded(await search(ask));
    await addHomes(hub.database.owner, [
      { code: '1-9021', careTypes: ['NURSING'], beds: [{ careType: 'NURSING', available: 0, hoursAgo: 500 }] },
      { code: '1-9022', beds: [{ careType: 'RESIDENTIAL', available: 0 }] },
      { code: '1-9023', beds: [{ careType: 'RESIDENTIAL', available: 5, hoursAgo: 500 }] },
      { code: '1-9024', status: 'CLOSED_STAFFING' },
      { code: '1-9025', hours: [] },
      { code: '1-9026', rating: 'INADEQUATE' },
    ]);
    const after = excluded(await search(ask));
    await hub.database.owner.query(
      `delete from public.capacity where home_id in (select id from public.care_home where cqc_location_id like '1-902%')`,
    );
    for (const table of ['rating', 'discharge_hours']) {
      await hub.database.owner.query(
        `delete from public.${table} where home_id in (select id from public.care_home where cqc_location_id like '1-902%')`,
      );
    }
    await hub.database.owner.query(`delete from public.care_home where cqc_location_id like '1-902%'`);
    const change = Object.fromEntries(
      Object.entries(after).map(([condition, homes]) => [condition, homes - (before[condition] ?? 0)]),
    );
    expect(change).toEqual({ CARE_TYPE: 1, BEDS: 1, TOO_OLD: 1, CLOSED: 1, HOURS: 1, RATING: 1 });
  });
});

describe('paging through homes', () => {
  test.each([
    ['NAME', 'ASC'],
    ['NAME', 'DESC'],
    ['DISTANCE', 'DESC'],
    ['AVAILABLE', 'ASC'],
    ['AVAILABLE', 'DESC'],
  ])('by %s %s gives every home once, also where several are equal', async (field, direction) => {
    const orderBy = { field, direction };
    const whole = codes(await search({}, { orderBy, first: 100 }));
    const pages: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const found: Found['careHomes'] = await search({}, { orderBy, first: 3, after });
      expect(found.totalCount).toBe(10);
      pages.push(...codes(found));
      ({ hasNextPage: more, endCursor: after } = found.pageInfo);
    }
    expect(pages).toEqual(whole);
    expect(new Set(pages).size).toBe(10);
  });

  test('orders by free beds that count: an old figure is none', async () => {
    const found = await search({ careType: 'RESIDENTIAL' }, { orderBy: { field: 'AVAILABLE', direction: 'DESC' } });
    expect(codes(found)[0]).toBe('01');
    expect(codes(found).at(-1)).not.toBe('04');
  });

  test('takes one statement, however many homes there are', async () => {
    statements.length = 0;
    await search({ availableAtLeast: 1 }, { first: 1 });
    const few = statements.length;
    statements.length = 0;
    await search({ availableAtLeast: 1 }, { first: 100 });
    expect(statements.length).toBe(few);
    expect(few).toBe(1);
  });
});

describe('a search is refused', () => {
  const codeOf = async (filter: object, more: object = {}) => {
    const { errors } = await team.ask(SEARCH, { filter, ...more });
    return errors?.[0]?.extensions.code;
  };

  test.each([
    ['a page of none', {}, { first: 0 }, 'PAGE_SIZE'],
    ['a negative page', {}, { first: -1 }, 'PAGE_SIZE'],
    ['a page of a thousand', {}, { first: 1000 }, 'PAGE_SIZE'],
    ['a cursor of another list', {}, { after: 'bm90IGEgY3Vyc29y' }, 'CURSOR_INVALID'],
    ['an unknown postcode', { near: { postcode: 'QQ9 9QQ' } }, {}, 'POSTCODE_UNKNOWN'],
    ['what is no postcode', { near: { postcode: 'somewhere' } }, {}, 'POSTCODE_UNKNOWN'],
    ['an unknown home to start from', { near: { careHome: 'CareHome:1-0' } }, {}, 'CARE_HOME_UNKNOWN'],
    ['two places to start from', { near: { careHome: '1-9001', postcode: 'ZZ1 1AA' } }, {}, 'BAD_INPUT'],
    ['no place to start from', { near: {} }, {}, 'BAD_INPUT'],
    ['a distance from nowhere', { withinKm: 5 }, {}, 'BAD_INPUT'],
    ['an order by distance from nowhere', {}, { orderBy: { field: 'DISTANCE' } }, 'BAD_INPUT'],
    ['a place off the map', { near: { point: { latitude: 91, longitude: 0 } } }, {}, 'BAD_INPUT'],
    ['fewer than no beds', { availableAtLeast: -1 }, {}, 'BAD_INPUT'],
  ])('for %s', async (_what, filter, more, code) => {
    expect(await codeOf(filter, more)).toBe(code);
  });

  test('with a cursor of the same list under another filter', async () => {
    const { pageInfo } = await search({}, { first: 1 });
    expect(await codeOf({ ...here, name: 'a' }, { after: pageInfo.endCursor })).toBe('CURSOR_INVALID');
  });
});

describe('a search starts from', () => {
  test('a postcode, however it is written', async () => {
    await hub.database.owner.query(`insert into public.postcode_location values ('ZZ99 9ZZ', 10.1, 20)`);
    const found = await search({ near: { postcode: 'zz999 zz' }, withinKm: 1 });
    expect(codes(found)).toEqual(['01', '11']);
  });

  test.each(['1-9002', 'CareHome:1-9002'])('a care home, by %s', async (careHome) => {
    expect(codes(await search({ near: { careHome }, withinKm: 1 }))).toEqual(['02']);
  });
});
