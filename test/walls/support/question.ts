import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql';

/** A selection on one type, kept as data: the document is printed from it, and the answer is read with it. */
export interface Asked {
  type: string;
  fields: AskedField[];
}
export interface AskedField {
  field: string;
  /** The name under which the answer has it. */
  as: string;
  kind: 'cell' | 'place' | 'record' | 'list' | 'page';
  /** What is asked of the records that the field leads to. */
  of?: Asked;
}

interface Wanted {
  schema: GraphQLSchema;
  /** Types of records about residents. */
  personal: ReadonlySet<string>;
  /** Which lists and records are followed from a type that stands at this depth; cells are always asked for. */
  follow(field: string, depth: number): boolean;
  /** Which cells are asked for, if not all. */
  only?(type: string, field: string): boolean;
  /** The name under which a field is asked; `fields` are all that are asked of the type. */
  rename?(place: number, fields: readonly string[]): string;
}

/** Everything that a schema has of a type, down to where `follow` says stop. */
export function everythingOf(type: string, wanted: Wanted, depth = 0): Asked {
  const fields = Object.values((wanted.schema.getType(type) as GraphQLObjectType).getFields()).filter(
    ({ name }) => name !== 'withheld' && name !== 'id',
  );
  const kept = fields.filter((field) =>
    wanted.personal.has(recordTypeOf(field.type))
      ? wanted.follow(field.name, depth)
      : (wanted.only?.(type, field.name) ?? true),
  );
  const names = kept.map(({ name }) => name);
  return {
    type,
    fields: kept.map((field, place) => {
      const target = recordTypeOf(field.type);
      const as = wanted.rename?.(place, names) ?? field.name;
      if (wanted.personal.has(target)) {
        return { field: field.name, as, kind: kindOf(field.type), of: everythingOf(target, wanted, depth + 1) };
      }
      return { field: field.name, as, kind: isObjectType(getNamedType(field.type)) ? 'place' : 'cell' };
    }),
  };
}

/** The type of record that a field leads to, seen through its connection or its change. */
export function recordTypeOf(type: GraphQLOutputType): string {
  return getNamedType(type).name.replace(/(Connection|Change)$/, '');
}

/** The fields of a type that lead to records about residents. */
export function edgesOf(schema: GraphQLSchema, type: string, personal: ReadonlySet<string>): string[] {
  const fields = Object.values((schema.getType(type) as GraphQLObjectType).getFields());
  return fields.filter((field) => personal.has(recordTypeOf(field.type))).map(({ name }) => name);
}

function kindOf(type: GraphQLOutputType): 'record' | 'list' | 'page' {
  if (getNamedType(type).name.endsWith('Connection')) return 'page';
  return isListType(getNullableType(type)) ? 'list' : 'record';
}

/** The selection as text, in fragments if wanted: each type's own cells in one that is spread where they are asked. */
export function printed(asked: Asked, fragments?: Map<string, string>): string {
  const cells = asked.fields.filter(({ of }) => !of).map(printedField);
  const leading = asked.fields.filter(({ of }) => of);
  const followed = leading.map((field) => {
    const inner = printed(field.of as Asked, fragments);
    const name = field.as === field.field ? field.field : `${field.as}: ${field.field}`;
    return field.kind === 'page' ? `${name}(first: 10) { nodes { ${inner} } }` : `${name} { ${inner} }`;
  });
  const own = ['id', ...cells, 'withheld { field form clause because }'].join(' ');
  if (!fragments) return [own, ...followed].join(' ');
  // The same cells may be asked under other names elsewhere in the document: a fragment is known by what it holds.
  const name = `${asked.type}Cells${[...own].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) >>> 0, 0)}`;
  fragments.set(name, `fragment ${name} on ${asked.type} { ${own} }`);
  return [`...${name}`, ...followed].join(' ');
}

function printedField({ field, as, kind }: AskedField): string {
  const name = as === field ? field : `${as}: ${field}`;
  return kind === 'place' ? `${name} { id }` : name;
}
