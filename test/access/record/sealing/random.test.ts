import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { insertEntries, newRecord, type TestRecord } from './record.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await newRecord();
});
afterAll(() => record.drop());

/** What hubs do, in any order: transactions that begin, add, end or are taken back, and sealing in between. */
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('enter' as const), count: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('begin' as const), count: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('commit' as const, 'rollback' as const), which: fc.nat(5) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('seal' as const) }) },
);

async function beginOne(count: number): Promise<pg.Client> {
  const hub = new pg.Client({ connectionString: record.hubUrl });
  await hub.connect();
  await hub.query('begin');
  await hub.query('set local role caregraph_recorder');
  await insertEntries(hub, record.key, count);
  return hub;
}

it('whatever happens in whatever order, each entry that was committed is sealed once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 16 }), async (happenings) => {
      const open: pg.Client[] = [];
      for (const one of happenings) {
        if (one.kind === 'enter') await record.enter(one.count);
        if (one.kind === 'begin') open.push(await beginOne(one.count));
        if (one.kind === 'seal') await record.seal();
        if (one.kind === 'commit' || one.kind === 'rollback') {
          const [client] = open.splice(one.which % Math.max(open.length, 1), 1);
          await client?.query(one.kind);
          await client?.end();
        }
      }
      expect((await record.verify()).findings).toEqual([]);
      for (const client of open) {
        await client.query('commit');
        await client.end();
      }
      await record.seal();
      const [{ count }] = (await record.spoil('select count(*)::int from hub.access_entry')) as [{ count: number }];
      expect(await record.verify()).toMatchObject({ inOrder: true, sealed: count, unsealed: { entries: 0 } });
    }),
    { numRuns: 15, endOnFailure: true },
  );
}, 240_000);

/** What an administrator may do to one entry of the record, and what must be said of it. */
const deeds = fc.record({
  deed: fc.constantFrom('edit', 'delete', 'move'),
  place: fc.nat(10_000),
  column: fc.constantFrom('"user"', 'purpose', 'device', 'operation', 'outcome', 'agreement'),
});

it('whichever entries are changed, as many are found and the first of them is named', async () => {
  await record.enter(30);
  await record.seal();
  const numbers = (await record.spoil('select number::text from hub.access_entry order by number')).map(({ number }) =>
    String(number),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(deeds, { minLength: 1, maxLength: 5, selector: ({ place }) => place % numbers.length }),
      async (done) => {
        await record.spoil('create table kept as select * from hub.access_entry');
        for (const { deed, place, column } of done) {
          const number = numbers[place % numbers.length];
          const changes = {
            edit: `${column} = ${column} || 'x'`,
            move: `written_by = (written_by::text::bigint - 1)::text::xid8`,
          };
          const statement =
            deed === 'delete'
              ? 'delete from hub.access_entry'
              : `update hub.access_entry set ${changes[deed as 'edit']}`;
          await record.spoil(`${statement} where number = ${number}`);
        }
        const { findings } = await record.verify();
        const spoilt = done.map(({ place }) => numbers[place % numbers.length] as string);
        expect(new Set(findings.map(({ number }) => number))).toEqual(new Set(spoilt));
        await record.spoil('delete from hub.access_entry where number in (select number from hub.access_entry)');
        await record.spoil('insert into hub.access_entry select * from kept; drop table kept');
        expect((await record.verify()).inOrder).toBe(true);
      },
    ),
    { numRuns: 15, endOnFailure: true },
  );
}, 240_000);
