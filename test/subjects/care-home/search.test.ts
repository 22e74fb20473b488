import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addHomes } from './homes.ts';
import { codes, type Found, SEARCH, type Searching, searchingHub } from './searching.ts';

let searching: Searching;
beforeAll(async () => {
  searching = await searchingHub();
});
afterAll(() => searching.hub.close());
const search: Searching['search'] = (...asked) => searching.search(...asked);

/** How many homes each condition rules out; distance apart, which depends on what else is in the database. */
const excluded = (found: Found) =>
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

  test('tells no distance where it starts from nowhere', async () => {
    const { data } = await searching.team.ask<{ careHomes: Found }>(SEARCH, { filter: { name: 'Able' } });
    expect(data?.careHomes.nodes).toContainEqual({ cqcLocationId: '1-9001', distanceKm: null });
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
    const asked = { careType: 'RESIDENTIAL', availableAtLeast: 1, ratingAtLeast: 'GOOD' };
    const base = await count(asked);
    expect(await count({ ...asked, acceptsDischargeAt: '2026-01-03T12:00:00Z' })).toMatchObject(base);
    // 9004 and 9009 here: of a home that gives other care, its old figures do not count.
    const named = await search({ name: 'e', careType: 'RESIDENTIAL', availableAtLeast: 1 });
    expect(named.excluded.map(({ condition }) => condition)).toContain('NAME');
  });

  test('is told of the homes within the distance, and of all others that they are too far away', async () => {
    const asked = { careType: 'NURSING', availableAtLeast: 1 };
    const { totalCount: everywhere } = await search({ withinKm: 20_100 });
    const told = async (withinKm: number) => (await search({ ...asked, withinKm })).excluded;
    // 9001, and 9010 as 9011, which is registered anew: nobody else lives so near.
    expect(await told(15)).toEqual(
      expect.arrayContaining([
        { condition: 'CARE_TYPE', homes: 2 },
        { condition: 'DISTANCE', homes: everywhere - 2 },
      ]),
    );
    expect(await told(1)).toEqual(
      expect.arrayContaining([
        { condition: 'CARE_TYPE', homes: 0 },
        { condition: 'DISTANCE', homes: everywhere },
      ]),
    );
    expect(codes(await search({ withinKm: 15 }))).toEqual(['01', '11']);
  });

  test('changes by one with each home of each kind', async () => {
    const ask = {
      careType: 'RESIDENTIAL',
      availableAtLeast: 1,
      ratingAtLeast: 'GOOD',
      acceptsDischargeAt: '2026-01-03T12:00:00Z',
    };
    const before = excluded(await search(ask));
    await addHomes(searching.hub.database.owner, [
      { code: '1-9021', careTypes: ['NURSING'], beds: [{ careType: 'NURSING', available: 0, hoursAgo: 500 }] },
      { code: '1-9022', beds: [{ careType: 'RESIDENTIAL', available: 0 }] },
      { code: '1-9023', beds: [{ careType: 'RESIDENTIAL', available: 5, hoursAgo: 500 }] },
      { code: '1-9024', status: 'CLOSED_STAFFING' },
      { code: '1-9025', hours: [] },
      { code: '1-9026', rating: 'INADEQUATE' },
    ]);
    const after = excluded(await search(ask));
    const change = Object.fromEntries(
      Object.entries(after).map(([condition, homes]) => [condition, homes - (before[condition] ?? 0)]),
    );
    expect(change).toEqual({ CARE_TYPE: 1, BEDS: 1, TOO_OLD: 1, CLOSED: 1, HOURS: 1, RATING: 1 });
  });
});
