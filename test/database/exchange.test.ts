import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PoolClient } from 'pg';
import { Exchange, type Prepared, preparedOn } from '../../src/database/exchange.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';

describe('statements that are sent together', () => {
  let database: TestDatabase;
  let client: PoolClient;
  beforeAll(async () => {
    database = await databaseOfOwn('empty');
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    client = await database.pools.read.connect();
  });
  afterEach(() => client.release(true));

  const one = (name: string, text: string, values: unknown[] = []): Prepared => ({ name, text, values });
  const begin = one('begin', 'begin');
  const commit = one('commit', 'commit');
  const echo = (n: number) => one('echo', `select $1::int as n, date '1934-05-02' as born, null as nothing`, [n]);
  const divide = (by: number) => one('divide', 'select 1 / $1::int as n', [by]);

  it('give the rows of each of them, the first time and when they are prepared', async () => {
    const row = (n: number) => [{ n, born: '1934-05-02', nothing: null }];
    for (const n of [1, 2, 3]) {
      const answers = await Exchange.send(client, [begin, echo(n), echo(n + 1), commit]);
      expect(answers.slice(0, 4)).toEqual([[], row(n), row(n + 1), []]);
    }
    expect(preparedOn(client)).toBe(3);
  });

  it('do not run behind one that fails, which is told with what succeeded before', async () => {
    const heard: [number, unknown[]][] = [];
    const sent = Exchange.send(client, [begin, echo(1), divide(0), echo(2)], (place, rows) =>
      heard.push([place, rows.map(({ n }) => n)]),
    );
    await expect(sent).rejects.toMatchObject({ code: '22012' });
    expect(heard).toEqual([
      [0, []],
      [1, [1]],
    ]);
    await expect(Exchange.send(client, [echo(3)])).rejects.toMatchObject({ code: '25P02' });
    await Exchange.send(client, [one('rollback', 'rollback')]);
  });

  it('can be sent again after they failed, though nobody knows what of them is prepared', async () => {
    for (let n = 0; n < 3; n++) {
      await expect(Exchange.send(client, [divide(0), echo(1)])).rejects.toMatchObject({ code: '22012' });
    }
    const [divided, echoed] = await Exchange.send(client, [divide(1), echo(7)]);
    expect([divided?.[0]?.n, echoed?.[0]?.n]).toEqual([1, 7]);
  });

  it('are not sent by halves if a value cannot be written', async () => {
    const circular: unknown[] = [];
    circular.push({ circular });
    await expect(Exchange.send(client, [echo(1), one('odd', 'select $1::text', circular)])).rejects.toThrow();
    expect((await Exchange.send(client, [echo(5)]))[0]?.[0]?.n).toBe(5);
  });

  it('fail together when the connection is lost', async () => {
    client.on('error', () => {});
    const sent = Exchange.send(client, [one('sleep', 'select pg_sleep(30)')]);
    const refused = expect(sent).rejects.toBeInstanceOf(Error);
    const { rows } = await database.owner.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and query like '%pg_sleep%' and pid <> pg_backend_pid()`,
    );
    const pid = rows[0]?.pid ?? (client as unknown as { processID: number }).processID;
    await database.pools.write.query('select pg_terminate_backend($1)', [pid]);
    await refused;
  });
});
