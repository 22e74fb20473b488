import { type GraphQLSchema, isInputObjectType } from 'graphql';

/** Marks input types of which a caller gives exactly one field: TypeGraphQL cannot say `@oneOf`. */
export function exactlyOne(schema: GraphQLSchema, ...names: string[]): GraphQLSchema {
  for (const name of names) {
    const type = schema.getType(name);
    if (!isInputObjectType(type)) throw new Error(`${name} is no input type of the graph`);
    type.isOneOf = true;
  }
  return schema;
}
