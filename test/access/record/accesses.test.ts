import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { accessesTo } from '../../../src/access/record/accesses.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { fillMonths, personNumbered } from './support/years-of-entries.ts';

const amount = { months: 10, entriesEach: 10_000, residentsEach: 10, people: 5_000 };
const looksEach = (amount.months * amount.entriesEach * amount.residentsEach) / amount.people;

/** A million pairs of an entry and a resident. */
describe('who looked at a resident, among a million looks', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let resident: string;

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    await fillMonths(admin, amount);
    resident = (await admin.query(`select ${personNumbered(77)} as id`)).rows[0].id;
    await admin.query('set role caregraph_auditor');
  }, 300_000);
  afterAll(async () => {
    await admin?.end();
    await database?.drop();
  });

  /** How often each partition was read as a whole, and by which index. */
  const scans = async () => {
    await admin.query('select pg_stat_force_next_flush()');
    await admin.query('select pg_stat_clear_snapshot()');
    const { rows } = await admin.query<{ table: string; whole: string; looked: string }>(
      `select relname as table, seq_scan as whole,
         (select sum(idx_scan) from pg_stat_all_indexes one
          where one.relid = tables.relid and one.indexrelname like '%residents%') as looked
       from pg_stat_all_tables tables where relname like 'access_entry_2%' order by relname desc`,
    );
    return rows.map(({ table, whole, looked }) => ({ table, whole: Number(whole), looked: Number(looked) }));
  };
  const scansOf = async (work: () => Promise<unknown>) => {
    const before = await scans();
    await work();
    const after = await scans();
    return after.flatMap(({ table, whole, looked }, place) => {
      const then = before[place] ?? { whole: 0, looked: 0 };
      return whole > then.whole || looked > then.looked
        ? [{ table, whole: whole - then.whole, looked: looked - then.looked }]
        : [];
    });
  };

  it('is told newest first, page after page, each look once', async () => {
    const all = await accessesTo(admin, resident, { most: 10_000 });
    expect(all).toHaveLength(looksEach);
    const paged = [];
    for (let page = await accessesTo(admin, resident, { most: 37 }); page.length; ) {
      paged.push(...page);
      const { at, number } = page.at(-1) as (typeof page)[0];
      page = await accessesTo(admin, resident, { before: { at, number }, most: 37 });
    }
    expect(paged).toEqual(all);
    expect(all.map(({ at }) => at.getTime())).toEqual(
      all.map(({ at }) => at.getTime()).sort((one, other) => other - one),
    );
  });

  it('is found by the index, in the months that the page needs and in no older one', async () => {
    const read = await scansOf(() => accessesTo(admin, resident, { most: 30 }));
    const filled = read.filter(({ looked }) => looked > 0);
    expect(filled.length).toBeGreaterThan(0);
    expect(filled.length).toBeLessThan(6);
    // This month and those made ahead are empty: to read them is nothing, by whichever way.
    const thisMonth = `access_entry_${new Date().toISOString().slice(0, 7).replace('-', '_')}`;
    expect(read.filter(({ table, whole }) => whole > 0 && table < thisMonth)).toEqual([]);
  });

  it('is nobody’s to ask but the auditor’s', async () => {
    const asked = database.pools.write.query(`select hub.accesses_to($1, 'infinity', 0, 1)`, [resident]);
    await expect(asked).rejects.toThrow('permission denied');
  });
});
