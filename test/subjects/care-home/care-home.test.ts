import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';
import { addHomes, insert } from './homes.ts';

const BED_SEARCH = `query BedSearch($careType: CareType!, $near: NearInput!, $at: DateTime!) {
  careHomes(
    filter: { careType: $careType, availableAtLeast: 1, acceptsDischargeAt: $at, near: $near, withinKm: 15, ratingAtLeast: GOOD, asOfWithinHours: 72 }
    orderBy: { field: DISTANCE, direction: ASC }, first: 20
  ) {
    totalCount
    excluded { condition homes }
    nodes { id cqcLocationId name postcode distanceKm acceptsTrustedAssessor
      dutyContact { name telephone } dischargeHours { weekday from until }
      rating { overall publishedOn inherited }
      capacity(careType: $careType) { available reserved status asOf freshness } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const near = { point: { latitude: 10, longitude: 20 } };
const at = '2026-07-03T17:30:00Z';

let hub: HubUnderTest;
let team: Asking;
const statements: string[] = [];
const idOf = `(select id from public.care_home where cqc_location_id = $1)`;

beforeAll(async () => {
  hub = await startHub({ observe: (text) => statements.push(text) });
  const { owner } = hub.database;
  await owner.query(`insert into public.organisation (agency, code, name) values ('trust', 'a trust', 'T')`);
  await addHomes(owner, [
    {
      code: '1-8001',
      name: 'Hawthorn',
      latitude: 10.05,
      hours: [
        { weekday: 'FRIDAY', from: '08:00', until: '20:00' },
        { weekday: 'MONDAY', from: '09:00', until: '24:00' },
      ],
    },
    {
      code: '1-8002',
      name: 'Rowan',
      latitude: 10.06,
      status: 'OPEN_WITH_RESTRICTIONS',
      beds: [{ careType: 'RESIDENTIAL', available: 4, reserved: 1, hoursAgo: 30 }],
    },
    {
      code: '1-8003',
      name: 'Former',
      latitude: 10.06,
      beds: [{ careType: 'RESIDENTIAL', available: 4, hoursAgo: 400 }],
      rating: null,
    },
    { code: '1-8004', name: 'Anew', latitude: 10.07, predecessor: '1-8003', rating: null, hours: [] },
  ]);
  await owner.query(
    `insert into public.rating (home_id, domain, rating, published_on, inherited_from_id)
      select ${idOf}, domain, grade, published_on::date, (select id from public.care_home where cqc_location_id = '1-8003')
      from (values ('OVERALL', 'INADEQUATE', '2019-01-01'), ('OVERALL', 'OUTSTANDING', '2024-02-03'), ('SAFE', 'GOOD', '2024-02-03'))
        as rated (domain, grade, published_on)`,
    ['1-8004'],
  );
  team = await hub.as('a trust', 'discharge-coordinator', 'DISCHARGE');
});
afterAll(() => hub.close());

async function home(cqcLocationId: string, fields: string): Promise<Record<string, unknown> | null> {
  const question = `query Home($id: String!) { careHome(cqcLocationId: $id) { ${fields} } }`;
  const { data, errors } = await team.ask<{ careHome: Record<string, unknown> | null }>(question, {
    id: cqcLocationId,
  });
  expect(errors).toBeUndefined();
  return data.careHome;
}

describe('the bed search of a discharge team', () => {
  const ask = () =>
    team.ask<{ careHomes: { totalCount: number; nodes: object[] } }>(BED_SEARCH, { careType: 'RESIDENTIAL', near, at });

  test('shows what a discharge team needs to ring', async () => {
    const { data, errors } = await ask();
    expect(errors).toBeUndefined();
    expect(data.careHomes.totalCount).toBe(2);
    expect(data.careHomes.nodes[0]).toEqual({
      id: 'CareHome:1-8001',
      cqcLocationId: '1-8001',
      name: 'Hawthorn',
      postcode: 'ZZ1 1AA',
      distanceKm: 5.56,
      acceptsTrustedAssessor: true,
      dutyContact: { name: 'Duty of 1-8001', telephone: null },
      dischargeHours: [
        { weekday: 'MONDAY', from: '09:00', until: '24:00' },
        { weekday: 'FRIDAY', from: '08:00', until: '20:00' },
      ],
      rating: { overall: 'GOOD', publishedOn: '2025-05-01', inherited: false },
      capacity: { available: 2, reserved: 0, status: 'OPEN', asOf: expect.any(String), freshness: 'FRESH' },
    });
    expect(data.careHomes.nodes[1]).toMatchObject({
      capacity: { available: 4, reserved: 1, status: 'OPEN_WITH_RESTRICTIONS', freshness: 'AGEING' },
    });
  });

  test('takes as many statements for many homes as for few', async () => {
    statements.length = 0;
    await ask();
    const few = statements.length;
    await addHomes(
      hub.database.owner,
      Array.from({ length: 15 }, (_, n) => ({ code: `1-81${n + 10}`, latitude: 10.08 })),
    );
    statements.length = 0;
    const { data } = await ask();
    expect(data.careHomes.nodes).toHaveLength(17);
    expect(statements).toHaveLength(few);
    expect(few).toBe(5);
  });
});

describe('a care home', () => {
  test('that nobody knows is null', async () => {
    expect(await home('1-0', 'id')).toBeNull();
  });

  test('has the newest rating of each domain, and says if it was given to its former registration', async () => {
    expect(
      await home('1-8004', 'rating { overall publishedOn inherited domains { domain rating } } predecessor { name }'),
    ).toEqual({
      rating: {
        overall: 'OUTSTANDING',
        publishedOn: '2024-02-03',
        inherited: true,
        domains: [{ domain: 'SAFE', rating: 'GOOD' }],
      },
      predecessor: { name: 'Former' },
    });
    expect(await home('1-8003', 'rating { overall }')).toEqual({ rating: null });
  });

  test('has no capacity of a kind that it never stated, and tells how old a figure is', async () => {
    const fields =
      'capacity(careType: NURSING) { available } stated: capacity(careType: RESIDENTIAL) { freshness home { name } }';
    expect(await home('1-8003', fields)).toEqual({
      capacity: null,
      stated: { freshness: 'STALE', home: { name: 'Former' } },
    });
  });

  test('has no distance outside a search that starts from somewhere', async () => {
    expect(await home('1-8001', 'distanceKm')).toEqual({ distanceKm: null });
  });

  test('keeps what it stated about its beds, page by page, newest first', async () => {
    const { owner } = hub.database;
    const { rows } = await owner.query(
      `select id, organisation_id from public.care_home where cqc_location_id = '1-8001'`,
    );
    await insert(
      owner,
      'capacity',
      [1, 2, 3].map((day) => ({
        ...{ id: `00000000-0000-0000-0000-00000000000${day}`, home_id: rows[0].id, author_id: rows[0].organisation_id },
        ...{ care_type: 'RESIDENTIAL', maximum: 30, occupied: 20, reserved: 0, available: day, genders_suited: 'ANY' },
        ...{
          as_of: `2026-01-0${day}T09:00:00.123456Z`,
          valid_from: `2026-01-0${day}T09:00:00.123456Z`,
          valid_until: `2026-01-0${day + 1}T09:00:00Z`,
        },
      })),
    );
    const page = async (after: string | null) => {
      const found = await home(
        '1-8001',
        `capacityHistory(first: 2, after: ${JSON.stringify(after)}) { totalCount nodes { available } pageInfo { hasNextPage endCursor } }`,
      );
      return found?.capacityHistory as {
        totalCount: number;
        nodes: object[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
    const first = await page(null);
    expect(first).toMatchObject({
      totalCount: 4,
      nodes: [{ available: 2 }, { available: 3 }],
      pageInfo: { hasNextPage: true },
    });
    const second = await page(first.pageInfo.endCursor);
    expect(second).toMatchObject({
      totalCount: 4,
      nodes: [{ available: 2 }, { available: 1 }],
      pageInfo: { hasNextPage: false },
    });
  });
});

describe('the directory', () => {
  test('leads from a home to its network, lead practice and commissioner, and back', async () => {
    const { data, errors } = await team.ask<{ careHomes: { nodes: { alignment: unknown; clinicalLead: unknown }[] } }>(
      `{ careHomes(first: 100) { nodes { clinicalLead { name } alignment { clinicalLeadName home { name }
        network { code icb { agency } practices(first: 1) { totalCount nodes { odsCode network { code } organisation { code } } } }
        leadPractice { odsCode network { code } } } } } }`,
    );
    expect(errors).toBeUndefined();
    const aligned = data.careHomes.nodes.find(({ alignment }) => alignment !== null);
    expect(aligned).toMatchObject({
      clinicalLead: { name: expect.stringContaining('Dr') },
      alignment: { network: { icb: { agency: 'icb' }, practices: { nodes: [{ odsCode: expect.any(String) }] } } },
    });
  });

  test('lists partners, practices and networks by name', async () => {
    const { data, errors } = await team.ask<Record<string, { totalCount: number; nodes: { name: string }[] }>>(
      `{ organisations(agency: "practice", first: 100) { totalCount nodes { name agency } }
        practices(first: 100) { totalCount nodes { name } } primaryCareNetworks { totalCount nodes { name } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.practices?.totalCount).toBe(data.organisations?.totalCount);
    for (const { nodes } of Object.values(data)) {
      const names = nodes.map(({ name }) => name);
      expect(names).toEqual(names.toSorted());
    }
  });
});
