import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** The question behind every table of a measure, as one agency's schema lets it be asked. */
export interface TableQuestion {
  query: string;
  /** Arguments of `measure` that an address may give besides `of`, and whether each is a list. */
  arguments: ReadonlyMap<string, { isList: boolean }>;
  /** What stands in each row, in the order of the columns. */
  numbers: readonly string[];
  /** What is said of the whole answer, and repeated in each row. */
  context: readonly string[];
}

/** Sentences about the measure, which `measures` tells: in each row of a table they would only be in the way. */
const sentences = new Set(['sentence', 'rule']);

const made = new WeakMap<GraphQLSchema, TableQuestion | undefined>();

/** Asks for whatever the schema has of a measure's rows, so that a table lacks nothing of them. Undefined where an agency has no measures. */
export function tableQuestion(schema: GraphQLSchema): TableQuestion | undefined {
  if (!made.has(schema)) made.set(schema, questionIn(schema));
  return made.get(schema);
}

function questionIn(schema: GraphQLSchema): TableQuestion | undefined {
  const field = schema.getQueryType()?.getFields().measure;
  const measure = field && objectOf(field);
  const fieldOf = (name: string) => measure?.getFields()[name];
  const [rows, period, total] = [fieldOf('rows'), fieldOf('period'), fieldOf('total')];
  if (!field || !measure || !rows || !period || !total) return undefined;
  const numbers = [...leavesOf(objectOf(rows)).filter((name) => name !== 'suppression'), 'suppression'];
  const context = leavesOf(measure).filter((name) => !sentences.has(name));
  const declared = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const query = `query MeasureTable(${declared}) {
    measure(${given}) {
      ${context.join(' ')} period { from to }
      rows { key { dimension value } ${numbers.join(' ')} }
      total { ${leavesOf(objectOf(total)).join(' ')} }
    }
  }`;
  const others = field.args.filter(({ name }) => name !== 'of');
  return {
    ...{ query, numbers, context },
    arguments: new Map(others.map(({ name, type }) => [name, { isList: isListType(bare(type)) }])),
  };
}

type Field = GraphQLField<unknown, unknown>;

const bare = <T>(type: T) => (isNonNullType(type) ? type.ofType : type);

function objectOf({ type }: Field): GraphQLObjectType | undefined {
  const named = getNamedType(type);
  return isObjectType(named) ? named : undefined;
}

const leavesOf = (type: GraphQLObjectType | undefined): string[] =>
  Object.values(type?.getFields() ?? {})
    .filter((field) => isLeafType(bare(field.type)) && !field.args.length)
    .map(({ name }) => name);
