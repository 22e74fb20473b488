import { Command } from 'commander';
import { explain as explained } from '../../access/explain.ts';
import { agreementInForce, registerOf } from '../../access/register-of.ts';
import type { Agreement } from '../../agreement/model.ts';
import { writeInstead } from '../../agreement/nearest.ts';
import { parseAgreement } from '../../agreement/read.ts';
import type { GraphShape } from '../../agreement/shape.ts';
import { CannotStart } from '../../database/cannot-start.ts';
import { withClient } from '../../database/client.ts';
import { reachDatabase } from '../../database/open.ts';
import { normaliseNhsNumber } from '../../shared/nhs-number.ts';
import { type Purpose, purposes } from '../../shared/purposes.ts';
import { explanationJson, explanationReport } from './explanation-report.ts';
import { printJson, readEarly, shipped } from './file.ts';

interface Options {
  as: string;
  resident: string;
  field: string;
  role?: string;
  purpose?: string;
  agreement?: string;
  json?: boolean;
}

export const explain = new Command('explain')
  .description(
    'Explain how an organisation sees one field of a resident: relationships, deciding clause, what is missing.',
  )
  .requiredOption('--as <organisation>', 'the code of the organisation')
  .requiredOption('--resident <number>', 'the NHS number of the resident')
  .requiredOption('--field <field>', 'such as Resident.dateOfBirth')
  .option('--role <role>', 'in this role only')
  .option('--purpose <purpose>', 'for this purpose only')
  .option('--agreement <file>', 'by this agreement instead of the one in force')
  .option('--json', 'print it as JSON')
  .action(async ({ json, ...options }: Options) => {
    const nhsNumber = normaliseNhsNumber(options.resident);
    if (nhsNumber === null) throw new CannotStart('That is no NHS number: ten digits, the last a check digit.');
    const { groundOf } = await import('../../server/contract/contract.ts');
    const cell = cellNamed(options.field, (await groundOf()).shape);
    const database = await reachDatabase();
    const { agreement, entry } = await withClient(database.ownerUrl, async (owner) => ({
      agreement: agreementOf(options.agreement, await agreementInForce(owner)),
      entry: await registerOf(owner, options.as, nhsNumber),
    })).finally(() => database.stop());
    if (!entry) throw new CannotStart(`There is no organisation with the code ${options.as}.`);
    const explanations = explained(agreement, entry, cell, {
      role: options.role,
      purpose: purposeNamed(options.purpose),
    });
    if (json) printJson(explanationJson(options.field, agreement, entry, explanations));
    else for (const line of explanationReport(options.field, agreement, entry, explanations)) console.log(line);
  });

function cellNamed(name: string, { types }: GraphShape) {
  const [subject = '', field = ''] = name.split('.');
  const personal = new Map([...types].filter(([, type]) => type.personal));
  const fields = personal.get(subject)?.fields;
  if (!fields)
    throw new CannotStart(
      `No record about a resident is called "${subject}": ${writeInstead(subject, personal.keys())}.`,
    );
  const found = fields.get(field);
  if (!found) throw new CannotStart(`${subject} has no field "${field}": ${writeInstead(field, fields.keys())}.`);
  return { subject, field, target: found.personal ? found.type : undefined };
}

function agreementOf(file: string | undefined, inForce: string | undefined): Agreement {
  if (file === undefined && inForce !== undefined)
    return parseAgreement(inForce, 'the agreement in force', { early: true });
  return readEarly(file ?? shipped);
}

function purposeNamed(name: string | undefined): Purpose | undefined {
  const purpose = purposes.find((known) => known === name);
  if (name !== undefined && !purpose)
    throw new CannotStart(`There is no purpose "${name}": ${writeInstead(name, purposes)}.`);
  return purpose;
}
