import { createRequire } from 'node:module';

/** The realm of graphql that TypeGraphQL works in. */
const { GraphQLScalarType } = createRequire(import.meta.url)('graphql') as typeof import('graphql');

export const Instant = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  parseValue: (value) => new Date(String(value)),
  serialize: (value) => (value as Date).toISOString(),
});
export const NhsNumber = new GraphQLScalarType<string, string>({
  name: 'NhsNumber',
  parseValue: String,
  serialize: String,
});
