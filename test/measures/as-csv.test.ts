import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Papa from 'papaparse';
import { publishMeasures } from '../../src/measures/publish.ts';
import { databaseOfOwn } from '../support/database.ts';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';
import { buildBorough, homeCodes } from './support/borough.ts';

const year = 'from=2025-04-01&to=2026-04-01';
const MEASURE = `query ($groupBy: [Dimension!]) {
  measure(of: EMERGENCY_ADMISSIONS, from: "2025-04-01", to: "2026-04-01", groupBy: $groupBy) {
    unit note dataThrough agreement period { from to }
    rows { key { dimension value } value numerator denominator suppression }
    total { value numerator denominator suppression }
  }
}`;
interface Told {
  measure: Record<'unit' | 'note' | 'dataThrough' | 'agreement', string | null> & {
    period: object;
    rows: (Record<string, unknown> & { key: { dimension: string; value: string }[] })[];
    total: Record<string, unknown>;
  };
}

let hub: HubUnderTest;
let dashboard: Asking;
beforeAll(async () => {
  const database = await databaseOfOwn('empty');
  hub = await startHub({ database });
  const everyDays = (step: number) =>
    Array.from({ length: 730 / step }, (_, n) => new Date(Date.parse('2024-04-01T10:30Z') + n * step * 86_400_000));
  const resident = (home: string, admissions: Date[]) => ({
    ...{ home, from: '2023-01-01', admissions: admissions.map((at) => at.toISOString()) },
  });
  await buildBorough(database.owner, [
    ...Array.from({ length: 30 }, (_, n) => resident(homeCodes[0], everyDays(15 + (n % 3)))),
    ...Array.from({ length: 20 }, () => resident(homeCodes[1], everyDays(30))),
    ...Array.from({ length: 10 }, () => resident(homeCodes[2], everyDays(365).slice(0, 1))),
    resident(homeCodes[2], everyDays(365)),
  ]);
  await database.owner.query(
    `insert into public.organisation (agency, code, name) values ('dashboard', 'board', 'Board'), ('practice', 'surgery', 'P')`,
  );
  const client = await database.owner.connect();
  await publishMeasures(client, hub.contract.agreement, new Date('2026-04-16T12:00:00Z')).finally(() =>
    client.release(),
  );
  dashboard = await hub.as('board', 'service', 'PLANNING', 'board-service');
});
afterAll(async () => {
  await hub.close();
  await hub.database.drop();
});

async function get(path: string, headers: Record<string, string> = { authorization: `Bearer ${dashboard.token}` }) {
  const response = await fetch(hub.url.replace('/graphql', `/measures/${path}`), { headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes, text: bytes.toString('utf8') };
}

const tableOf = (text: string) => {
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return { rows: data, columns: meta.fields };
};
const written = (value: unknown) => (value === null ? '' : String(value));

describe('a measure as CSV', () => {
  it.each([['WEEKDAY,TIME_BAND'], ['CARE_HOME'], ['MONTH'], ['AGE_BAND']])(
    'holds for %s what the graph answers, cell by cell',
    async (grouping) => {
      const { text, status } = await get(`EMERGENCY_ADMISSIONS.csv?${year}&groupBy=${grouping}`);
      const { data } = await dashboard.ask<Told>(MEASURE, { groupBy: grouping.split(',') });
      const { unit, note, dataThrough, agreement, period, rows } = data.measure;
      expect([status, rows.length > 0]).toEqual([200, true]);
      const common = { measure: 'EMERGENCY_ADMISSIONS', unit, note: written(note), dataThrough, agreement, ...period };
      expect(tableOf(text).rows).toMatchObject(
        rows.map(({ key, ...numbers }) => ({
          ...Object.fromEntries(key.map(({ dimension, value }) => [dimension, value])),
          ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, written(value)])),
          ...common,
        })),
      );
    },
  );

  it('leaves hidden numbers empty, and says that they are hidden', async () => {
    const { rows } = tableOf((await get(`EMERGENCY_ADMISSIONS.csv?${year}&groupBy=CARE_HOME`)).text);
    const hidden = rows.filter(({ suppression }) => suppression !== 'NONE' && suppression !== 'ROUNDED');
    expect(hidden.length).toBeGreaterThan(0);
    for (const { value, numerator } of hidden) expect([value, numerator]).toEqual(['', '']);
  });

  it('is one row of the total without a grouping', async () => {
    const { data } = await dashboard.ask<Told>(MEASURE);
    const { rows } = tableOf((await get(`EMERGENCY_ADMISSIONS.csv?${year}`)).text);
    const { total } = data.measure;
    expect(rows).toMatchObject([
      Object.fromEntries(Object.entries(total).map(([name, value]) => [name, written(value)])),
    ]);
  });

  it('has a byte order mark, lines as RFC 4180 has them, and columns in an order that holds', async () => {
    const { bytes, text } = await get(`EMERGENCY_ADMISSIONS.csv?${year}&groupBy=TIME_BAND,WEEKDAY`);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text.split('\r\n').length).toBe(text.split('\n').length);
    const columns = tableOf(text).columns ?? [];
    expect(columns.slice(0, 7)).toEqual([
      ...['TIME_BAND', 'WEEKDAY', 'value', 'lower', 'upper', 'numerator', 'denominator'],
    ]);
    expect(columns.slice(columns.indexOf('suppression'))).toEqual(
      expect.arrayContaining(['suppression', 'measure', 'from', 'to', 'unit', 'note', 'dataThrough', 'agreement']),
    );
  });

  it('is kept by nobody on the way, and saved under its own name', async () => {
    const { headers } = await get(`EMERGENCY_ADMISSIONS.csv?${year}`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="EMERGENCY_ADMISSIONS.csv"');
  });
});

