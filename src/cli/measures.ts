import { Command, InvalidArgumentError } from 'commander';
import { CannotStart } from '../database/cannot-start.ts';
import { withClient } from '../database/client.ts';
import { reachDatabase } from '../database/open.ts';
import { checkMeasures } from '../measures/check.ts';
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

const check = new Command('check')
  .description('Compute every published number anew, and count the months once more from the records.')
  .addHelpText(
    'after',
    '\nIt names tables and how many of their numbers are wrong, and never a number. Restore what is wrong from a backup: published\nanew, it might tell, beside what was read before, what neither tells alone.',
  )
  .action(async () => {
    const database = await reachDatabase();
    try {
      const { tables, wrong, since } = await withClient(database.ownerUrl, checkMeasures);
      for (const { measure, months } of since)
        console.log(`${measure}: the records tell otherwise today of ${months.join(', ')}, which stand as counted.`);
      for (const { measure, dimensions, period, numbers } of wrong)
        console.log(
          `${measure}${dimensions.length > 0 ? ` by ${dimensions.join(', ')}` : ''}, ${period.from} to before ${period.to}: ${numbers} not as counted.`,
        );
      console.log(
        wrong.length === 0
          ? `The ${tables} published tables say what was counted.`
          : `${wrong.length} of ${tables} published tables do not say what was counted.`,
      );
      if (wrong.length > 0) process.exitCode = 1;
    } finally {
      await database.stop();
    }
  });

export const measures = new Command('measures')
  .description('Look after the measures, which are published once and for good.')
  .addCommand(complete)
  .addCommand(check);
