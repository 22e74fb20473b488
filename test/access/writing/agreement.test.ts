import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { inTransaction } from '../../../src/access/writing/transaction.ts';
import type { Contract } from '../../../src/server/contract/contract.ts';
import { apply, changed } from '../../server/support/changing.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn } from '../../support/factories.ts';

let database: TestDatabase;
let shipped: Contract;
let next: Contract;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  shipped = await changed('', '');
  next = await changed('review: 2027-04-01', 'review: 2027-05-01');
  await apply(database, shipped);
});
afterAll(() => database.drop());

it('a write is done wholly under one agreement: another one comes into force when it is over', async () => {
  const practice = await factoriesOn(database.owner).practice();
  const settings = {
    agency: 'practice' as const,
    organisation: practice.organisation.id,
    kinds: 0,
    endsWith: 0,
    neverEnds: 0,
    purpose: 'DIRECT_CARE' as const,
  };
  const assert = (hash: string) => ['select hub.assert_agreement($1)', [hash]] as const;
  const order: string[] = [];
  let applying: Promise<unknown> = Promise.resolve();
  const write = (agreement: string, during: () => Promise<unknown> = async () => undefined) =>
    inTransaction(database.pools.write, { ...settings, agreement }, async ({ query }) => {
      await during();
      await query(...assert(agreement));
      order.push('written');
    });

  await write(shipped.agreement.hash, async () => {
    applying = apply(database, next).then(() => order.push('applied'));
    const waiting = `select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
    while (!(await database.owner.query(waiting)).rows.length) await new Promise((resolve) => setTimeout(resolve, 10));
  });
  await applying;
  expect(order).toEqual(['written', 'applied']);
  await expect(write(shipped.agreement.hash)).rejects.toMatchObject({ code: 'HA001' });
  await expect(write(next.agreement.hash)).resolves.toBeUndefined();
});
