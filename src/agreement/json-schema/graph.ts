import { emergencyMutation } from '../sections/writes.ts';
import type { GraphShape, TypeShape } from '../shape.ts';
import { described, entries, listOf, oneOf, ref, type Schema } from './words.ts';

/** The clauses about records of residents: every such type of the graph, with its fields. */
export function subjectsSchema({ types }: GraphShape): Schema {
  const personal = [...types].filter(([, { personal }]) => personal);
  const clauses = personal.map(([name, type]) => [name, listOf(clauseSchema(type))] as const);
  return described(
    entries(Object.fromEntries(clauses)),
    'Which fields of a record about a resident are shown to whom.',
  );
}

function clauseSchema({ fields }: TypeShape): Schema {
  const cells = cellsOf(fields);
  const dates = cells.filter((name) => fields.get(name)?.date);
  const year = described(listOf(ref('term')), 'Shown as a year to these.');
  return entries(
    { fields: listOf(oneOf(cells), { uniqueItems: true }), because: ref('because') },
    {
      clear: described(listOf(ref('term')), 'Shown as it is to whoever stands in one of these relationships.'),
      ...(dates.length && { year }),
      nobody: described({ type: 'boolean' }, 'Shared with nobody, and that was decided.'),
      roles: described(listOf(ref('role')), 'Only to viewers in these roles.'),
      purposes: described(listOf(ref('purpose')), 'Only to viewers who ask for one of these purposes.'),
    },
    {
      anyOf: [
        { anyOf: [{ required: ['clear'] }, { required: ['year'] }], not: decidedFor('nobody') },
        { ...decidedFor('nobody'), not: { anyOf: [{ required: ['clear'] }, { required: ['year'] }] } },
      ],
      ...(dates.length && {
        dependencies: { year: { properties: { fields: { items: oneOf(dates) } } } },
      }),
    },
  );
}

const decidedFor = (name: string): Schema => ({ required: [name], properties: { [name]: { const: true } } });

/** The clauses about what concerns no resident. */
export function openSchema({ types }: GraphShape): Schema {
  const open = [...types].filter(([, { personal, fields }]) => !personal && cellsOf(fields, true).length > 0);
  const clauses = open.map(([name, { fields }]) => {
    const clause = {
      fields: listOf(oneOf(cellsOf(fields, true)), { uniqueItems: true }),
      to: ref('everyone'),
      because: ref('because'),
    };
    const narrowed = {
      roles: described(listOf(ref('role')), 'Only to viewers in these roles.'),
      purposes: described(listOf(ref('purpose')), 'Only to viewers who ask for one of these purposes.'),
    };
    return [name, listOf(entries(clause, narrowed))] as const;
  });
  return described(entries(Object.fromEntries(clauses)), 'What concerns no resident, and who sees it.');
}

export function queriesSchema({ queries }: GraphShape): Schema {
  return described(rulesFor(queries.keys()), 'Who may ask what, and for which purposes if not for all.');
}

/** Undefined while the graph has no subscriptions. */
export function subscriptionsSchema({ subscriptions }: GraphShape): Schema | undefined {
  if (subscriptions.size === 0) return undefined;
  return described(rulesFor(subscriptions.keys()), 'Who may hear of what, and for which purposes if not for all.');
}

function rulesFor(names: Iterable<string>): Schema {
  const rule = entries({ by: ref('everyone'), because: ref('because') }, { purposes: listOf(ref('purpose')) });
  return entries(Object.fromEntries([...names].map((name) => [name, rule])));
}

/** Undefined while the graph has no mutations: then there is nothing to write. */
export function writesSchema({ mutations }: GraphShape): Schema | undefined {
  const names = [...mutations.keys()].filter((name) => name !== emergencyMutation);
  if (names.length === 0) return undefined;
  const rule = ref('change');
  return described(entries(Object.fromEntries(names.map((name) => [name, rule]))), 'Who may change what.');
}

/** One entry of `writes`: the fields that may be named are those of the subject. */
export function changeSchema({ types }: GraphShape): Schema {
  const written = [...types].map(
    ([name, { fields }]) => [name, cellsOf(fields).filter((field) => field !== 'id')] as const,
  );
  return entries(
    {
      subject: oneOf(written.map(([name]) => name)),
      fields: listOf({ type: 'string' }),
      by: { anyOf: [{ const: 'nobody' }, ref('who')], description: 'The roles of each agency, or nobody.' },
      because: ref('because'),
    },
    {
      relationships: described(listOf(ref('relationship')), 'One of these to the resident must stand before.'),
      purposes: listOf(ref('purpose')),
    },
    {
      allOf: written.map(([name, fields]) => ({
        if: { required: ['subject'], properties: { subject: { const: name } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { properties: { fields: listOf(oneOf(fields)) } },
      })),
    },
  );
}

/** Fields that a clause can decide: no edge to another record about a resident, and not what lists the withheld. */
function cellsOf(fields: TypeShape['fields'], open = false): string[] {
  const decidable = [...fields].filter(([name, { personal }]) => !personal && (open || name !== 'withheld'));
  return decidable.map(([name]) => name);
}
