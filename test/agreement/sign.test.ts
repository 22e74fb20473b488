import { describe, expect, it } from '@jest/globals';
import { parseAgreement } from '../../src/agreement/read.ts';
import { partyNamed, signedText, unsigned } from '../../src/agreement/sign.ts';
import { exampleWith } from './example.ts';

const read = (text: string) => parseAgreement(text, 'agreement.yml', { today: '2026-11-01' });
const block = `signatures:
  - { organisation: Y90001, name: A. Partner, on: 2026-03-01, hash: SIGNED }
  - { organisation: RZ1, name: B. Guardian, on: 2026-03-01, hash: SIGNED }
`;
const layouts: [layout: string, signatures: string][] = [
  ['a list without any', 'signatures: []\n'],
  ['a list in one line', 'signatures: [{ organisation: Y90001, name: A. Partner, on: 2026-03-01, hash: SIGNED }]\n'],
  ['a list in lines', block.replace(/ {2}- \{ organisation: RZ1.*\n/, '')],
  ['a list without indentation', block.replaceAll('  - ', '- ').replace(/- \{ organisation: RZ1.*\n/, '')],
  [
    'entries of several lines, and comments',
    'signatures: # in the order of their dates\n  - organisation: Y90001\n    name: A. Partner # by hand\n    on: 2026-03-01\n' +
      `    hash: SIGNED # of the spring\n  # and nobody else\n`,
  ],
];

describe('signing adds one signature to the version that was read, and changes nothing else:', () => {
  for (const [layout, signatures] of layouts) {
    it(layout, () => {
      const before = read(exampleWith(block, signatures));
      const rz1 = partyNamed(before, 'RZ1');
      if (!rz1) throw new Error('RZ1 is a party');
      const text = signedText(before, rz1, 'Bea O’Guardian: "Caldicott"', '2026-03-02');
      const after = read(text);
      expect(after.signatures).toEqual([
        ...before.signatures,
        { organisation: 'RZ1', name: 'Bea O’Guardian: "Caldicott"', on: '2026-03-02', hash: before.version },
      ]);
      expect(after.version).toBe(before.version);
      const lines = before.text.split('\n');
      const added = text.split('\n').filter((line) => !lines.includes(line));
      expect(added).toHaveLength(1);
    });
  }

  it('in place of a signature that was given to another version', () => {
    const changed = exampleWith('because: rounds', 'because: rounds').replace(
      'because: rounds',
      'because: weekly rounds',
    );
    const before = read(changed);
    expect(unsigned(before)).toEqual([{ organisation: 'Y90001' }, { organisation: 'RZ1' }]);
    const after = read(signedText(before, { organisation: 'Y90001' }, 'A. Partner', '2026-10-01'));
    expect(after.signatures).toEqual([
      { organisation: 'Y90001', name: 'A. Partner', on: '2026-10-01', hash: before.version },
    ]);
    expect(after.lapsed).toHaveLength(1);
    expect(unsigned(after)).toEqual([{ organisation: 'RZ1' }]);
  });
});

it('lets nobody sign who is no party', () => {
  expect(partyNamed(read(exampleWith('An example', 'One')), 'RZ2')).toBeUndefined();
});
