import { Command } from 'commander';
import { type DemonstrationToken, demonstrationTokens } from '../access/demonstration.ts';
import { CannotStart } from '../database/cannot-start.ts';
import { dataFolder, knownHomeOf } from '../database/data-folder.ts';

export const tokens = new Command('tokens')
  .description(
    'Print tokens for the demonstration as JSON: one for each agency and role that the first questions need.',
  )
  .argument('[words...]', 'agency, role or code: print only the token of the first account that has them all')
  .action(async (words: string[]) => {
    const accounts = await demonstrationTokens(await knownHomeOf(dataFolder()));
    console.log(words.length ? tokenOf(accounts, words) : JSON.stringify(accounts, null, 2));
  });

function tokenOf(accounts: readonly DemonstrationToken[], words: readonly string[]): string {
  const found = accounts.find(({ agency, role, code }) => words.every((word) => [agency, role, code].includes(word)));
  if (found) return found.token;
  const known = accounts.map(({ agency, role, code }) => `${agency} ${role} ${code}`);
  throw new CannotStart(`No account of the demonstration is "${words.join(' ')}". There are:\n${known.join('\n')}`);
}
