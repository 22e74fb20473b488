import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MeasureName } from '../../src/measures/measure.values.ts';
import { publishMeasures } from '../../src/measures/publish.ts';
import { databaseOfOwn } from '../support/database.ts';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';
import { buildBorough, homeCodes } from './support/borough.ts';

interface Value {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  suppression: string;
}
interface Answer {
  measure: {
    unit: string;
    asked: { from: string; to: string };
    note: string | null;
    rule: string;
    cells: Record<'shown' | 'rounded' | 'hidden', number>;
    hiddenLess: { dimensions: string[]; period: { from: string; to: string }; cells: Record<string, number> }[];
    period: { from: string; to: string };
    dataThrough: string;
    agreement: string;
    rows: ({ key: { dimension: string; value: string }[] } & Value)[];
    total: Value;
  };
}

const MEASURE = `query AdmissionProfile($from: Date!, $to: Date!, $groupBy: [Dimension!]) {
  measure(of: EMERGENCY_ADMISSIONS, from: $from, to: $to, groupBy: $groupBy) {
    unit asked { from to } period { from to } note dataThrough agreement rule
    cells { shown rounded hidden } hiddenLess { dimensions period { from to } cells { shown rounded hidden } }
    rows { key { dimension value } value numerator denominator suppression }
    total { value numerator denominator suppression }
  }
}`;

let hub: HubUnderTest;
let dashboard: Asking;
const statements: string[] = [];

beforeAll(async () => {
  const database = await databaseOfOwn('empty');
  hub = await startHub({ database, observe: (text) => statements.push(text) });
  await database.owner.query(
    `insert into public.organisation (agency, code, name) values ('dashboard', 'board', 'Board'), ('practice', 'surgery', 'P')`,
  );
  dashboard = await hub.as('board', 'service', 'PLANNING');
});
afterAll(async () => {
  await hub.close();
  await hub.database.drop();
});

async function profile(from: string, to: string, ...groupBy: string[]): Promise<Answer['measure']> {
  const { data, errors } = await dashboard.ask<Answer>(MEASURE, { from, to, groupBy });
  expect(errors).toBeUndefined();
  return data.measure;
}
const refusal = async (variables: object, asking = dashboard) => {
  const { errors } = await asking.ask(MEASURE, { from: '2025-04-01', to: '2026-04-01', ...variables });
  return errors?.[0]?.extensions as ({ allowed?: string[] } & { code: string }) | undefined;
};

describe('a measure that is not published', () => {
  test('is refused, not shown as zero', async () => {
    expect(await refusal({})).toMatchObject({ code: 'NOT_YET_PUBLISHED' });
  });
});

