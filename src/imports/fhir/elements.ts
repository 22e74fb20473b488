import type { RejectCode } from '../../shared/reject-catalogue.ts';
import type { Reject } from '../engine/format.ts';
import type { Meaning } from '../input/cells.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** Asks the elements of one resource for what they say, and keeps what is wrong with them, all of it. Paths are FHIR's. */
export class Elements {
  readonly rejects: Omit<Reject, 'line'>[] = [];

  refuse(path: string | null, code: RejectCode): null {
    if (!this.rejects.some((one) => one.column === path && one.code === code))
      this.rejects.push({ column: path, code });
    return null;
  }

  /** What must be said, if that is there of which it is a part. */
  needed(of: JsonObject | undefined, key: string, path: string, meaning?: (text: string) => Meaning): string | null {
    const value = this.given(of, key, path, meaning);
    if (of && !of.has(key)) this.refuse(path, 'REQUIRED');
    return value;
  }

  /** What may be left out. */
  given(of: JsonObject | undefined, key: string, path: string, meaning?: (text: string) => Meaning): string | null {
    const value = of?.get(key);
    if (value === undefined) return null;
    if (typeof value !== 'string' || !isPlain(value)) return this.refuse(path, 'NOT_FHIR');
    const meant = meaning ? meaning(value) : { value };
    return 'value' in meant ? meant.value : this.refuse(path, meant.code);
  }

  one(of: JsonObject | undefined, key: string, path: string): JsonObject | undefined {
    const value = of?.get(key);
    if (value === undefined || isObject(value)) return value;
    this.refuse(path, 'NOT_FHIR');
    return undefined;
  }

  all(of: JsonObject | undefined, key: string, path: string): readonly JsonObject[] {
    const value = of?.get(key);
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every(isObject)) return value;
    this.refuse(path, 'NOT_FHIR');
    return [];
  }

  texts(of: JsonObject | undefined, key: string, path: string): readonly string[] {
    const value = of?.get(key) ?? [];
    if (Array.isArray(value) && value.every((one) => typeof one === 'string' && isPlain(one))) return value as string[];
    this.refuse(path, 'NOT_FHIR');
    return [];
  }

  /** The code that a concept has in a system; undefined if it has none. */
  codeOf(concept: JsonObject | undefined, systems: RegExp, path: string): string | undefined {
    const codes = this.all(concept, 'coding', path)
      .filter((coding) => systems.test(this.given(coding, 'system', path) ?? ''))
      .map((coding) => this.given(coding, 'code', path))
      .filter((code) => code !== null);
    if (new Set(codes).size > 1) this.refuse(path, 'SEVERAL');
    return codes[0];
  }

  /** The concept that an extension holds. */
  extension(of: JsonObject | undefined, url: string, path: string): JsonObject | undefined {
    const found = this.all(of, 'extension', path).filter((extension) => extension.get('url') === url);
    if (found.length > 1) this.refuse(path, 'SEVERAL');
    return this.one(found[0], 'valueCodeableConcept', path);
  }
}

/** Something is said, and no character that no name or number has; some of them no database takes. */
const isPlain = (text: string): boolean => text.trim() !== '' && text.isWellFormed() && !/[\p{Cc}\uFFFD]/u.test(text);

/**
 * Whether a resource may be taken by somebody who does not know of rules or modifiers that stand anywhere in it: by FHIR
 * neither may be passed over.
 */
export function isUnderstood(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isUnderstood);
  if (!isObject(value)) return true;
  return !value.has('implicitRules') && !value.has('modifierExtension') && [...value.values()].every(isUnderstood);
}
