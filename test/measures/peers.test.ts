import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Papa from 'papaparse';
import { publishMeasures } from '../../src/measures/publish.ts';
import { databaseOfOwn } from '../support/database.ts';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';
import { buildBorough } from './support/borough.ts';
import { linked, type ToldRow } from './support/linking.ts';

/** Homes of eight providers: beds, all taken, and emergency admissions in each year. Of the last home all is hidden. */
const homes = (
  [
    ...([
      ['ours', 30, 40],
      ['ours', 20, 30],
      ['ours', 26, 15],
    ] as const),
    ...([
      ['chain', 11, 20],
      ['chain', 15, 10],
      ['chain', 20, 15],
      ['chain', 24, 30],
    ] as const),
    ...([
      ['chain', 31, 0],
      ['chain', 35, 50],
      ['chain', 40, 20],
    ] as const),
    ...([
      ['one', 45, 35],
      ['two', 51, 65],
      ['three', 60, 25],
      ['four', 75, 110],
      ['five', 90, 10],
    ] as const),
    ...([['six', 12, 3]] as const),
  ] as const
).map(([provider, beds, admissions], place) => ({ code: `1-9000000${10 + place}`, provider, beds, admissions }));
const [own, sibling] = homes as [(typeof homes)[number], (typeof homes)[number]];
const others = homes.filter(({ provider }) => provider !== 'ours');
const rule = { roundTo: 5, least: 10, per: 100 };

const MEASURE = `query ($of: MeasureName = EMERGENCY_ADMISSIONS, $from: Date = "2025-04-01", $groupBy: [Dimension!] = [CARE_HOME]) {
  measure(of: $of, from: $from, to: "2026-04-01", groupBy: $groupBy) {
    period { from to } cells { shown rounded hidden } hiddenLess { dimensions }
    rows { key { dimension value } value lower upper numerator denominator suppression }
    total { value numerator denominator }
  }
}`;
interface Told {
  measure: {
    period: { from: string; to: string };
    cells: Record<'shown' | 'rounded' | 'hidden', number>;
    hiddenLess: { dimensions: string[] }[];
    rows: ToldRow[];
    total: ToldRow;
  };
}

let hub: HubUnderTest;
let manager: Asking;
let council: Asking;
beforeAll(async () => {
  const database = await databaseOfOwn('empty');
  hub = await startHub({ database });
  const days = (start: string, count: number) =>
    Array.from({ length: count }, (_, n) =>
      new Date(Date.parse(start) + Math.floor((n * 360) / count) * 86_400_000).toISOString(),
    );
  await buildBorough(
    database.owner,
    homes.flatMap(({ code, beds, admissions }, place) =>
      Array.from({ length: beds }, (_, n) => ({
        ...{ home: code, from: '2023-01-01' },
        // In the year before every home had as many as the one after it in the year that is asked about.
        admissions:
          n === 0
            ? [
                ...days('2024-04-02T10:30Z', homes[(place + 1) % homes.length]?.admissions ?? 0),
                ...days('2025-04-02T10:30Z', admissions),
              ]
            : [],
      })),
    ),
    homes,
  );
  const client = await database.owner.connect();
  await publishMeasures(client, hub.contract.agreement, new Date('2026-04-16T12:00:00Z')).finally(() =>
    client.release(),
  );
  manager = await hub.as(own.code, 'manager', 'QUALITY_MONITORING');
  council = await hub.as('council', 'analyst', 'PLANNING');
});
afterAll(async () => {
  await hub.close();
  await hub.database.drop();
});

async function asked(asking: Asking, variables: object = {}): Promise<Told['measure']> {
  const { data, errors } = await asking.ask<Told>(MEASURE, variables);
  expect(errors).toBeUndefined();
  return data.measure;
}
const keyOf = (code: string) => [{ dimension: 'CARE_HOME', value: code }];
const namesIn = (answer: unknown) =>
  homes.map(({ code }) => code).filter((code) => JSON.stringify(answer).includes(code));
/** Of which homes somebody who reads these rows is sure, and right. */
const foundIn = (
  rows: readonly ToldRow[],
  truth: readonly ToldRow[],
  { shown }: { shown: (value: number) => number },
) => {
  const values = new Map(truth.map(({ key, value }) => [key[0]?.value, value]));
  return [...linked(rows, others, { ...rule, shown })]
    .filter(([code, { value }]) => value !== null && shown(values.get(code) ?? -1) === shown(value))
    .map(([code]) => code);
};
const twoDigits = { shown: (value: number) => Number(value.toPrecision(2)) };
const asPublished = { shown: (value: number) => Math.round(value * 10) / 10 };

describe('of the rows of other homes', () => {
  it('by name, by what they are among, by all digits of a value and by two of them, some are told by their size', async () => {
    const { rows } = await asked(council);
    const found = (strip: (row: ToldRow) => Partial<ToldRow>, by = asPublished) => {
      const told = rows.filter(({ key }) => others.some(({ code }) => code === key[0]?.value));
      return foundIn(
        told.map((row) => ({ value: null, key: [], ...strip(row) })),
        rows,
        by,
      );
    };
    expect(found(({ key, value }) => ({ key, value })).length).toBeGreaterThan(9);
    expect(found(({ value, denominator = null }) => ({ value, denominator })).length).toBeGreaterThan(5);
    expect(found(({ value }) => ({ value })).length).toBeGreaterThan(0);
    const two = ({ value }: ToldRow) => ({ value: value === null ? null : twoDigits.shown(value) });
    expect(found(two, twoDigits).length).toBeGreaterThan(0);
  });

  it('a home can tell of none which home it is', async () => {
    const { rows } = await asked(manager);
    const peers = rows.filter(({ key }) => key[0]?.value !== own.code);
    expect(peers.length).toBeGreaterThanOrEqual(10);
    expect(foundIn(peers, (await asked(council)).rows, twoDigits)).toEqual([]);
  });
});

