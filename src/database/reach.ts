import { ensureDatabase } from './bootstrap.ts';
import { CannotStart } from './cannot-start.ts';
import { dataFolder, FolderInUse } from './data-folder.ts';
import { runningEmbedded, startEmbedded } from './embedded.ts';
import { databaseUrlGiven } from './given.ts';
import { databaseName, hasDatabase, refuseNoAddress } from './open.ts';
import { urlAs } from './urls.ts';

/** A database as it stands: nobody has looked for roles or migrations. */
export interface Reached {
  kind: 'embedded' | 'own';
  /** As the user of DATABASE_URL, or as the embedded server's administrator. */
  url: string;
  /** Where the keys lie. */
  home: string;
  stop(): Promise<void>;
}

/** For what reads the database and changes nothing: also beside a running hub, whose server it uses. */
export async function reachAsItStands(): Promise<Reached> {
  const given = databaseUrlGiven();
  if (given) return own(given);
  if (!(await hasDatabase())) throw new CannotStart(`There is no database in ${dataFolder()}.`);
  try {
    const { adminUrl, home, stop } = await startEmbedded(dataFolder());
    return { kind: 'embedded', url: urlAs(adminUrl, { database: databaseName }), home, stop };
  } catch (error) {
    const running = error instanceof FolderInUse ? await runningEmbedded(dataFolder()) : undefined;
    if (!running) throw error;
    const url = urlAs(running.adminUrl, { database: databaseName });
    return { kind: 'embedded', url, home: running.home, stop: async () => {} };
  }
}

/** For what fills an empty database: makes an embedded one if need be, and shares it with no hub. */
export async function reachEmpty(): Promise<Reached> {
  const given = databaseUrlGiven();
  if (given) return own(given);
  const { adminUrl, home, stop } = await startEmbedded(dataFolder());
  try {
    return { kind: 'embedded', url: await ensureDatabase(adminUrl, databaseName), home, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function own(url: string): Reached {
  refuseNoAddress(url);
  return { kind: 'own', url, home: dataFolder(), stop: async () => {} };
}
