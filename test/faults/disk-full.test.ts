import { rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { withClient } from '../../src/database/client.ts';
import { endCommands } from '../support/command.ts';
import { asked, type Outcome } from './support/asking.ts';
import { type HubProcess, type Installation, installation } from './support/hub-process.ts';
import { type Postgres, postgresOfOwn } from './support/postgres.ts';
import { type World, worldOn } from './support/world.ts';

const RESIDENT = `query ($nhsNumber: NhsNumber!) {
  resident(nhsNumber: $nhsNumber) { id familyName incidents(first: 5) { totalCount } }
}`;
const RECORD = `mutation ($input: RecordIncidentInput!) { recordIncident(input: $input) { record { id } problems { code } } }`;
interface Shown {
  resident: { id: string; incidents: { totalCount: number } };
}

let postgres: Postgres;
let world: World;
let place: Installation;
let hub: HubProcess;
let token: string;
const wrong: string[] = [];

beforeAll(async () => {
  postgres = await postgresOfOwn();
  world = await worldOn(postgres.adminUrl, 1);
  place = await installation(world.adminUrl, world.key);
  hub = await place.hub();
  hub.start();
  await hub.ready();
  token = await place.token(world.home, 'care-worker');
});
afterAll(async () => {
  await hub?.kill();
  endCommands();
  await postgres?.remove();
  await place?.remove();
});

const ask = <Data>(query: string, variables: object): Promise<Outcome<Data>> =>
  asked<Data>({ url: hub.url, token, wrong }, query, variables);
const read = () => ask<Shown>(RESIDENT, { nhsNumber: world.residents[0]?.nhsNumber });

/** Meanwhile these tables, which are empty, lie on a device that has no room left for whatever is written to it. */
async function withoutRoom(tables: string, work: () => Promise<void>): Promise<void> {
  const { rows } = await withClient(world.ownerUrl, (owner) =>
    owner.query<{ file: string; size: number }>(
      `select pg_relation_filepath(oid) as file, pg_relation_size(oid)::int as size from pg_class where oid in (${tables})`,
    ),
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ size }) => size > 0)).toEqual([]);
  const files = rows.map(({ file }) => join(postgres.cluster, file));
  await postgres.stop();
  for (const file of files) {
    await rename(file, `${file}.away`);
    await symlink('/dev/full', file);
  }
  await postgres.start();
  try {
    await work();
  } finally {
    await postgres.stop();
    for (const file of files) await rename(`${file}.away`, file);
    await postgres.start();
  }
}

it('where there is no room for the access record, nothing is shown, and the hub says that it is not ready; with room all is well', async () => {
  await withoutRoom(`select inhrelid from pg_inherits where inhparent = 'hub.access_entry'::regclass`, async () => {
    expect(await read()).toEqual({ refused: 'AUDIT_UNAVAILABLE' });
    expect([await hub.statusOf('/health/live'), await hub.statusOf('/health/ready')]).toEqual([200, 503]);
  });
  await hub.ready();
  expect(await read()).toMatchObject({ data: { resident: { incidents: { totalCount: 0 } } } });
  expect(wrong).toEqual([]);
});

it('where there is no room for what is written, it is refused as a whole, others read, and sent again with room it is done once', async () => {
  const known = (await read()) as { data: Shown };
  const said = { kind: 'FALL', harm: 'LOW', occurredAt: '2026-05-04T06:30:00Z', narrative: 'no room' };
  const input = { idempotencyKey: 'no-room-for-it', resident: known.data.resident.id, ...said };
  await withoutRoom(`'public.incident'::regclass`, async () => {
    await hub.ready();
    expect(await ask(RECORD, { input })).toEqual({ refused: 'UNAVAILABLE' });
    expect(await read()).toMatchObject({ data: { resident: { incidents: { totalCount: 0 } } } });
  });
  await hub.ready();
  for (let twice = 0; twice < 2; twice++)
    expect(await ask(RECORD, { input })).toMatchObject({ data: { recordIncident: { problems: [] } } });
  expect(await read()).toMatchObject({ data: { resident: { incidents: { totalCount: 1 } } } });
  expect(wrong).toEqual([]);
});
