import { type RecordBit, type Relationship, recordBits, relationshipBits } from '../relationships.ts';
import type { Source, Word } from '../source.ts';

/** What a clause asks for: any of these relationships, and all of these record bits. */
export interface Term {
  readonly anyOf: number;
  readonly also: number;
}

const isRelationship = (name: string): name is Relationship => Object.hasOwn(relationshipBits, name);
const isRecordBit = (name: string): name is RecordBit => Object.hasOwn(recordBits, name);

/** `home.current`, a group, or either with `& author`. A wildcard would open to relationships that nobody has yet read. */
export function termOf(source: Source, word: Word, groups: ReadonlyMap<string, readonly string[]>): Term | undefined {
  const [first = '', ...others] = word.text.split('&').map((name) => name.trim());
  const relationships = isRelationship(first) ? [first] : groups.get(first);
  if (first.endsWith('*')) {
    source.error(
      word.line,
      `"${first}" in a clause would share with relationships still to come`,
      'name each relationship',
    );
    return undefined;
  }
  if (!relationships) {
    source.knows(
      { text: first, line: word.line },
      [...Object.keys(relationshipBits), ...groups.keys()],
      'relationship',
    );
    return undefined;
  }
  const line = word.line;
  if (!others.every((text) => source.knows({ text, line }, Object.keys(recordBits), 'fact about a record'))) {
    return undefined;
  }
  if (others.length > 1) {
    source.error(line, `"${word.text}" asks for several facts about a record`, `write "${first} & ${others[0]}"`);
    return undefined;
  }
  return {
    anyOf: bitsOf(relationships),
    also: others.filter(isRecordBit).reduce((bits, name) => bits | recordBits[name], 0),
  };
}

/** Relationships of a purpose or group: names, and where `wildcards` are allowed `home.*` for all of an agency. */
export function relationshipsOf(source: Source, words: readonly Word[], wildcards: boolean): string[] {
  const known = Object.keys(relationshipBits);
  const agencies = [...new Set(known.map((name) => `${name.split('.')[0]}.*`))];
  return words.flatMap((word) => {
    if (wildcards && agencies.includes(word.text))
      return known.filter((name) => name.startsWith(word.text.slice(0, -1)));
    return source.knows(word, wildcards ? [...known, ...agencies] : known, 'relationship') ? [word.text] : [];
  });
}

export function bitsOf(relationships: readonly string[]): number {
  return relationships.filter(isRelationship).reduce((bits, name) => bits | relationshipBits[name], 0);
}

/** The names of relationships in a mask. */
export function relationshipNames(mask: number): Relationship[] {
  return (Object.keys(relationshipBits) as Relationship[]).filter((name) => mask & relationshipBits[name]);
}

export function recordBitNames(mask: number): string[] {
  return Object.entries(recordBits).flatMap(([name, bit]) => ((mask & bit) !== 0 ? [name] : []));
}
