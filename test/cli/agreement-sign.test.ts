import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readAgreement } from '../../src/agreement/read.ts';

const program = join(import.meta.dirname, '../../src/cli/caregraph.js');
let folder: string;
let file: string;

/** What `caregraph agreement sign …` prints, and its exit code. */
function sign(...words: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, 'agreement', 'sign', file, ...words], (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
    });
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agreement-sign-'));
  file = join(folder, 'agreement.yml');
  const text = await readFile('schema/agreement.yml', 'utf8');
  // Two trusts of their own, as in an agreement about real people.
  await writeFile(
    file,
    text
      .replace('  - every: trust\n', '  - organisation: RZ1\n  - organisation: RZ2\n')
      .replace(/ {2}- \{ every: trust.*\n/, ''),
  );
});
afterAll(() => rm(folder, { recursive: true }));

it('signs for one organisation and says who has still to sign', async () => {
  const { code, output } = await sign(
    '--as',
    'RZ1',
    '--name',
    'Dr G. Uardian, Caldicott guardian',
    '--on',
    '2026-10-01',
  );
  const { version, signatures } = readAgreement(file);
  expect(output).toBe(
    `RZ1 has signed, on 2026-10-01 by Dr G. Uardian, Caldicott guardian: version ${version.slice(0, 12)} of "Care home information sharing agreement".\n` +
      'Still to sign: RZ2.\n',
  );
  expect(signatures).toContainEqual({
    organisation: 'RZ1',
    name: 'Dr G. Uardian, Caldicott guardian',
    on: '2026-10-01',
    hash: version,
  });
  expect(code).toBe(0);
});

it('changes nothing for one who has signed this version already, and gives a program JSON', async () => {
  const before = await readFile(file, 'utf8');
  const { code, output } = await sign('--as', 'RZ1', '--name', 'Somebody else', '--json');
  expect(JSON.parse(output)).toEqual({
    file,
    version: readAgreement(file).version,
    as: 'RZ1',
    name: 'Dr G. Uardian, Caldicott guardian',
    on: '2026-10-01',
    missing: ['RZ2'],
  });
  expect(await readFile(file, 'utf8')).toBe(before);
  expect(code).toBe(0);
});

it('signs for no one who is no party, and on no day that is none', async () => {
  const before = await readFile(file, 'utf8');
  const stranger = await sign('--as', 'RZ3', '--name', 'Somebody');
  expect(stranger.output).toContain('RZ3 is no party to ');
  expect(stranger.code).toBe(1);
  const never = await sign('--as', 'RZ2', '--name', 'Somebody', '--on', '2026-02-30');
  expect(never.output).toContain('is not a date: "2026-02-30"');
  expect(never.code).toBe(1);
  expect(await readFile(file, 'utf8')).toBe(before);
});