describe('a published measure', () => {
  beforeAll(async () => {
    const { database, contract } = hub;
    const eachDay = (hour: string, step: number) =>
      Array.from({ length: 730 / step }, (_, n) =>
        new Date(Date.parse(`2024-04-01T${hour}:30:00Z`) + n * step * 86_400_000).toISOString(),
      );
    await buildBorough(database.owner, [
      ...Array.from({ length: 30 }, (_, n) => ({
        home: homeCodes[0],
        from: '2023-01-01',
        admissions: eachDay('10', 15 + (n % 3)),
      })),
      ...Array.from({ length: 20 }, () => ({ home: homeCodes[1], from: '2023-01-01', admissions: eachDay('02', 30) })),
      { home: homeCodes[0], from: '2023-01-01', admissions: ['2026-04-03T08:00:00Z'] },
    ]);
    const client = await database.owner.connect();
    await publishMeasures(client, contract.agreement, new Date('2026-04-16T12:00:00Z')).finally(() => client.release());
  });

  test('tells unit, period, the last day of the data and the version of the agreement', async () => {
    const answer = await profile('2025-04-01', '2026-04-10');
    expect(answer).toMatchObject({
      unit: 'emergency admissions per 100 residents a year',
      period: { from: '2025-04-01', to: '2026-04-01' },
      dataThrough: '2026-03-31',
      agreement: hub.contract.agreement.hash,
      rows: [],
    });
  });

  test('about the last twelve months is about twelve months, and says which', async () => {
    const answer = await profile('2025-04-22', '2026-04-22', 'WEEKDAY', 'TIME_BAND');
    expect(answer.asked).toEqual({ from: '2025-04-22', to: '2026-04-22' });
    expect(answer.period).toEqual({ from: '2025-04-01', to: '2026-04-01' });
    expect(answer.note).toBe(
      'You asked for 2025-04-22 until before 2026-04-22; this answer is about 2025-04-01 until before 2026-04-01, ' +
        'the published periods nearest to that. Nothing is published yet of 2026-04-01 and later.',
    );
  });

  test('has no note where it is about what was asked', async () => {
    expect((await profile('2025-04-01', '2026-04-01', 'CARE_HOME')).note).toBeNull();
  });

  test('is taken from the longest blocks that come near the days asked for, else from the nearest', async () => {
    expect((await profile('2025-04-22', '2026-04-22')).period).toEqual({ from: '2025-04-01', to: '2026-04-01' });
    expect((await profile('2025-10-03', '2026-01-01')).period).toEqual({ from: '2025-10-01', to: '2026-01-01' });
  });

  test('adds up the periods that cover the days asked for', async () => {
    const [one, other, both] = await Promise.all([
      profile('2024-05-05', '2025-01-01', 'AGE_BAND'),
      profile('2025-07-01', '2026-02-01', 'AGE_BAND'),
      profile('2024-05-05', '2026-02-01', 'AGE_BAND'),
    ]);
    expect(both.period).toEqual({ from: one.period.from, to: other.period.to });
    expect(both.total.numerator).toBe((one.total.numerator ?? 0) + (other.total.numerator ?? 0));
    expect(both.total.denominator).toBe(50);
  });

  test('has its value from what is shown, for a hundred residents', async () => {
    const { total } = await profile('2025-04-01', '2026-04-01');
    expect(total.value).toBe(Math.round(((total.numerator ?? 0) / (total.denominator ?? 0)) * 1000) / 10);
  });

  test('has rates by the year, so that a month, a year and two years compare', async () => {
    const year = await profile('2025-04-01', '2026-04-01', 'AGE_BAND');
    const years = await profile('2024-04-01', '2026-04-01', 'AGE_BAND');
    expect(years.total.numerator).toBeGreaterThan(1.9 * (year.total.numerator ?? 0));
    expect(Math.abs((years.total.value ?? 0) / (year.total.value ?? 0) - 1)).toBeLessThan(0.1);
    const months = await profile('2025-04-01', '2026-04-01', 'MONTH');
    for (const { value, numerator, denominator } of months.rows) {
      expect(value).toBe(Math.round(((numerator ?? 0) / (denominator ?? 0)) * 12_000) / 10);
    }
    const month = await profile('2026-01-01', '2026-02-01');
    expect(month.total.value).toBe(months.rows[9]?.value);
  });

  test('says what was done to its cells, and by which rule', async () => {
    const { cells, rule, hiddenLess } = await profile('2025-04-01', '2026-04-01', 'WEEKDAY', 'TIME_BAND');
    expect(cells).toEqual({ shown: 28, rounded: 14, hidden: 0 });
    expect(rule).toBe(
      'Counts from 1 to 7 are hidden, and so is what would tell them; other counts are rounded to the nearest 5; zero is shown.',
    );
    expect(hiddenLess).toEqual([]);
    expect((await profile('2025-04-01', '2026-04-01')).cells).toEqual({ shown: 0, rounded: 1, hidden: 0 });
  });

  test('has every combination of members, in the order of groupBy and of the week', async () => {
    const { rows } = await profile('2025-04-01', '2026-04-01', 'TIME_BAND', 'WEEKDAY');
    expect(rows).toHaveLength(42);
    expect(rows[1]?.key).toEqual([
      { dimension: 'TIME_BAND', value: 'T00_04' },
      { dimension: 'WEEKDAY', value: 'TUESDAY' },
    ]);
    const other = await profile('2025-04-01', '2026-04-01', 'WEEKDAY', 'TIME_BAND');
    expect(other.rows[1]?.key.map(({ value }) => value)).toEqual(['MONDAY', 'T04_08']);
    expect(other.rows[1]).toMatchObject({ value: 0, numerator: 0, suppression: 'NONE' });
  });

  test('shows months of every period in their order', async () => {
    const { rows } = await profile('2024-04-01', '2026-04-01', 'MONTH');
    expect(rows).toHaveLength(24);
    expect(rows[0]?.key[0]?.value).toBe('2024-04');
    expect(rows.at(-1)?.key[0]?.value).toBe('2026-03');
  });

  test('takes one statement', async () => {
    statements.length = 0;
    await profile('2024-04-01', '2026-04-01', 'WEEKDAY', 'TIME_BAND');
    expect(statements).toHaveLength(1);
  });

  test('is refused by groupings that the agreement does not publish, and told which it does', async () => {
    const refused = await refusal({ groupBy: ['CARE_HOME', 'AGE_BAND'] });
    expect(refused?.code).toBe('GROUPING_NOT_PUBLISHED');
    expect(refused?.allowed).toContain('[WEEKDAY, TIME_BAND]');
  });

  test.each([
    ['that ends before it begins', { from: '2026-01-01', to: '2025-01-01' }],
    ['of no day', { from: '2026-01-01', to: '2026-01-01' }],
  ])('is refused for a period %s', async (_title, period) => {
    expect(await refusal(period)).toMatchObject({ code: 'PERIOD_INVALID' });
  });

  test.each([
    ['before there are data', { from: '2010-01-01', to: '2011-01-01' }],
    ['still to come', { from: '2026-04-01', to: '2027-04-01' }],
  ])('is refused for days %s, and told which are published', async (_title, period) => {
    const allowed = ['2024-04-01 to 2026-04-01'];
    expect(await refusal(period)).toMatchObject({ code: 'PERIOD_INVALID', at: 'from', allowed });
  });

  test('is refused to one who asks for the care of a person', async () => {
    const clinician = await hub.as('surgery', 'clinician', 'DIRECT_CARE');
    expect(await refusal({}, clinician)).toMatchObject({ code: 'PURPOSE_NOT_ALLOWED' });
  });

  test('says what it means and how it may be asked for, with the periods that are published', async () => {
    statements.length = 0;
    const { data } = await dashboard.ask<{ measures: { name: string; groupings: { dimensions: string[] }[] }[] }>(
      `{ measures { name sentence unit numerator denominator exclusions source
        groupings { dimensions block periods { from to } } } }`,
    );
    expect(statements).toHaveLength(1);
    expect(data.measures.map(({ name }) => name)).toEqual(Object.keys(MeasureName));
    expect(data.measures[0]?.groupings).toContainEqual({
      dimensions: ['WEEKDAY', 'TIME_BAND'],
      block: 'YEAR',
      periods: [
        { from: '2024-04-01', to: '2025-04-01' },
        { from: '2025-04-01', to: '2026-04-01' },
      ],
    });
  });
});
