import { expect, it } from '@jest/globals';
import { fieldsSeenBy } from '../../src/agreement/compile.ts';
import { parseAgreement } from '../../src/agreement/read.ts';
import { example, exampleShape } from './example.ts';

const shape = exampleShape();

it('sees through connections and edges to the record they lead to', () => {
  expect(shape.types.get('Resident')?.fields.get('placements')).toEqual({
    type: 'Placement',
    personal: true,
    list: true,
    date: false,
  });
  expect([...shape.types.keys()]).toEqual(['Resident', 'Placement', 'CareHome']);
});

it('knows partial dates, queries and interfaces', () => {
  expect(shape.types.get('Resident')?.fields.get('dateOfBirth')?.date).toBe(true);
  expect([...shape.queries.keys()]).toEqual(['residents', 'careHome', 'node']);
  expect([...shape.interfaces]).toEqual([['Node', ['id']]]);
});

it('gives an agency the edges to records of which it sees a field, and withheld beside cells', () => {
  const agreement = parseAgreement(example, 'agreement.yml', { shape, today: '2026-11-01' });
  expect(Object.fromEntries(fieldsSeenBy(agreement, 'practice', shape))).toEqual({
    Resident: new Set(['id', 'familyName', 'dateOfBirth', 'placements', 'withheld']),
    Placement: new Set(['id', 'room', 'home', 'resident', 'withheld']),
    CareHome: new Set(['id', 'name', 'residents']),
  });
  expect(Object.fromEntries(fieldsSeenBy(agreement, 'trust', shape))).toEqual({
    Resident: new Set(['id', 'familyName', 'withheld']),
    CareHome: new Set(['id', 'name', 'residents']),
  });
  expect(Object.fromEntries(fieldsSeenBy(agreement, 'home', shape))).toEqual({ CareHome: new Set(['id', 'name']) });
});
