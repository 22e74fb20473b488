import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codes, type Found, here, SEARCH, type Searching, searchingHub } from './searching.ts';

let searching: Searching;
beforeAll(async () => {
  searching = await searchingHub();
});
afterAll(() => searching.hub.close());
const search: Searching['search'] = (...asked) => searching.search(...asked);

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
      const found: Found = await search({}, { orderBy, first: 3, after });
      expect(found.totalCount).toBe(10);
      pages.push(...codes(found));
      ({ hasNextPage: more, endCursor: after } = found.pageInfo);
    }
    expect(pages).toEqual(whole);
    expect(new Set(pages).size).toBe(10);
  });

  test('of all homes gives the same list, counted or not', async () => {
    const all = `query All($after: String) { careHomes(first: 4, after: $after) {
      nodes { cqcLocationId } pageInfo { hasNextPage endCursor } } }`;
    const whole = await searching.team.ask<{ careHomes: Found }>(SEARCH, { first: 100 });
    const pages: unknown[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { careHomes }: { careHomes: Found } = (await searching.team.ask<{ careHomes: Found }>(all, { after })).data;
      pages.push(...careHomes.nodes);
      ({ hasNextPage: more, endCursor: after } = careHomes.pageInfo);
    }
    expect(pages).toEqual(whole.data.careHomes.nodes.map(({ cqcLocationId }) => ({ cqcLocationId })));
    expect(pages.length).toBe(whole.data.careHomes.totalCount);
  });

  test('orders by free beds that count: an old figure is none', async () => {
    const found = await search({ careType: 'RESIDENTIAL' }, { orderBy: { field: 'AVAILABLE', direction: 'DESC' } });
    expect(codes(found)[0]).toBe('01');
    expect(codes(found).at(-1)).not.toBe('04');
  });

  test('takes one statement, however many homes there are', async () => {
    searching.statements.length = 0;
    await search({ availableAtLeast: 1 }, { first: 1 });
    const few = searching.statements.length;
    searching.statements.length = 0;
    await search({ availableAtLeast: 1 }, { first: 100 });
    expect(searching.statements.length).toBe(few);
    expect(few).toBe(1);
  });
});

describe('a search is refused', () => {
  const codeOf = async (filter: object, more: object = {}) => {
    const { errors } = await searching.team.ask(SEARCH, { filter, ...more });
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
    ['a record of another type to start from', { near: { careHome: 'Practice:Y90001' } }, {}, 'CARE_HOME_UNKNOWN'],
    ['a name that no text can hold', { name: 'a\0b' }, {}, 'BAD_INPUT'],
    ['figures older than any', { asOfWithinHours: 2_000_000_000 }, {}, 'BAD_INPUT'],
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
    await searching.hub.database.owner.query(`insert into public.postcode_location values ('ZZ99 9ZZ', 10.1, 20)`);
    const found = await search({ near: { postcode: 'zz999 zz' }, withinKm: 1 });
    expect(codes(found)).toEqual(['01', '11']);
  });

  test.each(['1-9002', 'CareHome:1-9002'])('a care home, by %s', async (careHome) => {
    expect(codes(await search({ near: { careHome }, withinKm: 1 }))).toEqual(['02']);
  });
});
