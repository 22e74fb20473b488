import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';

/** Rooms from the innermost outwards; those of one line may know each other. */
const rooms = [
  ['shared'],
  ['database', 'agreement'],
  ['access'],
  ['subjects'],
  ['measures', 'imports'],
  ['dashboard'],
  ['server'],
  ['cli'],
];
const rank = new Map(rooms.flatMap((names, place) => names.map((name) => [name, place] as const)));

const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

/** The files of `src` that a file imports. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
    .map(([, path]) => relative('src', join(dirname(file), path as string)))
    .filter((path) => !path.startsWith('..'));
}

const roomOf = (path: string) => path.split('/')[0] as string;

test('imports point inward', () => {
  const outward = files.flatMap((file) => {
    const own = rank.get(roomOf(relative('src', file))) ?? -1;
    return importsOf(file)
      .filter((path) => (rank.get(roomOf(path)) ?? Number.POSITIVE_INFINITY) > own)
      .map((path) => `${file} → ${path}`);
  });
  expect(outward).toEqual([]);
  expect(files.length).toBeGreaterThan(100);
});

test('the agreement knows names, never entities or the database library', () => {
  const known = files
    .filter((file) => file.startsWith('src/agreement/'))
    .filter((file) => /mikro-orm|type-graphql|\.entity\.ts/.test(readFileSync(file, 'utf8')));
  expect(known).toEqual([]);
});

test('a file has one thing to say and stays short', () => {
  const long = files
    .filter((file) => file !== 'src/dashboard/app/graph/documents.ts')
    .map((file) => [file, readFileSync(file, 'utf8').split('\n').length] as const)
    .filter(([, lines]) => lines > 250);
  expect(long).toEqual([]);
});
