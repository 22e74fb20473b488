import { readFile } from 'node:fs/promises';
import { identityOf } from '../../database/backup/seal.ts';
import { CannotStart } from '../../database/cannot-start.ts';
import { dataFolder, knownHomeOf } from '../../database/data-folder.ts';
import { masterKeyThere } from '../../database/secrets.ts';

/** The master key of this hub, which is not made here: one that was would open nothing. */
export async function masterKey(): Promise<{ key: Buffer | undefined; folder: string }> {
  const folder = await knownHomeOf(dataFolder());
  return { key: await masterKeyThere(folder), folder };
}

export async function masterKeyNeeded(): Promise<Buffer> {
  const { key, folder } = await masterKey();
  if (key) return key;
  throw new CannotStart(
    'The master key of the hub that was backed up is needed, and is in no backup: ' +
      `put it into ${folder}/master.key, or set CAREGRAPH_MASTER_KEY.`,
  );
}

/** What may open a backup: the hub's own key, or those of a file as age-keygen writes it. */
export async function identitiesFor(key: Buffer, file: string | undefined): Promise<string[]> {
  if (file === undefined) return [identityOf(key)];
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CannotStart(`${file} cannot be read: ${error.message}.`);
  });
  const identities = text.split('\n').flatMap((line) => /^AGE-SECRET-KEY-\S+/.exec(line.trim())?.[0] ?? []);
  if (identities.length) return identities;
  throw new CannotStart(`${file} holds no key such as AGE-SECRET-KEY-1….`);
}
