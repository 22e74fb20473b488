import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { columns } from '../../../../src/access/record/report/csv.ts';
import type { Look } from '../../../../src/access/record/report/look.ts';
import { look } from './support/looks.ts';
import { csvOf } from './support/reports.ts';

it('has a row for each look and type of record, in local time, with a byte order mark and the ends of RFC 4180', async () => {
  const first = '1,2026-07-01,23:30:05,BST,"Siân’s House, Ŵyl",care home,care worker,direct care';
  expect(await csvOf([look])).toBe(
    [
      '\uFEFFlook,date,time,time_zone,organisation,kind_of_organisation,role,purpose,relationship,what_happened,kind_of_record,records,what_was_shown',
      `${first},The resident lives in this home.,Looked at the record,the person,,"date of birth (year only), given name"`,
      `${first},The resident lives in this home.,Looked at the record,incident,5,"kind, narrative (of 2)"`,
      '',
    ].join('\r\n'),
  );
});

it('names users only to whoever asks for them', async () => {
  expect(await csvOf([look])).not.toContain('manager-1');
  expect(await csvOf([look], { users: true })).toContain('care worker,manager-1,direct care');
});

it('has one row for a look that showed nothing, or of which it can no longer be told', async () => {
  const write: Look = { ...look, kind: 'WRITE', operation: 'recordObjection', shown: [], means: [] };
  const lines = (await csvOf([write, { ...look, shown: null, cutShort: true }])).split('\r\n');
  expect(lines[1]).toMatch(/,direct care,,Wrote to the record: record objection,,,$/);
  expect(lines[2]).toMatch(/^2,.*\(the answer was cut short: at most what is named\),,,can no longer be told$/);
});

it('holds no cell that a spreadsheet would take for a formula', async () => {
  for (const name of ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx', '\rx']) {
    const text = await csvOf([{ ...look, organisation: name, user: name }], { users: true });
    expect(text).not.toMatch(/(^|,|")[=+\-@\t\r](?!\n)/m);
    expect(text).toContain(`'${name.replaceAll('"', '""')}`);
  }
});

it('has columns that are documented, each of them', () => {
  const page = readFileSync('docs/subject-access.md', 'utf8');
  for (const name of columns) expect(page).toContain(`| \`${name}\` |`);
});
