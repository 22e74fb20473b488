import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isCompositeType, isObjectType } from 'graphql';
import { type Contract, contractOf } from '../../src/server/contract/contract.ts';
import { type Agency, agencies } from '../../src/shared/agencies.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { agreementFile, type HubUnderTest, startHub } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import { everyPair } from './support/matrix.ts';
import { first } from './support/organisations.ts';
import { recordTypeOf } from './support/question.ts';
import { together } from './support/together.ts';
import { write } from './support/write.ts';

const oracle = Oracle.of(agreementFile);
const personal = new Set(oracle.subjects);
const decided = [...oracle.subjects, ...oracle.openSubjects];

let database: TestDatabase;
let contract: Contract;
let hub: HubUnderTest;

beforeAll(async () => {
  database = await databaseOfOwn();
  contract = await contractOf(agreementFile);
  await write(database.owner, []);
  hub = await startHub({ database, contract });
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

const fieldsOf = (schema: GraphQLSchema, type: string) =>
  Object.values((schema.getType(type) as GraphQLObjectType | undefined)?.getFields() ?? {});

/** A field that leads to records about residents has no clause of its own: it is shared with whoever sees any of them. */
function shared(agency: Agency, type: string, field: ReturnType<typeof fieldsOf>[number]): boolean {
  const target = recordTypeOf(field.type);
  const seesAny = (subject: string) => oracle.fieldsOf(subject).some((name) => oracle.everSees(agency, subject, name));
  if (personal.has(target)) return seesAny(type) && seesAny(target);
  if (field.name === 'withheld') return seesAny(type);
  return oracle.everSees(agency, type, field.name);
}

describe('the contract', () => {
  it('leaves no field of the graph undecided', () => {
    const undecided = decided.flatMap((type) =>
      fieldsOf(contract.graph, type)
        .filter(({ name, type: target }) => name !== 'withheld' && !personal.has(recordTypeOf(target)))
        .filter(({ name }) => !oracle.fieldsOf(type).includes(name))
        .map(({ name }) => `${type}.${name}`),
    );
    expect(undecided).toEqual([]);
  });

  it('leaves no type of the graph undecided', () => {
    const structural =
      /^__|Connection$|Edge$|Change$|Payload$|^(Query|Mutation|Subscription|PageInfo|Problem|Withheld)$/;
    const types = Object.values(contract.graph.getTypeMap()).filter(isObjectType);
    const undecided = types.filter(({ name }) => !decided.includes(name) && !structural.test(name));
    expect(undecided.map(({ name }) => name)).toEqual([]);
  });

  for (const agency of agencies) {
    it(`has for ${agency} exactly the fields, queries, subscriptions and mutations that some role of it may see under some purpose`, () => {
      const schema = contract.schemas[agency];
      for (const type of decided) {
        const expected = fieldsOf(contract.graph, type).filter((field) => shared(agency, type, field));
        expect([type, fieldsOf(schema, type).map(({ name }) => name)]).toEqual([
          type,
          expected.map(({ name }) => name),
        ]);
      }
      for (const root of ['Query', 'Subscription']) {
        const asked = fieldsOf(contract.graph, root).map(({ name }) => name);
        expect(asked.length).toBeGreaterThan(0);
        const allowed = asked.filter((one) => oracle.purposes.some((purpose) => oracle.mayAsk(one, agency, purpose)));
        expect(fieldsOf(schema, root).map(({ name }) => name)).toEqual(allowed);
      }
      const changes = fieldsOf(contract.graph, 'Mutation').map(({ name }) => name);
      expect(changes.length).toBeGreaterThan(0);
      const made = changes.filter((mutation) => oracle.everWrites(agency, mutation));
      expect(fieldsOf(schema, 'Mutation').map(({ name }) => name)).toEqual(made);
    });

    it(`answers ${agency} NOT_SHARED for everything else in the graph, and tells nothing of it`, async () => {
      const [pair] = everyPair(oracle, agency).filter(({ allowed }) => allowed);
      const asking = await hub.as(first[agency].code, pair?.role ?? '', pair?.purpose ?? '');
      const schema = contract.schemas[agency];
      const missing = decided.flatMap((type) =>
        fieldsOf(contract.graph, type)
          .filter(({ name }) => !fieldsOf(schema, type).some((field) => field.name === name))
          .map(({ name, type: target }) => ({ type, name, leads: isCompositeType(getNamedType(target)) })),
      );
      const invented = { type: 'CareHome', name: 'favouriteColour', leads: false };
      const answers = new Set<string>();
      await together(4, [...missing, invented], async ({ type, name, leads }) => {
        const field = leads ? `${name} { __typename }` : name;
        const {
          status,
          errors = [],
          data,
        } = await asking.ask(`{ node(id: "CareHome:1") { ... on ${type} { ${field} } } }`);
        expect([type, name, status, data]).toEqual([type, name, 400, undefined]);
        for (const { message, extensions } of errors) {
          const { requestId: _, ...rest } = extensions;
          answers.add(JSON.stringify([message, rest]));
        }
      });
      expect([...answers].filter((answer) => !answer.includes('NOT_SHARED'))).toEqual([]);
      expect(answers.size).toBe(1);
    });

    it(`lets roles of ${agency} ask for the purposes that the agreement gives them, and refuses every other`, async () => {
      await together(4, everyPair(oracle, agency), async ({ role, purpose, allowed }) => {
        const asking = await hub.as(first[agency].code, role, purpose);
        const { status, errors } = await asking.ask('{ viewer { agency role purpose } }');
        expect([role, purpose, status]).toEqual([role, purpose, allowed ? 200 : 403]);
        if (!allowed) expect(['ROLE_UNKNOWN', 'PURPOSE_NOT_ALLOWED']).toContain(errors?.[0]?.extensions.code);
      });
    });
  }
});
