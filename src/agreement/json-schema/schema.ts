import { purposes } from '../../shared/purposes.ts';
import { clockNames, periods } from '../model.ts';
import { mostInitiatives } from '../sections/reward-scheme.ts';
import { emergencyMutation } from '../sections/writes.ts';
import type { GraphShape } from '../shape.ts';
import { changeSchema, openSchema, queriesSchema, subjectsSchema, subscriptionsSchema, writesSchema } from './graph.ts';
import {
  definitions,
  described,
  entries,
  groupLists,
  listOf,
  oneOf,
  ref,
  relationshipSentences,
  type Schema,
} from './words.ts';

/**
 * The form of an agreement for this graph, so that an editor completes names and marks mistakes while it is written.
 * What stands in relation (a role that is not listed, a field decided twice) is left to `caregraph agreement check`.
 */
export function agreementSchema(shape: GraphShape): Schema {
  const writes = writesSchema(shape);
  const subscriptions = subscriptionsSchema(shape);
  const emergency = entries({
    who: ref('who'),
    hours: { type: 'integer', minimum: 1, maximum: 24 },
    because: ref('because'),
  });
  const mustDecide = {
    ...(subscriptions && { subscriptions }),
    ...(writes && { writes }),
    ...(shape.mutations.has(emergencyMutation) && { emergency }),
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Information sharing agreement',
    description: 'What this file does not share is not shared. docs/agreement.md says how it is written.',
    ...entries(
      { ...sections(shape), ...mustDecide },
      { ...optional, ...('emergency' in mustDecide ? {} : { emergency }) },
    ),
    ...onlyDemonstrationsSignTogether,
    definitions: { ...definitions, ...(writes && { change: changeSchema(shape) }) },
  };
}

function sections(shape: GraphShape): Record<string, Schema> {
  return {
    title: ref('text'),
    effective: described(ref('day'), 'Before this day the hub refuses the agreement.'),
    review: described(ref('day'), 'After this day the hub warns.'),
    processor: ref('text'),
    'impact-assessment': ref('text'),
    parties: described(listOf(partySchema()), 'Who is bound. Each is controller of what it records.'),
    signatures: described(listOf(signatureSchema()), 'A party that has not signed this version sees nothing.'),
    retention: { type: 'object', additionalProperties: ref('text'), description: 'How long what is kept.' },
    'small-numbers': smallNumbersSchema(shape),
    roles: {
      type: 'object',
      additionalProperties: {
        anyOf: [ref('text'), entries({ means: ref('text') }, { 'only-where-named': { type: 'boolean' } })],
      },
      description: 'What each role does, in words.',
    },
    purposes: described(
      entries({}, Object.fromEntries(purposes.map((purpose) => [purpose, purposeSchema()]))),
      'What may be asked for, by whom, and on what basis.',
    ),
    relationships: relationshipSentences,
    subjects: subjectsSchema(shape),
    open: openSchema(shape),
    queries: queriesSchema(shape),
  };
}

const optional: Record<string, Schema> = {
  demonstration: described({ type: 'boolean' }, 'Invented people and organisations: whole agencies may be party.'),
  groups: groupLists,
  clocks: described(
    entries({}, Object.fromEntries(clockNames.map((name) => [name, clockSchema()]))),
    'Within what time after an admission or a return from hospital what is due. Absent: on no day.',
  ),
  'reward-scheme': described(rewardSchema(), 'On what terms homes are rewarded. Absent: they are not.'),
};

/** `every: practice` binds nobody in an agreement about real people. */
const onlyDemonstrationsSignTogether: Schema = {
  if: { required: ['demonstration'], properties: { demonstration: { const: true } } },
  else: {
    properties: {
      parties: { items: { required: ['organisation'] } },
      signatures: { items: { required: ['organisation'] } },
    },
  },
};

const party = { organisation: ref('text'), every: ref('agency') };
const oneParty: Schema = { oneOf: [{ required: ['organisation'] }, { required: ['every'] }] };

function partySchema(): Schema {
  return entries({}, party, oneParty);
}

function signatureSchema(): Schema {
  const hash = { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'Written by caregraph agreement sign.' };
  return entries({ name: ref('text'), on: ref('day') }, { ...party, hash }, oneParty);
}

function purposeSchema(): Schema {
  return entries(
    {
      basis: described(ref('text'), 'The lawful basis in data protection law.'),
      confidentiality: described(ref('text'), 'Why the common-law duty of confidentiality is not broken.'),
      who: ref('who'),
      relationships: described(listOf(ref('counted')), 'Only these count while the purpose is named.'),
    },
    {
      'ends-with': described(listOf(ref('objection')), 'Objections that end those relationships for this purpose.'),
      'never-ends': described(listOf(ref('plainRelationship')), 'Of those relationships, what no objection ends.'),
      because: ref('because'),
    },
  );
}

function rewardSchema(): Schema {
  const weekly: Schema = { type: 'string', pattern: '^£\\d{1,4}\\.\\d{2} a week$', description: 'As £10.00 a week.' };
  return entries({
    'return-within': daysSchema(),
    initiatives: { type: 'integer', minimum: 0, maximum: mostInitiatives },
    'council-resident': weekly,
    'nhs-resident': weekly,
    because: ref('because'),
  });
}

function daysSchema(): Schema {
  return { type: 'string', pattern: '^[1-9]\\d{0,2} (calendar|working) days?$', description: 'As 7 working days.' };
}

function clockSchema(): Schema {
  return entries({
    within: daysSchema(),
    'review-after': { type: 'string', pattern: '^[1-9]\\d? months?$', description: 'As 12 months.' },
    because: ref('because'),
  });
}

function smallNumbersSchema({ enumerations }: GraphShape): Schema {
  const named = (name: string): Schema => oneOf(enumerations.get(name) ?? []);
  const table = entries({
    measure: named('MeasureName'),
    dimensions: listOf(named('Dimension'), { uniqueItems: true }),
    period: oneOf(periods),
  });
  return described(
    entries({
      suppress: { type: 'string', pattern: '^[1-9]\\d*-[1-9]\\d*$', description: 'Counts from and to, as 1-7.' },
      'round-to': { type: 'integer', minimum: 1 },
      tables: listOf(table),
    }),
    'What is hidden in counts, and the only tables of them that leave the hub.',
  );
}
