import 'reflect-metadata';
import { join } from 'node:path';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, type Options } from '@mikro-orm/postgresql';
import { databaseOf } from './urls.ts';

/** The clone's top folder, seen from `dist/src/database`. */
const root = join(import.meta.dirname, '../../..');

/**
 * MikroORM for one database, signed in as the user that `url` names. Schema `hub` is made by hand in migrations:
 * register, agreement, published tables and functions are no entities, and no diff may propose to drop them.
 */
export function ormOptions(url: string): Options {
  return defineConfig({
    dbName: databaseOf(url),
    driverOptions: { connectionString: url },
    entities: [join(root, 'dist/src/subjects/**/*.entity.js')],
    baseDir: root,
    discovery: { warnWhenNoEntities: false },
    metadataProvider: ReflectMetadataProvider,
    extensions: [Migrator],
    schemaGenerator: { ignoreSchema: ['hub'], ignoreTriggers: true },
    migrations: {
      // TypeScript as it stands: Node strips the types.
      path: join(root, 'migrations'),
      glob: '*.ts',
      tableName: 'hub.migration',
      snapshotName: '.snapshot',
      // The snapshot is written with a new migration, never by a hub that migrates.
      snapshotOnMigrate: false,
      silent: true,
    },
  });
}
