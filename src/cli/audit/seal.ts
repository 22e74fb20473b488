import { styleText } from 'node:util';
import { Command } from 'commander';
import { anchorsFile } from '../../access/record/sealing/anchors.ts';
import { Sealer } from '../../access/record/sealing/sealer.ts';
import { withClient } from '../../database/client.ts';
import { reachDatabase } from '../../database/open.ts';
import { printJson } from '../agreement/file.ts';

export const seal = new Command('seal')
  .description('Seal what the access record holds now. A running hub does so by itself every few seconds.')
  .option('--json', 'print as JSON what has to be looked at')
  .addHelpText('after', '\nExits with 1 if there is anything to look at, such as a restored backup.')
  .action(async ({ json }: { json?: boolean }) => {
    const database = await reachDatabase();
    try {
      const sealer = new Sealer(database.key, anchorsFile(database.home));
      const alarms = (await withClient(database.ownerUrl, (owner) => sealer.seal(owner, { wait: true }))) ?? [];
      if (alarms.length) process.exitCode = 1;
      if (json) printJson({ alarms });
      else {
        for (const alarm of alarms) console.log(styleText('yellow', alarm));
        console.log('Sealed.');
      }
    } finally {
      await database.stop();
    }
  });
