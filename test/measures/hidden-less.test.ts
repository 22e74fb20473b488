import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { publishMeasures } from '../../src/measures/publish.ts';
import { databaseOfOwn } from '../support/database.ts';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';
import { buildBorough, homeCodes, type Resident } from './support/borough.ts';

interface Cells {
  shown: number;
  rounded: number;
  hidden: number;
}
interface Answer {
  measure: {
    cells: Cells;
    rows: { suppression: string }[];
    hiddenLess: { dimensions: string[]; period: { from: string; to: string }; cells: Cells }[];
  };
}

const PROFILE = `query Profile($groupBy: [Dimension!]) {
  measure(of: EMERGENCY_ADMISSIONS, from: "2025-04-01", to: "2026-04-01", groupBy: $groupBy) {
    cells { shown rounded hidden } rows { suppression }
    hiddenLess { dimensions period { from to } cells { shown rounded hidden } }
  }
}`;

/** A borough whose every resident is admitted twice a year, at hours and on days that differ. */
const borough = (residents: number): Resident[] =>
  Array.from({ length: residents }, (_, n) => ({
    home: homeCodes[n % 10 < 6 ? 0 : n % 10 < 9 ? 1 : 2] ?? '',
    from: '2024-01-01',
    bornOn: n % 20 === 0 ? '1970-01-01' : '1936-02-03',
    admissions: ['2025-03-20', '2025-06-01', '2025-11-01', '2026-03-30'].map((day, place) =>
      new Date(Date.parse(`${day}T00:15Z`) + ((n * 37 + place * 11) % 150) * 3_600_000).toISOString(),
    ),
  }));

async function published(residents: number): Promise<{ hub: HubUnderTest; dashboard: Asking; close(): Promise<void> }> {
  const database = await databaseOfOwn('empty');
  const hub = await startHub({ database });
  await database.owner.query(
    `insert into public.organisation (agency, code, name) values ('dashboard', 'board', 'Board')`,
  );
  await buildBorough(database.owner, borough(residents));
  const client = await database.owner.connect();
  const { agreement } = hub.contract;
  await publishMeasures(client, agreement, new Date('2026-04-16T12:00Z')).finally(() => client.release());
  const close = async () => {
    await hub.close();
    await database.drop();
  };
  return { hub, dashboard: await hub.as('board', 'service', 'PLANNING'), close };
}

describe.each([
  ['a small borough', 60],
  ['a large borough', 1500],
])('in %s', (size, residents) => {
  let borough: Awaited<ReturnType<typeof published>>;
  beforeAll(async () => {
    borough = await published(residents);
  });
  afterAll(() => borough?.close());
  const ask = async (...groupBy: string[]) => (await borough.dashboard.ask<Answer>(PROFILE, { groupBy })).data.measure;

  test('the counts of cells are those of the rows', async () => {
    for (const groupBy of [['WEEKDAY', 'TIME_BAND'], ['CARE_HOME'], ['MONTH'], ['AGE_BAND']]) {
      const { cells, rows } = await ask(...groupBy);
      const having = (...kinds: string[]) => rows.filter(({ suppression }) => kinds.includes(suppression)).length;
      expect(cells).toEqual({
        shown: having('NONE'),
        rounded: having('ROUNDED'),
        hidden: having('PRIMARY', 'SECONDARY', 'WITHHELD'),
      });
    }
  });

  if (size === 'a small borough') {
    test('an answer of which most is hidden names the groupings that hide less, the least hidden first', async () => {
      const { cells, hiddenLess } = await ask('WEEKDAY', 'TIME_BAND');
      const share = ({ shown, rounded, hidden }: Cells) => hidden / (shown + rounded + hidden);
      expect(share(cells)).toBeGreaterThan(0.3);
      const shares = hiddenLess.map((other) => share(other.cells));
      expect(shares).toEqual(shares.toSorted((one, other) => one - other));
      expect(shares.every((one) => one < share(cells))).toBe(true);
      expect(hiddenLess.map(({ dimensions }) => dimensions.join())).toContain('');
      // What is promised there is what an answer there holds.
      for (const { dimensions, cells: promised } of hiddenLess)
        expect((await ask(...dimensions)).cells).toEqual(promised);
    });
  } else {
    test('an answer of which little is hidden names no other', async () => {
      const { cells, hiddenLess } = await ask('WEEKDAY', 'TIME_BAND');
      expect(cells.hidden).toBeLessThanOrEqual(12);
      expect(hiddenLess).toEqual([]);
    });
  }
});
