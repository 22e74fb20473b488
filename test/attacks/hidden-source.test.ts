import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { examineAgreement } from '../../src/agreement/read.ts';
import { groundOf } from '../../src/server/contract/contract.ts';

const clause =
  /(- fields: \[registeredPractice, preferredClinician, version\]\n\s+clear: \[home\.current, home\.accepted, gp,)/;

it('refuses an agreement by which somebody sees a field and not the records in which it is found, since a null would read as nothing', async () => {
  const { shape } = await groundOf();
  const text = await readFile('schema/agreement.yml', 'utf8');
  expect(text).toMatch(clause);
  const errorsOf = (agreement: string) =>
    examineAgreement(agreement, 'a.yml', { shape })
      .findings.filter(({ severity }) => severity === 'error')
      .map(({ what }) => what);
  expect(errorsOf(text)).toEqual([]);
  expect(errorsOf(text.replace(clause, '$1 trust.discharged,'))).toEqual([
    expect.stringContaining(
      'Resident.registeredPractice with trust.discharged, which does not see GpRegistration.practice',
    ),
  ]);
});
