import { describe, expect, it } from '@jest/globals';
import { parseAgreement } from '../../src/agreement/read.ts';
import { example, exampleShape, findingsIn, holds } from './example.ts';

describe('a value of the wrong kind is refused:', () => {
  holds([
    [
      'text for a list',
      'clear: [gp]\n      because: rounds',
      'clear: gp\n      because: rounds',
      '38: subjects.Placement/1.clear is not a list; write [one, another]',
    ],
    [
      'a list for text',
      'because: rounds',
      'because: [rounds]',
      '39: subjects.Placement/1.because is not text; write it in words',
    ],
    [
      'text for a truth',
      'nobody: true',
      'nobody: yes\n      clear: [gp]',
      '34: subjects.Resident/3.nobody is not true or false; write true, or leave it out',
    ],
    [
      'a day that is none',
      'on: 2026-03-01, hash: SIGNED }\n  - {',
      'on: 2026-02-30, hash: SIGNED }\n  - {',
      '8: signatures/1.on is not a date: "2026-02-30"; write year, month and day, as in 2026-04-01',
    ],
    ['a range that is none', '1-7', '7-1', '11: small-numbers.suppress is no range of counts: "7-1"; write "1-7"'],
    [
      'a number that is none',
      'round-to: 5',
      'round-to: five',
      '11: small-numbers.round-to is no whole number: "five"; write "5"',
    ],
    [
      'a reference to another place of the file',
      'title: An example',
      'title: &name An example\ndemonstration: *name',
      '2: demonstration refers to another place of the file; write it out, for its readers',
    ],
  ]);

  it('a file that is not YAML', () => {
    expect(findingsIn('title: [')[0]).toMatch(/^agreement\.yml:1: not YAML: /);
  });

  it('a section written twice', () => {
    expect(findingsIn(`${example}title: Another\n`)[0]).toMatch(/^agreement\.yml:70: not YAML: .*unique/);
  });

  it('a file that says nothing', () => {
    expect(findingsIn('')).toEqual(['agreement.yml:1: the file is no agreement; begin with "title: …"']);
  });
});

describe('what an objection ends:', () => {
  const ending = 'ends-with: [ARTICLE_21]';
  holds([
    [
      'never the record of those who care now, if it is about sharing for care',
      ending,
      'ends-with: [DIRECT_CARE_SHARING]',
      '21: DIRECT_CARE_SHARING would end practice.registered, and hide a resident from those who care for them now; add "never-ends: [practice.registered]"',
    ],
    [
      'some of what counts and not all, if the agreement says so',
      ending,
      'ends-with: [DIRECT_CARE_SHARING]\n    never-ends: [practice.registered, trust.inpatient]',
    ],
    [
      'nothing that does not count',
      ending,
      `${ending}\n    never-ends: [practice.network, home.current]`,
      '22: no objection could end home.current for DIRECT_CARE; leave it out of never-ends',
    ],
    [
      'nothing where no objection counts',
      ending,
      'never-ends: [practice.network]',
      '21: no objection could end practice.network for DIRECT_CARE; leave it out of never-ends',
    ],
    [
      'no relationship that there is not',
      ending,
      `${ending}\n    never-ends: [practice.listed]`,
      '22: unknown relationship "practice.listed"; write practice.aligned',
    ],
  ]);
});

describe('parties, signatures and dates:', () => {
  holds([
    [
      'a whole agency is party only to a demonstration',
      'parties: [',
      'parties: [{ every: home }, ',
      '6: "every home" in an agreement about real people; name each organisation; each signs for itself',
      'warning: 8: every home has not signed and sees nothing; once it agrees, add its signature: caregraph agreement sign --as "every home"',
    ],
    [
      'a party is named once',
      'RZ1 }]',
      'RZ1 }, { organisation: RZ1 }]',
      '6: RZ1 is named twice among the parties; leave one out',
    ],
    [
      'a party that has not signed is warned of',
      'RZ1 }]',
      'RZ1 }, { organisation: RZ2 }]',
      'warning: 8: RZ2 has not signed and sees nothing; once it agrees, add its signature: caregraph agreement sign --as RZ2',
    ],
    [
      'a signature without a version does not count',
      'B. Guardian, on: 2026-03-01, hash: SIGNED',
      'B. Guardian, on: 2026-03-01',
      'warning: 8: RZ1 signed another version and sees nothing; once it agrees, add its signature: caregraph agreement sign --as RZ1',
    ],
    [
      'a hash is that of a version',
      'B. Guardian, on: 2026-03-01, hash: SIGNED',
      'B. Guardian, on: 2026-03-01, hash: 2026',
      'warning: 8: RZ1 signed another version and sees nothing; once it agrees, add its signature: caregraph agreement sign --as RZ1',
      '9: signatures/2.hash is no hash of a version; let "caregraph agreement sign" write it',
    ],
    [
      'only a party signs',
      ', { organisation: RZ1 }]',
      ']',
      '9: RZ1 signed and is not among the parties; add it to parties',
    ],
    [
      'an agreement is refused before its date',
      'effective: 2026-04-01',
      'effective: 2026-11-02',
      '2: the agreement takes effect on 2026-11-02; use the agreement in force until then',
    ],
    [
      'a review comes after the beginning',
      'review: 2027-04-01',
      'review: 2026-04-01',
      '3: the review is due before the agreement takes effect; write a later date',
    ],
    [
      'a table is published once',
      'period: YEAR }]',
      'period: YEAR }, { measure: FALLS, dimensions: [MONTH], period: YEAR }]',
      '11: FALLS by MONTH for a year is listed twice; leave one out',
    ],
  ]);

  it('an agreement past its review is warned of and stays in force', () => {
    const reading = { shape: exampleShape(), today: '2027-04-02' };
    expect(parseAgreement(example, 'agreement.yml', reading).warnings.map(({ what }) => what)).toEqual([
      'the review was due on 2027-04-01',
    ]);
  });
});
