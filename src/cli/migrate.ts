import { Command } from 'commander';
import { openDatabase } from '../database/open.ts';

export const migrate = new Command('migrate')
  .description('Prepare the database (roles, grants, migrations) without starting the hub.')
  .action(async () => {
    const database = await openDatabase();
    for (const note of database.notes) console.log(note);
    for (const name of database.migrated) console.log(`Applied ${name}.`);
    console.log(`The database is up to date (PostgreSQL ${database.serverVersion}).`);
    await database.stop();
  });
