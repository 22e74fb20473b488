import { describe, expect, it } from '@jest/globals';
import { decide } from '../../src/agreement/decide.ts';
import { readAgreement } from '../../src/agreement/read.ts';
import { type RecordBit, recordBits, relationshipBits } from '../../src/agreement/relationships.ts';
import { recordBitNames, relationshipNames } from '../../src/agreement/sections/terms.ts';
import { agencies } from '../../src/shared/agencies.ts';
import { purposes } from '../../src/shared/purposes.ts';
import { Oracle } from '../support/oracle.ts';

const agreement = readAgreement('schema/agreement.yml');
const oracle = Oracle.of(agreement.file);
const bitOf = (name: string) => Object.entries(relationshipBits).find(([known]) => known === name)?.[1] ?? 0;
const rank = (form: string | null) => ['year', 'clear'].indexOf(form ?? '');

describe('an explanation', () => {
  for (const agency of agencies) {
    const own = oracle.relationships.filter((name) => name.startsWith(`${agency}.`));
    const asked = oracle.roles.flatMap((role) =>
      purposes.filter((purpose) => oracle.mayName(purpose, agency, role)).map((purpose) => ({ agency, role, purpose })),
    );
    const cells = oracle.subjects.flatMap((subject) => oracle.fieldsOf(subject).map((field) => ({ subject, field })));

    it(`says of each cell and relationship of ${agency} what is shown, and of which records more`, () => {
      const different: unknown[] = [];
      for (const asking of asked) {
        for (const cell of cells) {
          for (const held of [[], ...own.map((name) => [name]), own]) {
            const { shown, better } = decide(
              agreement,
              asking,
              cell,
              held.reduce((mask, name) => mask | bitOf(name), 0),
            );
            const expected = (bits: readonly RecordBit[]) =>
              oracle.expected({ ...asking, ...cell, relationships: held, recordBits: bits });
            if ((shown?.form ?? null) !== expected([])) different.push({ asking, cell, held, shown });
            for (const bit of Object.keys(recordBits) as RecordBit[]) {
              const more = better.find(({ also }) => recordBitNames(also).includes(bit));
              const said = rank(more?.form ?? null) > rank(shown?.form ?? null) ? more?.form : (shown?.form ?? null);
              if (said !== expected([bit])) different.push({ asking, cell, held, bit, more });
            }
          }
        }
      }
      expect(different.slice(0, 3)).toEqual([]);
    });

    it(`names to ${agency} every relationship and purpose that opens a cell to its role, and no other`, () => {
      const different: unknown[] = [];
      for (const role of new Set(asked.map((asking) => asking.role))) {
        for (const cell of cells) {
          const { opens } = decide(agreement, { agency, role, purpose: 'DIRECT_CARE' }, cell, 0);
          for (const purpose of purposes) {
            for (const relationship of own) {
              const said = opens.some(
                (open) =>
                  open.purposes.includes(purpose) &&
                  (relationshipNames(open.relationships) as string[]).includes(relationship),
              );
              const question = {
                agency,
                role,
                purpose,
                relationships: [relationship],
                recordBits: Object.keys(recordBits),
              };
              const opened = oracle.expected({ ...question, ...cell }) !== null;
              if (said !== opened) different.push({ role, purpose, relationship, cell });
            }
          }
        }
      }
      expect(different.slice(0, 3)).toEqual([]);
    });
  }

  it('says of a field that leads to other records that it is open where those are', () => {
    const asking = { agency: 'practice', role: 'analyst', purpose: 'PLANNING' } as const;
    const incidents = { subject: 'Resident', field: 'incidents', target: 'Incident' };
    expect(decide(agreement, asking, incidents, bitOf('practice.aligned')).shown?.clause.reference).toBe('Incident/1');
    expect(decide(agreement, asking, incidents, 0).shown).toBeNull();
    const summary = { subject: 'Resident', field: 'clinicalSummary', target: 'ClinicalSummary' };
    expect(decide(agreement, asking, summary, bitOf('practice.aligned')).shown).toBeNull();
  });

  it('says of what is shared with nobody that this was decided', () => {
    const asking = { agency: 'home', role: 'manager', purpose: 'DIRECT_CARE' } as const;
    const { nobody, shown, opens, clauses } = decide(
      agreement,
      asking,
      { subject: 'Incident', field: 'internalNote' },
      -1,
    );
    expect({ nobody, shown, opens }).toEqual({ nobody: true, shown: null, opens: [] });
    expect(clauses.map(({ reference }) => reference)).toEqual(['Incident/3']);
  });
});
