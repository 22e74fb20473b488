import { Command } from 'commander';
import type { Client } from 'pg';
import { readIssuers } from '../access/issuers.ts';
import { versionInForce } from '../agreement/in-force.ts';
import type { Agreement } from '../agreement/model.ts';
import { examineAgreement } from '../agreement/read.ts';
import { hasSigned } from '../agreement/sign.ts';
import { CannotStart } from '../database/cannot-start.ts';
import { inTransaction, withClient } from '../database/client.ts';
import { reachDatabase } from '../database/open.ts';
import { type Agency, agencies } from '../shared/agencies.ts';

/** How organisations are called by codes; practices, trusts and homes come by the files of those who give them theirs. */
const codes: Partial<Record<Agency, { shape: RegExp; words: string }>> = {
  council: {
    shape: /^E(06|07|08|09|10)\d{6}$/,
    words: 'the nine characters of the Office for National Statistics: E08990001',
  },
  icb: { shape: /^[A-Z0-9]{3,6}$/, words: 'the code of the NHS Organisation Data Service: QZ1' },
  trust: { shape: /^[A-Z0-9]{3,6}$/, words: 'the code of the NHS Organisation Data Service: RZ1' },
  dashboard: { shape: /^[A-Z0-9][A-Z0-9-]{1,19}$/, words: 'capital letters, digits and hyphens: DASH1' },
};
const longestName = 200;

interface Named {
  agency: Agency;
  code: string;
  name: string;
}

const add = new Command('add')
  .description('Add an organisation that no file brings, and say what it still needs before its people are let in.')
  .requiredOption('--agency <agency>', `its kind: ${Object.keys(codes).join(', ')}`)
  .requiredOption('--code <code>', 'the code that tokens and the agreement name it by')
  .requiredOption('--name <name>', 'its name, as in the directory')
  .addHelpText('after', '\nThe same again changes nothing. Running hubs know it within ten seconds.')
  .action(async (given: { agency: string; code: string; name: string }) => {
    const named = checked(given);
    const issuers = await readIssuers();
    const database = await reachDatabase();
    try {
      await withClient(database.ownerUrl, async (owner) => {
        console.log(await added(owner, named));
        const version = await versionInForce(owner);
        const agreement = version && examineAgreement(version.text, 'the agreement in force').agreement;
        for (const line of needed(named, agreement, issuers)) console.log(line);
      });
    } finally {
      await database.stop();
    }
  });

export const organisation = new Command('organisation')
  .description('Organisations whose people may ask.')
  .addCommand(add);

function checked({ agency: given, code, name }: { agency: string; code: string; name: string }): Named {
  const agency = agencies.find((one) => one === given);
  const expected = agency && codes[agency];
  if (!agency) throw new CannotStart(`--agency must be one of ${Object.keys(codes).join(', ')}, and is "${given}".`);
  if (!expected) {
    const file =
      agency === 'home' ? 'the directory of the CQC (caregraph import cqc)' : 'epraccur (caregraph import ods)';
    throw new CannotStart(`A ${agency} has more than a code and a name: it comes by ${file}.`);
  }
  if (!expected.shape.test(code)) throw new CannotStart(`--code must be ${expected.words}, and is "${code}".`);
  const trimmed = name.trim();
  if (!trimmed || trimmed.length > longestName || !/^\P{C}*$/u.test(trimmed))
    throw new CannotStart(`--name must be a text of one line, of ${longestName} characters at most.`);
  return { agency, code, name: trimmed };
}

/** Another organisation of the same code is never taken for this one. */
function added(owner: Client, { agency, code, name }: Named): Promise<string> {
  return inTransaction(owner, async () => {
    const { rowCount } = await owner.query(
      'insert into organisation (agency, code, name, ods_code) values ($1, $2, $3, $4) on conflict (code) do nothing',
      [agency, code, name, agency === 'icb' || agency === 'trust' ? code : null],
    );
    if (rowCount) return `Added ${name} (${agency}, ${code}).`;
    const { rows } = await owner.query<Named>('select agency, code, name from organisation where code = $1', [code]);
    const [there] = rows;
    if (there?.agency === agency && there.name === name) return `${name} (${agency}, ${code}) is there already.`;
    throw new CannotStart(`${code} is ${there?.name} (${there?.agency}) already: nothing was changed.`);
  });
}

/** What it takes until people of an organisation are let in, besides that it is known. */
function needed(
  { agency, code }: Named,
  agreement: Agreement | undefined,
  issuers: Awaited<ReturnType<typeof readIssuers>>,
): string[] {
  const speaking = (issuers ?? []).filter((issuer) => issuer.speaksFor({ code, agency })).map(({ issuer }) => issuer);
  const roles = [...(agreement?.purposes ?? [])].flatMap(([purpose, { who }]) =>
    (who[agency] ?? []).map((role) => `  ${role}, for ${purpose}`),
  );
  return [
    agreement && hasSigned(agreement, { code, agency })
      ? 'It has signed the agreement in force.'
      : `It sees nothing yet: name it under parties, and add its signature (caregraph agreement sign).`,
    speaking.length
      ? `Its tokens come from ${speaking.join(', ')}.`
      : `Nobody may issue tokens for it yet: add ${code} to the organisations of an issuer (CAREGRAPH_ISSUERS), and start the hubs anew.`,
    ...(roles.length ? ['Roles that the agreement gives it:', ...roles] : []),
  ];
}
