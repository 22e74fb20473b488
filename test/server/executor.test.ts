import { expect, it } from '@jest/globals';
import { type ExecutionResult, execute, type FieldNode, parse, specifiedRules, validate } from 'graphql';
import { Documents } from '../../src/server/documents.ts';
import { Executor } from '../../src/server/executor.ts';
import { defaultLimits } from '../../src/server/limits/limits.ts';
import { Refusal } from '../../src/shared/refusals.ts';
import { type Question, Writer } from './support/documents.ts';
import { schemaOfThings } from './support/things.ts';

const schema = schemaOfThings();
const wide = { ...defaultLimits, cost: 1e9, depth: 100, selections: 1e6, aliases: 1e6, tokens: 1e6, directives: 1e6 };
const documents = new Documents(schema, wide);
const executor = new Executor(schema);

async function byReference({ text, variables }: Question): Promise<ExecutionResult> {
  try {
    return await execute({ schema, document: parse(text), variableValues: variables });
  } catch (error) {
    return { errors: [error as never] };
  }
}

async function byUs({ text, variables }: Question): Promise<ExecutionResult | Refusal> {
  try {
    return await executor.run(documents.prepare(text, parse(text), undefined, variables), {});
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The places in the data that an error made null: which of several errors beneath such a place is told is left open. */
function nulled({ data, errors = [] }: ExecutionResult): string[] {
  const places = errors.map(({ path = [] }) => {
    let value: unknown = data;
    const place: (string | number)[] = [];
    for (const key of path) {
      if (value === null || value === undefined) break;
      place.push(key);
      value = (value as Record<string | number, unknown>)[key];
    }
    return place.join('.');
  });
  return [...new Set(places)].sort();
}

/** The same document asked with the other conditions, as its plan is kept under the text. */
function turned({ text, variables }: Question): Question {
  const entries = Object.entries(variables).map(([name, value]) => [name, typeof value === 'boolean' ? !value : value]);
  return { text, variables: Object.fromEntries(entries) };
}

it('executes every generated operation as graphql-js does, or refuses it where graphql-js finds an error too', async () => {
  const seen = { answered: 0, refused: 0, failing: 0 };
  for (const question of questions(400)) {
    const [reference, ours] = await Promise.all([byReference(question), byUs(question)]);
    const told = `${question.text}\n${JSON.stringify(question.variables)}`;
    if (ours instanceof Refusal) {
      seen.refused += 1;
      // Null for a variable with a default is found before anything runs; graphql-js finds it if it gets there.
      const reason = reference.errors?.length || Object.values(question.variables).includes(null);
      expect([told, ours.code, Boolean(reason)]).toEqual([told, ours.code, true]);
      continue;
    }
    seen.answered += 1;
    if (ours.errors) seen.failing += 1;
    expect(`${told}\n${JSON.stringify(ours.data)}`).toBe(`${told}\n${JSON.stringify(reference.data)}`);
    expect([told, ...nulled(ours)]).toEqual([told, ...nulled(reference)]);
  }
  expect(seen.answered).toBeGreaterThan(300);
  expect(seen.failing).toBeGreaterThan(100);
  expect(seen.refused).toBeGreaterThan(20);
});

function* questions(seeds: number) {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const question = new Writer(schema, seed).question();
    if (validate(schema, parse(question.text), specifiedRules).length) continue;
    yield question;
    yield turned(question);
  }
}

async function answerOf(text: string, variables = {}): Promise<ExecutionResult> {
  const answer = await byUs({ text, variables });
  if (answer instanceof Refusal) throw answer;
  return answer;
}

it('keeps the place of a promise that fails in a list', async () => {
  const { data, errors } = await answerOf(
    '{ thing(n: 4) { promised { id } promisedStrict { id } } things(count: 1, from: 7) { ... on Thing { promised { id } } } }',
  );
  expect(data).toEqual({
    thing: {
      promised: [{ id: 'thing-5' }, { id: 'thing-6' }, { id: 'thing-7' }],
      promisedStrict: [{ id: 'thing-5' }, { id: 'thing-6' }],
    },
    things: [{ promised: [{ id: 'thing-8' }, null, { id: 'thing-10' }] }],
  });
  expect(errors?.map(({ path }) => path)).toEqual([['things', 0, 'promised', 1]]);
});

it('tells resolvers of the field that they resolve, whatever a client calls it', async () => {
  const { data } = await answerOf(
    '{ child_thing: thing(n: 1) { id } thing(n: 2) { child { id } } __proto__: thing(n: 3) { id } }',
  );
  expect(JSON.stringify(data)).toBe(
    '{"child_thing":{"id":"thing-1"},"thing":{"child":{"id":"thing-7"}},"__proto__":{"id":"thing-3"}}',
  );
});

it('answers introspection with the schema of the clients, and knows no type of its own making', async () => {
  const { data } = await answerOf('{ __schema { types { name } } coerced: __type(name: "Coerced") { name } }');
  const {
    __schema: { types },
    ...hidden
  } = data as { __schema: { types: { name: string }[] } };
  expect(types.map(({ name }) => name).sort()).toEqual(Object.keys(schema.getTypeMap()).sort());
  expect(hidden).toEqual({ coerced: null });
});

it('gives the same question with the same conditions the same definition, and others another', () => {
  const text = 'query ($deep: Boolean!, $n: Int!) { thing(n: $n) { id child @include(if: $deep) { id } } }';
  const definition = (variables: object) =>
    documents.prepare(text, parse(text), undefined, { ...variables }).definition;
  expect(definition({ deep: true, n: 1 })).toBe(definition({ deep: true, n: 2 }));
  expect(definition({ deep: true, n: 1 })).not.toBe(definition({ deep: false, n: 1 }));
});

it('hands out the arguments of each node, coerced and with their defaults', () => {
  const text = 'query ($from: Int) { all: things(from: $from) { id } }';
  const { definition, argumentsOf, fieldOf } = documents.prepare(text, parse(text), undefined, { from: 9 });
  const [node] = definition.selectionSet.selections as [FieldNode];
  expect(argumentsOf(node)).toEqual({ count: 2, from: 9 });
  expect(fieldOf(node).name).toBe('things');
});
