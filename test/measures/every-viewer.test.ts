import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedDemonstration } from '../../seeds/demonstration.ts';
import { type DemonstrationAccount, demonstrationAccounts } from '../../src/access/demonstration-accounts.ts';
import { measures } from '../../src/measures/definitions/index.ts';
import { publishMeasures } from '../../src/measures/publish.ts';
import { ruleFor } from '../../src/measures/rule-for.ts';
import { databaseOfOwn } from '../support/database.ts';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';
import { type Days, type Recorded, recordedOf, type Shown, wrongIn } from './support/recomputed.ts';

interface Row extends Shown {
  key: { dimension: string; value: string }[];
}
interface Answer {
  period: Days;
  rows: Row[];
  total: Shown;
}
/** One published table, as it is asked for. */
interface Question {
  of: string;
  groupBy: string[];
  from: string;
  to: string;
}
const shown = 'value lower upper numerator denominator suppression';
const MEASURE = `query Every($of: MeasureName!, $from: Date!, $to: Date!, $groupBy: [Dimension!]) {
  measure(of: $of, from: $from, to: $to, groupBy: $groupBy) {
    period { from to } rows { key { dimension value } ${shown} } total { ${shown} }
  }
}`;

let hub: HubUnderTest;
let planners: (DemonstrationAccount & { asking: Asking })[];
let others: DemonstrationAccount[];
let questions: Question[];
const recorded = new Map<string, Recorded>();

beforeAll(async () => {
  const database = await databaseOfOwn('empty');
  hub = await startHub({ database });
  const client = await database.owner.connect();
  try {
    await seedDemonstration(client, { now: new Date() });
    await publishMeasures(client, hub.contract.agreement);
  } finally {
    client.release();
  }
  const accounts = await demonstrationAccounts(database.owner, hub.contract.agreement);
  others = accounts.filter(({ purpose }) => purpose !== 'PLANNING');
  planners = await Promise.all(
    accounts
      .filter(({ purpose }) => purpose === 'PLANNING')
      .map(async (one) => ({ ...one, asking: await hub.as(one.code, one.role, one.purpose) })),
  );
  // Of each grouping the first period of each length, and the last.
  const { rows } = await database.owner.query<Omit<Question, 'groupBy'> & { dimensions: string }>(
    `select measure as of, dimensions, from_on::text as from, to_on::text as to from (
       select *, row_number() over kind as place, count(*) over (partition by measure, dimensions, block) as places
       from hub.published_table window kind as (partition by measure, dimensions, block order by from_on)
     ) as published
     where place in (1, places) and 'MET' <> all (string_to_array(dimensions, ' ')) order by 1, 2, 3, 4`,
  );
  questions = rows.map(({ dimensions, ...of }) => ({ ...of, groupBy: dimensions.split(' ').filter(Boolean) }));
  for (const definition of measures) {
    const own = questions.filter(({ of }) => of === definition.name);
    const from = own.map((one) => one.from).sort()[0] ?? '';
    const to =
      own
        .map((one) => one.to)
        .sort()
        .at(-1) ?? '';
    if (own.length > 0) recorded.set(definition.name, await recordedOf(database.owner, definition, { from, to }));
  }
});
afterAll(async () => {
  await hub?.close();
  await hub?.database.drop();
});

async function answerTo({ asking }: { asking: Asking }, question: Question): Promise<Answer> {
  const { data, errors } = await asking.ask<{ measure: Answer }>(MEASURE, { ...question });
  expect(errors).toBeUndefined();
  return data.measure;
}
const isHomes = ({ groupBy }: Question) => groupBy.some((name) => ['CARE_HOME', 'PROVIDER', 'NETWORK'].includes(name));

it('every measure is published in some grouping, and asked for by several agencies', () => {
  expect(measures.filter(({ name }) => !recorded.has(name)).map(({ name }) => name)).toEqual([]);
  expect([...new Set(planners.map(({ agency }) => agency))].sort()).toEqual([
    ...['council', 'dashboard', 'home', 'icb', 'practice'],
  ]);
});

describe.each(measures.map((definition) => [definition.name, definition] as const))('%s', (name, definition) => {
  it('is what the records tell, for every viewer alike, and of homes no more than a home may know', async () => {
    const rule = ruleFor(definition, hub.contract.agreement);
    for (const question of questions.filter(({ of }) => of === name)) {
      const answers = await Promise.all(planners.map((planner) => answerTo(planner, question)));
      const [all] = answers.filter((_, place) => planners[place]?.agency !== 'home') as [Answer];
      expect(all.period).toEqual({ from: question.from, to: question.to });
      const wrong = (row: Shown, key: Row['key']) => {
        const members = Object.fromEntries(key.map(({ dimension, value }) => [dimension, value]));
        return wrongIn(definition, recorded.get(name) as Recorded, { members, period: all.period, rule }, row);
      };
      const found = [...all.rows, { ...all.total, key: [] }].flatMap((row) => wrong(row, row.key) ?? []);
      expect({ question, found }).toEqual({ question, found: [] });

      for (const [place, { agency, code }] of planners.entries()) {
        const answer = answers[place] as Answer;
        if (agency !== 'home' || !isHomes(question)) {
          expect(answer).toEqual(all);
          continue;
        }
        expect(answer.total).toEqual(all.total);
        const own = answer.rows.filter(({ key }) => key.length > 0);
        const isOwn = ({ key }: Row) => key.some(({ dimension, value }) => dimension === 'CARE_HOME' && value === code);
        for (const row of own) expect(all.rows).toContainEqual(row);
        if (question.groupBy.includes('CARE_HOME')) expect(own).toEqual(all.rows.filter(isOwn));
      }
    }
  });
});

it('a number that is another than was recorded is noticed, of every kind of measure', async () => {
  const [planner] = planners.filter(({ agency }) => agency !== 'home') as [(typeof planners)[number]];
  const noticed = new Set<string>();
  for (const definition of measures) {
    const [question] = questions.filter(({ of, groupBy }) => of === definition.name && groupBy.length === 0);
    if (!question || noticed.has(definition.kind)) continue;
    const { period, total } = await answerTo(planner, question);
    if (!total.value) continue;
    const about = { members: {}, period, rule: ruleFor(definition, hub.contract.agreement) };
    const records = recorded.get(definition.name) as Recorded;
    const more = { ...total, value: total.value * 2, numerator: (total.numerator ?? 0) * 2 };
    expect(wrongIn(definition, records, about, total)).toBeUndefined();
    expect(wrongIn(definition, records, about, more)).toEqual(expect.any(String));
    noticed.add(definition.kind);
  }
  expect([...noticed].sort()).toEqual(['AMOUNT', 'MEAN', 'RATE', 'SHARE']);
});

it('who asks for another purpose is refused', async () => {
  expect(others.length).toBeGreaterThan(5);
  const [question] = questions;
  for (const { code, role, purpose } of others) {
    const { errors } = await (await hub.as(code, role, purpose)).ask(MEASURE, { ...question });
    expect(errors?.[0]?.extensions.code).toBe('PURPOSE_NOT_ALLOWED');
  }
});
