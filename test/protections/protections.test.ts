import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../src/database/client.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { isFound } from '../support/titles.ts';
import { failureClasses } from './classes.ts';
import { pageOf } from './page.ts';
import { sqlOf } from './removal.ts';
import { replacedOnce } from './without.ts';

const page = 'docs/failure-classes.md';
const removals = failureClasses.flatMap((one) => one.removals);

// Whether each test fails without its protection is tried by `npm run test:long -- protections`.
describe('each protection against a known failure', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await databaseOfOwn('empty');
  });
  afterAll(() => database?.drop());

  it.each(failureClasses)('$title: has a test, and still stands where it is taken away', async ({ removals }) => {
    expect(removals.length).toBeGreaterThan(0);
    for (const { changes, test } of removals) {
      expect({ ...test, found: isFound(test.file, test.title) }).toEqual({ ...test, found: true });
      for (const change of changes) {
        if ('file' in change) replacedOnce(await readFile(change.file, 'utf8'), change);
      }
      const statements = changes.flatMap((change) => sqlOf(change) ?? []);
      await withClient(database.ownerUrl, async (owner) => {
        await owner.query('begin');
        for (const statement of statements) await owner.query(statement);
        await owner.query('rollback');
      });
    }
  });

  it('is told to those who ask, with its test', async () => {
    if (process.env.UPDATE_GOLDEN) await writeFile(page, pageOf(failureClasses));
    expect(await readFile(page, 'utf8')).toBe(pageOf(failureClasses));
  });

  it('would be noticed where it stands twice, or not at all', () => {
    const change = { file: 'a', from: 'if (a)', to: 'if (b)' };
    expect(replacedOnce('if (a) x', change)).toBe('if (b) x');
    expect(() => replacedOnce('if (a) x; if (a) y', change)).toThrow('2 times');
    expect(() => replacedOnce('', change)).toThrow('0 times');
    expect(removals.length).toBeGreaterThan(failureClasses.length);
  });
});
