import { readFile } from 'node:fs/promises';
import { applyAgreement } from '../../../src/agreement/apply.ts';
import type { Agreement } from '../../../src/agreement/model.ts';
import { parseAgreement } from '../../../src/agreement/read.ts';
import { type Contract, contractFrom, groundOf } from '../../../src/server/contract/contract.ts';
import type { TestDatabase } from '../../support/database.ts';
import { agreementFile } from '../../support/hub.ts';

/** The lines that the guide for writers of the agreement takes out and puts in. */
export async function changeOfTheGuide(): Promise<[line: string, instead: string]> {
  const guide = await readFile('docs/agreement.md', 'utf8');
  const [, lines = ''] = /^```diff\n(.*?)^```/ms.exec(guide) ?? [];
  const marked = (sign: string) => lines.split('\n').filter((line) => line.startsWith(sign));
  const [taken, put] = [marked('-'), marked('+')].map((found) => found.map((line) => line.slice(1)).join('\n'));
  if (!taken || !put) throw new Error('docs/agreement.md names no change');
  return [taken, put];
}

/** The shipped agreement with one passage changed, and changed back by the same words the other way round. */
export async function changed(passage: string, instead: string): Promise<Contract> {
  const text = await readFile(agreementFile, 'utf8');
  if (!text.includes(passage)) throw new Error(`the agreement does not say ${passage}`);
  const ground = await groundOf();
  return contractFrom(parseAgreement(text.replace(passage, instead), 'changed.yml', { shape: ground.shape }), ground);
}

/** What `caregraph agreement apply` does to the database; milliseconds. */
export async function apply({ owner }: TestDatabase, { agreement, tables }: Contract, by = 'A. Guardian') {
  const client = await owner.connect();
  const began = performance.now();
  try {
    await applyAgreement(client, agreement, tables, { by, way: 'apply' });
  } finally {
    client.release();
  }
  return performance.now() - began;
}

/** Puts a text in force that no hub can read. */
export async function applyUnreadable(database: TestDatabase, contract: Contract): Promise<void> {
  const text = `${contract.agreement.text}\nanother-section: of a later release\n`;
  const agreement: Agreement = { ...contract.agreement, text, hash: 'of-a-later-release' };
  await apply(database, { ...contract, agreement });
}
