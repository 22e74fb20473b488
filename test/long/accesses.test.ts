import { expect, it } from '@jest/globals';
import pg from 'pg';
import { accessesTo } from '../../src/access/record/accesses.ts';
import { fillMonths, personNumbered } from '../access/record/support/years-of-entries.ts';
import { databaseOfOwn } from '../support/database.ts';

/** Five years of a million looks or so a month; PAIRS=1000000 makes fewer. */
const pairs = Number(process.env.PAIRS ?? 50_000_000);
const months = 60;
const residentsEach = 10;
const amount = { months, residentsEach, entriesEach: Math.round(pairs / months / residentsEach), people: 20_000 };

it('tells who looked at a resident in less than 200 ms, among fifty million looks', async () => {
  const database = await databaseOfOwn('empty');
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  try {
    await fillMonths(admin, amount);
    await admin.query('set role caregraph_auditor');
    const milliseconds: number[] = [];
    for (let number = 0; number < 200; number += 1) {
      const { rows } = await admin.query(`select ${personNumbered((number * 97) % amount.people)} as id`);
      const began = performance.now();
      const found = await accessesTo(admin, rows[0].id, { most: 50 });
      milliseconds.push(performance.now() - began);
      expect(found.length).toBeGreaterThan(0);
    }
    milliseconds.sort((one, other) => one - other);
    const [median = 0, slowest = 0] = [milliseconds[100], milliseconds.at(-1)];
    console.log(`${pairs} pairs: the newest 50 looks in ${median.toFixed(1)} ms, at most ${slowest.toFixed(1)} ms`);
    expect(slowest).toBeLessThan(200);
  } finally {
    await admin.end();
    await database.drop();
  }
}, 7_200_000);
