import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import type { Client } from 'pg';
import { type Access, accessesTo } from '../../access/record/accesses.ts';
import type { Entry } from '../../access/record/entry.ts';
import { recordKeys } from '../../access/record/sealing/keys.ts';
import { statementFor } from '../../access/record/statement.ts';
import { versionInForce } from '../../agreement/in-force.ts';
import { CannotStart } from '../../database/cannot-start.ts';
import { inTransaction, withClient } from '../../database/client.ts';
import { type Database, reachDatabase } from '../../database/open.ts';
import { normaliseNhsNumber } from '../../shared/nhs-number.ts';
import { printJson } from '../agreement/file.ts';
import { nameOfUser } from '../name-of-user.ts';

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
    '\nNot to be given to the resident as it is: it tells of looks for an enquiry that is still open.',
  )
  .action(async ({ resident, most, by, json }: Options) => {
    const nhsNumber = normaliseNhsNumber(resident);
    if (nhsNumber === null) throw new CannotStart('That is no NHS number: ten digits, the last a check digit.');
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
  const { rows } = await owner.query<{ id: string }>(
    'select id from public.resident where nhs_number = $1 and valid_until is null',
    [nhsNumber],
  );
  const id = rows[0]?.id;
  if (!id) throw new CannotStart('There is no resident with that NHS number.');
  const version = await versionInForce(owner);
  if (!version) throw new CannotStart('No agreement was applied here yet, so that nothing was shown either.');
  const found = await accessesTo(owner, id, { most });
  await recordLook(database, { resident: id, agreement: version.hash, by });
  return found;
}

async function recordLook(
  { hubUrl, key }: Database,
  { resident, agreement, by }: { resident: string; agreement: string; by: string },
): Promise<void> {
  const nobody = {
    organisation: null,
    agency: null,
    purpose: null,
    device: null,
    document: null,
    plan: null,
    shown: null,
  };
  const entry: Entry = {
    ...nobody,
    requestId: randomUUID(),
    user: by,
    role: 'operator',
    authority: 'command line',
    agreement,
    kind: 'REPORT',
    operation: 'audit accesses',
    outcome: 'ANSWERED',
    count: 1,
    residents: [resident],
  };
  await withClient(hubUrl, (hub) =>
    inTransaction(hub, async () => {
      await hub.query('set local role caregraph_recorder');
      await hub.query(statementFor(recordKeys(key), [entry]));
    }),
  );
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
