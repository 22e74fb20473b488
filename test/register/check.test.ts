import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { command } from '../support/command.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { factoriesOn, type MadePlace } from '../support/factories.ts';
import { driftOf } from './register.ts';

describe('caregraph relationships check', () => {
  let database: TestDatabase;
  let home: MadePlace;
  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    const make = factoriesOn(database.owner);
    home = await make.home();
    await make.resident({ home, familyName: 'Winterbottom' });
    await make.resident({ home });
  });
  afterAll(() => database.drop());

  const run = (options = '') =>
    command(`relationships check${options}`, {
      DATABASE_URL: database.adminUrl,
      CAREGRAPH_MASTER_KEY: database.key.toString('hex'),
    }).ended;

  it('finds the register in step with the facts', async () => {
    expect(await run()).toEqual({ code: 0, output: 'The 2 relationships to 2 residents agree with the facts.\n' });
  });

  it('fails on drift and says of whom and what, but of no resident; and repairs it when told to', async () => {
    await database.owner.query('update hub.relationship set objections = 4');
    const { code, output } = await run();
    expect(code).toBe(1);
    expect(output).toContain(`${home.organisation.code}: 2 home.current with another end or other objections`);
    expect(output).not.toMatch(/Winterbottom|[0-9a-f]{8}-[0-9a-f]{4}/);
    expect((await run(' --repair')).code).toBe(0);
    expect(await driftOf(database.owner)).toEqual([]);
  });
});
