import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readAgreement } from '../../src/agreement/read.ts';
import { withClient } from '../../src/database/client.ts';
import { type Checked, checkMeasures } from '../../src/measures/check.ts';
import { publishMeasures } from '../../src/measures/publish.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { buildBorough, homeCodes } from './support/borough.ts';

const agreement = readAgreement('schema/agreement.yml');
const admissions = ['2025-03-10', '2025-06-09', '2025-09-08', '2025-12-08', '2026-02-09', '2026-03-09', '2026-04-06'];

let database: TestDatabase;
const checked = (): Promise<Checked> => withClient(database.ownerUrl, checkMeasures);
const publish = (now: string) =>
  withClient(database.ownerUrl, (owner) => publishMeasures(owner, agreement, new Date(now)));

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const people = [30, 20, 3].flatMap((count, place) =>
    Array.from({ length: count }, () => ({
      ...{ home: homeCodes[place] ?? '', from: '2024-01-01' },
      admissions: admissions.slice(place === 2 ? 3 : 0).map((day) => `${day}T10:30:00Z`),
    })),
  );
  await buildBorough(database.owner, people);
  await publish('2026-02-20T09:00:00Z');
  await publish('2026-04-16T09:00:00Z');
});
afterAll(() => database?.drop());

/** Changes a number, checks, and puts it back. */
async function spoilt(change: string, where: string): Promise<Checked> {
  const { rows } = await database.owner.query<{ table_id: string; members: string[]; numerator: number | null }>(
    `update hub.published_cell cell set ${change}
     from (select cell.*, cell.ctid as place from hub.published_cell cell
       join hub.published_table published on published.id = cell.table_id and published.measure = 'EMERGENCY_ADMISSIONS'
       where ${where} order by cell.table_id, cell.members limit 1) former
     where cell.ctid = former.place
     returning former.table_id, former.members, former.numerator, former.denominator, former.suppression`,
  );
  const [before] = rows;
  expect(before).toBeDefined();
  const found = await checked();
  await database.owner.query(
    `update hub.published_cell set numerator = old.numerator, denominator = old.denominator, suppression = old.suppression
     from jsonb_to_record($1) old(table_id uuid, numerator int, denominator int, suppression text)
     where published_cell.table_id = old.table_id and published_cell.members = $2`,
    [JSON.stringify(before), before?.members],
  );
  return found;
}

test('finds nothing wrong with what two publications made', async () => {
  const { tables, wrong, since } = await checked();
  expect(tables).toBeGreaterThan(20);
  expect({ wrong, since }).toEqual({ wrong: [], since: [] });
});

test.each([
  ['a number that was raised', 'numerator = cell.numerator + 5', 'cell.numerator > 0'],
  [
    'a small number that is shown',
    `numerator = 3, suppression = 'NONE'`,
    `cell.suppression in ('PRIMARY', 'WITHHELD')`,
  ],
  ['a number that is said to be small', `numerator = null, suppression = 'PRIMARY'`, 'cell.numerator > 20'],
  ['a zero that became large', 'numerator = 10', `cell.suppression = 'NONE'`],
  ['a denominator', 'denominator = cell.denominator + 5', 'cell.denominator > 0'],
])('finds %s, and names the table and no number', async (_name, change, where) => {
  const { wrong } = await spoilt(change, where);
  expect(wrong).toHaveLength(1);
  expect(wrong[0]).toMatchObject({ measure: 'EMERGENCY_ADMISSIONS', numbers: 1 });
  expect((await checked()).wrong).toEqual([]);
});

test('finds a row that is gone', async () => {
  await database.owner.query(
    `with gone as (delete from hub.published_cell where ctid = (select cell.ctid from hub.published_cell cell
       join hub.published_table published on published.id = cell.table_id
       where published.dimensions = 'CARE_HOME' and array_length(cell.members, 1) = 1 limit 1) returning *)
     select from gone`,
  );
  expect((await checked()).wrong).toMatchObject([{ dimensions: ['CARE_HOME'], numbers: 1 }]);
});

test('names months of which the records tell otherwise since, which stand as they were counted', async () => {
  await database.owner.query(
    `delete from hospital_stay where id in (
       select id from hospital_stay where admitted_at::date = '2025-06-09' order by id limit 2)`,
  );
  const { since, wrong } = await checked();
  expect(since).toContainEqual({ measure: 'EMERGENCY_ADMISSIONS', months: ['2025-06'] });
  expect(wrong).toHaveLength(1);
});