describe('a measure as CSV is refused as the graph refuses', () => {
  const bearer = async (...who: [string, string, string]) => ({
    authorization: `Bearer ${(await hub.as(...who)).token}`,
  });
  const refusal = async (path: string, headers?: Record<string, string>) => {
    const { status, text, headers: given } = await get(path, headers);
    expect(given.get('content-type')).toBe('application/json; charset=utf-8');
    const { errors } = JSON.parse(text) as { errors: { extensions: Record<string, unknown> }[] };
    expect(errors[0]?.extensions.requestId).toBe(given.get('x-request-id'));
    return { status, ...errors[0]?.extensions } as { status: number; code?: string; requestId?: string };
  };

  it('without a token', async () => {
    expect(await refusal(`FALLS.csv?${year}`, {})).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('for a purpose that measures are not shown for', async () => {
    const clinician = await bearer('surgery', 'clinician', 'DIRECT_CARE');
    expect(await refusal(`FALLS.csv?${year}`, clinician)).toMatchObject({ status: 403, code: 'PURPOSE_NOT_ALLOWED' });
  });

  it.each([
    ['a grouping that is not published', `${year}&groupBy=CARE_HOME,AGE_BAND`, 400, 'GROUPING_NOT_PUBLISHED'],
    ['days that are not published', 'from=2010-01-01&to=2011-01-01', 400, 'PERIOD_INVALID'],
    ['what is no date', 'from=yesterday&to=2026-04-01', 400, 'BAD_INPUT'],
    ['one end only', 'from=2025-04-01', 400, 'BAD_INPUT'],
    ['an end that is given twice', `${year}&to=2026-01-01`, 400, 'BAD_INPUT'],
    ['another argument', `${year}&resident=9990000018`, 400, 'BAD_INPUT'],
    ['another dimension', `${year}&groupBy=NHS_NUMBER`, 400, 'NOT_SHARED'],
  ])('for %s', async (_title, query, status, code) => {
    expect(await refusal(`EMERGENCY_ADMISSIONS.csv?${query}`)).toMatchObject({ status, code });
  });

  it('for a measure that there is not', async () => {
    expect(await refusal(`RESIDENTS.csv?${year}`)).toMatchObject({ status: 400, code: 'NOT_SHARED' });
  });

  it('for an agency whose schema has no measures', async () => {
    const carer = await bearer(homeCodes[0], 'care-worker', 'DIRECT_CARE');
    const { code } = await refusal(`FALLS.csv?${year}`, carer);
    const asked = await (await hub.as(homeCodes[0], 'care-worker', 'DIRECT_CARE')).ask(MEASURE);
    expect(code).toBe(asked.errors?.[0]?.extensions.code);
  });

  it('with the refusal on record, and who it was', async () => {
    const { requestId } = await refusal(`EMERGENCY_ADMISSIONS.csv?${year}&groupBy=CARE_HOME,AGE_BAND`);
    const { rows } = await hub.database.owner.query(
      `select kind, outcome, role, purpose, operation, document is not null as "hasDocument"
       from hub.access_entry where request_id = $1`,
      [requestId],
    );
    expect(rows).toMatchObject([
      { kind: 'REFUSAL', outcome: 'GROUPING_NOT_PUBLISHED', role: 'service', operation: 'measure', hasDocument: true },
    ]);
  });
});
