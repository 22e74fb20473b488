import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { residentsTouched } from '../../src/access/residents-touched.ts';
import { diffAgreements, diffLines } from '../../src/agreement/diff/diff.ts';
import { readAgreement } from '../../src/agreement/read.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await databaseOfOwn();
});
afterAll(() => database.drop());

it('counts the residents of this database whom a change of the agreement concerns, each once', async () => {
  const [before, after] = ['schema/agreement.yml', 'docs/examples/wider.yml'].map((file) => readAgreement(file));
  if (!before || !after) throw new Error('two agreements');
  const difference = diffAgreements(before, after);
  const owner = await database.owner.connect();
  const touched = await residentsTouched(owner, difference).finally(() => owner.release());
  const { rows } = await database.owner.query(
    `select count(distinct resident_id)::int as residents from hub.relationship
      where kind = 'practice.aligned' and since <= now() and (until is null or until > now())`,
  );
  const expected = rows[0].residents;
  expect(expected).toBeGreaterThan(1);
  expect(touched('practice', ['practice.aligned'])).toBe(expected);
  expect(touched('home', ['practice.aligned'])).toBe(0);
  expect(diffLines(difference, touched)).toContain(
    `  + Resident dateOfBirth, dateOfDeath: clear to practice.aligned as clinician, care-coordinator (as a year before), up to ${expected} residents`,
  );
});
