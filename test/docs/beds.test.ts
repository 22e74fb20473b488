import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';
import { blocksOf } from './markdown.ts';

let database: TestDatabase;
let hub: HubUnderTest;
let program: ChildProcess | undefined;

beforeAll(async () => {
  database = await databaseOfOwn();
  hub = await startHub({ database });
});
afterAll(async () => {
  program?.kill();
  await hub?.close();
  await database?.drop();
});

it('the program that prints free beds prints them as they are told', async () => {
  const source = blocksOf('docs/dashboards.md').find(({ text }) => text.startsWith('// beds.mjs'))?.text ?? '';
  const { rows } = await database.owner.query<{ code: string }>(
    `select code from organisation where agency = 'dashboard' order by code limit 1`,
  );
  const { token } = await hub.as(rows[0]?.code ?? '', 'service', 'PLANNING');
  const env = { ...process.env, HUB: hub.url.replace('http', 'ws'), TOKEN: token };
  program = spawn(process.execPath, ['--input-type=module', '--eval', source], { env });
  let printed = '';
  let complained = '';
  program.stdout?.on('data', (data) => {
    printed += data;
  });
  program.stderr?.on('data', (data) => {
    complained += data;
  });
  for (let tries = 0; printed === '' && complained === '' && tries < 60; tries++) {
    await database.owner.query('update capacity set as_of = now() where valid_until is null and available > 0');
    await pause(250);
  }
  expect([complained, printed]).toEqual(['', expect.stringMatching(/^\d{4}-\d\d-\d\dT\S+Z .+: \d+ × [A-Z_]+\n/)]);
});
