import type fc from 'fast-check';
import type { GeneratorValue } from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isRequiredArgument,
} from 'graphql';

/** What arguments may hold, by `name` or by `list.name`: values of both worlds among them. */
export type Pools = Readonly<Record<string, readonly unknown[]>>;

type Below = (most: number) => number;

/** Writes one question to a schema; every choice is fast-check's, so that it can shrink a question that tells worlds apart. */
export class Questions {
  readonly #schema: GraphQLSchema;
  readonly #pools: Pools;
  readonly #below: Below;
  /** Types whose lists and records are gone into. */
  readonly #followed: ReadonlySet<string>;
  /** The type of the record whose id was given last. */
  #meant = '';
  #names = 0;

  constructor(schema: GraphQLSchema, pools: Pools, followed: readonly string[], below: Below) {
    this.#followed = new Set(followed);
    this.#schema = schema;
    this.#pools = pools;
    this.#below = below;
  }

  question(roots: readonly string[]): string {
    const query = this.#schema.getQueryType() as GraphQLObjectType;
    const fields = Array.from({ length: 1 + this.#below(2) }, () => this.#field(query, this.#one(roots), 6));
    return `{ ${fields.join(' ')} }`;
  }

  #field(type: GraphQLObjectType, name: string, depth: number): string {
    const field = type.getFields()[name];
    if (!field) throw new Error(`${type.name} has no ${name}`);
    const target = getNamedType(field.type);
    const given = field.args
      .filter((one) => isRequiredArgument(one) || this.#below(one.name === 'after' ? 6 : 2) === 0)
      .flatMap((one) => this.#argument(name, one));
    const written = given.length ? `(${given.join(', ')})` : '';
    // With arguments, or now and then, under a name of its own.
    const alias =
      written || isCompositeType(target) || this.#below(4) === 0
        ? `${this.#one(['a', 'familyName', 'id_'])}${this.#names++}: `
        : '';
    return `${alias}${name}${written}${isCompositeType(target) ? ` ${this.#selection(target, this.#deep(target.name) ? depth - 1 : 0)}` : ''}`;
  }

  /** Places and organisations are not gone through: what they say is no secret. */
  #deep(type: string): boolean {
    return this.#followed.has(type.replace(/(Connection|Edge)$/, '')) || type === 'Node';
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    if (isAbstractType(type)) {
      const possible = this.#schema.getPossibleTypes(type);
      const meant = possible.filter(({ name }) => name === this.#meant);
      const some = [...meant, ...meant, this.#one(possible)];
      return `{ __typename id ${some.map((one) => `... on ${one.name} ${this.#selection(one, depth)}`).join(' ')} }`;
    }
    const fields = Object.values((type as GraphQLObjectType).getFields());
    const usable = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    const leading = usable.filter((field) => isCompositeType(getNamedType(field.type)));
    const some = Array.from({ length: 1 + this.#below(4) }, () => this.#one(usable).name);
    if (leading.length) some.push(this.#one(leading).name);
    if (usable.some(({ name }) => name === 'nodes')) some.push('nodes', 'pageInfo');
    const parts = [...new Set(some)].map((name) => this.#field(type as GraphQLObjectType, name, depth));
    const text = parts.length ? parts.join(' ') : '__typename';
    return this.#below(5) === 0 ? `{ ... on ${type.name} { ${text} } }` : `{ ${text} }`;
  }

  #argument(field: string, { name, type }: Pick<GraphQLArgument, 'name' | 'type'>): string[] {
    const pool = this.#pools[`${field}.${name}`] ?? this.#pools[name];
    if (pool) {
      const value = this.#one(pool);
      this.#meant = typeOfId(value);
      return [`${name}: ${JSON.stringify(value)}`];
    }
    const named = getNamedType(type);
    if (isEnumType(named)) return [`${name}: ${this.#one(named.getValues()).name}`];
    if (named.name === 'Boolean') return [`${name}: ${this.#below(2) === 0}`];
    // Of an input, one field: such as a resident by id or by NHS number.
    if (isInputObjectType(named)) {
      const [part = ''] = this.#argument(field, this.#one(Object.values(named.getFields())));
      return [`${name}: { ${part} }`];
    }
    if (isNonNullType(type)) throw new Error(`No pool of values for the argument ${name}`);
    return [];
  }

  #one<T>(of: readonly T[]): T {
    return of[this.#below(of.length)] as T;
  }
}

/** The byte of each type in the ids of its records, and the type in public ids. */
function typeOfId(id: unknown): string {
  const byte = Buffer.from(String(id), 'base64url')[1] ?? 0;
  return String(id).includes(':') ? String(id).replace(/:.*/, '') : (typesByByte[byte] ?? '');
}
const typesByByte = [
  '',
  'Resident',
  'GpRegistration',
  'Placement',
  'Absence',
  'FundingComponent',
  'CarePlan',
  'ClinicalSummary',
  'PersonalSummary',
  'Incident',
  'HospitalStay',
  'Objection',
];

/** How many, of fast-check's choosing. */
export function chosenBy(gen: GeneratorValue, nat: typeof fc.nat): Below {
  return (most) => gen(nat, { max: most - 1 });
}
