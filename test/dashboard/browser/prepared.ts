import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { command } from '../../support/command.ts';
import { freshFolder } from '../../support/folder.ts';

const variable = 'CAREGRAPH_TEST_PREPARED';

/** Before all tests of the pages: one demonstration, filled and published as its first start does it, and stopped again. */
export default async function prepare(): Promise<void> {
  const place = await freshFolder();
  Object.assign(globalThis, { removePrepared: place.remove });
  const hub = command('start', { CAREGRAPH_DATA: place.folder, PORT: '0' });
  await hub.printed(/The hub answers at \S+\/graphql\./);
  hub.child.kill('SIGINT');
  const { code, output } = await hub.ended;
  if (code !== 0) throw new Error(`The demonstration did not stop as it should:\n${output}`);
  process.env[variable] = place.folder;
}

/** A folder with a demonstration of one's own in it: the same data, with the keys and the owners that they had. */
export async function preparedFolder(): Promise<Awaited<ReturnType<typeof freshFolder>>> {
  const place = await freshFolder();
  await promisify(execFile)('cp', ['-a', `${process.env[variable]}/.`, place.folder]);
  return place;
}
