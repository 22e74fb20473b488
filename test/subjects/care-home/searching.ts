import { expect } from '@jest/globals';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';
import { addHomes } from './homes.ts';

export interface Found {
  totalCount: number;
  excluded: { condition: string; homes: number }[];
  nodes: Record<string, unknown>[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export const SEARCH = `query Search($filter: CareHomeFilter, $orderBy: CareHomeOrder, $first: Int! = 20, $after: String) {
  careHomes(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount excluded { condition homes } nodes { cqcLocationId distanceKm } pageInfo { hasNextPage endCursor }
  }
}`;

/** Everything of these tests lies within 200 km of this point, and nothing else does. */
export const here = { near: { point: { latitude: 10, longitude: 20 } }, withinKm: 200 };

export interface Searching {
  hub: HubUnderTest;
  team: Asking;
  statements: string[];
  search(filter: object, more?: object): Promise<Found>;
}

/** Ten homes in a row to the north, one of them registered anew, and a discharge team that looks for one. */
export async function searchingHub(): Promise<Searching> {
  const statements: string[] = [];
  const hub = await startHub({ observe: (text) => statements.push(text) });
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
      hours: [{ weekday: 'FRIDAY', from: '09:00', until: '18:00' }],
    },
    { code: '1-9009', name: 'India', latitude: 11.5, beds: [] },
    { code: '1-9010', name: 'Juliet', latitude: 10.1 },
    { code: '1-9011', name: 'Juliet', latitude: 10.1, predecessor: '1-9010' },
  ]);
  const team = await hub.as('trust', 'discharge-coordinator', 'DISCHARGE');
  const search = async (filter: object, more: object = {}) => {
    const { data, errors } = await team.ask<{ careHomes: Found }>(SEARCH, { filter: { ...here, ...filter }, ...more });
    expect(errors).toBeUndefined();
    return data.careHomes;
  };
  return { hub, team, statements, search };
}

/** The last two digits of each home's CQC id. */
export const codes = ({ nodes }: Found) => nodes.map(({ cqcLocationId }) => String(cqcLocationId).slice(-2));
