import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { recordKeys } from '../../src/access/record/sealing/keys.ts';
import { inTransaction, withClient } from '../../src/database/client.ts';
import { cqc } from '../../src/imports/cqc/locations.ts';
import { type Format, UnreadableFile } from '../../src/imports/engine/format.ts';
import { takeFile } from '../../src/imports/engine/run.ts';
import { directory, location } from './support/cqc-file.ts';
import { type Taking, takingFiles } from './support/taking.ts';

let taking: Taking;
beforeAll(async () => {
  taking = await takingFiles();
});
afterAll(() => taking?.database.drop());

/** More than a batch of lines, and behind them what nobody can read. */
const breaks: Format = {
  ...cqc,
  async *read() {
    for (let line = 2; line < 2_500; line++) {
      yield { line, facts: [{ kind: 'location', cells: [`1-${line}`] }], rejects: [] };
    }
    throw new UnreadableFile('It breaks.');
  },
};

const content = { name: 'file', stream: async () => Readable.from([Buffer.from('any')]) };
const bringing = () => ({
  ...{ organisation: null, asOf: new Date('2026-01-01'), by: 'O.Perator', agreement: '' },
  keys: recordKeys(taking.database.key),
});

it.each([true, false])(
  'a file that cannot be read to its end leaves its connection as it was (dry run: %s)',
  async (dryRun) => {
    await withClient(taking.database.ownerUrl, async (client) => {
      await expect(takeFile(client, breaks, content, { ...bringing(), dryRun })).rejects.toThrow('It breaks.');
      const [whose] = await inTransaction(
        client,
        async () => (await client.query('select current_user as name, session_user as own')).rows,
      );
      expect(whose.name).toBe(whose.own);
      const { rows } = await client.query(
        `select (select count(*) from hub.import_row)::int as waiting, to_regclass('pg_temp.copied_import_row') as left_over`,
      );
      expect(rows).toEqual([{ waiting: dryRun ? 0 : 2_000, left_over: null }]);
    });
  },
);

it('a file that another process is reading is waited for, and taken once', async () => {
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  let reading = () => {};
  const read = new Promise<void>((resolve) => (reading = resolve));
  const slow: Format = {
    ...cqc,
    async *read(whole, how) {
      reading();
      await gate;
      yield* cqc.read(whole, how);
    },
  };
  const file = { ...content, stream: async () => Readable.from([Buffer.from(directory([location(1), location(2)]))]) };
  const take = (format: Format) =>
    withClient(taking.database.ownerUrl, (client) => takeFile(client, format, file, bringing()));
  const first = take(slow);
  await read;
  let ended = false;
  const second = take(cqc).finally(() => (ended = true));
  const waits = async () =>
    (await taking.rows(`select from pg_locks where locktype = 'advisory' and not granted`)).length > 0;
  while (!ended && !(await waits()));
  goOn();
  expect((await Promise.all([first, second])).map(({ state }) => state)).toEqual(['DONE', 'BEFORE']);
  expect(
    await taking.rows(`select from hub.import_row where import_id in (select id from hub.import where state = 'DONE')`),
  ).toEqual([]);
});
