import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../src/agreement/model.ts';
import { parseAgreement } from '../../../src/agreement/read.ts';
import { type Counted, countedIn } from '../../../src/measures/counted.ts';
import { emergencyAdmissions } from '../../../src/measures/definitions/hospital/emergency-admissions.ts';
import { cubeOf, type Event } from '../../../src/measures/disclosure/cube.ts';
import { isSmall, published, type SmallNumberRule, Suppression } from '../../../src/measures/disclosure/rule.ts';
import { memberOrder } from '../../../src/measures/measure.values.ts';
import { publishMeasures } from '../../../src/measures/publish.ts';
import { publishedTables, storeCells } from '../../../src/measures/published.ts';
import type { Table, TableName } from '../../../src/measures/tables.ts';
import { type Contract, contractFrom, groundOf } from '../../../src/server/contract/contract.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { agreementFile, startHub } from '../../support/hub.ts';
import { buildBorough, homeCodes, type Resident } from '../support/borough.ts';
import { Attacker } from './attack.ts';
import { askAround, chance } from './questions.ts';

/** 50 residents of three homes over two and a half years: hardly a number that is not small. */
function residents(random: () => number): Resident[] {
  return Array.from({ length: 50 }, (_, n) => ({
    home: homeCodes[n < 30 ? 0 : n < 46 ? 1 : 2] ?? '',
    bornOn: n % 3 === 0 ? '1950-01-01' : '1936-02-03',
    from: '2024-01-01',
    admissions: Array.from({ length: Math.floor(random() * 9) }, () =>
      new Date(Date.parse('2024-03-28T00:00Z') + random() * 920 * 86_400_000).toISOString(),
    ),
  }));
}

const text = readFileSync(agreementFile, 'utf8');
const small = { from: 1, to: 7 };
const tables = (lines: readonly string[]) =>
  text.replace(
    /( {2}tables:\n)( {4}- .*\n)+/,
    `$1${lines.map((line) => `    - { measure: EMERGENCY_ADMISSIONS, ${line} }\n`).join('')}`,
  );
const first = tables([
  ...['[]', '[CARE_HOME]', '[AGE_BAND]', '[MONTH]', '[WEEKDAY, TIME_BAND]'].map(
    (by) => `dimensions: ${by}, period: YEAR`,
  ),
  ...['[]', '[AGE_BAND]'].map((by) => `dimensions: ${by}, period: QUARTER`),
]);
/** Another agreement, which rounds nothing and lists more. */
const second = tables([
  ...['[]', '[CARE_HOME]', '[CARE_HOME, AGE_BAND]', '[WEEKDAY]', '[MONTH]'].map(
    (by) => `dimensions: ${by}, period: YEAR`,
  ),
  'dimensions: [CARE_HOME], period: QUARTER',
  'dimensions: [], period: MONTH',
]).replace('round-to: 5', 'round-to: 1');

const opened: TestDatabase[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.drop();
});

type Weaker = (names: readonly TableName[], counted: Counted, rule: SmallNumberRule) => Table[];

/** Puts what a weaker protection would have published in the place of what was published last. */
async function weaken({ owner }: TestDatabase, { smallNumbers }: Agreement, weaker: Weaker): Promise<void> {
  const client = await owner.connect();
  try {
    const tables = (await publishedTables(client, emergencyAdmissions.name)).filter(
      ({ rule }) => rule.roundTo === smallNumbers.roundTo,
    );
    const counted = await countedIn(client, emergencyAdmissions, { from: '2024-01', to: '2027-01' });
    const cells = weaker(tables, counted, smallNumbers);
    for (const [place, { id }] of tables.entries()) {
      await client.query('delete from hub.published_cell where table_id = $1', [id]);
      await storeCells(client, [{ id, cells: cells[place]?.cells ?? [] }]);
    }
  } finally {
    client.release();
  }
}

/**
 * Three publications: of what there are data of at first, of another year after some of the first was put right, and
 * under another agreement. After each, so many questions.
 */
