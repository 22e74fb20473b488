import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';

/** What arguments may hold: by `field.argument`, by `argument`, or by the name of a type; values of both worlds among them. */
export type Pools = Readonly<Record<string, readonly unknown[]>>;
/** One of so many, by somebody else's choice. */
export type Below = (most: number) => number;

export function oneOf<T>(of: readonly T[], below: Below): T {
  return of[below(of.length)] as T;
}

/** Makes up what an argument holds. */
export class Values {
  readonly #pools: Pools;
  readonly #below: Below;

  constructor(pools: Pools, below: Below) {
    this.#pools = pools;
    this.#below = below;
  }

  /** Undefined: nothing is known that would fit, so that it is left out. `kind` is which record is meant: of a type, or one that is closed. */
  of(place: string, { name, type }: GraphQLArgument | GraphQLInputField, kind = ''): unknown {
    const named = getNamedType(type);
    const pools = [`${place}.${name}.${kind}`, `${named.name}.${kind}`, `${place}.${name}`, name, named.name];
    const pool = pools.map((key) => this.#pools[key]).find((found) => found?.length);
    const value = pool ? oneOf(pool, this.#below) : this.#made(place, named, kind);
    if (value === undefined && isNonNullType(type)) throw new Error(`Say what ${place}.${name} may hold: ${type}`);
    return value !== undefined && isListType(getNullableType(type)) ? [value] : value;
  }

  /** The record type whose id is given, where an argument takes the id of any. */
  kindFor(place: string): string {
    const kinds = Object.keys(this.#pools).filter((key) => key.startsWith(`${place}.id.`));
    return kinds.length ? oneOf(kinds, this.#below).replace(`${place}.id.`, '') : '';
  }

  #made(place: string, type: GraphQLNamedType, kind: string): unknown {
    if (isEnumType(type)) return oneOf(type.getValues(), this.#below).name;
    if (type.name === 'Boolean') return this.#below(2) === 0;
    if (!isInputObjectType(type)) return undefined;
    const fields = Object.values(type.getFields());
    const given = type.isOneOf
      ? [oneOf(fields, this.#below)]
      : fields.filter((field) => isRequiredInputField(field) || this.#below(3) === 0);
    const entries = given.map((field) => [field.name, this.of(place, field, kind)] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
}

/** A value as a document writes it. */
export function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isListType(type)) return `[${(value as unknown[]).map((one) => literal(one, type.ofType)).join(', ')}]`;
  if (isEnumType(type)) return String(value);
  if (!isInputObjectType(type)) return JSON.stringify(value);
  const fields = type.getFields();
  const written = Object.entries(value as object).map(
    ([name, inner]) => `${name}: ${literal(inner, (fields[name] as GraphQLInputField).type)}`,
  );
  return `{ ${written.join(', ')} }`;
}
