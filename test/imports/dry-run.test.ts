import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cqc } from '../../src/imports/cqc/locations.ts';
import { contentsOf } from '../support/contents.ts';
import { directory, headers, location } from './support/cqc-file.ts';
import { type Taking, takingFiles } from './support/taking.ts';
import { workbook } from './support/workbook.ts';

let taking: Taking;
beforeAll(async () => {
  taking = await takingFiles();
});
afterAll(() => taking?.database.drop());

const asOf = (day: string) => ({ asOf: new Date(`${day}T06:00:00Z`) });
const many = Array.from({ length: 5_000 }, (_, n) =>
  location(n % 4_999, { 'Location ID': `1-${900_000_001 + (n % 4_999)}` }),
);

it('says what would be done, all of it, and leaves no table other than it was', async () => {
  await taking.take(cqc, directory(many.slice(0, 60)), asOf('2026-01-01'));
  const before = await contentsOf(taking.database.owner);
  const told: number[] = [];
  const tried = await taking.take(cqc, directory(many), {
    ...{ dryRun: true, ...asOf('2026-02-01') },
    told: async ({ rejected }) => void told.push(rejected),
  });
  expect(tried).toMatchObject({ state: 'TRIED', read: 5_000, added: 4_939, unchanged: 60, rejected: 1 });
  expect(told).toEqual([1]);
  const fewer = await taking.take(cqc, directory(many.slice(0, 1)), { dryRun: true, ...asOf('2026-02-01') });
  expect(fewer).toMatchObject({ state: 'TRIED', ended: 59 });
  await expect(taking.take(cqc, 'Location ID\n', { dryRun: true })).rejects.toThrow('lacks the columns');
  expect(await contentsOf(taking.database.owner)).toEqual(before);
});

it('then takes the file as of the moment of the import, and a workbook as the same table', async () => {
  const file = directory(many.slice(0, 61));
  await taking.take(cqc, file, { dryRun: true, ...asOf('2026-03-01') });
  expect(await taking.take(cqc, file, asOf('2026-04-01'))).toMatchObject({ state: 'DONE', added: 1 });
  expect(await taking.rows('select max(as_of)::date::text as day from hub.import')).toEqual([{ day: '2026-04-01' }]);
  const table = many.slice(0, 62).map((one) => headers.map((column) => one[column]));
  const book = workbook({
    sheets: {
      README: [['CQC care directory'], ['Location ID', 'What the CQC calls it']],
      HSCA_Active_Locations: [headers, ...table],
      Dual_Registrations: [
        ['Location ID', 'Linked Organisation ID'],
        ['1-900000001', '1-900000002'],
      ],
    },
  });
  expect(await taking.take(cqc, book, asOf('2026-05-01'))).toMatchObject({
    ...{ state: 'DONE', read: 62, rejected: 0, added: 1, changed: 0, ended: 0, unchanged: 61 },
  });
});
