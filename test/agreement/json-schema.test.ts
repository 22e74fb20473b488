import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { agreementSchema } from '../../src/agreement/json-schema/schema.ts';
import { examineAgreement } from '../../src/agreement/read.ts';
import type { GraphShape } from '../../src/agreement/shape.ts';
import { groundOf } from '../../src/server/contract/contract.ts';
import { example, exampleShape } from './example.ts';

const files = ['schema/agreement.yml', 'docs/examples/stricter.yml', 'docs/examples/wider.yml'];
const compiled = (schema: object) => new Ajv({ allErrors: true, strict: false }).compile(schema);
let shape: GraphShape;
let valid: ValidateFunction;

beforeAll(async () => {
  ({ shape } = await groundOf());
  valid = compiled(JSON.parse(readFileSync('schema/agreement.schema.json', 'utf8')));
});

it('is the schema of the graph as it is', () => {
  expect(JSON.parse(readFileSync('schema/agreement.schema.json', 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(agreementSchema(shape))),
  );
});

describe('the JSON Schema accepts', () => {
  for (const file of files) {
    it(`${file}, whose first line names it to editors`, () => {
      const text = readFileSync(file, 'utf8');
      expect([valid(parse(text)), valid.errors]).toEqual([true, null]);
      const [, named = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
      const folder = new URL(`file:///${file}`);
      expect(new URL(named, folder).pathname).toBe('/schema/agreement.schema.json');
    });
  }

  it('an agreement for another graph, by that graph’s schema', () => {
    const other = compiled(agreementSchema(exampleShape()));
    expect([other(parse(example)), other.errors]).toEqual([true, null]);
    expect(valid(parse(example))).toBe(false);
  });
});

/** What is wrong with one value and its neighbours, not with what stands elsewhere in the file. */
const structural =
  /^unknown (entry|form or entry|subject|field of|query|mutation|agency|purpose|objection|measure|dimension|period|fact)|^unknown relationship "[\w-]+\.|does not say| is not (text|a list|names|true or false|a date)| (is no range|is no whole number|is no hash|is "|lasts "|says no form|names no single organisation|shares with nobody and)| is named twice in one clause| grouped twice | cannot be read| in an agreement about real people|is no partial date|^the relationship \S+ is not described|^nothing says who|^"\S+" in a clause would share/;

type Json = null | string | number | boolean | Json[] | { [name: string]: Json };
type Path = (string | number)[];

/** Every place of a document, each kind of place once. */
function places(value: Json, path: Path = [], seen = new Map<string, number>()): Path[] {
  const kind = path
    .map((step) => (typeof step === 'number' ? '#' : step))
    .join('.')
    .replace(/^(subjects|open|queries|writes|purposes|roles|relationships|retention)\.\w+(\.\w+)?/, '$1.*');
  const times = (seen.get(kind) ?? 0) + 1;
  seen.set(kind, times);
  const inner = Array.isArray(value)
    ? value.map((_, place) => place)
    : Object.keys(Object(typeof value === 'object' ? value : {}));
  const below = inner.flatMap((step) =>
    places((value as { [step: string | number]: Json })[step] ?? null, [...path, step], seen),
  );
  return times === 1 ? [path, ...below] : below;
}

const changes: [what: string, change: (value: Json) => Json | undefined][] = [
  ['left out', () => undefined],
  ['another word', () => 'nonsense.word'],
  ['names with values', () => ({ nonsense: 'x' })],
];

/** The document with one place changed; undefined if that place cannot be changed so. */
function changedAt(document: Json, path: Path, change: (value: Json) => Json | undefined): Json | undefined {
  const copy = structuredClone(document);
  const last = path.at(-1);
  const parent = path
    .slice(0, -1)
    .reduce<Json>((at, step) => (at as { [step: string | number]: Json })[step] ?? null, copy);
  if (last === undefined || parent === null || typeof parent !== 'object') return undefined;
  const held = parent as { [step: string | number]: Json };
  const changed = change(held[last] ?? null);
  if (changed !== undefined) held[last] = changed;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete held[last];
  return copy;
}

it('refuses what the reader refuses for its form, and nothing that the reader accepts', () => {
  const document = parse(readFileSync('schema/agreement.yml', 'utf8')) as Json;
  const overlooked: string[] = [];
  const mistaken: string[] = [];
  let refused = 0;
  for (const path of places(document)) {
    for (const [what, change] of changes) {
      const changed = changedAt(document, path, change);
      if (changed === undefined) continue;
      // JSON is YAML too, and sooner written and read.
      const { agreement, findings } = examineAgreement(JSON.stringify(changed), 'changed.yml', { shape });
      const form = findings.filter(({ severity, what: told }) => severity === 'error' && structural.test(told));
      const fits = valid(changed);
      if (form.length > 0) refused++;
      if (form.length > 0 && fits) overlooked.push(`${path.join('.')}: ${what}: ${form[0]?.what}`);
      if (agreement && !fits) mistaken.push(`${path.join('.')}: ${what}: ${JSON.stringify(valid.errors?.[0])}`);
    }
  }
  expect(refused).toBeGreaterThan(200);
  expect({ overlooked, mistaken }).toEqual({ overlooked: [], mistaken: [] });
});
