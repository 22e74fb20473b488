import { describe, expect, it } from '@jest/globals';
import { agreementPage } from '../../src/agreement/page.ts';
import { parseAgreement } from '../../src/agreement/read.ts';
import { versionOf } from '../../src/agreement/version.ts';
import { example, exampleWith } from './example.ts';

const read = (text: string) => parseAgreement(text, 'agreement.yml', { today: '2026-11-01' });
const changed = (passage: string, instead: string) => {
  expect(example).toContain(passage);
  return example.replace(passage, instead);
};

describe('the version that is signed', () => {
  it('stays the same when somebody signs, and under other comments and another layout', () => {
    const { version } = read(example);
    expect(
      versionOf(changed('signatures:\n', 'signatures:\n  - { organisation: RZ2, name: C., on: 2026-03-02 }\n')),
    ).toBe(version);
    expect(versionOf(changed('roles:\n', '\n# Who acts.\nroles:\n'))).toBe(version);
    expect(versionOf(changed('fields: [room, home]', 'fields:\n        - room\n        - home'))).toBe(version);
  });

  it('changes with every word', () => {
    const words = [...example.matchAll(/[\w.*-]+/g)].filter(({ 0: word }) => !/^[0-9a-f]{64}$/.test(word));
    const others = words
      .filter(({ index }) => index < example.indexOf('signatures:') || index > example.indexOf('retention:'))
      .map(({ 0: word, index }) =>
        versionOf(`${example.slice(0, index)}${word}x${example.slice(index + word.length)}`),
      );
    expect(others.length).toBeGreaterThan(200);
    expect(new Set([...others, versionOf(example)]).size).toBe(others.length + 1);
  });
});

describe('a signature', () => {
  it('counts for the version that it names', () => {
    const { signatures, lapsed } = read(example);
    expect(signatures.map((signature) => 'organisation' in signature && signature.organisation)).toEqual([
      'Y90001',
      'RZ1',
    ]);
    expect(lapsed).toEqual([]);
  });

  it('does not count once a word has changed', () => {
    const { signatures, lapsed, warnings } = read(
      changed('clear: [gp, trust.inpatient', 'clear: [gp, trust.attending'),
    );
    expect(signatures).toEqual([]);
    expect(lapsed).toHaveLength(2);
    expect(warnings.map(({ what }) => what)).toEqual([
      'Y90001 signed another version and sees nothing',
      'RZ1 signed another version and sees nothing',
      'Resident/1 shares with trust.attending, which no purpose allows',
    ]);
  });

  it('that does not count is told apart on the page from one that was never given', () => {
    const page = agreementPage(
      read(exampleWith('A. Partner, on: 2026-03-01, hash: SIGNED', 'A. Partner, on: 2026-03-01')),
    );
    expect(page).toContain('| Y90001 | not signed: sees nothing (another version: A. Partner) | 2026-03-01 |');
    expect(page).toContain('| RZ1 | B. Guardian | 2026-03-01 |');
  });

  it('of a whole agency goes along with every version of a demonstration', () => {
    const all = changed('{ organisation: RZ1 }]', '{ organisation: RZ1 }, { every: trust }]').replace(
      'signatures:\n',
      'demonstration: true\nsignatures:\n  - { every: trust, name: Nobody, on: 2026-03-01 }\n',
    );
    expect(read(all).signatures).toEqual([{ every: 'trust', name: 'Nobody', on: '2026-03-01' }]);
  });
});
