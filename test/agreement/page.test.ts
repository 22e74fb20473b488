import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { agreementPage } from '../../src/agreement/page.ts';
import { parseAgreement, readAgreement } from '../../src/agreement/read.ts';
import { exampleWith } from './example.ts';

it('keeps the page that is signed the page of the agreement in force', () => {
  expect(readFileSync('schema/agreement.md', 'utf8')).toBe(agreementPage(readAgreement('schema/agreement.yml')));
});

it('shows in the matrix what a changed line of the agreement changes', () => {
  const line = (text: string) =>
    agreementPage(parseAgreement(text, 'agreement.yml', { today: '2026-11-01' }))
      .split('\n')
      .find((row) => row.startsWith('| 2 | dateOfBirth'));
  expect(line(exampleWith('An example', 'One'))).toBe(
    '| 2 | dateOfBirth | – | – | C | – | Y | – | – | – | – | – | – | – | – | – | – | – | age |',
  );
  expect(line(exampleWith('year: [practice.aligned]', 'year: [trust.inpatient & author]'))).toBe(
    '| 2 | dateOfBirth | – | – | C | – | – | – | Y *own* | – | – | – | – | – | – | – | – | – | age |',
  );
});

it('shows the change that the guide for agreement writers makes, and nothing else', () => {
  const guide = readFileSync('docs/agreement.md', 'utf8');
  const lines = (sign: string) =>
    [...guide.matchAll(new RegExp(`^\\${sign}( {6}.*\n)`, 'gm'))].map(([, line]) => line).join('');
  const { text, file } = readAgreement('schema/agreement.yml');
  expect(text).toContain(lines('-'));
  const before = agreementPage(parseAgreement(text, file)).split('\n');
  const after = agreementPage(parseAgreement(text.replace(lines('-'), lines('+')), file)).split('\n');
  const changed = after.filter((line) => !before.includes(line) && !line.includes('Version'));
  expect(changed).toEqual([
    '| 4 | givenName, familyName, previousAddress | C | – | C | C | C | C | C | C | C | C | C | C | who cares, plans or pays must know whom |',
  ]);
});
