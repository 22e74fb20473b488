import { expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { findingLine } from '../../src/agreement/findings.ts';
import { examineAgreement } from '../../src/agreement/read.ts';
import { relationshipBits } from '../../src/agreement/relationships.ts';
import { shapeOf } from '../../src/agreement/shape.ts';
import { versionOf } from '../../src/agreement/version.ts';

/** A graph just large enough for every rule of the check. */
export const exampleGraph = `
  scalar PartialDate
  interface Node { id: ID! }
  type Resident implements Node {
    id: ID!
    familyName: String
    dateOfBirth: PartialDate
    note: String
    placements: PlacementConnection
    withheld: [Withheld!]!
  }
  type Placement implements Node { id: ID! room: String resident: Resident home: CareHome withheld: [Withheld!]! }
  type PlacementConnection { totalCount: Int! nodes: [Placement!]! edges: [PlacementEdge!]! pageInfo: PageInfo! }
  type PlacementEdge { cursor: String! node: Placement! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Withheld { field: String! form: String clause: String }
  type CareHome implements Node { id: ID! name: String! residents: [Resident!] }
  enum MeasureName { FALLS }
  enum Dimension { MONTH WEEKDAY }
  type Query { residents: [Resident!]! careHome(id: ID!): CareHome node(id: ID!): Node }
`;
export const exampleShape = (graph = exampleGraph) =>
  shapeOf(buildSchema(graph), ['Resident', 'Placement'], ['PageInfo', 'Withheld']);

const described = Object.keys(relationshipBits).map((name) => `  ${name}: Said in words.`);

export const unsigned = `title: An example
effective: 2026-04-01
review: 2027-04-01
processor: The operator
impact-assessment: DPIA 1
parties: [{ organisation: Y90001 }, { organisation: RZ1 }]
signatures:
  - { organisation: Y90001, name: A. Partner, on: 2026-03-01, hash: SIGNED }
  - { organisation: RZ1, name: B. Guardian, on: 2026-03-01, hash: SIGNED }
retention: { personal: 8 years after care ends }
small-numbers: { suppress: 1-7, round-to: 5, tables: [{ measure: FALLS, dimensions: [MONTH], period: YEAR }] }
roles:
  clinician: Treats.
  auditor: { means: Checks., only-where-named: true }
purposes:
  DIRECT_CARE:
    basis: law
    confidentiality: implied consent
    who: { practice: [clinician, auditor], trust: [clinician] }
    relationships: [practice.*, trust.inpatient]
    ends-with: [ARTICLE_21]
groups:
  gp: [practice.registered, practice.network]
subjects:
  Resident:
    - fields: [familyName]
      clear: [gp, trust.inpatient & author]
      because: care
    - fields: [dateOfBirth]
      clear: [gp]
      year: [practice.aligned]
      because: age
    - fields: [note]
      nobody: true
      because: private
  Placement:
    - fields: [room, home]
      clear: [gp]
      because: rounds
open:
  CareHome:
    - fields: [id, name]
      to: everyone
      because: directory
queries:
  residents: { by: [practice, trust], because: care }
  careHome: { by: everyone, purposes: [DIRECT_CARE], because: directory }
  node: { by: everyone, because: any record }
relationships:
${described.join('\n')}
`;

/** The text with everybody's signature to this version of it. */
export const signed = (text: string): string => text.replaceAll('SIGNED', versionOf(text));

export const example = signed(unsigned);

/** The example with one passage put in place of another, signed after that. */
export function exampleWith(passage: string, instead: string): string {
  if (!unsigned.includes(passage)) throw new Error(`the example has no passage ${passage}`);
  return signed(unsigned.replace(passage, instead));
}

/** What is found in a text, as a signer reads it. */
export function findingsIn(text: string, today = '2026-11-01', graph = exampleGraph): string[] {
  const { findings } = examineAgreement(text, 'agreement.yml', { shape: exampleShape(graph), today });
  return findings.map((finding) => `${finding.severity === 'warning' ? 'warning: ' : ''}${findingLine(finding)}`);
}

export type Case = [rule: string, passage: string, instead: string, ...findings: string[]];

/** Each change to the example is found, at its line, with what to write instead, and nothing else is. */
export function holds(cases: Case[]): void {
  for (const [rule, passage, instead, ...findings] of cases) {
    it(rule, () => {
      const found = findingsIn(exampleWith(passage, instead)).map((line) => line.replace('agreement.yml:', ''));
      expect(found).toEqual(findings);
    });
  }
}
