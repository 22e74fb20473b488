import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { type RecordPlan, RecordPlans } from '../../../src/access/record/plan.ts';
import { contractOf } from '../../../src/server/contract/contract.ts';
import { Documents } from '../../../src/server/documents.ts';
import { defaultLimits } from '../../../src/server/limits/limits.ts';
import { agreementFile } from '../../support/hub.ts';

const contract = await contractOf(agreementFile);
const documents = new Documents(contract.schemas.practice, defaultLimits);
const plans = new RecordPlans(contract.personal.keys());

function planOf(document: string, variables: Record<string, unknown> = {}, agency = 'practice'): RecordPlan {
  const operation = documents.prepare(document, parse(document), undefined, variables);
  return plans.of(operation, agency);
}
const lines = (plan: RecordPlan) => plan.places.map(({ path, type, fields }) => `${path} ${type} ${fields}`);

describe('the plan of a question', () => {
  it('names each place where records about residents are asked for, by fields of the graph', () => {
    const plan = planOf(
      `query ($n: NhsNumber!) {
      resident(nhsNumber: $n) { familyName givenName carePlan { status } incidents(first: 5) { totalCount nodes { id } } }
      careHomes(first: 1) { nodes { name residents(first: 1) { edges { node { id currentPlacement { room } } } } } }
    }`,
      { n: '9434765919' },
    );
    expect(plan.operation).toBe('resident,careHomes');
    expect(lines(plan)).toEqual([
      'resident Resident carePlan,familyName,givenName,incidents',
      'resident.carePlan CarePlan status',
      'resident.incidents Incident id',
      'careHomes.residents Resident currentPlacement,id',
      'careHomes.residents.currentPlacement Placement room',
    ]);
  });

  it('is the same for other literals, aliases, names of operations, fragments and orders of cells', () => {
    const one = planOf('query A { resident(nhsNumber: "9434765919") { givenName familyName } }');
    const other = planOf(`query B($m: NhsNumber! = "9990000018") { mary: resident(nhsNumber: $m) { ...them } }
      fragment them on Resident { surname: familyName givenName ... on Resident { familyName } }`);
    expect(other.hash).toEqual(one.hash);
    expect(one.text).not.toMatch(/9434765919|mary|them/);
  });

  it('is another for another field, another place, and another agency', () => {
    const documents = [
      '{ resident(nhsNumber: "9434765919") { givenName } }',
      '{ resident(nhsNumber: "9434765919") { givenName familyName } }',
      '{ residents { nodes { givenName } } }',
      '{ residents { totalCount nodes { givenName } } }',
    ];
    const hashes = documents.map((document) => planOf(document).hash?.toString('hex'));
    expect(new Set(hashes).size).toBe(documents.length);
    expect(planOf(`${documents[0]} `, {}, 'home').hash?.toString('hex')).not.toBe(hashes[0]);
  });

  it('tells apart what is asked twice, and joins what is asked of the same records by nodes and by edges', () => {
    const plan = planOf(`{
      a: residents(first: 1) { nodes { id } edges { node { familyName } } }
      b: residents(first: 2) { nodes { id } }
    }`);
    expect(lines(plan)).toEqual(['residents Resident familyName,id', 'residents[1] Resident id']);
  });

  it('leaves out what the conditions of the document leave out', () => {
    const document = 'query ($all: Boolean!) { residents { nodes { id familyName @include(if: $all) } } }';
    expect(lines(planOf(document, { all: true }))).toEqual(['residents Resident familyName,id']);
    expect(lines(planOf(document, { all: false }))).toEqual(['residents Resident id']);
  });

  it('has no place and no hash where nothing about residents is asked', () => {
    const plan = planOf('{ careHomes(first: 1) { nodes { name } } viewer { role } }');
    expect([plan.places, plan.hash]).toEqual([[], null]);
  });
});
