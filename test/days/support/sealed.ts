import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Sealer } from '../../../src/access/record/sealing/sealer.ts';
import { type Verdict, verify } from '../../../src/access/record/sealing/verify.ts';
import { withClient } from '../../../src/database/client.ts';
import type { TestDatabase } from '../../support/database.ts';
import { freshFolder } from '../../support/folder.ts';
import { othersHaveEnded } from '../../support/server.ts';

/** Seals the access record of a database as it is now, and looks through all of it. */
export async function sealedAndVerified({ adminUrl, ownerUrl, name, key }: TestDatabase): Promise<Verdict> {
  const { folder, remove } = await freshFolder();
  const anchors = join(folder, 'anchors.log');
  try {
    await othersHaveEnded(adminUrl, name);
    await withClient(ownerUrl, (owner) => new Sealer(key, anchors).seal(owner, { wait: true }));
    return await withClient(ownerUrl, (owner) => verify(owner, key, anchors));
  } finally {
    await rm(anchors, { force: true });
    await remove();
  }
}
