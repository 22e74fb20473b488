import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readAgreement } from '../../src/agreement/read.ts';
import { withClient } from '../../src/database/client.ts';
import { declareComplete } from '../../src/measures/complete.ts';
import { publishMeasures } from '../../src/measures/publish.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { buildBorough, homeCodes } from './support/borough.ts';

const shipped = readAgreement('schema/agreement.yml');
const monthly = { line: 1, measure: 'EMERGENCY_ADMISSIONS', dimensions: [], period: 'MONTH' as const };
const agreement = { ...shipped, smallNumbers: { ...shipped.smallNumbers, tables: [monthly] } };
const now = new Date('2026-04-16T09:00:00Z');

let database: TestDatabase;
const publish = async () =>
  (await withClient(database.ownerUrl, (client) => publishMeasures(client, agreement, now))).filter(
    ({ measure }) => measure === monthly.measure,
  );
const declare = (through: string, from?: string) =>
  withClient(database.ownerUrl, (client) =>
    declareComplete(client, { through, by: 'A. Analyst', ...(from && { from }) }, now),
  );
const published = async () =>
  (
    await database.owner.query<{ month: string }>(
      `select to_char(from_on, 'YYYY-MM') as month from hub.published_table order by 1`,
    )
  ).rows.map(({ month }) => month);

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const admissions = Array.from({ length: 16 }, (_, n) => new Date(Date.UTC(2025, n, 9, 10)).toISOString());
  await buildBorough(
    database.owner,
    Array.from({ length: 20 }, () => ({ home: homeCodes[0], from: '2024-01-01', admissions })),
  );
  // As it is before anybody has declared anything.
  await withClient(database.adminUrl, (client) =>
    client.query('set session_replication_role = replica; delete from hub.data_complete'),
  );
});
afterAll(() => database.drop());

describe('a month', () => {
  test('is published by nobody who starts a hub on half the data: first somebody must declare them complete', async () => {
    expect(await publish()).toEqual([{ measure: 'EMERGENCY_ADMISSIONS', through: null, added: 0 }]);
  });

  test('is declared with where the data begin, when it is over, and not before that', async () => {
    await expect(declare('2025-12')).rejects.toThrow('say with --from where the data begin');
    await expect(declare('2025-06', '2025-07')).rejects.toThrow('2025-06 is before 2025-07');
    await expect(declare('2026-04', '2025-03')).rejects.toThrow('2026-04 is not over');
    expect(await published()).toEqual([]);
  });

  test('is published once it is declared complete, and no other month is, though there are data of it', async () => {
    expect(await declare('2025-12', '2025-10')).toEqual({ from: '2025-10', to: '2026-01' });
    expect(await publish()).toMatchObject([{ through: '2026-01', added: 3 }]);
    expect(await published()).toEqual(['2025-10', '2025-11', '2025-12']);
  });

  test('that is loaded later follows when it is declared in its turn', async () => {
    await declare('2026-02');
    expect(await publish()).toMatchObject([{ through: '2026-03', added: 2 }]);
    expect(await published()).toEqual(['2025-10', '2025-11', '2025-12', '2026-01', '2026-02']);
  });

  test('before the first that was published is refused, and so is taking one back: it would count nowhere', async () => {
    await expect(declare('2026-03', '2025-03')).rejects.toThrow('earlier months cannot be added any more');
    await expect(declare('2025-11')).rejects.toThrow('through 2026-02 have been published');
    await expect(database.owner.query('delete from hub.data_complete')).rejects.toThrow('history');
  });

  test('is not left out on the way to a later one', async () => {
    await expect(declare('2026-03', '2026-04')).rejects.toThrow('2026-03 is before 2026-04');
    const later = new Date('2026-06-20T09:00:00Z');
    const skipping = withClient(database.ownerUrl, (client) =>
      declareComplete(client, { from: '2026-04', through: '2026-05', by: 'A. Analyst' }, later),
    );
    await expect(skipping).rejects.toThrow('say --from 2026-03, or leave it out');
  });

  test('is published once by two who publish at once', async () => {
    await declare('2026-03');
    const both = await Promise.all([publish(), publish()]);
    expect(both.flatMap(([one]) => one?.added).sort()).toEqual([0, 1]);
    expect((await published()).at(-1)).toBe('2026-03');
  });
});
