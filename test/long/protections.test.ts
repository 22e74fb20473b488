import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Postgres, postgresOfOwn } from '../faults/support/postgres.ts';
import { failureClasses } from '../protections/classes.ts';
import { copyOfHub } from '../protections/without.ts';

let postgres: Postgres;
let copy: Awaited<ReturnType<typeof copyOfHub>>;

/** Tests that pass with every protection. */
const holding = new Set<string>();

beforeAll(async () => {
  [postgres, copy] = await Promise.all([postgresOfOwn(), copyOfHub()]);
});
afterAll(async () => {
  await postgres?.remove();
  await copy?.remove();
});

describe.each(failureClasses)('$title', ({ removals }) => {
  it.each(removals)(
    'fails without this: $protection',
    async (removal) => {
      const { file, title } = removal.test;
      if (!holding.has(`${file} ${title}`)) {
        const { passed, failed, output } = await copy.run(postgres.adminUrl, removal);
        expect({ passes: passed > 0 && !failed, output }).toMatchObject({ passes: true });
        holding.add(`${file} ${title}`);
      }
      const { failed, output } = await copy.run(postgres.adminUrl, removal, removal.changes);
      if (!failed) console.log(output);
      expect(failed).toBeGreaterThan(0);
    },
    900_000,
  );
});
