import { Command } from 'commander';
import { anchorsFile } from '../../access/record/sealing/anchors.ts';
import { verify as verified } from '../../access/record/sealing/verify.ts';
import { withClient } from '../../database/client.ts';
import { reachDatabase } from '../../database/open.ts';
import { printJson } from '../agreement/file.ts';
import { verdictLines } from './verdict-lines.ts';

export const verify = new Command('verify')
  .description('Look at every entry of the access record: name the first that was changed, added, moved or taken away.')
  .option('--anchors <file>', 'the anchors to compare with, such as a copy kept elsewhere')
  .option('--json', 'print the verdict as JSON')
  .addHelpText(
    'after',
    '\nReads the whole record beside hubs that run. Exits with 1 if anything is not as it was sealed.',
  )
  .action(async ({ anchors, json }: { anchors?: string; json?: boolean }) => {
    const database = await reachDatabase();
    try {
      const file = anchors ?? anchorsFile(database.home);
      const verdict = await withClient(database.ownerUrl, (owner) => verified(owner, database.key, file));
      if (!verdict.inOrder) process.exitCode = 1;
      if (json) printJson(verdict);
      else for (const line of verdictLines(verdict)) console.log(line);
    } finally {
      await database.stop();
    }
  });
