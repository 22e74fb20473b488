import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { inTransaction, withClient } from '../../src/database/client.ts';
import type { Bringing } from '../../src/imports/engine/run.ts';
import { day } from '../../src/imports/input/cells.ts';
import { mappingFor } from '../../src/imports/input/mapping.ts';
import { month } from '../../src/imports/monthly-return/month.ts';
import { monthlyReturn } from '../../src/imports/monthly-return/monthly-return.ts';
import { monthsAgo } from '../subjects/reward-scheme/setting.ts';
import { type Factories, factoriesOn, type MadePlace, type MadeResident } from '../support/factories.ts';
import { table } from './support/council-file.ts';
import { type Taking, takingFiles } from './support/taking.ts';
import { workbook } from './support/workbook.ts';

const long = ['CQC location ID', 'Month', 'Figure', 'Value', 'Reason'];
const wide = ['Month', 'Falls', 'Falls reason', 'Deaths', 'Complaints', 'Staff in post'];
const june = '2024-06-01';

let hub: Taking;
let make: Factories;
let home: MadePlace;
let resident: MadeResident;

beforeAll(async () => {
  hub = await takingFiles();
  make = factoriesOn(hub.database.owner);
});
afterAll(async () => {
  await hub?.database.drop();
});
/** Of June 2024 the hub counts one fall and thirty days. */
beforeEach(async () => {
  home = await make.home();
  resident = await make.resident();
  await make.placement({ resident, home, from: '2024-05-20', to: '2024-07-01' });
  await make.incident({ resident, home, occurredAt: '2024-06-10T09:00:00Z' });
});

type Said = Record<string, string>;
const figure = (name: string, value: string, more: Said = {}): Said => ({
  ...{ 'CQC location ID': home.code, Month: '2024-06', Figure: name, Value: value, ...more },
});
const take = (file: readonly Said[] | string | Buffer, how: Partial<Bringing> = {}) => {
  const content = typeof file === 'string' || Buffer.isBuffer(file) ? file : table(file, long);
  return hub.take(monthlyReturn, content, { organisation: home.organisation.id, ...how });
};
const mapped = (text: string) => ({ mapping: mappingFor(monthlyReturn, text) });
/** What the home has said, of those figures that are not as counted. */
const said = async () => {
  const rows = await hub.rows<{ month: string; figure: string; value: number; reason: string | null }>(
    `select month::text, figure, value, reason from hub.return_draft where home_id = $1 and value is not null order by 1, 2`,
    home.id,
  );
  return rows.map(({ month, figure, value, reason }) => [month, figure, value, reason].filter((one) => one !== null));
};
const byHand = (figures: object[], month = june) =>
  inTheirName('hub.correct_return($1::date, $2::jsonb)', month, figures);
const submit = (month = june) =>
  inTheirName(`hub.submit_return($1::date, 'manager') where $2::jsonb is not null`, month);
