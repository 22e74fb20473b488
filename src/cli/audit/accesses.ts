import { Command, InvalidArgumentError } from 'commander';
import type { Client } from 'pg';
import { type Access, accessesTo } from '../../access/record/accesses.ts';
import { versionInForce } from '../../agreement/in-force.ts';
import { CannotStart } from '../../database/cannot-start.ts';
import { withClient } from '../../database/client.ts';
import { type Database, reachDatabase } from '../../database/open.ts';
import { printJson } from '../agreement/file.ts';
import { nameOfUser } from '../name-of-user.ts';
import { nhsNumberOf, residentNumbered } from '../resident-numbered.ts';
import { recordReport } from './on-record.ts';

interface Options {
  resident: string;
  most: number;
  by: string;
  json?: boolean;
}

export const accesses = new Command('accesses')
  .description(
    'Tell who looked at a resident, newest first, for whoever answers for the record. Leaves an entry itself.',
  )
  .requiredOption('--resident <number>', 'the NHS number of the resident')
  .option('--most <count>', 'how many of the newest', numberOf, 50)
  .option('--by <name>', 'who asks, for the record', nameOfUser())
  .option('--json', 'print them as JSON')
  .addHelpText(
    'after',
    '\nNot to be given to the resident as it is: it tells of looks for an enquiry that is still open. For that, see\n"caregraph audit report".',
  )
  .action(async ({ resident, most, by, json }: Options) => {
    const nhsNumber = nhsNumberOf(resident);
    const database = await reachDatabase();
    try {
      const found = await withClient(database.ownerUrl, (owner) => look(owner, nhsNumber, most, database, by));
      if (json) printJson(found);
      else for (const line of found.length ? found.map(lineOf) : ['Nobody has looked.']) console.log(line);
    } finally {
      await database.stop();
    }
  });

/** What cannot be recorded is not shown, here neither: the entry is durable before anything is printed. */
async function look(owner: Client, nhsNumber: string, most: number, database: Database, by: string): Promise<Access[]> {
  const { id } = await residentNumbered(owner, nhsNumber);
  const version = await versionInForce(owner);
  if (!version) throw new CannotStart('No agreement was applied here yet, so that nothing was shown either.');
  const found = await accessesTo(owner, id, { most });
  await recordReport(database, { resident: id, agreement: version.hash, operation: 'audit accesses', by });
  return found;
}

function numberOf(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 100_000) return number;
  throw new InvalidArgumentError('a whole number up to 100000');
}

function lineOf({ at, organisation, agency, user, role, purpose, kind, operation, outcome }: Access): string {
  const when = `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const who = [organisation ?? 'this hub', agency, user ?? 'unknown', role].filter(Boolean).join(', ');
  const why = purpose ? ` for ${purpose}` : '';
  return `${when}  ${who}${why}: ${kind} ${operation ?? ''} ${outcome}`.replace(/ +/g, ' ').replace('UTC ', 'UTC  ');
}
