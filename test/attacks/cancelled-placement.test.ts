import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { relationsOf } from '../register/register.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type Factories, factoriesOn } from '../support/factories.ts';

describe('a placement that was cancelled before it began', () => {
  let database: TestDatabase;
  let make: Factories;
  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    make = factoriesOn(database.owner);
  });
  afterAll(() => database.drop());

  it('takes nothing away from a home that the resident had left', async () => {
    const home = await make.home();
    const resident = await make.resident();
    await make.placement({ resident, home, from: '2023-03-01', to: '2023-06-01' });
    await make.placement({ resident, home, from: '2024-01-01', to: '2024-01-01' });
    expect(await relationsOf(database.owner, resident, home)).toEqual([
      ['home.current', '2023-03-01', '2023-06-01'],
      ['home.past', '2023-06-01', '…'],
    ]);
  });
});
