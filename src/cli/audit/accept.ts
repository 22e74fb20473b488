import { Command } from 'commander';
import { anchorsFile } from '../../access/record/sealing/anchors.ts';
import { Sealer } from '../../access/record/sealing/sealer.ts';
import { CannotStart } from '../../database/cannot-start.ts';
import { withClient } from '../../database/client.ts';
import { reachDatabase } from '../../database/open.ts';
import { printJson } from '../agreement/file.ts';

interface Options {
  because: string;
  by: string;
  json?: boolean;
}

export const accept = new Command('accept')
  .description(
    'Account for lost seals: say why they are missing, as after a restored backup or with anchors begun anew.',
  )
  .requiredOption('--because <reason>', 'why they are missing, in at most 500 characters')
  .requiredOption('--by <name>', 'who says so')
  .option('--json', 'print as JSON up to which seal')
  .addHelpText(
    'after',
    '\nThe reason is signed into the anchors and told with each verdict. It accounts for seals that are missing until now and\nfor nothing else: an entry that was changed stays a finding.',
  )
  .action(async ({ because, by, json }: Options) => {
    if (because.length > 500 || by.length > 200)
      throw new CannotStart('A reason has at most 500 characters, a name 200.');
    const database = await reachDatabase();
    try {
      const sealer = new Sealer(database.key, anchorsFile(database.home));
      const upTo = await withClient(database.ownerUrl, (owner) => sealer.accept(owner, by, because));
      if (json) printJson({ upTo, by, because });
      else console.log(`Accounted for up to seal ${upTo}.`);
    } finally {
      await database.stop();
    }
  });
