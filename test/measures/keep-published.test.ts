import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { applyAgreement } from '../../src/agreement/apply.ts';
import type { Agreement } from '../../src/agreement/model.ts';
import { parseAgreement } from '../../src/agreement/read.ts';
import { withClient } from '../../src/database/client.ts';
import { keepPublished, type Publishing } from '../../src/measures/keep-published.ts';
import { publishWithin } from '../../src/measures/publish.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { buildBorough, homeCodes } from './support/borough.ts';

let database: TestDatabase;
let shipped: Agreement;
let coarser: Agreement;
let other: Agreement;
let publishing: Publishing;
const failures: unknown[] = [];

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const text = await readFile('schema/agreement.yml', 'utf8');
  shipped = parseAgreement(text, 'agreement.yml');
  other = parseAgreement(text.replace('round-to: 5', 'round-to: 10'), 'agreement.yml');
  coarser = parseAgreement(text.replace('round-to: 5', 'round-to: 100'), 'agreement.yml');
  const admissions = ['2025-03-10', '2025-06-09', '2025-09-08', '2026-01-12', '2026-06-09'].map(
    (day) => `${day}T10:30Z`,
  );
  const resident = { home: homeCodes[0], from: '2024-01-01', admissions };
  await buildBorough(
    database.owner,
    Array.from({ length: 63 }, () => resident),
  );
  await apply(shipped);
  publishing = await keepPublished(database.ownerUrl, shipped, (error) => failures.push(error));
});
afterAll(async () => {
  await publishing?.stop();
  await database?.drop();
});

const apply = (agreement: Agreement, first?: () => Promise<unknown>) =>
  withClient(database.ownerUrl, (owner) =>
    applyAgreement(owner, agreement, new Map(), first ? { first: () => publishWithin(owner, agreement) } : {}),
  );
/** The total of the last year, by each rounding that it was published with. */
const totals = async () => {
  const { rows } = await database.owner.query<{ rounding: number; total: number }>(
    `select published.round_to as rounding, cell.numerator as total from hub.published_table as published
      join hub.published_cell as cell on cell.table_id = published.id
      where published.dimensions = '' and published.block = 'YEAR'`,
  );
  return Object.fromEntries(rows.map(({ rounding, total }) => [rounding, total]));
};
/** What is published once all that was asked of the publisher is done. */
const published = async () => {
  await publishing.stop();
  return totals();
};

it('publishes at once when another agreement with another rule for small numbers comes into force', async () => {
  expect(await totals()).toEqual({ 5: 190 });
  await apply(coarser);
  publishing.under(coarser);
  expect(await published()).toEqual({ 5: 190, 100: 200 });
});

it('publishes nothing under an agreement that another hub has seen replaced', async () => {
  publishing.under(other);
  expect(await published()).toEqual({ 5: 190, 100: 200 });
  expect(failures).toEqual([]);
});

it('publishes with the agreement, in one transaction, where whoever applies it asks for that', async () => {
  await apply(other, () => Promise.resolve());
  expect(await totals()).toEqual({ 5: 190, 10: 190, 100: 200 });
});

it('keeps nobody from the hub by what cannot be published, and tells of it', async () => {
  const told: unknown[] = [];
  await database.owner.query('alter table hub.counted_month rename to counted_otherwise');
  const trying = await keepPublished(database.ownerUrl, other, (error) => told.push(error));
  await trying.stop();
  await database.owner.query('alter table hub.counted_otherwise rename to counted_month');
  expect(told).toEqual([expect.objectContaining({ message: expect.stringContaining('counted_month') })]);
});
