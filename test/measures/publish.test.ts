import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../src/agreement/model.ts';
import { readAgreement } from '../../src/agreement/read.ts';
import { publishMeasures } from '../../src/measures/publish.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { buildBorough, homeCodes, type Resident } from './support/borough.ts';

const shipped = readAgreement('schema/agreement.yml');
const listed = (dimensions: string[], period: 'YEAR' | 'MONTH' = 'YEAR') => ({
  ...{ line: 1, measure: 'EMERGENCY_ADMISSIONS', dimensions, period },
});
const agreement: Agreement = {
  ...shipped,
  smallNumbers: {
    suppress: { from: 1, to: 7 },
    roundTo: 5,
    tables: [[], ['TIME_BAND', 'WEEKDAY'], ['CARE_HOME'], ['MONTH'], ['AGE_BAND']].map((dimensions) =>
      listed(dimensions),
    ),
  },
};
const now = new Date('2026-04-16T09:00:00Z');

/** 30 residents of the first home, 20 of the second, 3 of the third; each admitted once a month, on Mondays at 10:30. */
function residents(): Resident[] {
  const mondays = ['2025-03-10', '2025-04-14', '2025-05-12', '2025-06-09', '2025-07-14', '2025-08-11', '2025-09-08'];
  const more = ['2025-10-13', '2025-11-10', '2025-12-08', '2026-01-12', '2026-02-09', '2026-03-09', '2026-04-06'];
  const admissions = [...mondays, ...more].map((day) => `${day}T10:30:00Z`);
  return [30, 20, 3].flatMap((count, place) =>
    Array.from({ length: count }, () => ({ home: homeCodes[place] ?? '', from: '2024-01-01', admissions })),
  );
}

interface Row {
  members: string[];
  numerator: number | null;
  denominator: number | null;
  suppression: string;
}

let database: TestDatabase;
const cells = async (...dimensions: string[]): Promise<Map<string, Row>> => {
  const { rows } = await database.owner.query<Row>(
    `select cell.members, cell.numerator, cell.denominator, cell.suppression from hub.published_table as published
      join hub.published_cell as cell on cell.table_id = published.id
      where published.dimensions = $1 and published.block = 'YEAR' and published.round_to = 5`,
    [dimensions.join(' ')],
  );
  return new Map(rows.map((row) => [row.members.join(' '), row]));
};
/** Everything that stands published, in one order. */
const everything = async () => {
  const { rows } = await database.owner.query(
    `select published.*, cell.* from hub.published_table as published
      join hub.published_cell as cell on cell.table_id = published.id order by published.id, cell.members`,
  );
  return rows;
};
const publish = async (when = now, terms = agreement) => {
  const client = await database.owner.connect();
  try {
    const every = await publishMeasures(client, terms, when);
    return every.filter(({ measure }) => measure === 'EMERGENCY_ADMISSIONS');
  } finally {
    client.release();
  }
};

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const [first] = homeCodes;
  await buildBorough(database.owner, [
    ...residents(),
    // Moved in after one admission, out on the day of another, and was there for one, on a Monday before five in summer.
    {
      home: first,
      from: '2025-06-02',
      to: '2025-09-01',
      admissions: ['2025-05-31T22:00:00Z', '2025-09-01T09:00:00Z', '2025-07-07T02:59:00Z'],
    },
    { home: first, from: '2024-01-01', planned: ['2025-08-01T09:00:00Z'] },
    ...Array.from({ length: 20 }, () => ({ home: first, from: '2024-01-01', admissions: ['2025-12-01T13:00:00Z'] })),
    ...Array.from({ length: 9 }, () => ({
      home: first,
      from: '2024-01-01',
      bornOn: '1980-01-01',
      admissions: ['2025-10-05T22:30:00Z'],
    })),
  ]);
  await publish();
});
afterAll(() => database.drop());

describe('emergency admissions', () => {
  test('are counted over whole months of which data have come', async () => {
    const { rows } = await database.owner.query(
      'select from_on::text, to_on::text from hub.published_table where dimensions = $1',
      [''],
    );
    // From the month after the first admission was recorded; April is not over.
    expect(rows).toEqual([{ from_on: '2025-04-01', to_on: '2026-04-01' }]);
  });

  test('count each stay that began while the person lived there, and no planned one', async () => {
    // 53 residents in 12 months, 1 of the newcomer's three, 9 of the younger ones, 20 on one afternoon.
    expect((await cells()).get('')).toMatchObject({ numerator: Math.round((53 * 12 + 1 + 9 + 20) / 5) * 5 });
  });

  test('belong to the weekday and hours of London', async () => {
    const table = await cells('TIME_BAND', 'WEEKDAY');
    expect(table.size).toBe(7 * 6 + 1);
    expect(table.get('T08_12 MONDAY')).toMatchObject({ numerator: 635 });
    expect(table.get('T12_16 MONDAY')?.suppression).toBe('SECONDARY');
    // 22:30 UTC on a Sunday in October is still summer time: 23:30.
    expect(table.get('T20_24 SUNDAY')?.suppression).not.toBe('NONE');
    expect(table.get('T20_24 MONDAY')?.suppression).toBe('NONE');
    // 02:59 UTC in July is 03:59 in London.
    expect(table.get('T00_04 MONDAY')?.suppression).toBe('PRIMARY');
    expect(table.get('T12_16 FRIDAY')).toEqual({
      members: ['T12_16', 'FRIDAY'],
      numerator: 0,
      denominator: 85,
      suppression: 'NONE',
    });
  });

  test('have mean residents as denominator, in hospital or not', async () => {
    const table = await cells('CARE_HOME');
    // 60 all year, and one for 91 of 365 days.
    expect(table.get(homeCodes[0])).toMatchObject({ numerator: 390, denominator: 60 });
    expect((await cells()).get('')).toMatchObject({ denominator: 85 });
  });

  test('hide a denominator under 8, and another from which it could be told', async () => {
    const table = await cells('CARE_HOME');
    expect(table.get(homeCodes[2])).toMatchObject({ numerator: 35, denominator: null });
    expect(table.get(homeCodes[1])).toMatchObject({ numerator: 240, denominator: null });
  });

  test('are grouped by age at the admission, under 65 too', async () => {
    const table = await cells('AGE_BAND');
    expect([...table.keys()].sort()).toEqual(['', 'AGE_85_94', 'UNDER_65']);
    expect(table.get('UNDER_65')).toMatchObject({ numerator: 10, denominator: 10 });
  });

  test('are shown by month for each month of the period', async () => {
    const table = await cells('MONTH');
    expect(table.get('2025-11')).toMatchObject({ numerator: 55, denominator: 85 });
    expect(table.size).toBe(12 + 1);
  });
});

