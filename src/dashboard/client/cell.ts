import type { Selection } from './document.ts';
import type { Json, JsonObject } from './graph.ts';

/** An entry of a record's `withheld`. */
export interface Withheld {
  field: string;
  /** How it is shown instead; null: not at all. */
  form: string | null;
  clause: string;
  because: string;
  ask: string;
}

/**
 * One cell of an answer. What nobody recorded and what is withheld are both null in the graph, and never the same here.
 * `at` is the path that decided: that of the cell, or of something above it.
 */
export type Cell =
  | { kind: 'shown'; at: string; value: Json; withheld?: Withheld }
  | { kind: 'withheld'; at: string; withheld: Withheld }
  | { kind: 'absent'; at: string }
  | { kind: 'unrecorded'; at: string };

/** What stands in a row of the comparison: one field, or a list of records beneath one. */
export type Row =
  | { kind: 'section'; path: string; name: string }
  | { kind: 'field'; path: string; name: string; depth: number }
  | { kind: 'list'; path: string; name: string; fields: readonly Selection[] };

const structural = new Set(['withheld', 'totalCount', 'pageInfo']);

/** The rows that a record's selection makes, in its order. `lists` names the fields that hold plain lists. */
export function rowsOf(fields: readonly Selection[], lists: ReadonlySet<string>, above = ''): Row[] {
  return fields
    .filter(({ name }) => !structural.has(name))
    .flatMap(({ name, fields: inner }): Row[] => {
      const path = above ? `${above}.${name}` : name;
      const nodes = inner.find((field) => field.name === 'nodes');
      if (nodes || lists.has(name)) {
        return [{ kind: 'list', path, name, fields: withoutStructure(nodes?.fields ?? inner) }];
      }
      if (inner.length === 0) return [{ kind: 'field', path, name, depth: above ? 1 : 0 }];
      const only = withoutStructure(inner)[0];
      if (only && withoutStructure(inner).length === 1 && only.fields.length === 0) {
        return [{ kind: 'field', path: `${path}.${only.name}`, name, depth: 0 }];
      }
      return [{ kind: 'section', path, name }, ...rowsOf(inner, lists, path)];
    });
}

const withoutStructure = (fields: readonly Selection[]) => fields.filter(({ name }) => !structural.has(name));

/**
 * Reads the cell at a path of a record that stands at `base` of the question. `missing` holds the paths of the question
 * that the agency's schema lacks.
 */
export function cellAt(record: JsonObject, base: string, path: string, missing: ReadonlySet<string>): Cell {
  const absent = absentAt(`${base}.${path}`, missing);
  if (absent !== undefined) return { kind: 'absent', at: absent };
  let above: Json = record;
  let cell: Cell = { kind: 'unrecorded', at: base };
  let at = base;
  for (const name of path.split('.')) {
    if (!isObject(above)) break;
    at = `${at}.${name}`;
    cell = cellOf(above, name, at);
    if (cell.kind !== 'shown') break;
    above = cell.value;
  }
  return cell;
}

function cellOf(record: JsonObject, name: string, at: string): Cell {
  const value = record[name] ?? null;
  const withheld = withheldIn(record).find(({ field }) => field === name);
  if (value === null) return withheld ? { kind: 'withheld', at, withheld } : { kind: 'unrecorded', at };
  return withheld ? { kind: 'shown', at, value, withheld } : { kind: 'shown', at, value };
}

/** The topmost part of a path that the schema lacks. */
export function absentAt(path: string, missing: ReadonlySet<string>): string | undefined {
  const names = path.split('.');
  return names.map((_, last) => names.slice(0, last + 1).join('.')).find((part) => missing.has(part));
}

export function withheldIn(record: JsonObject): Withheld[] {
  return (record.withheld ?? []) as unknown as Withheld[];
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The records at a path of an answer: those of a list, or the one record. */
export function recordsAt(data: JsonObject | null, path: string): JsonObject[] {
  let at: Json = data;
  for (const name of path.split('.')) at = isObject(at) ? (at[name] ?? null) : null;
  return (Array.isArray(at) ? at : [at]).filter(isObject);
}

/** The records to show of a list, and how many they are `of`: the latest of a connection, those in force of a plain list. */
export function itemsOf(value: Json): { items: JsonObject[]; of: string | undefined } {
  if (Array.isArray(value)) {
    const all = value.filter(isObject);
    const items = all.filter(({ to }) => to === null || to === undefined);
    return { items, of: items.length < all.length ? `${all.length} in all; in force now:` : undefined };
  }
  const items = isObject(value) && Array.isArray(value.nodes) ? value.nodes.filter(isObject) : [];
  const total = isObject(value) ? Number(value.totalCount ?? items.length) : items.length;
  return { items, of: items.length < total ? `${total} in all; the latest ${items.length}:` : undefined };
}
