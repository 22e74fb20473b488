import { buildSchema, type GraphQLObjectType, type GraphQLScalarType, type GraphQLSchema } from 'graphql';
import { type Agency, agencies } from '../../../src/shared/agencies.ts';
import { Refusal } from '../../../src/shared/refusals.ts';
import { NhsNumber } from '../../../src/shared/scalars.ts';

/** The context that the resolvers of this file get. */
export interface CareContext {
  agency: Agency;
  rows: string[];
}

/** A small graph of care with what one agency sees and others do not. */
const sdl = (agency: Agency) => /* GraphQL */ `
  scalar NhsNumber
  enum CareType { RESIDENTIAL NURSING ${agency === 'home' ? 'RESPITE' : ''} }
  input HomeFilter { careType: CareType, near: NearInput ${agency === 'home' ? ', fundedBy: ID' : ''} }
  input NearInput @oneOf { postcode: String, point: PointInput }
  input PointInput { latitude: Float!, longitude: Float! }
  interface Node { id: ID! }
  type PageInfo { hasNextPage: Boolean!, endCursor: String }
  type Withheld { field: String!, form: String, clause: String! }
  type Query {
    viewer: Viewer!
    node(id: ID!): Node
    careHomes(first: Int = 20, after: String, filter: HomeFilter): CareHomeConnection!
    alignedHomes(first: Int = 20): CareHomeConnection!
    resident(nhsNumber: NhsNumber!): Resident
    residents(ids: [ID!]!): [Resident]
    trouble(kind: String!): String
    slow: Viewer!
    broken: Viewer!
    ${agency === 'home' ? 'funding(since: Int): [Funding!]!' : ''}
  }
  ${agency === 'home' ? 'type Mutation { record(kind: String!): Boolean } type Funding { source: String }' : ''}
  type Viewer { agency: String!, rows: [String!]! }
  type CareHomeConnection { totalCount: Int!, nodes: [CareHome!]!, pageInfo: PageInfo! }
  type CareHome implements Node { id: ID!, name: String, cqcLocationId: String, clinicalLead: Lead, residents(first: Int = 20): ResidentConnection }
  type Lead { name: String }
  type ResidentConnection { totalCount: Int!, nodes: [Resident!]!, pageInfo: PageInfo! }
  type Resident implements Node {
    id: ID!, nhsNumber: NhsNumber, familyName: String, dateOfBirth: String
    registeredPractice: Practice, currentPlacement: Placement, carePlan: CarePlan
    incidents(first: Int = 20): IncidentConnection, hospitalStays(first: Int = 20): StayConnection
    withheld: [Withheld!]!
  }
  type Practice implements Node { id: ID!, odsCode: String, name: String, telephone: String }
  type Placement implements Node { id: ID!, careType: CareType, room: String ${agency === 'home' ? ', funding: [Funding!]' : ''} }
  type CarePlan implements Node { id: ID!, status: String, dueOn: String }
  type IncidentConnection { totalCount: Int!, nodes: [Incident!]! }
  type Incident implements Node { id: ID!, kind: String, harm: String, narrative: String, withheld: [Withheld!]! }
  type StayConnection { totalCount: Int!, nodes: [Stay!]! }
  type Stay implements Node { id: ID!, admittedAt: String, primaryDiagnosis: String, withheld: [Withheld!]! }
`;

/** The home round of the practices, with everything that it asks for. */
export const homeRound = /* GraphQL */ `
  query HomeRound {
    alignedHomes(first: 20) { nodes { id name cqcLocationId clinicalLead { name }
      residents(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes {
        id nhsNumber familyName dateOfBirth
        registeredPractice { id odsCode name telephone }
        currentPlacement { id careType room }
        carePlan { id status dueOn }
        incidents(first: 5) { totalCount nodes { id kind harm narrative withheld { field form clause } } }
        hospitalStays(first: 5) { totalCount nodes { id admittedAt primaryDiagnosis withheld { field form clause } } }
        withheld { field form clause }
      } }
    } }
  }
`;

/** What PostgreSQL says of a broken constraint: the row is in `detail`. */
function databaseError() {
  const message = 'duplicate key value violates unique constraint "resident_nhs_number"';
  const detail = 'Key (nhs_number)=(9434765919) already exists.';
  return Object.assign(new Error(message), {
    code: '23505',
    detail,
    table: 'resident',
    constraint: 'resident_nhs_number',
  });
}

const troubles: Record<string, () => unknown> = {
  database: () => Promise.reject(databaseError()),
  gone: () => Promise.reject(Object.assign(new Error('connect ECONNREFUSED 10.0.0.7'), { code: 'ECONNREFUSED' })),
  agreement: () => Promise.reject(Object.assign(new Error('stale'), { code: 'HA001' })),
  forbidden: () => {
    throw new Refusal('FORBIDDEN', { allowed: ['DIRECT_CARE'] });
  },
  cursor: () => {
    throw new Refusal('CURSOR_INVALID', { at: 'after' });
  },
};

export function careSchema(agency: Agency): GraphQLSchema {
  const schema = buildSchema(sdl(agency));
  const { name: _name, ...scalar } = NhsNumber;
  Object.assign(schema.getType('NhsNumber') as GraphQLScalarType, scalar);
  const fields = (schema.getType('Query') as GraphQLObjectType).getFields();
  const answer = (name: string, resolve: (values: Record<string, unknown>, context: CareContext) => unknown) => {
    if (fields[name]) fields[name].resolve = (_root, values, context) => resolve(values, context as CareContext);
  };
  const viewer = ({ agency: asked, rows }: CareContext) => ({ agency: asked, rows });
  answer('viewer', (_values, context) => viewer(context));
  answer('slow', (_values, context) => new Promise((resolve) => setTimeout(resolve, 150, viewer(context))));
  answer('trouble', ({ kind }) => troubles[String(kind)]?.());
  answer('resident', ({ nhsNumber }) => ({ __typename: 'Resident', id: 'r1', nhsNumber, familyName: 'Ng' }));
  for (const name of ['careHomes', 'alignedHomes']) {
    answer(name, () => ({ totalCount: 0, nodes: [], pageInfo: { hasNextPage: false } }));
  }
  answer('funding', () => [{ source: 'COUNCIL' }]);
  return schema;
}

export const careSchemas = () =>
  Object.fromEntries(agencies.map((agency) => [agency, careSchema(agency)])) as Record<Agency, GraphQLSchema>;
