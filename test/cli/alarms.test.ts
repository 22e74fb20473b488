import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { command, endCommands } from '../support/command.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';

let place: Awaited<ReturnType<typeof freshFolder>>;
let database: TestDatabase;
beforeAll(async () => {
  place = await freshFolder();
  database = await databaseOfOwn('empty');
});
afterAll(async () => {
  endCommands();
  await database.drop();
  await place.remove();
});

it('tells that the access record cannot be sealed in a line of the log, for whoever watches it', async () => {
  const hub = command('start', {
    ...{ CAREGRAPH_DATA: place.folder, CAREGRAPH_ANCHORS: join(place.folder, 'nowhere', 'anchors.log'), PORT: '0' },
    ...{ DATABASE_URL: database.adminUrl, CAREGRAPH_MASTER_KEY: database.key.toString('hex') },
  });
  const told = await hub.printed(/The hub answers at \S+\./);
  await fetch(/The hub answers at (\S+)\./.exec(told)?.[1] ?? '', { method: 'POST' });
  const output = await hub.printed(/could not be sealed[^\n]*\n/);
  const line = output.split('\n').find((one) => one.includes('could not be sealed'));
  expect(JSON.parse(line ?? '')).toEqual({
    ...{
      level: 'error',
      time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
      msg: 'The access record could not be sealed.',
    },
    error: expect.objectContaining({ class: 'Error', code: 'ENOENT' }),
  });
  hub.child.kill('SIGTERM');
  await hub.ended;
});
