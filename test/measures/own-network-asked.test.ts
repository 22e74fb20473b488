import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { publishMeasures } from '../../src/measures/publish.ts';
import { databaseOfOwn } from '../support/database.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';
import { buildBorough } from './support/borough.ts';
import type { ToldRow } from './support/linking.ts';

/** The network NEAR serves two homes of one provider and five of others, FAR five, of which NEAR then gets one. */
const homes = ['ours', 'ours', ...Array.from({ length: 10 }, (_, n) => `provider ${n}`)].map((provider, place) => ({
  ...{ code: `1-9000000${10 + place}`, provider, network: place < 7 ? 'NEAR' : 'FAR' },
}));
const [own] = homes as [(typeof homes)[number]];
const changed = homes.at(-1) as (typeof homes)[number];

let hub: HubUnderTest;
beforeAll(async () => {
  const database = await databaseOfOwn('empty');
  hub = await startHub({ database });
  const admissions = ['2025-04-02T10:30Z', '2025-06-02T10:30Z', '2025-11-02T10:30Z'];
  await buildBorough(
    database.owner,
    homes.flatMap(({ code }) => Array.from({ length: 20 }, () => ({ home: code, from: '2023-01-01', admissions }))),
    homes,
  );
  await database.owner.query(
    `insert into organisation (code, name, agency) values ('icb', 'Board', 'icb'), ('practice', 'Practice', 'practice')`,
  );
  await database.owner.query(
    `insert into practice (organisation_id, ods_code, name, address, postcode, telephone)
      select id, 'A1', 'Practice', 'A', 'ZZ1 1AA', '0' from organisation where code = 'practice'`,
  );
  await database.owner.query(
    `insert into primary_care_network (code, name, icb_id)
      select made, made, board.id from unnest('{NEAR,FAR}'::text[]) made, organisation board where board.code = 'icb'`,
  );
  await served(homes);
  const client = await database.owner.connect();
  await publishMeasures(client, hub.contract.agreement, new Date('2026-04-16T12:00:00Z')).finally(() =>
    client.release(),
  );
});
afterAll(async () => {
  await hub.close();
  await hub.database.drop();
});

async function served(those: readonly { code: string; network: string }[], from = '2020-01-01'): Promise<void> {
  await hub.database.owner.query(
    `insert into alignment (home_id, network_id, lead_practice_id, clinical_lead_name, from_on)
      select home.id, network.id, practice.id, 'Dr A', $2 from jsonb_to_recordset($1) as served(code text, network text)
      join care_home home on home.cqc_location_id = served.code
      join primary_care_network network on network.code = served.network, practice`,
    [JSON.stringify(those), from],
  );
}

async function networksOf(code: string, role = 'manager', purpose = 'QUALITY_MONITORING'): Promise<ToldRow[]> {
  const { data, errors } = await (await hub.as(code, role, purpose)).ask<{ measure: { rows: ToldRow[] } }>(
    `{ measure(of: EMERGENCY_ADMISSIONS, from: "2025-04-01", to: "2026-04-01", groupBy: [NETWORK]) {
      rows { key { dimension value } value numerator denominator suppression } } }`,
  );
  expect(errors).toBeUndefined();
  return data.measure.rows;
}

it('a home that asks by network sees that of its own, as everybody else does, and no other', async () => {
  const all = await networksOf('council', 'analyst', 'PLANNING');
  expect(all.map(({ key, value }) => [key[0]?.value, typeof value])).toEqual([
    ['FAR', 'number'],
    ['NEAR', 'number'],
  ]);
  expect(await networksOf(own.code)).toEqual([all[1]]);
  expect(await networksOf(changed.code)).toEqual([]);
});

it('and none if the borough without it would tell of fewer than five homes', async () => {
  await hub.database.owner.query(
    `update alignment set to_on = '2025-08-01' from care_home home
      where home.id = alignment.home_id and home.cqc_location_id = $1`,
    [changed.code],
  );
  await served([{ ...changed, network: 'NEAR' }], '2025-08-01');
  expect(await networksOf(own.code)).toEqual([]);
});
