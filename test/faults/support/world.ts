import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { bootstrap, ensureDatabase } from '../../../src/database/bootstrap.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { factoriesOn } from '../../support/factories.ts';

/** A resident as the model knows one. */
export interface Known {
  nhsNumber: string;
  familyName: string;
}

/** A home with its residents, all of them registered with one practice, in a database of its own. */
export async function worldOn(serverUrl: string, many: number) {
  const key = randomBytes(32);
  const adminUrl = await ensureDatabase(serverUrl, 'faults');
  const { ownerUrl } = await bootstrap(adminUrl, key);
  await migrate(ownerUrl);
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  const make = factoriesOn(owner);
  const [home, practice] = [await make.home(), await make.practice()];
  const residents: Known[] = [];
  for (let n = 0; n < many; n++) {
    const familyName = `Example-${String.fromCharCode(65 + (n % 26), 65 + (Math.floor(n / 26) % 26))}`;
    const made = await make.resident({ home, registeredWith: practice, since: '2024-02-01', familyName });
    residents.push({ nhsNumber: made.nhsNumber, familyName });
  }
  await owner.end();
  return { key, adminUrl, ownerUrl, residents, home: home.organisation.code, practice: practice.organisation.code };
}
export type World = Awaited<ReturnType<typeof worldOn>>;
