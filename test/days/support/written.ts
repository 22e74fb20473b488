import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';

/** A mutation as an agency's schema has it, asking what every payload tells: the record by id and version, and problems. */
export function documentFor(schema: GraphQLSchema, mutation: string): string {
  const field = schema.getMutationType()?.getFields()[mutation];
  const input = field?.args[0];
  if (!field || !input) throw new Error(`there is no ${mutation} for this agency`);
  const payload = getNamedType(field.type) as GraphQLObjectType;
  const told = Object.values(payload.getFields()).flatMap(({ name, type }) => {
    if (name === 'problems') return ['problems { path code }'];
    const target = getNamedType(type);
    if (!isObjectType(target)) return [name];
    return [
      `${name} { ${['__typename', 'id', 'version'].filter((one) => one === '__typename' || one in target.getFields()).join(' ')} }`,
    ];
  });
  return `mutation ($input: ${input.type}) { ${mutation}(input: $input) { ${told.join(' ')} } }`;
}
