import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publishMeasures } from '../../src/measures/publish.ts';
import { buildBorough, homeCodes } from '../measures/support/borough.ts';
import { databaseOfOwn } from '../support/database.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';

const file = 'docs/examples/dashboard.mjs';
const day = 86_400_000;

/** So that twelve whole months are published that lie mostly in the year before today, whenever that is. */
const firstOfMonth = (monthsAgo: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo, 1));
};

let hub: HubUnderTest;
beforeAll(async () => {
  const database = await databaseOfOwn('empty');
  hub = await startHub({ database });
  const begins = firstOfMonth(14).getTime();
  const admissions = Array.from({ length: 60 }, (_, n) => new Date(begins + (n * 7 + 10.5 / 24) * day).toISOString());
  await buildBorough(
    database.owner,
    Array.from({ length: 30 }, () => ({
      ...{ home: homeCodes[0], from: '2015-01-01' },
      admissions: admissions.filter((at) => Date.parse(at) < Date.now() - day),
    })),
  );
  await database.owner.query(
    `insert into public.organisation (agency, code, name) values ('dashboard', 'board', 'Board <of> all'), ('practice', 'surgery', 'P')`,
  );
  const client = await database.owner.connect();
  const when = new Date(firstOfMonth(0).getTime() + 16 * day);
  await publishMeasures(client, hub.contract.agreement, when).finally(() => client.release());
});
afterAll(async () => {
  await hub.close();
  await hub.database.drop();
});

const run = (token: string) =>
  promisify(execFile)(process.execPath, [file], { env: { ...process.env, HUB: hub.url, TOKEN: token } });

describe('the example dashboard', () => {
  it('is under sixty lines', () => {
    expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(60);
  });

  it('shows a hub as it stands', async () => {
    const { token } = await hub.as('board', 'service', 'PLANNING');
    const { stdout } = await run(token);
    expect(stdout.match(/<tr><th scope="row">/g)).toHaveLength(7);
    expect(stdout).toContain('emergency admissions per 100 residents a year');
    expect(stdout).toMatch(/<td>\d+(\.\d+)?<\/td>/);
    expect(stdout).toContain('Board &#60;of&#62; all');
    expect(stdout).not.toContain('undefined');
  });

  it('says what to do where it is refused', async () => {
    const { token } = await hub.as('surgery', 'clinician', 'DIRECT_CARE');
    await expect(run(token)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^PURPOSE_NOT_ALLOWED: /),
    });
  });
});
