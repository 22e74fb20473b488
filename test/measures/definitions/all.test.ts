import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from '@jest/globals';
import type { MeasureDefinition } from '../../../src/measures/definitions/definition.ts';
import { measures } from '../../../src/measures/definitions/index.ts';
import { eventsOf } from '../support/recount.ts';

const definitions = join(import.meta.dirname, '../../../src/measures/definitions');
const tests = 'test/measures/definitions';

/** Every definition that a file of the folder exports, by the name of the constant. */
async function exported(): Promise<Map<MeasureDefinition, string>> {
  const files = readdirSync(definitions, { recursive: true, encoding: 'utf8' });
  const modules = files.filter((file) => file.endsWith('.js') && basename(file) !== 'index.js');
  const found = new Map<MeasureDefinition, string>();
  for (const file of modules) {
    const named = (await import(join(definitions, file))) as Record<string, MeasureDefinition>;
    for (const [name, value] of Object.entries(named)) if (measures.includes(value)) found.set(value, name);
  }
  return found;
}

it('recounts every measure from the records, by itself or with those of events', async () => {
  const names = await exported();
  expect(names.size).toBe(measures.length);
  const sources = readdirSync(tests)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(tests, file), 'utf8'));
  // Imported, and used.
  const recounts = (text: string, constant = '') =>
    text.includes('countedBy(') && (text.match(new RegExp(String.raw`\b${constant}\b`, 'g')) ?? []).length > 1;
  const missing = measures.filter(
    (measure) => !eventsOf[measure.name] && !sources.some((text) => recounts(text, names.get(measure))),
  );
  expect(missing.map(({ name }) => name)).toEqual([]);
});
