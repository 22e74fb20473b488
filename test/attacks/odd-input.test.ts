import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Agency } from '../../src/shared/agencies.ts';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';
import { oddValuesFor } from '../walls/support/odd-values.ts';

type Field = GraphQLField<unknown, unknown>;

/** Who asks for each agency; a purpose that opens as much as any. */
const asks: Partial<Record<Agency, [role: string, purpose: string][]>> = {
  home: [['manager', 'DIRECT_CARE']],
  practice: [
    ['clinician', 'DIRECT_CARE'],
    ['privacy-officer', 'INFORMATION_GOVERNANCE'],
  ],
  trust: [['clinician', 'DIRECT_CARE']],
  council: [
    ['social-worker', 'SAFEGUARDING'],
    ['analyst', 'PLANNING'],
  ],
};
/** Where a type is found whose fields take arguments. */
const ways: Record<string, (field: string) => string> = {
  Query: (field) => field,
  Resident: (field) => `residents(first: 2) { nodes { ${field} } }`,
  CareHome: (field) => `careHomes(first: 2) { nodes { ${field} } }`,
};
const usual: Record<string, unknown> = {
  ...{ Date: '2026-01-01', DateTime: '2026-01-01T00:00:00Z', String: 'x', ID: 'x', Int: 1, Float: 1, Boolean: true },
  NhsNumber: '9990000018',
};

function usualFor(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return usualFor(type.ofType);
  if (isListType(type)) return [usualFor(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return usual[getNamedType(type).name];
  const fields = Object.values(type.getFields());
  const wanted = type.isOneOf ? fields.slice(0, 1) : fields.filter((one) => isNonNullType(one.type));
  return Object.fromEntries(wanted.map((one) => [one.name, usualFor(one.type)]));
}

/** The value of an input with one odd value somewhere in it, for each place and each such value. */
function oddFor(type: GraphQLInputType): unknown[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return oddValuesFor(type);
  const base = named.isOneOf ? {} : (usualFor(named) as object);
  return Object.values(named.getFields()).flatMap((one) =>
    oddFor(one.type).map((value) => ({ ...base, [one.name]: value })),
  );
}

interface Question {
  document: string;
  variables: Record<string, unknown>;
}

/** A field with one odd argument at a time. */
function questionsOf(root: 'query' | 'mutation', way: (field: string) => string, { name, args, type }: Field) {
  const selection = isObjectType(getNamedType(type)) ? selected(getNamedType(type).name) : '';
  return args.flatMap((odd) => {
    const given = args.filter((one) => one === odd || isNonNullType(one.type));
    const declared = given.map((one: GraphQLArgument) => `$${one.name}: ${one.type}`).join(', ');
    const passed = given.map((one) => `${one.name}: $${one.name}`).join(', ');
    const document = `${root} (${declared}) { ${way(`${name}(${passed}) ${selection}`)} }`;
    const variables = Object.fromEntries(given.map((one) => [one.name, usualFor(one.type)]));
    return oddFor(odd.type).map((value): Question => ({ document, variables: { ...variables, [odd.name]: value } }));
  });
}

const namesPerson = (type: GraphQLInputType | undefined): boolean => {
  const input = getNamedType(type);
  return isInputObjectType(input) && 'nhsNumber' in input.getFields();
};
const selected = (type: string) =>
  type.endsWith('Connection') ? '{ totalCount nodes { __typename } }' : '{ __typename }';

describe('input that is odd', () => {
  let hub: HubUnderTest;
  let codes: Map<string, string>;
  beforeAll(async () => {
    hub = await startHub();
    const { rows } = await hub.database.owner.query<{ agency: string; code: string }>(
      'select agency, min(code) as code from organisation group by agency',
    );
    codes = new Map(rows.map(({ agency, code }) => [agency, code]));
  });
  afterAll(() => hub?.close());

  function questionsTo(agency: Agency): Question[] {
    const schema = hub.contract.schemas[agency];
    const fields = (type: string): Field[] => {
      const found = schema.getType(type);
      return isObjectType(found) ? Object.values(found.getFields()) : [];
    };
    const read = Object.entries(ways).flatMap(([type, way]) =>
      fields(type).flatMap((field) => questionsOf('query', way, field)),
    );
    // Those that name a person, each on its beat, are tried in walls/persons-named.
    const mutations = fields(schema.getMutationType()?.name ?? '').filter(({ args }) => !namesPerson(args[0]?.type));
    return [...read, ...mutations.flatMap((field) => questionsOf('mutation', (text) => text, field))];
  }

  it.each(Object.keys(asks) as Agency[])(
    'of a %s is no fault of the hub’s, wherever it stands',
    async (agency) => {
      const questions = questionsTo(agency);
      expect(questions.length).toBeGreaterThan(100);
      const wrong = new Set<string>();
      for (const [role, purpose] of asks[agency] ?? []) {
        let keys = 0;
        const someone = await hub.as(codes.get(agency) ?? '', role, purpose);
        const { data } = await someone.ask<{ residents: { nodes: { id: string }[] } } | null>(
          '{ residents(first: 1) { nodes { id } } }',
        );
        const resident = data?.residents.nodes[0]?.id;
        const ask = async ({ document, variables }: Question) => {
          const key = ++keys;
          const viewer: Asking = await hub.as(codes.get(agency) ?? '', role, purpose, `${role}-${key}`);
          const input = variables.input as Record<string, unknown> | undefined;
          if (input?.idempotencyKey === 'x') input.idempotencyKey = `odd-${role}-${key}`;
          if (input?.resident === 'x') input.resident = resident;
          const { errors = [], status } = await viewer.ask(document, variables);
          const faults = errors.filter(({ extensions: { code } }) => code === 'INTERNAL' || code === 'UNAVAILABLE');
          if (faults.length || status >= 500) wrong.add(`${document} ${JSON.stringify(variables)}`.slice(0, 400));
        };
        const left = [...questions];
        const inTurn = async () => {
          for (let next = left.pop(); next; next = left.pop()) await ask(next);
        };
        await Promise.all(Array.from({ length: 24 }, inTurn));
      }
      expect([...wrong]).toEqual([]);
    },
    60_000,
  );
});
