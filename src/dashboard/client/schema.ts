import type { Operation, Selection } from './document.ts';

/** An agency's schema as far as a ready question needs it: the type of each field of each type. */
export interface Schema {
  query: string;
  types: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

interface TypeName {
  name: string | null;
  ofType?: TypeName | null;
}

/** The answer to `schemaQuestion`. */
export interface SchemaAnswer {
  __schema: {
    queryType: { name: string };
    types: { name: string; fields: { name: string; type: TypeName }[] | null }[];
  };
}

export const schemaQuestion = `query Schema {
  __schema {
    queryType { name }
    types { name fields { name type { name ofType { name ofType { name ofType { name } } } } } }
  }
}`;

export function readSchema({ __schema: { queryType, types } }: SchemaAnswer): Schema {
  const fieldsOf = (fields: { name: string; type: TypeName }[] | null) =>
    new Map((fields ?? []).map(({ name, type }) => [name, innermost(type)]));
  return { query: queryType.name, types: new Map(types.map(({ name, fields }) => [name, fieldsOf(fields)])) };
}

function innermost({ name, ofType }: TypeName): string {
  return name ?? (ofType ? innermost(ofType) : '');
}

/** What an agency's schema lacks of a question. */
export interface Pruned {
  /** The rest, or undefined if nothing is left to ask. */
  operation: Operation | undefined;
  /** Paths of what was left out; what stood beneath is not named again. */
  missing: ReadonlySet<string>;
}

/** Takes out of a question what the schema does not have. */
export function prune(operation: Operation, { query, types }: Schema): Pruned {
  const missing = new Set<string>();
  const kept = (selections: readonly Selection[], type: string, above: string): Selection[] =>
    selections.flatMap((selection) => {
      const path = above ? `${above}.${selection.name}` : selection.name;
      const of = types.get(type)?.get(selection.name);
      if (of === undefined) {
        missing.add(path);
        return [];
      }
      if (selection.fields.length === 0) return [selection];
      const fields = kept(selection.fields, of, path);
      return fields.length > 0 ? [{ ...selection, fields }] : [];
    });
  const fields = kept(operation.fields, query, '');
  return { operation: fields.length > 0 ? { ...operation, fields } : undefined, missing };
}

/** `Type.field` of every path of a question, by the schemas that have it. */
export function coordinates(operation: Operation, schemas: readonly Schema[]): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (selections: readonly Selection[], type: string, above: string, { types }: Schema): void => {
    for (const { name, fields } of selections) {
      const of = types.get(type)?.get(name);
      if (of === undefined) continue;
      const path = above ? `${above}.${name}` : name;
      found.set(path, `${type}.${name}`);
      walk(fields, of, path, { query: '', types });
    }
  };
  for (const schema of schemas) walk(operation.fields, schema.query, '', schema);
  return found;
}
