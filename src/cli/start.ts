import { Command } from 'commander';
import { openDatabase } from '../database/open.ts';
import { stopOnSignal } from './signals.ts';

export const start = new Command('start')
  .description('Start the hub, with an embedded PostgreSQL unless DATABASE_URL names one.')
  .action(async () => {
    const closing: (() => Promise<void>)[] = [];
    const stop = async () => {
      for (const close of closing.reverse()) await close();
    };
    stopOnSignal(stop);
    const database = await openDatabase();
    closing.push(database.stop);
    for (const note of database.notes) console.log(note);
    console.log(`PostgreSQL ${database.serverVersion}, ${database.kind === 'embedded' ? 'embedded' : 'your own'}.`);
  });