describe('a home that asks by home', () => {
  it('sees its own row as everybody does, and no name, count, bound or suppression of another', async () => {
    const answer = await asked(manager);
    const [first, ...peers] = answer.rows;
    expect(first).toEqual((await asked(council)).rows.find(({ key }) => key[0]?.value === own.code));
    expect(namesIn(answer)).toEqual([own.code]);
    const bare = { key: [], lower: null, upper: null, numerator: null, denominator: null, suppression: 'ROUNDED' };
    for (const { value, ...others } of peers) expect([typeof value, others]).toEqual(['number', bare]);
    expect(answer.cells).toEqual({ shown: 0, rounded: 1 + peers.length, hidden: others.length - peers.length });
  });

  it('sees the others in the order of their values, five and more together, to two digits', async () => {
    const { rows } = await asked(manager);
    const values = rows.slice(1).map(({ value }) => value ?? -1);
    expect(values).toEqual(values.toSorted((one, other) => one - other));
    expect(values).toEqual(values.map(twoDigits.shown));
    for (const alike of Map.groupBy(values, (value) => value).values()) expect(alike.length).toBeGreaterThanOrEqual(5);
  });

  it('sees no other where fewer than ten homes of other providers are shown', async () => {
    const code = homes.find(({ provider }) => provider === 'chain')?.code ?? '';
    const { rows, cells } = await asked(await hub.as(code, 'manager', 'QUALITY_MONITORING'));
    expect(rows.map(({ key }) => key)).toEqual([keyOf(code)]);
    expect(cells).toEqual({ shown: 0, rounded: 1, hidden: 0 });
  });

  it.each([
    ['of several years, from which single ones could be taken', { from: '2024-04-01' }],
    ['of a quarter, and of a count, which tells how large a home is', { of: 'PATIENTS_ADMITTED' }],
    ['of a count in a year', { of: 'DISCHARGES' }],
  ])('sees no other %s', async (_title, variables) => {
    const { rows, hiddenLess } = await asked(manager, variables);
    for (const { key } of rows) expect(key).toEqual(keyOf(own.code));
    expect(hiddenLess.map(({ dimensions }) => dimensions.join())).not.toContain('CARE_HOME');
  });

  it('sees the same by every name of the field, under every purpose, and as a table by address', async () => {
    const { rows } = await asked(manager);
    const analyst = await hub.as(own.code, 'analyst', 'PLANNING');
    const twice = `query { ${['one', 'two']
      .map(
        (
          name,
        ) => `${name}: measure(of: EMERGENCY_ADMISSIONS, from: "2025-04-01", to: "2026-04-01", groupBy: [CARE_HOME]) {
        rows { key { value } value numerator denominator suppression } }`,
      )
      .join(' ')} }`;
    for (const asking of [manager, analyst]) {
      const { data } = await asking.ask<Record<'one' | 'two', object>>(twice);
      expect(namesIn(data)).toEqual([own.code]);
      expect(data.one).toEqual(data.two);
      const table = await csv(asking, 'groupBy=CARE_HOME');
      expect(namesIn(table)).toEqual([own.code]);
      expect(table.map(({ CARE_HOME, value, denominator }) => [CARE_HOME, value, denominator])).toEqual(
        rows.map(({ key, value, denominator }) => [key[0]?.value ?? '', `${value}`, `${denominator ?? ''}`]),
      );
    }
  });

  it('cannot ask for one other home', async () => {
    const { errors } = await manager.ask(
      `query { measure(of: FALLS, from: "2025-04-01", to: "2026-04-01", groupBy: [CARE_HOME], home: "${sibling.code}") { unit } }`,
    );
    expect(errors).toHaveLength(1);
    const [refused] = await csv(manager, `groupBy=CARE_HOME&home=${sibling.code}`);
    expect(JSON.stringify(refused)).toContain('BAD_INPUT');
  });

  it('sees the borough as everybody does', async () => {
    expect((await asked(manager)).total).toEqual((await asked(council)).total);
    const byMonth = { groupBy: ['MONTH'] };
    expect((await asked(manager, byMonth)).rows).toEqual((await asked(council, byMonth)).rows);
  });
});

it('an agency that is no home sees every home by name', async () => {
  const { rows } = await asked(council);
  expect(rows.map(({ key }) => key)).toEqual(homes.map(({ code }) => keyOf(code)));
});

async function csv({ token }: Asking, query: string): Promise<Record<string, string>[]> {
  const address = hub.url.replace('/graphql', '/measures/EMERGENCY_ADMISSIONS.csv');
  const answer = await fetch(`${address}?from=2025-04-01&to=2026-04-01&${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return Papa.parse<Record<string, string>>(await answer.text(), { header: answer.ok, skipEmptyLines: true }).data;
}
