import { writeFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { Command } from 'commander';
import type { Agreement, Party } from '../../agreement/model.ts';
import { parseAgreement, todayInEngland } from '../../agreement/read.ts';
import { nameOf, same } from '../../agreement/sections/parties.ts';
import { partyNamed, signedText, unsigned } from '../../agreement/sign.ts';
import { CannotStart } from '../../database/cannot-start.ts';
import { printJson, readEarly } from './file.ts';

interface Options {
  as: string;
  name: string;
  on: string;
  json?: boolean;
}

export const sign = new Command('sign')
  .description('Sign this version of an agreement for an organisation: adds its signature to the file.')
  .argument('<file>', 'the agreement')
  .requiredOption('--as <organisation>', 'the code of the party that signs')
  .requiredOption('--name <name>', 'who signs for it, with the office that entitles to it')
  .option('--on <date>', 'the day, as 2026-04-01', todayInEngland())
  .option('--json', 'print as JSON what was signed and who has still to sign')
  .addHelpText(
    'after',
    '\nThe signature holds for the version that the file says now: a word changed later takes it back.',
  )
  .action(async (file: string, { as, name, on, json }: Options) => {
    const { groundOf } = await import('../../server/contract/contract.ts');
    const reading = { shape: (await groundOf()).shape, early: true };
    const agreement = readEarly(file, reading);
    const party = partyNamed(agreement, as);
    if (!party) {
      const parties = agreement.parties.map(nameOf).join(', ');
      throw new CannotStart(`${as} is no party to ${file}. Its parties are ${parties}.`);
    }
    const already = agreement.signatures.find((signature) => same(signature, party));
    const signed = already ? agreement : withSignature(agreement, party, name, on);
    if (!already) writeFileSync(file, signed.text);
    const missing = unsigned(signed).map(nameOf);
    const { version } = signed;
    if (json) {
      printJson({ file, version, as, ...(already ? { name: already.name, on: already.on } : { name, on }), missing });
      return;
    }
    const how = already ? `had signed already, on ${already.on} by ${already.name}` : `has signed, on ${on} by ${name}`;
    console.log(styleText('green', `${as} ${how}: version ${version.slice(0, 12)} of "${signed.title}".`));
    if (missing.length) console.log(styleText('yellow', `Still to sign: ${missing.join(', ')}.`));

    /** Read again before it is written: what was signed must count, and must be what was read. */
    function withSignature(before: Agreement, by: Party, nameOfSigner: string, day: string): Agreement {
      const after = parseAgreement(signedText(before, by, nameOfSigner, day), file, reading);
      const counts = after.signatures.some((signature) => same(signature, by) && signature.name === nameOfSigner);
      if (after.version !== before.version || !counts) throw new Error(`the signature cannot be added to ${file}`);
      return after;
    }
  });
