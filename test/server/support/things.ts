import { buildSchema, type GraphQLObjectType, type GraphQLScalarType, type GraphQLSchema } from 'graphql';

const sdl = /* GraphQL */ `
  scalar Stamp
  enum Shade { DARK LIGHT PALE }
  input Shape { sides: Int! = 3, name: String, shade: Shade = LIGHT, inner: Shape, sizes: [Float!], at: Stamp }
  input Near @oneOf { postcode: String, point: Point, codes: [ID!] }
  input Point { latitude: Float!, longitude: Float! = 1 }
  interface Node { id: ID!, name: String, child: Node }
  union Any = Thing | Other
  type Thing implements Node {
    id: ID!
    name(upper: Boolean = false): String
    age: Int!
    child: Thing
    strict: Thing!
    others(count: Int = 2): [Other!]
    promised: [Thing]
    promisedStrict: [Thing!]
    nested: [[Thing]]
    shade: Shade
    stamp: Stamp
    mangled: Int
    echo(shape: Shape!, near: Near, list: [Int!], lists: [[Int]], at: Stamp): String
  }
  type Other implements Node { id: ID!, name: String, child: Node, weight: Float, any: Any, things: [Thing!]! }
  type Query {
    thing(n: Int! = 1): Thing
    things(count: Int = 2, from: Int = 4): [Thing!]!
    maybe: [Thing]
    node(n: Int = 1): Node
    any(n: Int): Any
    anys: [Any!]
    failing: Thing!
    echo(
      id: ID, n: Int = 3, ratio: Float, flag: Boolean! = true, shade: Shade = DARK, shades: [Shade!]
      shape: Shape, shapes: [Shape], near: Near, list: [Int!], lists: [[Int]], at: Stamp, text: String = "t"
    ): String
  }
  type Mutation { first(n: Int): Thing, second(n: Int): Thing! }
`;

/** Everything of a thing follows from its number, so that two executions see the same world. */
interface Row {
  n: number;
}

const later = <T>(value: T) => new Promise<T>((resolve) => setImmediate(resolve, value));

/** Half of the answers come at once, half come later. */
const sometimes = <T>(n: number, value: T) => (n % 2 ? later(value) : value);

function fail(n: number): never {
  throw new Error(`thing ${n}`);
}

const row = (n: number) => ({ __typename: n % 3 ? 'Thing' : 'Other', n: n % 97 });
/** The order in which an executor lists arguments means nothing; the order within a value does. */
const echo = (_row: unknown, values: object) => JSON.stringify(Object.entries(values).sort());

type Resolve = (row: Row, values: Record<string, unknown>) => unknown;
const resolvers: Record<string, Record<string, Resolve>> = {
  Query: {
    thing: (_row, { n }) => sometimes(n as number, { ...row(n as number), __typename: 'Thing' }),
    things: (_row, { count, from }) =>
      later(Array.from({ length: Number(count ?? 1) }, (_, i) => row(Number(from ?? 1) + i))),
    maybe: () => [row(1), null, row(2), new Error('third')],
    node: (_row, { n }) => later(row(Number(n ?? 5))),
    any: (_row, { n }) => row(Number(n ?? 6)),
    anys: () => [row(3), row(4)],
    failing: () => fail(0),
    echo,
  },
  Mutation: {
    first: (_row, { n }) => later(row(Number(n ?? 1))),
    second: (_row, { n }) => (n === null ? null : row(Number(n ?? 2))),
  },
  Thing: {
    id: ({ n }) => `thing-${n}`,
    name: ({ n }, { upper }) => (n % 11 === 10 ? fail(n) : sometimes(n, upper ? `THING ${n}` : `thing ${n}`)),
    age: ({ n }) => (n % 5 === 4 ? null : sometimes(n, n)),
    child: ({ n }) => (n % 4 === 3 ? null : sometimes(n, row(n * 3 + 1))),
    strict: ({ n }) => (n % 7 === 6 ? later(null) : n % 13 === 12 ? fail(n) : sometimes(n, row(n * 2 + 5))),
    others: ({ n }, { count }) =>
      n % 6 === 5 ? null : Array.from({ length: Number(count ?? 0) }, (_, i) => row(n + i * 3)),
    promised: ({ n }) => [later(row(n + 1)), n % 2 ? later(0).then(() => fail(n)) : row(n + 2), row(n + 3)],
    promisedStrict: ({ n }) => [later(row(n + 1)), n % 3 ? row(n + 2) : Promise.reject(new Error('strict'))],
    nested: ({ n }) => [[row(n + 1), null], null, [later(row(n + 2))]],
    shade: ({ n }) => ['DARK', 'LIGHT', 'PALE', null][n % 4],
    stamp: ({ n }) => new Date(n * 1e9),
    mangled: ({ n }) => (n % 2 ? 'not a number' : n),
    echo,
  },
  Other: {
    id: ({ n }) => `other-${n}`,
    name: ({ n }) => sometimes(n, `other ${n}`),
    child: ({ n }) => row(n + 1),
    weight: ({ n }) => n / 2,
    any: ({ n }) => row(n + 2),
    things: ({ n }) => [row(n + 1), row(n + 4)],
  },
};

/** A schema that uses every shape of GraphQL's types, and whose resolvers fail and delay in every way. */
export function schemaOfThings(): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const [type, fields] of Object.entries(resolvers)) {
    for (const [name, resolve] of Object.entries(fields)) {
      Object.assign((schema.getType(type) as GraphQLObjectType).getFields()[name] as object, { resolve });
    }
  }
  const parse = (value: unknown) => {
    if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) throw new TypeError(`${value} is no stamp`);
    return new Date(value);
  };
  Object.assign(schema.getType('Stamp') as GraphQLScalarType, {
    parseValue: parse,
    parseLiteral: (node: { kind: string; value?: unknown }) =>
      parse(node.kind === 'StringValue' ? node.value : undefined),
    serialize: (value: Date) => value.toISOString(),
  });
  return schema;
}
