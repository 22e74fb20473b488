import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';
import { Command } from 'commander';
import type { Client } from 'pg';
import { residentsTouched } from '../../access/residents-touched.ts';
import { applyAgreement } from '../../agreement/apply.ts';
import { diffAgreements } from '../../agreement/diff/diff.ts';
import { findingLine } from '../../agreement/findings.ts';
import { versionInForce } from '../../agreement/in-force.ts';
import type { Agreement } from '../../agreement/model.ts';
import { examineAgreement, parseAgreement } from '../../agreement/read.ts';
import { CannotStart } from '../../database/cannot-start.ts';
import { withClient } from '../../database/client.ts';
import { reachDatabase } from '../../database/open.ts';
import { nameOfUser } from '../name-of-user.ts';
import { asJson, report } from './diff.ts';
import { printJson, shipped, textOf } from './file.ts';

interface Options {
  yes?: boolean;
  by: string;
  json?: boolean;
}

export const apply = new Command('apply')
  .description(
    'Put an agreement in force: checks it, shows what changes, asks, and changes the database at once or not.',
  )
  .argument('[file]', 'the agreement', shipped)
  .option('--yes', 'do not ask')
  .option('--by <name>', 'who applies it, for the record', nameOfUser())
  .option('--json', 'print as JSON what was applied and what it changed; takes --yes')
  .addHelpText('after', '\nRunning hubs follow it from their next question on. Exits with 1 if nothing was applied.')
  .action(async (file: string, options: Options) => {
    const text = textOf(file);
    const { groundOf } = await import('../../server/contract/contract.ts');
    const ground = await groundOf();
    const agreement = parseAgreement(text, file, { shape: ground.shape });
    const database = await reachDatabase();
    try {
      await withClient(database.ownerUrl, (owner) => applyTo(owner, agreement, ground.tables, options));
    } finally {
      await database.stop();
    }
  });

async function applyTo(
  owner: Client,
  agreement: Agreement,
  tables: Parameters<typeof applyAgreement>[2],
  { yes, by, json }: Options,
): Promise<void> {
  const { publishWithin } = await import('../../measures/publish.ts');
  const before = await versionInForce(owner);
  const known = before && readAgain(before.text);
  const difference = known && diffAgreements(known, agreement);
  const touched = difference && (await residentsTouched(owner, difference));
  if (!json) {
    for (const line of introduced(agreement, before?.hash)) console.log(line);
    if (difference) for (const line of report(difference, touched)) console.log(line);
    else if (before) console.log('This release cannot read the version in force, so it cannot say what changes.');
  }
  if (!yes && !(await confirmed(json))) {
    console.error('Nothing was applied.');
    process.exitCode = 1;
    return;
  }
  const began = performance.now();
  await applyAgreement(owner, agreement, tables, {
    by,
    way: 'apply',
    replaces: before?.hash ?? null,
    first: () => publishWithin(owner, agreement),
  });
  const milliseconds = Math.round(performance.now() - began);
  if (json) {
    const changes = difference ? asJson(difference, touched) : null;
    const { hash, version, title, effective, review } = agreement;
    printJson({ hash, version, title, effective, review, replaced: before?.hash ?? null, by, milliseconds, changes });
    return;
  }
  console.log(styleText('green', `In force now: version ${short(agreement.hash)}, applied by ${by}.`));
  console.log('Hubs that run follow it from their next question on.');
}

/** The version in force, also where today's release would refuse it. */
function readAgain(text: string): Agreement | undefined {
  return examineAgreement(text, 'the agreement in force').agreement;
}

function introduced({ title, hash, effective, review, warnings }: Agreement, before: string | undefined): string[] {
  const place = before === undefined ? 'the first one here' : `in place of version ${short(before)}`;
  return [
    `${title}, from ${effective}, to be reviewed by ${review}: version ${short(hash)}, ${place}.`,
    ...(before === hash ? ['This version is in force. Applying it again brings the database back to it.'] : []),
    ...warnings.map((finding) => styleText('yellow', `Warning: ${findingLine(finding)}.`)),
  ];
}

async function confirmed(json: boolean | undefined): Promise<boolean> {
  if (json || !process.stdin.isTTY) {
    throw new CannotStart('Nobody is there to confirm the change. Look at it first, then apply it with --yes.');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question('Put it in force? [y/N] ')).trim());
  } finally {
    terminal.close();
  }
}

const short = (hash: string): string => hash.slice(0, 12);
