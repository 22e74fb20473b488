import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { type Below, literal, oneOf, Values } from './values.ts';

/** A document with variables, to be asked more than once: with other values, or from page to page. */
export interface Question {
  document: string;
  variables: () => Record<string, unknown>;
  /** What to go on with after an answer, if the question goes through the pages of a list. */
  next?: (data: unknown) => string | null;
}
type Field = GraphQLField<unknown, unknown>;

export interface Asks {
  schema: GraphQLSchema;
  values: Values;
  below: Below;
  /** Types whose lists and records are gone into. */
  followed: ReadonlySet<string>;
  /** Names that do not exist, or not for this agency. */
  strange: readonly string[];
}

/** Writes one question to a schema, all choices left to somebody else, who can make them again. */
export class Questions {
  readonly #asks: Asks;
  readonly #variables: { name: string; type: string; value: () => unknown }[] = [];
  readonly #fragments: string[] = [];
  #names = 0;
  /** Whether one name in the document is to be another than the schema's. */
  #misspelt = false;

  constructor(asks: Asks) {
    this.#asks = asks;
  }

  question(roots: readonly string[]): Question {
    this.#misspelt = this.#below(16) === 0;
    const query = this.#asks.schema.getQueryType() as GraphQLObjectType;
    const fields = Array.from({ length: 1 + this.#below(2) }, () => this.#field(query, oneOf(roots, this.#below), 6));
    return this.#written('query', fields.join(' '));
  }

  /** Goes through a list by its cursors. */
  walk(lists: readonly { type: GraphQLObjectType; field: Field }[]): Question {
    const { type, field } = oneOf(lists, this.#below);
    const connection = getNamedType(field.type) as GraphQLObjectType;
    const size = oneOf([1, 2, 3, 5], this.#below);
    const others = field.args.filter(({ name }) => !['first', 'after'].includes(name) && this.#below(3) === 0);
    const given = [`first: ${size}`, 'after: $after', ...others.flatMap((one) => this.#argument(field.name, one))];
    const whole = `totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;
    const list = `list: ${field.name}(${given.join(', ')}) { ${whole} edges { cursor } ${this.#inside(connection, 4)} }`;
    this.#variables.push({ name: 'after', type: 'String', value: () => null });
    const node = this.#asks.schema.getQueryType()?.getFields().node as Field;
    const id = node.args[0] as GraphQLArgument;
    const text =
      type.name === 'Query'
        ? list
        : `node(${this.#argument('node', id, type.name)[0]}) { ... on ${type.name} { ${list} } }`;
    return { ...this.#written('query', text), next: nextPage };
  }

  /** Calls a mutation with an input that is valid by its type. */
  mutation({ name, args, type }: Field, resident: string): Question {
    const payload = getNamedType(type) as GraphQLObjectType;
    const given = args.flatMap((one) => this.#argument(name, one, resident)).join(', ');
    return this.#written('mutation', `${name}(${given}) { ${this.#inside(payload, 2)} }`);
  }

  get #below(): Below {
    return this.#asks.below;
  }

  #written(kind: string, selection: string): Question {
    const variables = [...this.#variables];
    const declared = variables.map(({ name, type }) => `$${name}: ${type}`).join(', ');
    return {
      document: `${kind}${declared && `(${declared})`} { ${selection} } ${this.#fragments.join(' ')}`.trim(),
      variables: () => Object.fromEntries(variables.map(({ name, value }) => [name, value()])),
    };
  }

  #field(type: GraphQLObjectType, name: string, depth: number): string {
    const field = type.getFields()[name];
    if (!field) throw new Error(`${type.name} has no ${name}`);
    const target = getNamedType(field.type);
    const kind = name === 'node' ? this.#asks.values.kindFor('node') : undefined;
    const given = field.args
      .filter((one) => isRequiredArgument(one) || this.#below(one.name === 'after' ? 6 : 2) === 0)
      .flatMap((one) => this.#argument(name, one, kind));
    const written = given.length ? `(${given.join(', ')})` : '';
    // With arguments, or now and then, under a name of its own.
    const alias =
      written || isCompositeType(target) || this.#below(4) === 0
        ? `${oneOf(['a', 'familyName', 'id_'], this.#below)}${this.#names++}: `
        : '';
    const inner = isCompositeType(target) ? ` ${this.#selection(target, this.#deeper(target.name, depth), kind)}` : '';
    return `${alias}${this.#spelt(name)}${written}${inner}`;
  }

  #spelt(name: string): string {
    if (!this.#misspelt || this.#below(3) > 0) return name;
    this.#misspelt = false;
    return oneOf([name.slice(0, -1), name.toUpperCase(), ...this.#asks.strange], this.#below);
  }

  /** Places and organisations are not gone through: what they say is no secret. */
  #deeper(type: string, depth: number): number {
    return this.#asks.followed.has(type.replace(/(Connection|Edge)$/, '')) || type === 'Node' ? depth - 1 : 0;
  }

  #selection(type: GraphQLCompositeType, depth: number, kind?: string): string {
    if (isAbstractType(type)) {
      const possible = this.#asks.schema.getPossibleTypes(type);
      const meant = possible.filter(({ name }) => name === kind);
      const some = new Set([...meant, ...(meant.length && this.#below(3) ? [] : [oneOf(possible, this.#below)])]);
      return `{ __typename id ${[...some].map((one) => `... on ${one.name} ${this.#selection(one, depth)}`).join(' ')} }`;
    }
    const text = this.#inside(type as GraphQLObjectType, depth);
    const way = this.#below(12);
    if (way < 2) return `{ ... on ${type.name} { ${text} } }`;
    if (way > 2) return `{ ${text} }`;
    const fragment = `f${this.#names++}`;
    this.#fragments.push(`fragment ${fragment} on ${type.name} { ${text} }`);
    return `{ ...${fragment} }`;
  }

  #inside(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields());
    const usable = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    const leading = usable.filter((field) => isCompositeType(getNamedType(field.type)));
    const some = Array.from({ length: usable.length && 1 + this.#below(4) }, () => oneOf(usable, this.#below).name);
    if (leading.length) some.push(oneOf(leading, this.#below).name);
    if (usable.some(({ name }) => name === 'nodes')) some.push('nodes', 'pageInfo');
    const parts = [...new Set(some)].map((name) => this.#field(type, name, depth));
    return parts.length ? parts.join(' ') : '__typename';
  }

  /** Most values are variables, so that a document can be asked again with others; some stand in the document. */
  #argument(place: string, argument: GraphQLArgument, kind?: string): string[] {
    const draw = () => this.#asks.values.of(place, argument, kind);
    const value = draw();
    if (value === undefined) return [];
    if (this.#below(4) === 0) return [`${argument.name}: ${literal(value, argument.type)}`];
    const name = `v${this.#variables.length}`;
    this.#variables.push({ name, type: String(argument.type), value: draw });
    return [`${argument.name}: $${name}`];
  }
}

/** The lists with pages of these types. */
export function listsOf(schema: GraphQLSchema, types: Iterable<string>): { type: GraphQLObjectType; field: Field }[] {
  return [...types].flatMap((name) => {
    const type = schema.getType(name);
    if (!isObjectType(type)) return [];
    const fields = Object.values(type.getFields());
    return fields.filter(({ args }) => args.some((one) => one.name === 'after')).map((field) => ({ type, field }));
  });
}

interface Page {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
function nextPage(data: unknown): string | null {
  const { list, node } = (data ?? {}) as { list?: Page | null; node?: { list?: Page | null } | null };
  const page = list ?? node?.list;
  return page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
}
