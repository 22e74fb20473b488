import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import type pg from 'pg';
import { ownTypes } from '../../src/access/record/plan.ts';
import { readingPool } from '../../src/database/pools.ts';
import { agencies } from '../../src/shared/agencies.ts';
import { Plans } from '../costs/plans.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { agreementFile, type HubUnderTest, startHub } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import { everyPair } from '../walls/support/matrix.ts';

const codes = {
  ...{ home: '1-1000000001', practice: 'Y90001', trust: 'RZ1', council: 'E08990001', icb: 'QZ1', dashboard: 'DASH1' },
};
const depth = 4;

/** Values that stand for something in the small borough, where a name tells what is meant. */
const values: Readonly<Record<string, string>> = {
  ...{ String: '"1-1000000001"', ID: '"1-1000000001"', Int: '3', Float: '3', Boolean: 'true', Date: '"2026-03-01"' },
  ...{ DateTime: '"2026-03-01T10:00:00Z"', NhsNumber: '"9990000018"', Month: '"2026-03"' },
};

let database: TestDatabase;
let hub: HubUnderTest;
let standby: pg.Pool;
const plans = new Plans();

beforeAll(async () => {
  database = await databaseOfOwn();
  await plans.watch(database);
  // What would go to a standby is told from the rest by the connection that it comes on.
  standby = readingPool(database.hubUrl);
  plans.lookAt(standby);
  hub = await startHub({
    database,
    replicas: { poolFor: () => standby, failed: () => expect('a standby').toBe('asked again'), written: () => {} },
  });
});
afterAll(async () => {
  await hub?.close();
  await standby?.end();
  await database?.drop();
});

it('nothing about residents is asked of a standby, whoever asks whatever is not about them', async () => {
  const oracle = Oracle.of(agreementFile);
  const personal = new Set([...oracle.subjects, ...ownTypes]);
  let answered = 0;
  for (const agency of agencies) {
    const query = hub.contract.schemas[agency].getQueryType() as GraphQLObjectType;
    const questions = Object.values(query.getFields()).flatMap(({ name, type, args }) => {
      const selection = selected(type, personal, depth);
      return selection === undefined ? [] : [`{ ${name}${given(args)} ${selection} }`];
    });
    for (const { role, purpose } of everyPair(oracle, agency).filter(({ allowed }) => allowed)) {
      const asking = await hub.as(codes[agency], role, purpose);
      for (const question of questions) {
        const { errors } = await asking.ask(question);
        expect(errors?.filter(({ extensions }) => extensions.code === 'INTERNAL') ?? []).toEqual([]);
        if (!errors) answered += 1;
      }
    }
  }
  expect(answered).toBeGreaterThan(300);
  expect(plans.lookedAt).toBeGreaterThan(500);
  expect(plans.personalReads).toEqual([]);
});

type Given = readonly (GraphQLArgument | GraphQLInputField)[];

function given(args: readonly GraphQLArgument[]): string {
  const wanted = samplesOf(args.filter((one) => isRequiredArgument(one) || one.name === 'first'));
  return wanted ? `(${wanted})` : '';
}

function samplesOf(wanted: Given): string {
  return wanted.map(({ name, type }) => `${name}: ${sampleOf(type)}`).join(', ');
}

function sampleOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sampleOf(type.ofType);
  if (isListType(type)) return `[${sampleOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (!isInputObjectType(type)) return values[type.name] ?? '"x"';
  const fields = Object.values(type.getFields());
  const required = fields.filter(isRequiredInputField);
  // Of an input that names one thing in one of several ways, the first.
  return `{ ${samplesOf(required.length ? required : fields.slice(0, 1))} }`;
}

/** Everything of a type but records about residents; undefined if nothing is left. */
function selected(type: GraphQLOutputType, personal: ReadonlySet<string>, left: number): string | undefined {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (personal.has(named.name) || left === 0) return undefined;
  if (isInterfaceType(named) || !isObjectType(named)) return '{ __typename }';
  const fields = Object.values(named.getFields()).flatMap(({ name, type, args }) => {
    const below = selected(type, personal, left - 1);
    return below === undefined ? [] : [`${name}${given(args)} ${below}`];
  });
  return fields.length ? `{ ${fields.join(' ')} }` : undefined;
}