async function attacked(questions: readonly [number, number, number], weaker?: Weaker) {
  const random = chance(1);
  const database = await databaseOfOwn('empty');
  opened.push(database);
  await buildBorough(database.owner, residents(random));
  await database.owner.query(
    `insert into public.organisation (agency, code, name) values ('dashboard', 'board', 'Board')`,
  );
  const attacker = new Attacker();
  const ground = await groundOf();
  const contractOf = (body: string) =>
    contractFrom(parseAgreement(body, 'agreement.yml', { shape: ground.shape }), ground);
  const stage = async (contract: Contract, now: string, count: number) => {
    const hub = await startHub({ database, contract });
    const client = await database.owner.connect();
    await publishMeasures(client, contract.agreement, new Date(now)).finally(() => client.release());
    if (weaker) await weaken(database, contract.agreement, weaker);
    const rule = { small, roundTo: contract.agreement.smallNumbers.roundTo };
    await askAround(await hub.as('board', 'service', 'PLANNING'), attacker, rule, { questions: count, random });
    await hub.close();
  };
  const one = await contractOf(first);
  await stage(one, '2025-10-20T12:00Z', questions[0]);
  await database.owner.query(
    `delete from public.hospital_stay where id in (select id from public.hospital_stay order by admitted_at limit 9 offset 5)`,
  );
  await stage(one, '2026-10-20T12:00Z', questions[1]);
  await stage(await contractOf(second), '2026-10-20T12:00Z', questions[2]);
  const { rows } = await database.owner.query<{ events: Event[] }>(
    `select counted.events from hub.counted_month as counted where counted.measure = 'EMERGENCY_ADMISSIONS'`,
  );
  return { attacker, events: rows.flatMap(({ events }) => events) };
}

/** What the attacker is sure of: hidden numbers of which one value is left, and small counts of whatever kind. */
function told(attacker: Attacker) {
  const sums = attacker.conclude();

  const suspects = sums.names.filter((name) => {
    const range = sums.range(name);
    return attacker.hidden.has(name) || (range !== undefined && range.high > 0 && range.low <= small.to);
  });
  sums.exclude(suspects);
  const decided = (name: string) => sums.range(name)?.low === sums.range(name)?.high;
  return {
    sums,
    hidden: [...attacker.hidden].filter(decided),
    small: sums.names.filter((name) => {
      const { low = 0, high = 0 } = sums.range(name) ?? {};
      return low === high && low >= small.from && low <= small.to;
    }),
  };
}

/** How many events a name of the attacker's stands for. */
function countOf(name: string, events: readonly Event[]): number {
  const [period = '', ...members] = name.split(' ');
  const [from = '', to = ''] = period.split('/');
  const wanted = members.map((member) => member.split('='));
  return events.filter(
    (event) =>
      `${event.MONTH}-01` >= from &&
      `${event.MONTH}-01` < to &&
      wanted.every(([name = '', value]) => event[name] === value),
  ).length;
}

describe('ten thousand overlapping questions, over three publications', () => {
  test('tell no hidden number and no small one', async () => {
    const { attacker, events } = await attacked([4000, 3000, 3000]);
    expect(attacker.distinctAnswers).toBeGreaterThan(60);
    expect(attacker.hidden.size).toBeGreaterThan(100);
    const { sums, ...found } = told(attacker);
    // The attacker is no fool: what happened is always among what he thinks possible.
    const mistaken = sums.names.filter((name) => {
      const count = countOf(name, events);
      const { low = 0, high = 0 } = sums.range(name) ?? {};
      return count < low || count > high;
    });
    expect(mistaken).toEqual([]);
    expect(found).toEqual({ hidden: [], small: [] });
  }, 600_000);
});

/** How a weaker hub would fill a table: small numbers hidden, others rounded, and nothing besides. */
const naive: Weaker = (names, { events }, rule) => {
  const members = new Map<string, readonly string[]>(Object.entries(memberOrder));
  members.set('CARE_HOME', homeCodes);
  return names.map(({ dimensions, period }) => {
    const { aggregates } = cubeOf([{ dimensions, period, members }], events);
    const of = [...aggregates.values()].filter(({ pattern }) =>
      [0, dimensions.length].includes(pattern.dimensions.length),
    );
    const cells = of.map(({ count, pattern, assignment }) => {
      const hidden = isSmall(count, rule) ? Suppression.PRIMARY : undefined;
      const { value, suppression } = published(count, hidden, rule);
      const named = pattern.dimensions.map((dimension) => assignment[dimension] ?? '');
      return { members: named, numerator: value, denominator: null, suppression, amount: null };
    });
    return { dimensions, period, cells, homes: null };
  });
};

test('the same questions to a hub that hides what is small and nothing besides tell small numbers', async () => {
  const { attacker, events } = await attacked([200, 200, 400], naive);
  const found = told(attacker);
  expect(found.hidden.length).toBeGreaterThan(0);
  expect(found.small.length).toBeGreaterThan(0);
  for (const name of found.small) expect(found.sums.range(name)?.low).toBe(countOf(name, events));
}, 600_000);
