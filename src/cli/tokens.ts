import { Command } from 'commander';
import { demonstrationTokens } from '../access/demonstration.ts';
import { dataFolder, knownHomeOf } from '../database/data-folder.ts';

export const tokens = new Command('tokens')
  .description(
    'Print tokens for the demonstration as JSON: one for each agency and role that the first questions need.',
  )
  .action(async () => {
    const home = await knownHomeOf(dataFolder());
    console.log(JSON.stringify(await demonstrationTokens(home), null, 2));
  });
