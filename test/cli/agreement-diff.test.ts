import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { command } from '../support/command.ts';

const shipped = 'schema/agreement.yml';
let folder: string;

/** What `caregraph agreement diff …` prints where there is no database, and its exit code. */
const diff = (words: string) =>
  command(`agreement diff ${words}`, { CAREGRAPH_DATA: join(folder, 'none'), NO_COLOR: '1' }).ended;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agreement-diff-'));
  await mkdir(join(folder, 'questions'));
  await writeFile(
    join(folder, 'questions', 'names.graphql'),
    'query Names { residents(first: 10) { nodes { ...Named } } }\n',
  );
  await writeFile(join(folder, 'questions', 'fragments.graphql'), 'fragment Named on Resident { familyName }\n');
  await writeFile(join(folder, 'questions', 'homes.graphql'), '{ careHomes(first: 1) { nodes { name } } }\n');
  const text = await readFile(shipped, 'utf8');
  const clear =
    '      clear: [home.current, home.accepted, home.admitting & author, gp, hospital, trust.discharged, council.funder, council.safeguarding, council.safeguarded, icb.chc, icb.fnc]\n';
  const because = '      because: who cares or pays must know whom; planning needs no name\n';
  expect(text).toContain(clear + because);
  const unnamed = clear.replace('gp, ', '');
  await writeFile(join(folder, 'unnamed.yml'), text.replace(clear + because, unnamed + because));
});
afterAll(() => rm(folder, { recursive: true }));

it('tells in plain words who loses what, and makes no database to do so', async () => {
  const { code, output } = await diff(`${shipped} ${folder}/unnamed.yml`);
  expect(output).toContain(
    'practice loses\n  - Resident givenName, familyName, previousAddress: withheld from practice.registered, ' +
      'practice.network, practice.agreed, practice.emergency (clear before)\n',
  );
  expect(output).toContain('Nothing changes for home, trust, council, icb, dashboard.');
  expect(code).toBe(0);
});

it('fails with each stored question that an agency can no longer ask, and what is wrong with it', async () => {
  const { code, output } = await diff(`${shipped} ${folder}/unnamed.yml --documents ${folder}/questions`);
  expect(output).toContain(
    'Stored questions that would break\n  names.graphql for practice: Cannot query field "familyName" on type "Resident".\n',
  );
  expect(output).not.toContain('homes.graphql');
  expect(code).toBe(1);
});

it('gives a program the same as JSON and nothing else', async () => {
  const { code, output } = await diff(`${shipped} ${folder}/unnamed.yml --json --documents ${folder}/questions`);
  const { agencies, terms, brokenDocuments } = JSON.parse(output);
  expect(agencies.practice).toEqual({
    residents: null,
    changes: [
      {
        way: 'lost',
        kind: 'cells',
        what: expect.stringMatching(/^Resident givenName, familyName, previousAddress: withheld /),
        relationships: ['practice.registered', 'practice.network', 'practice.agreed', 'practice.emergency'],
        residents: null,
      },
    ],
  });
  expect(agencies.home.changes).toEqual([]);
  expect(terms).toEqual([]);
  expect(brokenDocuments).toEqual([{ file: 'names.graphql', agency: 'practice', problems: [expect.any(String)] }]);
  expect(code).toBe(1);
});

it('says which file it cannot read', async () => {
  const { code, output } = await diff(`${shipped} ${folder}/missing.yml`);
  expect(output).toMatch(/missing\.yml cannot be read: ENOENT/);
  expect(output).not.toContain('    at ');
  expect(code).toBe(1);
});
