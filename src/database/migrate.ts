import { MikroORM } from '@mikro-orm/postgresql';
import { withClient } from './client.ts';
import { ormOptions } from './orm.ts';

/** Brings the tables up to date as their owner and returns the names of the migrations that ran. One hub at a time. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  return withClient(ownerUrl, async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('caregraph migrations'))`);
    const orm = await MikroORM.init(ormOptions(ownerUrl));
    try {
      return (await orm.migrator.up()).map(({ name }) => name);
    } finally {
      await orm.close();
    }
  });
}
