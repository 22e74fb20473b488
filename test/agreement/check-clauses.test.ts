import { describe, expect, it } from '@jest/globals';
import { exampleWith, findingsIn, holds } from './example.ts';

describe('a clause that contradicts another or itself is refused:', () => {
  holds([
    [
      'a field decided twice',
      '[familyName]',
      '[familyName, dateOfBirth]',
      '29: Resident.dateOfBirth is decided twice; keep one clause, or name different roles or purposes in each',
    ],
    [
      'a field shared with nobody and somebody',
      '[familyName]',
      '[familyName, note]',
      '33: Resident.note is decided twice; keep one clause, or name different roles or purposes in each',
    ],
    [
      'a field named twice',
      '[familyName]',
      '[familyName, familyName]',
      '26: the field familyName is named twice in one clause; name it once',
    ],
    [
      'nobody beside a form',
      'nobody: true',
      'nobody: true\n      clear: [gp]',
      '33: Resident/3 shares with nobody and with somebody; write only one',
    ],
    [
      'a relationship under two forms',
      '[practice.aligned]',
      '[practice.network]',
      '29: Resident/2 shows practice.network both clear and year; name a relationship under one form',
    ],
    [
      'a year of what is no date',
      'clear: [gp, trust',
      'year: [gp, trust',
      '26: Resident.familyName is no partial date and has no year; give it a clause without year',
    ],
    [
      'an edge to a personal record',
      '[familyName]',
      '[familyName, placements]',
      '26: Resident.placements is decided by no clause; leave it out: it leads to Placement, and is open where a Placement is',
    ],
    [
      'the list of what is withheld',
      '[familyName]',
      '[familyName, withheld]',
      '26: Resident.withheld is decided by no clause; leave it out: it only lists what is withheld',
    ],
    [
      'a wildcard',
      '[practice.aligned]',
      '[practice.*]',
      '31: "practice.*" in a clause would share with relationships still to come; name each relationship',
    ],
    [
      'several facts about a record',
      '& author',
      '& author & payer',
      '27: "trust.inpatient & author & payer" asks for several facts about a record; write "trust.inpatient & author"',
    ],
  ]);

  it('allows a field two clauses for different roles', () => {
    const another = '    - { fields: [room], clear: [trust.inpatient], roles: [auditor], because: audit }\nopen:';
    expect(findingsIn(exampleWith('open:', another))).toEqual([]);
  });

  it('allows a field two clauses for different purposes, and none for the same', () => {
    const findings = (purposes: string) =>
      findingsIn(
        exampleWith(
          'because: rounds\n',
          `purposes: [DIRECT_CARE]\n      because: rounds\n    - { fields: [room], clear: [gp], ${purposes}because: audit }\n`,
        ),
      );
    const twice = expect.stringContaining('Placement.room is decided twice');
    expect(findings('purposes: [FUNDING], ')).not.toContainEqual(twice);
    expect(findings('purposes: [DIRECT_CARE, FUNDING], ')).toContainEqual(twice);
    expect(findings('')).toContainEqual(twice);
  });

  it('a personal subject under open, and an open one under subjects', () => {
    const clause = (how: string) => `[{ fields: [id], ${how}, because: mistaken }]`;
    const text = exampleWith(
      'open:\n',
      `  CareHome: ${clause('clear: [gp]')}\nopen:\n  Resident: ${clause('to: everyone')}\n`,
    );
    expect(findingsIn(text)).toContain('agreement.yml:40: CareHome concerns no resident; move it to open');
    expect(findingsIn(text)).toContain('agreement.yml:42: Resident is about a resident; move it to subjects');
  });
});

describe('a clause that shares less than it says is warned of:', () => {
  holds([
    [
      'a relationship that no purpose allows',
      '[practice.aligned]',
      '[icb.fnc]',
      'warning: 29: Resident/2 shares with icb.fnc, which no purpose allows; allow it, or leave it out',
    ],
    [
      'a role that no purpose names',
      '  clinician: Treats.',
      '  clinician: Treats.\n  baker: Bakes.',
      'warning: 14: no purpose names the role baker, so nobody can act in it; name it under a purpose',
    ],
  ]);
});
