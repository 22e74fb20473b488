import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type Resolver = GraphQLFieldResolver<unknown, unknown>;
type Storage = ReturnType<typeof getMetadataStorage>;
type Handler = Storage['queries'][number] | Storage['fieldResolvers'][number];
type Parameter = NonNullable<Handler['params']>[number];
type Taken = (root: unknown, args: object, context: unknown, info: unknown) => unknown;

/**
 * Lets the fields of a schema that TypeGraphQL built call the methods of their resolvers themselves. TypeGraphQL's own
 * way makes an instance of a class and three promises for each call with arguments, which for a page of residents, with
 * some pages under each, was a tenth of the answer's cost. What is called, and with what, is the same: arguments come
 * coerced, with the schema's defaults, as plain objects. Mutations are rare, and stay as they are.
 */
export function callDirectly(schema: GraphQLSchema): GraphQLSchema {
  const storage = getMetadataStorage();
  const names = new Map(storage.objectTypes.map(({ target, name }) => [target, name]));
  const instances = new Map<unknown, object>();
  for (const handler of storage.queries) place(schema, 'Query', handler, instances);
  for (const handler of storage.fieldResolvers) {
    const type = handler.kind === 'external' && names.get(handler.getObjectType?.() as never);
    if (type) place(schema, type, handler, instances);
  }
  return schema;
}

function place(schema: GraphQLSchema, typeName: string, handler: Handler, instances: Map<unknown, object>): void {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[handler.schemaName] : undefined;
  if (!field || handler.middlewares?.length || handler.roles) return;
  let instance = instances.get(handler.target);
  if (!instance) {
    instance = new (handler.target as new () => object)();
    instances.set(handler.target, instance);
  }
  const resolve = directly(instance, handler);
  if (resolve) field.resolve = resolve;
}

function directly(instance: object, { methodName, params = [] }: Handler): Resolver | undefined {
  const takers = params.toSorted((one, other) => one.index - other.index).map(takerOf);
  if (!takers.every((taker) => taker !== undefined)) return undefined;
  const method = instance[methodName as keyof object] as (...given: unknown[]) => unknown;
  return (root, args, context, info) =>
    method.apply(
      instance,
      takers.map((take) => take(root, args, context, info)),
    );
}

/** How a parameter's value is found; undefined for a kind that is left to TypeGraphQL. */
function takerOf(parameter: Parameter): Taken | undefined {
  switch (parameter.kind) {
    case 'root':
      return parameter.propertyName ? undefined : (root) => root;
    case 'context':
      return parameter.propertyName ? undefined : (_root, _args, context) => context;
    case 'info':
      return (_root, _args, _context, info) => info;
    case 'args':
      return (_root, args) => args;
    case 'arg':
      return (_root, args) => args[parameter.name as keyof object];
    default:
      return undefined;
  }
}
