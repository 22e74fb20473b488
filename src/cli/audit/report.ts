import type { Writable } from 'node:stream';
import { Command, Option } from 'commander';
import type { Client } from 'pg';
import { writeCsv } from '../../access/record/report/csv.ts';
import { looksAt } from '../../access/record/report/looks.ts';
import { meaningsOf } from '../../access/record/report/meanings.ts';
import { writePdf } from '../../access/record/report/pdf/pdf.ts';
import { longDay } from '../../access/record/report/words.ts';
import { versionInForce } from '../../agreement/in-force.ts';
import { parseAgreement } from '../../agreement/read.ts';
import { CannotStart } from '../../database/cannot-start.ts';
import { withClient } from '../../database/client.ts';
import { type Database, reachDatabase } from '../../database/open.ts';
import { isDay, londonMidnight } from '../../shared/dates.ts';
import { nameOfUser } from '../name-of-user.ts';
import { writeOut } from '../out-file.ts';
import { type Found, nhsNumberOf, residentNumbered } from '../resident-numbered.ts';
import { recordReport } from './on-record.ts';

interface Options {
  resident: string;
  format: 'pdf' | 'csv';
  out: string;
  from?: string;
  to?: string;
  by: string;
  users?: boolean;
  force?: boolean;
}

export const report = new Command('report')
  .description('Write for a resident who looked at their record, without what would tell of an open enquiry.')
  .requiredOption('--resident <number>', 'the NHS number of the resident')
  .addOption(
    new Option('--format <format>', 'to be read, or for a spreadsheet').choices(['pdf', 'csv']).makeOptionMandatory(),
  )
  .requiredOption('--out <file>', 'where to write it, for yourself alone to read; - for standard output')
  .option('--from <day>', 'no looks before this day, such as 2026-04-01')
  .option('--to <day>', 'nor on this day or later')
  .option('--users', 'with the names of users, for whoever answers for them; not for the resident')
  .option('--force', 'overwrite the file')
  .option('--by <name>', 'who asks, for the record', nameOfUser())
  .addHelpText('after', '\nLeaves an entry in the access record itself. Have somebody read it before it is handed out.')
  .action(async (options: Options) => {
    const nhsNumber = nhsNumberOf(options.resident);
    const period = periodOf(options);
    const database = await reachDatabase();
    try {
      await withClient(database.ownerUrl, (owner) => make(owner, database, nhsNumber, period, options));
    } finally {
      await database.stop();
    }
  });

interface Period {
  from: Date | null;
  to: Date | null;
  words: string;
}

/** One state of the database for all: what is open, who looked, and the summary of it. */
async function make(owner: Client, database: Database, nhsNumber: string, period: Period, options: Options) {
  await owner.query('begin isolation level repeatable read read only');
  const resident = await residentNumbered(owner, nhsNumber);
  const version = await versionInForce(owner);
  if (!version) throw new CannotStart('No agreement was applied here yet, so that nothing was shown either.');
  const looks = () => looksAt(owner, { resident: resident.id, ...period });
  await writeOut(options, async (out) => {
    const { by } = options;
    await recordReport(database, { resident: resident.id, agreement: version.hash, operation: 'audit report', by });
    if (options.format === 'csv') await writeCsv(looks(), out, options);
    else await pdf(owner, looks, out, resident, period, version.text, options);
  });
  await owner.query('commit');
}

async function pdf(
  owner: Client,
  looks: () => ReturnType<typeof looksAt>,
  out: Writable,
  { givenName, familyName, nhsNumber, dateOfBirth }: Found,
  { words }: Period,
  text: string,
  { users = false }: Options,
): Promise<void> {
  const agreement = parseAgreement(text, 'the agreement in force', { early: true });
  const subject = { name: `${givenName} ${familyName}`, nhsNumber, dateOfBirth, period: words, made: new Date() };
  await writePdf(looks, out, { subject, agreement, users, meaningsOf: (types) => meaningsOf(owner, types) });
}

function periodOf({ from, to }: Options): Period {
  for (const day of [from, to]) {
    if (day !== undefined && !isDay(day)) throw new CannotStart(`${day} is no day such as 2026-04-01.`);
  }
  if (from && to && from >= to) throw new CannotStart('The first day must come before the day up to which it is told.');
  const words = [from && `from ${longDay(from)}`, to && `until the end of ${dayBefore(to)}`].filter(Boolean).join(' ');
  return {
    from: from ? londonMidnight(from) : null,
    to: to ? londonMidnight(to) : null,
    words: words ? `${words[0]?.toUpperCase()}${words.slice(1)}` : 'All that is kept',
  };
}

const dayBefore = (day: string): string =>
  longDay(new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10));
