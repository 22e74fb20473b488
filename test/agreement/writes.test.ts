import { describe, expect, it } from '@jest/globals';
import { parseAgreement } from '../../src/agreement/read.ts';
import { relationshipBits } from '../../src/agreement/relationships.ts';
import { fieldsWrittenBy, mayWrite, mutationsOf, neededToWrite } from '../../src/agreement/writes.ts';
import { agencies } from '../../src/shared/agencies.ts';
import { purposes } from '../../src/shared/purposes.ts';
import { Oracle } from '../support/oracle.ts';
import { example, exampleGraph, exampleShape, findingsIn, signed, unsigned } from './example.ts';

const graph = `${exampleGraph} type Mutation { moveRoom: Boolean renameHome: Boolean breakGlass: Boolean }`;
const writes = `writes:
  moveRoom:
    subject: Placement
    fields: [room]
    by: { practice: [clinician, auditor], trust: [clinician] }
    relationships: [gp, trust.inpatient]
    purposes: [DIRECT_CARE]
    because: whoever moves the resident says so
  renameHome:
    subject: CareHome
    fields: [name]
    by: { practice: [clinician] }
    because: a name was misspelt
emergency:
  who: { trust: [clinician] }
  hours: 24
  because: a life is in danger
`;
const text = `${unsigned.replace('[practice.*, trust.inpatient]', '[practice.*, trust.inpatient, trust.emergency]')}${writes}`;
const agreement = parseAgreement(signed(text), 'agreement.yml', { shape: exampleShape(graph), today: '2026-11-01' });
const found = (passage: string, instead: string) => {
  expect(text).toContain(passage);
  return findingsIn(signed(text.replace(passage, instead)), '2026-11-01', graph).map((line) =>
    line.replace('agreement.yml:', ''),
  );
};

describe('who may write', () => {
  it('is each role of each agency that the agreement names, for the purposes that it names, and no other', () => {
    const oracle = new Oracle(text);
    for (const agency of agencies) {
      for (const role of [...oracle.roles, 'somebody else']) {
        for (const purpose of purposes) {
          for (const mutation of ['moveRoom', 'renameHome', 'breakGlass', 'another']) {
            const writer = { agency, role, purpose };
            expect({ mutation, writer, may: mayWrite(agreement, mutation, writer) }).toEqual({
              mutation,
              writer,
              may: oracle.mayWrite({ mutation, ...writer, relationships: oracle.relationships }),
            });
          }
        }
      }
      const called = ['moveRoom', 'renameHome', 'breakGlass'].filter((mutation) => oracle.everWrites(agency, mutation));
      expect([...mutationsOf(agreement, agency)].sort()).toEqual(called.sort());
    }
  });

  it('must stand in a relationship that the mutation names and the purpose counts', () => {
    const {
      'practice.registered': registered,
      'practice.network': network,
      'trust.inpatient': inpatient,
    } = relationshipBits;
    const clinician = { role: 'clinician', purpose: 'DIRECT_CARE' } as const;
    expect(neededToWrite(agreement, 'moveRoom', { agency: 'practice', ...clinician })).toBe(registered | network);
    expect(neededToWrite(agreement, 'moveRoom', { agency: 'trust', ...clinician })).toBe(inpatient);
    expect(neededToWrite(agreement, 'renameHome', { agency: 'practice', ...clinician })).toBeNull();
    expect(neededToWrite(agreement, 'moveRoom', { agency: 'home', ...clinician })).toBe(0);
  });

  it('writes the fields that the agreement names, and no other', () => {
    expect(fieldsWrittenBy(agreement, 'practice')).toEqual(
      new Map([
        ['Placement', new Set(['room'])],
        ['CareHome', new Set(['name'])],
      ]),
    );
    expect(fieldsWrittenBy(agreement, 'trust')).toEqual(new Map([['Placement', new Set(['room'])]]));
    expect(fieldsWrittenBy(agreement, 'home')).toEqual(new Map());
  });

  it('is nobody where the agreement says nothing of writing', () => {
    const silent = parseAgreement(example, 'agreement.yml', { today: '2026-11-01' });
    for (const agency of agencies) expect(mutationsOf(silent, agency)).toEqual(new Set());
  });
});

describe('a mistake about writing is found:', () => {
  it('none in what is right', () => {
    expect(findingsIn(signed(text), '2026-11-01', graph)).toEqual([]);
  });

  const cases: [rule: string, passage: string, instead: string, ...findings: string[]][] = [
    [
      'a mutation that the graph does not have, and one that nothing decides',
      '  renameHome:',
      '  renameHomes:',
      '1: nothing says who may call renameHome; add it to writes, if only with "by: nobody"',
      '78: unknown mutation "renameHomes"; write renameHome',
    ],
    ['a subject', 'subject: CareHome', 'subject: CareHomes', '79: unknown subject "CareHomes"; write CareHome'],
    ['a field', 'fields: [name]', 'fields: [nam]', '80: unknown field of CareHome to write "nam"; write name'],
    [
      'an edge to another record',
      'fields: [room]\n    by',
      'fields: [resident]\n    by',
      '73: unknown field of Placement to write "resident"; write one of room, home',
    ],
    [
      'somebody',
      'by: { practice: [clinician] }',
      'by: anybody',
      '81: writes.renameHome.by is "anybody"; write "home: [manager]" lines, or nobody',
    ],
    [
      'a role that no purpose gives to the agency',
      'by: { practice: [clinician] }',
      'by: { home: [clinician] }',
      'warning: 78: renameHome is given to clinician of home, who cannot call it; give the role a purpose under which it can, or leave it out',
    ],
    [
      'a relationship that no caller can have',
      'relationships: [gp, trust.inpatient]',
      'relationships: [gp]',
      'warning: 71: moveRoom is given to clinician of trust, who cannot call it; give the role a purpose under which it can, or leave it out',
    ],
    [
      'a relationship to what concerns no resident',
      'fields: [name]\n',
      'fields: [name]\n    relationships: [gp]\n',
      '78: renameHome asks for a relationship, and CareHome concerns no resident; leave it out',
    ],
    [
      'breaking the glass as if it were any mutation',
      '  renameHome:',
      '  breakGlass:',
      '1: nothing says who may call renameHome; add it to writes, if only with "by: nobody"',
      '78: breakGlass is decided by emergency; say there who may',
    ],
    ['hours without end', 'hours: 24', 'hours: 48', '85: an emergency lasts "48" hours; write 1 to 24'],
    [
      'an agency that cannot break it',
      '{ trust: [clinician] }\n  hours',
      '{ home: [clinician] }\n  hours',
      '84: home cannot open a record in an emergency; write practice or trust',
    ],
    [
      'an emergency that no purpose counts',
      'trust.inpatient, trust.emergency]',
      'trust.inpatient]',
      'warning: 84: breakGlass is given to clinician of trust, who cannot call it; give the role a purpose that counts emergencies, or leave it out',
    ],
  ];
  for (const [rule, passage, instead, ...findings] of cases) {
    it(rule, () => expect(found(passage, instead)).toEqual(findings));
  }

  it('no emergency, where the graph has one', () => {
    expect(found(writes.slice(writes.indexOf('emergency:')), '')).toEqual([
      '1: nothing says who may call breakGlass; add emergency, if only with "who: {}"',
    ]);
  });

  it('nobody, which is a decision', () => {
    expect(found('by: { practice: [clinician] }', 'by: nobody')).toEqual([]);
    expect(found('who: { trust: [clinician] }', 'who: {}')).toEqual([]);
  });
});
