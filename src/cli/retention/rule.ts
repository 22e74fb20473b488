import type { Client } from 'pg';
import { recordKeys } from '../../access/record/sealing/keys.ts';
import type { Warrant } from '../../access/retention/erase.ts';
import { versionInForce } from '../../agreement/in-force.ts';
import { parseAgreement } from '../../agreement/read.ts';
import { personalYears } from '../../agreement/retention.ts';
import { CannotStart } from '../../database/cannot-start.ts';

/** The rule of the agreement in force, by which something is erased in somebody's name. */
export interface Rule {
  years: number;
  warrant: Warrant;
}

export async function agreementHere(owner: Client): Promise<{ hash: string; text: string }> {
  const version = await versionInForce(owner);
  if (!version) throw new CannotStart('No agreement was applied here yet, so that there is no rule to go by.');
  return version;
}

export async function ruleInForce(owner: Client, key: Buffer, by: string): Promise<Rule> {
  const { hash, text } = await agreementHere(owner);
  const agreement = parseAgreement(text, 'the agreement in force', { early: true });
  const years = personalYears(agreement);
  if (!years) {
    throw new CannotStart(
      'The agreement in force does not say when what is personal is erased. Write under retention, such as: ' +
        'personal: 8 years after care ends',
    );
  }
  const rule = `personal, ${agreement.retention.get('personal')}`;
  return { years, warrant: { agreement: hash, rule, by, keys: recordKeys(key) } };
}

export function nameGiven(by: string): string {
  const name = by.trim();
  if (!name || name.length > 200) throw new CannotStart('A name has 1 to 200 characters.');
  return name;
}
