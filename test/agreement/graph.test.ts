import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { findingLine } from '../../src/agreement/findings.ts';
import { examineAgreement } from '../../src/agreement/read.ts';
import { groundOf } from '../../src/server/contract/contract.ts';

it('decides every field and query of the graph, and nothing that the graph does not have', async () => {
  const { shape } = await groundOf();
  const file = 'schema/agreement.yml';
  const { findings } = examineAgreement(readFileSync(file, 'utf8'), file, { shape });
  expect(findings.map(findingLine)).toEqual([]);
});
