import { describe, expect, it } from '@jest/globals';
import {
  fieldsSeenBy,
  formOf,
  grantsOf,
  kindsOf,
  mayAsk,
  openings,
  purposesOf,
  rowGrantsOf,
} from '../../src/agreement/compile.ts';
import { readAgreement } from '../../src/agreement/read.ts';
import { type RecordBit, type Relationship, recordBits, relationshipBits } from '../../src/agreement/relationships.ts';
import { type Agency, agencies } from '../../src/shared/agencies.ts';
import { purposes } from '../../src/shared/purposes.ts';
import { Oracle } from '../support/oracle.ts';

const file = 'schema/agreement.yml';
const agreement = readAgreement(file);
const oracle = Oracle.of(file);
const roles = [...oracle.roles, 'somebody else'];
const everyRecordBit = Object.keys(recordBits) as RecordBit[];

/** Every combination of the record bits that clauses of the subject ask for, and all that there are at once. */
function recordsOf(subject: string): RecordBit[][] {
  const asked = everyRecordBit.filter((bit) => oracle.recordBitsOf(subject).includes(bit));
  return [...subsets(asked), everyRecordBit];
}

function subsets<T>([first, ...others]: readonly T[]): T[][] {
  return first === undefined ? [[]] : subsets(others).flatMap((set) => [set, [first, ...set]]);
}
const relationshipsOf = (agency: Agency) =>
  (Object.keys(relationshipBits) as Relationship[]).filter((name) => name.startsWith(`${agency}.`));
const bits = (names: readonly Relationship[]) => names.reduce((mask, name) => mask | relationshipBits[name], 0);
const recordMask = (names: readonly RecordBit[]) => names.reduce((mask, name) => mask | recordBits[name], 0);

/** What the compiled agreement shows that the other reading does not, or the other way round; and how much was asked. */
function differences(agency: Agency, subject: string): { asked: number; different: string[] } {
  const different: string[] = [];
  let asked = 0;
  const records = recordsOf(subject);
  for (const role of roles) {
    for (const purpose of purposes) {
      const cells = oracle
        .fieldsOf(subject)
        .map((field) => ({ field, grants: grantsOf(agreement, subject, field, agency, role, purpose) }));
      const row = rowGrantsOf(agreement, subject, agency, role, purpose);
      const kinds = kindsOf(agreement, purpose, agency, role);
      for (const relationships of subsets(relationshipsOf(agency))) {
        for (const record of records) {
          const question = { agency, role, purpose, relationships, recordBits: record, subject };
          const mask = (bits(relationships) & kinds) | recordMask(record);
          for (const { field, grants } of cells) {
            asked++;
            const shown = formOf(grants, mask);
            const expected = oracle.expected({ ...question, field });
            if (shown !== expected)
              different.push(`${JSON.stringify({ ...question, field })}: ${shown}, not ${expected}`);
          }
          if ((formOf(row, mask) !== null) !== oracle.visible(question))
            different.push(`row ${JSON.stringify(question)}`);
        }
      }
    }
  }
  return { asked, different };
}

describe('every agency, role, purpose, set of relationships and kind of record', () => {
  for (const agency of agencies) {
    it(`shows ${agency} each cell exactly as the text of the agreement says`, () => {
      const results = oracle.subjects.map((subject) => differences(agency, subject));
      expect(results.flatMap(({ different }) => different).slice(0, 5)).toEqual([]);
      expect(
        results.every(({ asked }) => asked >= roles.length * purposes.length * oracle.fieldsOf('Objection').length),
      ).toBe(true);
    });
  }
});

describe('the contract of each agency', () => {
  for (const agency of agencies) {
    const seen = fieldsSeenBy(agreement, agency);

    it(`gives ${agency} the fields that some role sees under some purpose, and no other`, () => {
      for (const subject of [...oracle.subjects, ...oracle.openSubjects]) {
        const expected = oracle.fieldsOf(subject).filter((field) => oracle.everSees(agency, subject, field));
        expect({ subject, fields: [...(seen.get(subject) ?? [])].sort() }).toEqual({
          subject,
          fields: expected.sort(),
        });
      }
    });

    it(`lets ${agency} name the purposes and ask the queries that the agreement gives it`, () => {
      for (const purpose of purposes) {
        for (const role of roles) {
          expect(purposesOf(agreement, agency, role).includes(purpose)).toBe(oracle.mayName(purpose, agency, role));
        }
        for (const query of [...agreement.queries.keys(), 'another']) {
          expect(mayAsk(agreement, query, agency, purpose)).toBe(oracle.mayAsk(query, agency, purpose));
        }
      }
    });
  }
});

describe('what the row policies read', () => {
  it('opens a row to exactly those relationships that open one of its cells to some role', () => {
    const rows = openings(agreement);
    const everyPurpose = purposes.filter((purpose) => agreement.purposes.has(purpose));
    for (const agency of agencies) {
      for (const subject of oracle.subjects) {
        for (const relationship of relationshipsOf(agency)) {
          for (const record of recordsOf(subject)) {
            for (const purpose of everyPurpose) {
              for (const role of agreement.purposes.get(purpose)?.who[agency] ?? []) {
                const kinds = kindsOf(agreement, purpose, agency, role) & relationshipBits[relationship];
                const mask = recordMask(record);
                const opens = rows.some(
                  (row) =>
                    row.subject === subject &&
                    (row.recordBits & mask) === row.recordBits &&
                    (row.relationships & kinds) !== 0,
                );
                const question = { agency, role, purpose, relationships: [relationship], recordBits: record, subject };
                expect([question, opens]).toEqual([question, oracle.held(question)]);
              }
            }
          }
        }
      }
    }
  });
});
