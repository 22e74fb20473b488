import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';

let hub: HubUnderTest;
let service: Asking;
let board: string;
beforeAll(async () => {
  hub = await startHub();
  const { rows } = await hub.database.owner.query<{ code: string }>(
    `select code from public.organisation where agency = 'dashboard' order by code limit 1`,
  );
  board = rows[0]?.code ?? '';
  // As OAuth's client credentials make it: the subject is the service, and the client is named.
  service = await hub.as(board, 'service', 'PLANNING', 'service-account-board', 'board-client');
});
afterAll(() => hub.close());

const codeOf = async (document: string, asking = service) => (await asking.ask(document)).errors?.[0]?.extensions.code;

describe('a service that signs in by itself', () => {
  it('is its organisation, in the role of a service', async () => {
    const { data } = await service.ask('{ viewer { agency role purpose organisation { code } } }');
    expect(data).toEqual({
      viewer: { agency: 'dashboard', role: 'service', purpose: 'PLANNING', organisation: { code: board } },
    });
  });

  it('reads the directory, and which measures there are', async () => {
    const { data, errors } = await service.ask<{ careHomes: { totalCount: number }; measures: object[] }>(
      '{ careHomes(first: 1) { totalCount nodes { name } } measures { name unit } }',
    );
    expect(errors).toBeUndefined();
    expect(data.careHomes.totalCount).toBeGreaterThan(0);
    expect(data.measures.length).toBeGreaterThan(0);
  });

  it.each([
    ['a resident by number', '{ resident(nhsNumber: "9990000018") { id } }'],
    ['the residents of a home', '{ careHomes(first: 1) { nodes { residents(first: 1) { totalCount } } } }'],
    ['who looked', '{ accessEvents(first: 1) { totalCount } }'],
    ['a write', 'mutation { recordCapacity(input: {}) { problems { code } } }'],
  ])('is shared no field for %s', async (_title, document) => {
    expect(await codeOf(document)).toBe('NOT_SHARED');
  });

  it('gets nothing by a role that its agency does not have, or for a purpose that its role does not have', async () => {
    expect(await codeOf('{ __typename }', await hub.as(board, 'clinician', 'PLANNING'))).toBe('ROLE_UNKNOWN');
    expect(await codeOf('{ __typename }', await hub.as(board, 'service', 'DIRECT_CARE'))).toBe('PURPOSE_NOT_ALLOWED');
  });

  it('is no role of those who care for people', async () => {
    const { rows } = await hub.database.owner.query<{ code: string }>(
      `select code from public.organisation where agency = 'practice' order by code limit 1`,
    );
    const posing = await hub.as(rows[0]?.code ?? '', 'service', 'PLANNING', 'service-account-board', 'board-client');
    expect(await codeOf('{ __typename }', posing)).toBe('ROLE_UNKNOWN');
  });

  it('is named in the access record, with its client', async () => {
    const { errors } = await service.ask('{ resident(nhsNumber: "9990000018") { id } }');
    const { rows } = await hub.database.owner.query(
      'select kind, outcome, "user", role, authority from hub.access_entry where request_id = $1',
      [errors?.[0]?.extensions.requestId],
    );
    expect(rows).toEqual([
      {
        ...{ kind: 'REFUSAL', outcome: 'NOT_SHARED', user: 'service-account-board', role: 'service' },
        authority: expect.stringMatching(/, client board-client$/),
      },
    ]);
  });
});
