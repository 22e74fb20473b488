import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { ormOptions } from './orm.ts';

const known = new WeakMap<Pool, Promise<MikroORM>>();

/**
 * MikroORM on the connections of `pool`, made when it is first needed and once a pool. Nobody closes it: the pool is
 * its owner's to end. Whoever works with it forks.
 */
export async function entitiesOn(pool: Pool): Promise<EntityManager> {
  let orm = known.get(pool);
  if (!orm) {
    orm = MikroORM.init({
      ...ormOptions('postgresql://127.0.0.1/caregraph'),
      driverOptions: new PostgresDialect({ pool }),
      connect: false,
      // Else it looks for the database by a name of its own, and ends the pool on the way.
      ensureDatabase: false,
    } as never);
    known.set(pool, orm);
    orm.catch(() => known.delete(pool));
  }
  return (await orm).em;
}
