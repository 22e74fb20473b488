import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { recordKeys } from '../../src/access/record/sealing/keys.ts';
import { inTransaction, withClient } from '../../src/database/client.ts';
import { cqc } from '../../src/imports/cqc/locations.ts';
import { type Format, UnreadableFile } from '../../src/imports/engine/format.ts';
import { takeFile } from '../../src/imports/engine/run.ts';
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

it.each([true, false])(
  'a file that cannot be read to its end leaves its connection as it was (dry run: %s)',
  async (dryRun) => {
    await withClient(taking.database.ownerUrl, async (client) => {
      const bringing = {
        ...{ organisation: null, asOf: new Date(), by: 'O.Perator', agreement: '', dryRun },
        keys: recordKeys(taking.database.key),
      };
      const content = { name: 'file', stream: async () => Readable.from([Buffer.from('any')]) };
      await expect(takeFile(client, breaks, content, bringing)).rejects.toThrow('It breaks.');
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