describe('a publication', () => {
  test('stands until another block is complete', async () => {
    expect(await publish()).toEqual([{ measure: 'EMERGENCY_ADMISSIONS', through: '2026-04', added: 0 }]);
  });

  test('waits for data that have not come though the month is over', async () => {
    expect(await publish(new Date('2026-06-10T09:00:00Z'))).toMatchObject([{ through: '2026-04', added: 0 }]);
  });

  test('is added to when the agreement lists other tables, and taken back by none', async () => {
    const before = await everything();
    const tables = [listed([], 'MONTH'), listed(['CARE_TYPE'])];
    const other = { ...agreement, smallNumbers: { ...agreement.smallNumbers, tables } };
    expect(await publish(now, other)).toMatchObject([{ added: 13 }]);
    expect(await everything()).toEqual(expect.arrayContaining(before));
    expect(await publish()).toMatchObject([{ added: 0 }]);
  });

  test('by another rule stands beside the former one', async () => {
    const before = await everything();
    const other = { ...agreement, smallNumbers: { ...agreement.smallNumbers, roundTo: 20 } };
    expect(await publish(now, other)).toMatchObject([{ added: 5 }]);
    expect(await everything()).toEqual(expect.arrayContaining(before));
  });

  test('has counted each month once, whatever is put right afterwards', async () => {
    const before = await everything();
    const { rows } = await database.owner.query(
      'select counted.month from hub.counted_month as counted where counted.measure = $1',
      ['EMERGENCY_ADMISSIONS'],
    );
    expect(rows).toHaveLength(12);
    await database.owner.query("delete from public.hospital_stay where admitted_at < '2025-09-01'");
    // Another rule is the way to have the same months published once more.
    const other = { ...agreement, smallNumbers: { ...agreement.smallNumbers, roundTo: 10 } };
    expect(await publish(now, other)).toMatchObject([{ added: 5 }]);
    const months = await database.owner.query(
      `select cell.numerator from hub.published_table as published
        join hub.published_cell as cell on cell.table_id = published.id
        where published.round_to = 10 and cell.members = '{2025-06}'`,
    );
    expect(months.rows).toEqual([{ numerator: 50 }]);
    expect(await everything()).toEqual(expect.arrayContaining(before));
  });

  test.each(['published_table', 'published_cell', 'counted_month'])(
    'is final: not even who counts changes %s',
    async (table) => {
      const client = await database.owner.connect();
      try {
        for (const change of [`delete from hub.${table}`, `update hub.${table} set measure = 'x'`]) {
          await client.query('begin');
          await client.query('set local role caregraph_measures');
          await expect(client.query(change)).rejects.toThrow(/permission denied|does not exist/);
          await client.query('rollback');
        }
      } finally {
        client.release();
      }
    },
  );

  test('holds no number that is small or not rounded', async () => {
    const { rows } = await database.owner.query<Row>('select numerator, denominator from hub.published_cell');
    const numbers = rows.flatMap(({ numerator, denominator }) => [numerator ?? 0, denominator ?? 0]);
    expect(numbers.filter((number) => number % 5 !== 0 || (number > 0 && number < 8 && number !== 10))).toEqual([]);
  });

  test.each(['caregraph_dashboard', 'caregraph_home'])('is all that %s reads of it', async (role) => {
    const client = await database.pools.write.connect();
    try {
      await client.query('begin');
      await client.query(`set local role ${role}`);
      await expect(client.query('select numerator from hub.published_cell')).resolves.toHaveProperty('rowCount');
      await expect(client.query('select admitted_at from public.hospital_stay')).rejects.toThrow('permission denied');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  test('is written by no agency', async () => {
    const client = await database.pools.write.connect();
    try {
      await client.query('begin');
      await client.query('set local role caregraph_dashboard');
      await expect(client.query('update hub.published_cell set numerator = 0')).rejects.toThrow('permission denied');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
