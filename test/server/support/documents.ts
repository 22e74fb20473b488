import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

export interface Question {
  text: string;
  variables: Record<string, unknown>;
}

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Writes documents of `schema`: mostly valid, with variables that are mostly right. */
export class Writer {
  readonly #schema: GraphQLSchema;
  readonly #random: () => number;
  #variables: string[] = [];
  #values: Record<string, unknown> = {};
  #fragments: string[] = [];
  #named: { name: string; type: string }[] = [];
  #aliases = 0;
  #traps: string[] = [];

  constructor(schema: GraphQLSchema, seed: number) {
    this.#schema = schema;
    this.#random = numbers(seed);
  }

  question(): Question {
    this.#variables = [];
    this.#values = {};
    this.#fragments = [];
    this.#named = [];
    this.#aliases = 0;
    this.#traps = ['index', 'then', 'constructor', 'toString', 'under_score', '__proto__', 'data', 'errors'];
    const isMutation = this.#chance(0.1);
    const root = isMutation ? this.#schema.getMutationType() : this.#schema.getQueryType();
    const selection = this.#selection(root as GraphQLObjectType, 4);
    const variables = this.#variables.length ? `(${this.#variables.join(', ')})` : '';
    const text = `${isMutation ? 'mutation' : 'query'} Asked${variables} ${selection}\n${this.#fragments.join('\n')}`;
    return { text, variables: this.#values };
  }

  #chance(of: number): boolean {
    return this.#random() < of;
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)] as T;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + Math.floor(this.#random() * 3);
    const parts = Array.from({ length: count }, () => this.#part(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLCompositeType, depth: number): string {
    if (depth > 0 && this.#chance(0.15)) return this.#inline(type, depth);
    if (depth > 0 && this.#chance(0.15)) return this.#spread(type, depth);
    if (!('getFields' in type) || this.#chance(0.1)) return `${this.#alias(false)}__typename${this.#directives()}`;
    const fields = Object.values(type.getFields()).filter(
      (each) => depth > 0 || !isCompositeType(getNamedType(each.type)),
    );
    if (!fields.length) return '__typename';
    const field = this.#pick(fields);
    const inner = getNamedType(field.type as GraphQLOutputType);
    const selection = isCompositeType(inner) ? ` ${this.#selection(inner, depth - 1)}` : '';
    return `${this.#alias(field.args.length > 0 || isCompositeType(inner))}${field.name}${this.#arguments(field.args)}${this.#directives()}${selection}`;
  }

  /** One name is given once, as two fields of one name have to be the same; some names are traps of JavaScript's. */
  #alias(needed: boolean): string {
    if (!needed && !this.#chance(0.25)) return '';
    const trap = this.#chance(0.2) ? this.#traps.shift() : undefined;
    this.#aliases += 1;
    return `${trap ?? `a${this.#aliases}`}: `;
  }

  #inline(type: GraphQLCompositeType, depth: number): string {
    const condition = this.#condition(type);
    return `... ${condition ? `on ${condition.name}` : ''}${this.#directives()} ${this.#selection(condition ?? type, depth - 1)}`;
  }

  #spread(type: GraphQLCompositeType, depth: number): string {
    const known = this.#named.filter((each) => each.type === type.name);
    if (known.length && this.#chance(0.6)) return `...${this.#pick(known).name}${this.#directives()}`;
    const condition = this.#condition(type) ?? type;
    const name = `F${this.#fragments.length}`;
    const index = this.#fragments.push('') - 1;
    this.#fragments[index] = `fragment ${name} on ${condition.name} ${this.#selection(condition, depth - 1)}`;
    this.#named.push({ name, type: type.name });
    return `...${name}${this.#directives()}`;
  }

  #condition(type: GraphQLCompositeType): GraphQLCompositeType | undefined {
    if (this.#chance(0.2)) return undefined;
    return isAbstractType(type) && this.#chance(0.8) ? this.#pick(this.#schema.getPossibleTypes(type)) : type;
  }

  #directives(): string {
    let text = '';
    for (const name of ['skip', 'include']) {
      if (!this.#chance(0.12)) continue;
      text += ` @${name}(if: ${this.#chance(0.5) ? this.#pick(['true', 'false']) : this.#condition01()})`;
    }
    return text;
  }

  #condition01(): string {
    const type = this.#pick(['Boolean!', 'Boolean! = true', 'Boolean = false']);
    return this.#variable(type, this.#chance(0.5), type === 'Boolean!');
  }

  #variable(type: string, value: unknown, always = false): string {
    const name = `v${this.#variables.length}`;
    this.#variables.push(`$${name}: ${type}`);
    if (always || this.#chance(0.85)) this.#values[name] = value;
    return `$${name}`;
  }

  #arguments(definitions: readonly GraphQLArgument[]): string {
    const given = definitions.filter(({ type, defaultValue }) =>
      isNonNullType(type) && defaultValue === undefined ? this.#chance(0.97) : this.#chance(0.4),
    );
    return given.length ? `(${given.map(({ name, type }) => `${name}: ${this.#literal(type, 3)}`).join(', ')})` : '';
  }

  /** A literal, or a variable with a value of its own. */
  #literal(type: GraphQLInputType, depth: number): string {
    if (this.#chance(0.3)) {
      const isStrict = isNonNullType(type) || this.#chance(0.15);
      const inner = isNonNullType(type) ? type.ofType : type;
      const byDefault = this.#chance(0.3) ? ` = ${this.#constant(inner, 1)}` : '';
      return this.#variable(
        `${inner}${isStrict && !byDefault ? '!' : ''}${byDefault}`,
        this.#value(type, depth),
        isStrict,
      );
    }
    return this.#constant(type, depth, (inner) => this.#literal(inner, depth - 1));
  }

  #constant(
    type: GraphQLInputType,
    depth: number,
    item = (inner: GraphQLInputType) => this.#constant(inner, depth - 1),
  ): string {
    if (isNonNullType(type)) return this.#constant(type.ofType, depth, item);
    if (this.#chance(0.05)) return 'null';
    if (isListType(type)) {
      if (this.#chance(0.2)) return item(type.ofType);
      return `[${Array.from({ length: Math.floor(this.#random() * 3) }, () => item(type.ofType)).join(', ')}]`;
    }
    if (isInputObjectType(type)) {
      return `{ ${this.#fieldsOf(type, depth)
        .map((field) => `${field.name}: ${item(field.type)}`)
        .join(', ')} }`;
    }
    const value = this.#value(type, depth);
    return isEnumType(type) && typeof value === 'string' ? value : JSON.stringify(value).replace('"odd"', 'odd');
  }

  #fieldsOf(type: GraphQLInputType & { getFields(): Record<string, GraphQLArgument> }, depth: number) {
    const fields = Object.values(type.getFields()).filter(
      (field) => depth > 0 || !isInputObjectType(getNamedType(field.type)),
    );
    if ('isOneOf' in type && type.isOneOf) return this.#chance(0.9) ? [this.#pick(fields)] : fields.slice(0, 2);
    return fields.filter((field) => (isNonNullType(field.type) ? this.#chance(0.9) : this.#chance(0.4)));
  }

  /** A value for a variable: of the type, but now and then null or of another type. */
  #value(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, depth);
    if (this.#chance(0.04)) return null;
    if (this.#chance(0.03)) return this.#pick(['text', 1.5, true, { odd: 1 }, [], 2 ** 40]);
    if (isListType(type)) {
      const count = Math.floor(this.#random() * 3);
      return this.#chance(0.2)
        ? this.#value(type.ofType, depth)
        : Array.from({ length: count }, () => this.#value(type.ofType, depth - 1));
    }
    if (isInputObjectType(type)) {
      return Object.fromEntries(
        this.#fieldsOf(type, depth).map((field) => [field.name, this.#value(field.type, depth - 1)]),
      );
    }
    if (isEnumType(type)) return this.#pick(type.getValues()).name;
    const whole = Math.floor(this.#random() * 4) + 1;
    const byName: Record<string, unknown> = {
      Int: whole,
      Float: whole / 2,
      Boolean: whole > 2,
      ID: whole > 2 ? whole : `id${whole}`,
      String: `text ${whole}`,
      Stamp: `2026-0${whole}-01T00:00:00Z`,
    };
    return byName[type.name];
  }
}