const inTheirName = (call: string, month: string, figures: object[] = []) =>
  withClient(hub.database.hubUrl, (client) =>
    inTransaction(client, async () => {
      await client.query(
        `select set_config('role', 'caregraph_home', true), set_config('hub.organisation', $1, true)`,
        [home.organisation.id],
      );
      const { rows } = await client.query(`select verdict from ${call}`, [month, JSON.stringify(figures)]);
      expect(rows).toEqual([{ verdict: 'DONE' }]);
    }),
  );
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe('figures of a home’s returns', () => {
  it('are drafts as if stated by hand; what is as counted is not said, and nothing is submitted', async () => {
    const lines = [
      figure('Falls', '2', { Reason: 'One was written on paper.' }),
      figure('Occupied bed days', '30'),
      figure('COMPLAINTS', '0'),
      figure('staff  in post', '1,024.0'),
      figure('Leavers', ''),
    ];
    expect(await take(lines)).toMatchObject({ state: 'DONE', added: 3, changed: 0, unchanged: 1, lines: [] });
    expect(await said()).toEqual([
      [june, 'COMPLAINTS', 0],
      [june, 'FALLS', 2, 'One was written on paper.'],
      [june, 'STAFF_IN_POST', 1024],
    ]);
    expect(await hub.rows('select from hub.return_submission where home_id = $1', home.id)).toEqual([]);
    const sources = 'select said.line from hub.record_source said join hub.return_draft d on d.id = said.record_id';
    expect(await hub.rows(`${sources} where d.home_id = $1 order by 1`, home.id)).toEqual(
      [2, 3, 4, 5].map((line) => ({ line })),
    );
    // Whatever is counted later is returned.
    await make.incident({ resident, home, occurredAt: '2024-06-11T09:00:00Z' });
    expect(await take([figure('Falls', '2')])).toMatchObject({ changed: 0, unchanged: 1, lines: [] });
  });

  it('need a reason where they are not as counted, unless they were stated so before', async () => {
    const lines = [figure('Falls', '2'), figure('Deaths', '1', { Reason: 'In hospital' })];
    expect(await take(lines)).toMatchObject({ added: 1, lines: ['2 Reason REQUIRED'] });
    await byHand([{ figure: 'FALLS', value: 3, reason: 'By hand' }]);
    const later = { asOf: new Date(Date.now() + 60_000) };
    expect(await take([figure('Falls', '3')], later)).toMatchObject({ unchanged: 1, lines: [] });
    expect(await said()).toContainEqual([june, 'FALLS', 3, 'By hand']);
    // As counted after all.
    expect(await take([figure('Falls', '1')], later)).toMatchObject({ changed: 1, lines: [] });
    expect(await said()).toEqual([[june, 'DEATHS', 1, 'In hospital']]);
  });

  it('stand a row for each month too, in a workbook, under whatever titles, with months as spreadsheets keep them', async () => {
    const rows = [
      ['Monthly return', 'Care Home Excellence'],
      [],
      [...wide, 'Notes'],
      [{ number: '45444', style: 1 }, { number: '2' }, 'Paper', undefined, { number: '1' }, { number: '31.5' }],
      ['July 2024', undefined, undefined, undefined, { number: '4' }, undefined],
      ['Aug-24', undefined, undefined, { number: '0' }, { number: '1.2E-1' }, undefined],
      [{ number: '45536', style: 2 }],
      ['Total', undefined, undefined, { number: '3' }],
    ];
    const file = workbook({ sheets: { Return: rows, Guidance: [['How to fill this in', 'Month']] } });
    expect(await take(file)).toMatchObject({
      ...{ read: 4, added: 1 },
      lines: ['4 Staff in post NOT_A_NUMBER', '6 Complaints NOT_A_NUMBER', '8 Month NOT_A_MONTH'],
    });
    expect(await said()).toEqual([['2024-07-01', 'COMPLAINTS', 4]]);
    const mended = `\ufeffmonth;falls;falls reason;deaths;complaints\r\nJun-24;2;"One ""on paper""; later typed";0;0\r\n`;
    expect(await take(mended)).toMatchObject({ added: 2, unchanged: 1, lines: [] });
    expect(await said()).toContainEqual([june, 'FALLS', 2, 'One "on paper"; later typed']);
  });

  it('are of a month, however people and spreadsheets write one', () => {
    for (const cell of [
      ...['2024-06', '2024-06-01', '2024-06-01T00:00:00', '01/06/2024', '1.6.2024', '06/2024', '2024/6', 'Jun 2024'],
      ...['June 2024', 'JUNE-2024', 'Jun-24', 'Jun. 2024'],
    ])
      expect([cell, month(day)(cell)]).toEqual([cell, { value: june }]);
    for (const cell of [
      ...[
        '2027-02-29',
        '29/02/2027',
        '06/02/2024',
        '06/13/2024',
        '2024-06-30',
        '45444',
        '4.5444E+04',
        '2024-13',
        '2024-00',
      ],
      ...['0000-06', 'Jun', 'June', 'Juno 2024', 'Ju 2024', '2024', 'Total'],
    ])
      expect([cell, month(day)(cell)]).toEqual([cell, { code: 'NOT_A_MONTH' }]);
  });

  it('are not taken of a line that says something else, and the lines beside it are', async () => {
    const wrong: [Said, string][] = [
      [{ Month: '2027-02-29' }, 'Month NOT_A_MONTH'],
      [{ Month: '' }, 'Month REQUIRED'],
      [{ Month: monthsAgo(-1) }, 'Month IN_FUTURE'],
      [{ 'CQC location ID': '1-999999999' }, 'CQC location ID OTHER_HOME'],
      [{ 'CQC location ID': '1.0E+09' }, 'CQC location ID NOT_A_CODE'],
      [{ Value: '-1' }, 'Value NOT_A_NUMBER'],
      [{ Value: '2.5' }, 'Value NOT_A_NUMBER'],
      [{ Value: '1.2E+01' }, 'Value NOT_A_NUMBER'],
      [{ Value: 'n/a' }, 'Value NOT_A_NUMBER'],
      [{ Value: '1000001' }, 'Value TOO_LARGE'],
      [{ Value: '#REF!' }, 'Value BROKEN_FORMULA'],
      [{ Value: '', Reason: 'On paper' }, 'Value REQUIRED'],
      [{ Figure: 'Weight loss' }, 'Figure NOT_A_VALUE'],
      [{ Figure: '' }, 'Figure REQUIRED'],
      [{ Reason: 'x'.repeat(1001) }, 'Reason TOO_LONG'],
    ];
    const file = [...wrong.map(([cells]) => figure('Leavers', '1', cells)), figure('Vacancies', '1000000')];
    expect((await take(file)).lines).toEqual(wrong.map(([, reject], n) => `${n + 2} ${reject}`));
    expect(await said()).toEqual([[june, 'VACANCIES', 1_000_000]]);
  });

  it('count once each: of two lines about one of them the first', async () => {
    const lines = [figure('Leavers', '1'), figure('LEAVERS', '2', { Month: 'June 2024' })];
    expect(await take(lines)).toMatchObject({ added: 1, lines: ['3 Value NAMED_TWICE'] });
    expect(await said()).toEqual([[june, 'LEAVERS', 1]]);
  });

  it('stay as they were submitted, until the council reopens the return', async () => {
    const byHome = [
      'SAFEGUARDING_CONCERNS_RAISED',
      'COMPLAINTS',
      'STAFF_IN_POST',
      'VACANCIES',
      'LEAVERS',
      'STAFF_TRAINED',
    ];
    await byHand(byHome.map((figure) => ({ figure, value: 2 })));
    await submit();
    const lines = [figure('Falls', '1'), figure('Complaints', '3'), figure('Leavers', '2'), figure('Deaths', '1')];
    const next = figure('Leavers', '5', { Month: '2024-07' });
    expect(await take([...lines, next])).toMatchObject({
      ...{ added: 1, unchanged: 2 },
      lines: ['3 Value RETURN_SUBMITTED', '5 Value RETURN_SUBMITTED'],
    });
    await hub.rows(
      `update hub.return_submission set reopened_at = clock_timestamp(), reopened_by = 'council', reopening_reason = 'Wrong'
       where home_id = $1`,
      home.id,
    );
    const later = { asOf: new Date(Date.now() + 60_000) };
    expect(await take([figure('Complaints', '3')], later)).toMatchObject({ changed: 1, lines: [] });
  });

  it('are not undone by an older file: neither what was stated by hand, nor taken back, nor what a newer file said', async () => {
    const file = (value: string, minutes: number) =>
      take([figure('Falls', value, { Reason: 'Paper' })], { asOf: minutesAgo(minutes) });
    expect(await file('4', 50)).toMatchObject({ added: 1 });
    expect(await file('5', 30)).toMatchObject({ changed: 1, lines: [] });
    expect(await file('4', 40)).toMatchObject({ changed: 0, lines: ['2 Value NEWER_KNOWN'] });
    // Confirmed, and counted so: both are as new as the file that says it.
    expect(await file('5', 20)).toMatchObject({ unchanged: 1 });
    expect((await file('6', 25)).lines).toEqual(['2 Value NEWER_KNOWN']);
    expect(await file('1', 15)).toMatchObject({ changed: 1 });
    expect((await file('7', 18)).lines).toEqual(['2 Value NEWER_KNOWN']);
    await byHand([{ figure: 'FALLS', value: null }]);
    expect((await file('8', 10)).lines).toEqual(['2 Value NEWER_KNOWN']);
    expect(await said()).toEqual([]);
  });

  it('are read under the names that a home has for them', async () => {
    const names = mapped(`columns: { Falls: No. of falls, Month: Period }\ndates: MM/DD/YYYY`);
    const file = 'Period,No. of falls,Falls reason\r\n06/01/2024,2,\r\n2024-06-01,2,Paper\r\n';
    expect((await take(file, names)).lines).toEqual(['2 Falls reason REQUIRED', '3 No. of falls NAMED_TWICE']);
    const words = mapped(`values: { Figure: { Number of falls: Falls }, Value: { nil: 0 } }`);
    expect(await take([figure('number of falls', 'Nil', { Reason: 'Twice the same' })], words)).toMatchObject({
      added: 1,
    });
    expect(await said()).toEqual([[june, 'FALLS', 0, 'Twice the same']]);
  });

  it('are of a file that has the columns, in an encoding that can be read, and of no more than ten years', async () => {
    const forMonths = 'one of the columns Falls, Pressure ulcers, Infections and so on (a row for each month)';
    const byFigures = `the column Value (a row for each figure), or ${forMonths}`;
    await expect(take('Month,Figure\r\n2024-06,Falls\r\n')).rejects.toThrow(`The file lacks ${byFigures}. Its first`);
    await expect(take('Figure,Value\r\nFalls,1\r\n')).rejects.toThrow(
      `lacks the column Month (a row for each figure), or the column Month and ${forMonths}`,
    );
    await expect(take('Falls,Deaths\r\n1,1\r\n')).rejects.toThrow(
      'lacks the column Month (a row for each month), or the columns Month, Figure, Value (a row for each figure)',
    );
    await expect(take(workbook({ sheets: { One: [['Month', 'Figure']] } }))).rejects.toThrow(
      `The sheet One lacks ${byFigures}.`,
    );
    const western = Buffer.from(table([figure('Falls', '2', { Reason: 'Café' })], long), 'latin1');
    await expect(take(western)).rejects.toThrow(/UTF-8/);
    expect(await take(western, { encoding: 'windows-1252' })).toMatchObject({ added: 1 });
    const months = Array.from({ length: 121 }, (_, n) => `${2000 + Math.floor(n / 12)}-${(n % 12) + 1}`);
    await expect(take(months.map((Month) => figure('Leavers', '1', { Month })))).rejects.toThrow(
      'more than 120 months',
    );
    await expect(take([figure('Falls', '1')], { organisation: (await make.usual('council')).id })).rejects.toThrow(
      /is a council/,
    );
  });

  it('are asked about when a file changes many, and can be tried first', async () => {
    const file = (value: string) =>
      `Month,Leavers,Vacancies\r\n${Array.from({ length: 12 }, (_, n) => `2023-${n + 1},${value},${value}`).join('\r\n')}\r\n`;
    expect(await take(file('1'), { dryRun: true })).toMatchObject({ state: 'TRIED', added: 24 });
    expect(await said()).toEqual([]);
    expect(await take(file('1'))).toMatchObject({ state: 'DONE', added: 24 });
    expect(await take(file('2'))).toMatchObject({ state: 'ASKING', changed: 24, stood: 24 });
    expect((await said()).every((one) => one[2] === 1)).toBe(true);
    expect(await take(file('1'))).toMatchObject({ unchanged: 24 });
  });
});
