import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { getHeapStatistics } from 'node:v8';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rowsOf } from '../../seeds/borough.ts';
import { demonstrationPlan } from '../../seeds/demonstration.plan.ts';
import { load } from '../../seeds/load.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';
import { readsOf } from './reads.ts';

/** What a question costs at the size of a borough, as far as it does not depend on the machine. */
interface Cost {
  /** Statements that read, besides those that open and end the transaction. */
  statements: number;
  /** By statement, the indexes by which records about people are read; a table that is read whole says so. */
  reads: string[][];
  /** Kilobytes that hub and asker allocate, together, for one request. */
  kilobytes: number;
}

const file = 'test/costs/costs.json';
const committed = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Record<string, Cost>;
const found: Record<string, Cost> = {};

/** From run to run, as far as the compiler has come, and from day to day of the borough they differ by less. */
const most = 1.4;
const [warming, batches, mostBatches, batchSize] = [80, 3, 40, 20];

const now = new Date();
let database: TestDatabase;
let hub: HubUnderTest;
const asked: { text: string; values: readonly unknown[] }[] = [];
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const owner = await database.owner.connect();
  await load(owner, rowsOf(demonstrationPlan, now)).finally(() => owner.release());
  hub = await startHub({ database, observe: (text, values) => asked.push({ text, values }) });
});
afterAll(async () => {
  agent.destroy();
  await hub.close();
  await database.drop();
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
});

const value = async (text: string): Promise<string> => {
  const { rows } = await database.owner.query<{ value: string }>(text);
  return rows[0]?.value ?? '';
};
const aPractice = `
  select o.code as value from alignment a join practice p on p.id = a.lead_practice_id
  join organisation o on o.id = p.organisation_id join placement l on l.home_id = a.home_id and l.valid_until is null
  where a.to_on is null and l.to_on is null group by 1 order by abs(count(*) - 120), 1 limit 1`;
const aPatientOf = (practice: string) => `
  select t.nhs_number as value from resident t
  join gp_registration g on g.resident_id = t.id and g.valid_until is null and g.to_on is null
  join practice p on p.id = g.practice_id join organisation o on o.id = p.organisation_id
  join placement l on l.resident_id = t.id and l.valid_until is null and l.to_on is null
  where o.code = '${practice}' order by 1 limit 1`;

async function costOf(agency: string, code: string, role: string, purpose: string, name: string, variables: object) {
  const wanted = committed[name]?.kilobytes ?? Number.POSITIVE_INFINITY;
  const { token } = await hub.as(code, role, purpose);
  const body = JSON.stringify({ query: readFileSync(`test/documents/${name}.graphql`, 'utf8'), variables });
  const ask = () => answered(token, body);
  for (let n = 0; n < warming; n++) await ask();
  asked.length = 0;
  await ask();
  const statements = [...asked];
  // The compiler works beside us, when the machine lets it: until it has, more is allocated.
  let kilobytes = Number.POSITIVE_INFINITY;
  for (let batch = 0; batch < batches || (batch < mostBatches && kilobytes > most * wanted); batch++) {
    const before = getHeapStatistics().total_allocated_bytes;
    for (let n = 0; n < batchSize; n++) await ask();
    kilobytes = Math.min(kilobytes, (getHeapStatistics().total_allocated_bytes - before) / batchSize / 1024);
  }
  const reads = await readsOf(database, `caregraph_${agency}`, code, statements);
  return { statements: statements.length, reads, kilobytes: Math.round(kilobytes) };
}

/** Sends a question and lets the answer go by: what reading it would cost is not the hub's. */
function answered(token: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = request(hub.url, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
      response.on('end', resolve).resume();
    });
    sent.on('error', reject).end(body);
  });
}

const days = (before: number) => new Date(now.getTime() - before * 86_400_000).toISOString().slice(0, 10);

describe('at the size of a borough', () => {
  test.each([
    ['HomeRound', 'practice', 'clinician', 'DIRECT_CARE'],
    ['OneResident', 'practice', 'clinician', 'DIRECT_CARE'],
    ['Me', 'practice', 'clinician', 'DIRECT_CARE'],
    ['BedSearch', 'trust', 'discharge-coordinator', 'DISCHARGE'],
    ['Homes', 'dashboard', 'service', 'PLANNING'],
  ])('%s costs what it did', async (name, agency, role, purpose) => {
    const practice = await value(aPractice);
    const code =
      agency === 'practice'
        ? practice
        : await value(`select min(code) as value from organisation where agency = '${agency}'`);
    const variables: Record<string, object> = {
      HomeRound: { since: `${days(365)}T00:00:00Z` },
      OneResident: { nhsNumber: await value(aPatientOf(practice)) },
      BedSearch: {
        careType: 'NURSING',
        near: { postcode: await value('select min(postcode) as value from care_home') },
        at: `${days(-3)}T12:00:00Z`,
      },
    };
    const cost = await costOf(agency, code, role, purpose, name, variables[name] ?? {});
    found[name] = cost;
    const was = committed[name];
    if (process.env.UPDATE_GOLDEN) return;
    expect({ statements: cost.statements, reads: cost.reads }).toEqual({
      statements: was?.statements,
      reads: was?.reads,
    });
    expect(cost.kilobytes).toBeLessThan((was?.kilobytes ?? 0) * most);
  });
});
