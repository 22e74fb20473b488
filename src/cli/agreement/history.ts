import { Command } from 'commander';
import { type Application, applications } from '../../agreement/in-force.ts';
import { withClient } from '../../database/client.ts';
import { reachDatabase } from '../../database/open.ts';
import { printJson } from './file.ts';

export const history = new Command('history')
  .description('Tell which version of the agreement came into force when, and who applied it.')
  .option('--json', 'print as JSON')
  .action(async ({ json }: { json?: boolean }) => {
    const database = await reachDatabase();
    try {
      const entries = await withClient(database.ownerUrl, applications);
      if (json) printJson(entries);
      else
        for (const line of entries.length ? entries.map(lineOf) : ['No agreement was applied here yet.'])
          console.log(line);
    } finally {
      await database.stop();
    }
  });

function lineOf({ hash, title, replaced, appliedAt, appliedBy, way }: Application): string {
  const when = `${appliedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const who = way === 'apply' ? `applied by ${appliedBy}` : 'a hub started with it';
  const place = replaced === hash ? 'again' : replaced ? `in place of ${replaced.slice(0, 12)}` : 'the first one';
  return `${when}  ${hash.slice(0, 12)}  ${title}: ${who}, ${place}`;
}
