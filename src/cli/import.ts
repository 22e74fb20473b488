import { Argument, Command, InvalidArgumentError } from 'commander';
import type { Client } from 'pg';
import { recordKeys } from '../access/record/sealing/keys.ts';
import { CannotStart } from '../database/cannot-start.ts';
import { withClient } from '../database/client.ts';
import { reachDatabase } from '../database/open.ts';
import { type Format, type SharedFormat, UnreadableFile } from '../imports/engine/format.ts';
import { takeFile } from '../imports/engine/run.ts';
import { formats } from '../imports/formats.ts';
import { refuseSeveral } from '../imports/input/mapping.ts';
import { contentsOf } from '../imports/input/open.ts';
import { encodingNamed } from '../imports/input/text.ts';
import { isDay } from '../shared/dates.ts';
import { broughtFor } from './import/brought-for.ts';
import { progressBar } from './import/progress.ts';
import { keepRejects, rejectsPath } from './import/rejects.ts';
import { refused, tell } from './import/report.ts';
import { changedAt, sourceGiven } from './import/source.ts';
import { nameOfUser } from './name-of-user.ts';
import { agreementHere, nameGiven } from './retention/rule.ts';

interface Options {
  asOf?: string;
  dryRun?: boolean;
  json?: boolean;
  allowLargeChange?: boolean;
  rejects?: string;
  encoding?: string;
  organisation?: string;
  mapping?: string;
  by: string;
}

export const importFiles = new Command('import')
  .description('Take files that agencies and registers produce; each is told line by line where it could not be taken.')
  .addArgument(new Argument('<format>', 'what kind of file it is').choices([...formats.keys()]))
  .argument('<file...>', 'the files, also compressed as .gz or .zip; - for standard input')
  .option(
    '--as-of <instant>',
    'the moment as of which a file speaks, such as 2026-11-21T06:00:00Z; else when it was last changed, and now of standard input',
  )
  .option('--dry-run', 'say what would be done, and change nothing')
  .option('--json', 'say what was done as one line of JSON for each file')
  .option('--allow-large-change', 'take a file also if it changes or ends more than is usual')
  .option('--rejects <file>', 'where to write what could not be taken; else <file>.rejects.csv beside it')
  .option(
    '--encoding <name>',
    'in which encoding a file is written that does not say so itself, such as windows-1252',
    encodingGiven,
  )
  .option('--organisation <code>', 'whose data it is, by its code: of all formats but those of public registers')
  .option('--mapping <file>', 'how the system that wrote it calls the columns and values, in YAML or JSON')
  .option('--by <name>', 'who brings it, for the record', nameOfUser())
  .addHelpText(
    'after',
    `\nFormats:\n${[...formats.values()].map(({ name, description }) => `  ${name.padEnd(20)}${description}`).join('\n')}\n\nCan be ended at any time and run again: it goes on where it was. The very same file is taken once.`,
  )
  .action(async (name: string, files: string[], options: Options) => {
    const format = formats.get(name) as Format | SharedFormat;
    const asOf = options.asOf === undefined ? undefined : instantGiven(options.asOf);
    const database = await reachDatabase();
    try {
      await withClient(database.ownerUrl, async (owner) => {
        for (const [place, file] of files.entries()) {
          const rejects = options.rejects && rejectsPath(options.rejects, place, files.length);
          const given = { ...options, ...(rejects && { rejects }), ...(asOf && { at: asOf }) };
          await takeAll(owner, database.key, format, file, given);
        }
      });
    } finally {
      await database.stop();
    }
  });

function encodingGiven(name: string): string {
  const encoding = encodingNamed(name);
  if (encoding === undefined) throw new InvalidArgumentError('Write a name such as utf-8 or windows-1252.');
  return encoding;
}

function instantGiven(text: string): Date {
  const instant = new Date(text);
  const isMoment = /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(text) && isDay(text.slice(0, 10));
  if (!isMoment || Number.isNaN(instant.getTime())) {
    throw new CannotStart(`${text} is no moment such as 2026-11-21T06:00:00Z.`);
  }
  return instant;
}

/** One that cannot be read holds up none of those after it. */
async function takeAll(
  owner: Client,
  key: Buffer,
  format: Format | SharedFormat,
  file: string,
  { at, by, dryRun, allowLargeChange, json, rejects, encoding, ...given }: Options & { at?: Date },
): Promise<void> {
  const { hash: agreement } = await agreementHere(owner);
  const source = sourceGiven(file);
  const { organisation, mapping } = await broughtFor(owner, format, given);
  await unlessUnreadable(source.name, async () => {
    const opened = await source.open();
    try {
      const asOf = at ?? (await changedAt(opened));
      const contents = await contentsOf(opened, source.name);
      refuseSeveral(mapping, contents);
      for (const [place, content] of contents.entries()) {
        await unlessUnreadable(content.name, async () => {
          const bar = json || !process.stdout.isTTY ? undefined : progressBar(content.name);
          const bringing = { organisation, asOf, by: nameGiven(by), agreement, keys: recordKeys(key) };
          const taken = await takeFile(owner, format, content, {
            ...bringing,
            ...bar,
            ...(dryRun && { dryRun }),
            ...(encoding && { encoding }),
            ...(mapping && { mapping }),
            ...(allowLargeChange && { allowLargeChange }),
            async told(taken) {
              bar?.stop();
              tell(content.name, taken, json);
              const path = rejectsPath(rejects ?? source.rejects, place, contents.length);
              if ((await keepRejects(owner, taken, path)) && !json)
                console.log(`  What to do about each line that was not taken is in ${path}.`);
            },
          }).finally(() => bar?.stop());
          if (taken.state === 'STOPPED') process.exitCode = 1;
          if (taken.state === 'ASKING') process.exitCode ??= 2;
        });
      }
    } finally {
      await opened.close();
    }
  });
}

async function unlessUnreadable(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    refused(`${name}: ${error.message}`);
  }
}
