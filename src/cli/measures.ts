import { Command, InvalidArgumentError } from 'commander';
import { CannotStart } from '../database/cannot-start.ts';
import { withClient } from '../database/client.ts';
import { reachDatabase } from '../database/open.ts';
import { declareComplete } from '../measures/complete.ts';

interface Options {
  from?: string;
  through: string;
  by: string;
}

function month(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('Write a month as 2026-10.');
  return text;
}

const complete = new Command('complete')
  .description(
    'Declare of which months all data have come: homes, placements and hospital stays. No others are published.',
  )
  .requiredOption('--through <month>', 'the last month that is complete, as 2026-10', month)
  .option('--from <month>', 'the first one; without it, that of the last declaration', month)
  .requiredOption('--by <name>', 'who says so')
  .addHelpText(
    'after',
    '\nA running hub publishes them within the hour, or a hub when it starts. Each month is counted once and for good: what is\nloaded or put right afterwards changes no number.',
  )
  .action(async (declared: Options) => {
    if (declared.by.length > 200 || !declared.by.trim()) throw new CannotStart('A name has 1 to 200 characters.');
    const database = await reachDatabase();
    try {
      const { from } = await withClient(database.ownerUrl, (owner) => declareComplete(owner, declared));
      console.log(`All data from ${from} through ${declared.through} have come, says ${declared.by}.`);
    } finally {
      await database.stop();
    }
  });

export const measures = new Command('measures')
  .description('Look after the measures, which are published once and for good.')
  .addCommand(complete);
