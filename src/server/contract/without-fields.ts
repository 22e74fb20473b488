import {
  type GraphQLFieldConfig,
  GraphQLInterfaceType,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLSchema,
  GraphQLUnionType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

type Field = GraphQLFieldConfig<unknown, unknown>;
type Composite = GraphQLObjectType | GraphQLInterfaceType;

/** What the types of a graph are made of: each agency's schema begins from the same. */
const configs = new WeakMap<Composite, ReturnType<Composite['toConfig']>>();

function configOf(type: Composite): ReturnType<Composite['toConfig']> {
  const known = configs.get(type) ?? type.toConfig();
  configs.set(type, known);
  return known;
}

/**
 * `graph` with only those fields that `keeps` wants, and only the types to which they lead. Each type is built once:
 * an agreement is compiled while hubs answer, and general tools build all types five times and more.
 */
export function withoutFields(
  graph: GraphQLSchema,
  keeps: (type: string, field: string, leadsTo: GraphQLOutputType) => boolean,
): GraphQLSchema {
  const made = new Map<string, GraphQLNamedType>();
  for (const type of Object.values(graph.getTypeMap())) {
    if (!type.name.startsWith('__')) made.set(type.name, own(type));
  }
  const root = (type: GraphQLObjectType | null | undefined) => {
    const found = type && (made.get(type.name) as GraphQLObjectType);
    return found && Object.keys(found.getFields()).length > 0 ? found : undefined;
  };
  return new GraphQLSchema({
    ...graph.toConfig(),
    query: root(graph.getQueryType()),
    mutation: root(graph.getMutationType()),
    subscription: root(graph.getSubscriptionType()),
    types: implementations(),
  });

  function own(type: GraphQLNamedType): GraphQLNamedType {
    if (isUnionType(type)) {
      return new GraphQLUnionType({ ...type.toConfig(), types: () => type.getTypes().map((one) => ours(one)) });
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return type;
    const { fields, ...config } = configOf(type);
    const kept = () =>
      Object.fromEntries(
        Object.entries(fields)
          .filter(([name, field]) => keeps(type.name, name, field.type))
          .map(([name, field]): [string, Field] => [name, { ...field, type: ours(field.type) }]),
      );
    const interfaces = () => type.getInterfaces().map((one) => ours(one));
    return isObjectType(type)
      ? new GraphQLObjectType({ ...(config as object), name: type.name, interfaces, fields: kept })
      : new GraphQLInterfaceType({ ...(config as object), name: type.name, interfaces, fields: kept });
  }

  function ours<Type extends GraphQLOutputType>(type: Type): Type {
    if (isNonNullType(type)) return new GraphQLNonNull(ours(type.ofType)) as Type;
    if (isListType(type)) return new GraphQLList(ours(type.ofType)) as Type;
    return (made.get(type.name) ?? type) as Type;
  }

  /** What a field leads to only by way of an interface must be named. */
  function implementations(): GraphQLObjectType[] {
    const found = [...made.values()].filter(isObjectType).filter((type) => type.getInterfaces().length > 0);
    return found.filter((type) => Object.keys(type.getFields()).length > 0);
  }
}
