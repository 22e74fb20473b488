import { agencies } from '../../shared/agencies.ts';
import { purposes } from '../../shared/purposes.ts';
import { objectionBits, recordBits, relationshipBits } from '../relationships.ts';

/** A JSON Schema, draft 7: what editors of YAML understand best. */
export type Schema = { readonly [keyword: string]: unknown };

const relationships = Object.keys(relationshipBits);
const wildcards = [...new Set(relationships.map((name) => `${name.split('.')[0]}.*`))];
const facts = Object.keys(recordBits);
const group = '[a-z][a-z-]*';

export const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
export const listOf = (items: Schema, more: Schema = {}): Schema => ({ type: 'array', items, ...more });
export const oneOf = (names: readonly string[]): Schema => ({ enum: names });
/** `because` stands last in what an editor fills in, and is never left out. */
export function entries(
  required: Record<string, Schema>,
  optional: Record<string, Schema> = {},
  more: Schema = {},
): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
    ...more,
  };
}
export const described = (schema: Schema, description: string): Schema => ({ ...schema, description });

/** The words of the language, named once and referred to everywhere. Names first, so that an editor offers them. */
export const definitions: Record<string, Schema> = {
  text: { type: ['string', 'number'], minLength: 1, description: 'In words.' },
  because: {
    type: ['string', 'number'],
    minLength: 1,
    description: 'The reason, as a reader of a record is given it.',
  },
  day: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day, as 2026-04-01.' },
  role: { type: 'string', minLength: 1, description: 'A role that is listed under roles.' },
  agency: oneOf(agencies),
  purpose: oneOf(purposes),
  objection: oneOf(Object.keys(objectionBits)),
  relationship: {
    anyOf: [oneOf(relationships), { type: 'string', pattern: `^${group}$` }],
    description: 'A relationship to the resident, or a group of them.',
  },
  term: {
    anyOf: [
      oneOf(relationships),
      oneOf(relationships.map((name) => `${name} & author`)),
      {
        type: 'string',
        pattern: `^(${relationships.map((name) => name.replace('.', '\\.')).join('|')}|${group})( *& *(${facts.join('|')}))?$`,
      },
    ],
    description: 'A relationship to the resident or a group, and with & what must be true of the record besides.',
  },
  counted: {
    anyOf: [oneOf(wildcards), oneOf(relationships)],
    description: 'A relationship, or all of an agency’s.',
  },
  plainRelationship: oneOf(relationships),
  everyone: {
    anyOf: [{ const: 'everyone' }, listOf(ref('agency'))],
    description: 'everyone, or a list of agencies.',
  },
  who: {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(agencies.map((agency) => [agency, listOf(ref('role'))])),
    description: 'The roles of each agency.',
  },
};

export const relationshipSentences: Schema = {
  type: 'object',
  additionalProperties: false,
  required: relationships,
  properties: Object.fromEntries(relationships.map((name) => [name, ref('text')])),
  description: 'What each relationship stands for, in words.',
};

export const groupLists: Schema = {
  type: 'object',
  propertyNames: { pattern: `^${group}$` },
  additionalProperties: listOf(ref('plainRelationship')),
  description: 'Relationships that a clause may name together.',
};
