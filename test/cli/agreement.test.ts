import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

const program = join(import.meta.dirname, '../../src/cli/caregraph.js');
let folder: string;

/** What `caregraph agreement …` prints, and its exit code. */
function agreement(...words: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, 'agreement', ...words], (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
    });
  });
}

/** The agreement that is shipped, with one passage changed. */
async function changed(passage: string, instead: string): Promise<string> {
  const file = join(folder, 'changed.yml');
  const text = await readFile('schema/agreement.yml', 'utf8');
  await writeFile(file, text.replace(passage, instead));
  return file;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agreement-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('check says that nothing stops the agreement that is shipped', async () => {
  const { code, output } = await agreement('check');
  expect(output).toMatch(/in effect from 2026-04-01: nothing stops it\.\n$/);
  expect(code).toBe(0);
});

it('check fails with file, line and remedy of every mistake', async () => {
  const file = await changed('fields: [narrative]', 'fields: [narative]');
  const { code, output } = await agreement('check', file);
  expect(output).toMatch(/changed\.yml:\d+: unknown field of Incident "narative"; write narrative\n/);
  expect(output).toMatch(/changed\.yml:\d+: no clause decides Incident\.narrative; /);
  expect(code).toBe(1);
});

it('check gives a program the findings and the version as JSON', async () => {
  const good = JSON.parse((await agreement('check', '--json')).output);
  expect(good).toEqual({
    file: 'schema/agreement.yml',
    version: expect.stringMatching(/^[0-9a-f]{64}$/),
    inOrder: true,
    findings: [],
  });
  const { code, output } = await agreement('check', '--json', await changed('fields: [narrative]', 'fields: []'));
  const { inOrder, findings } = JSON.parse(output);
  expect(inOrder).toBe(false);
  expect(findings).toEqual([
    {
      severity: 'error',
      file: join(folder, 'changed.yml'),
      line: expect.any(Number),
      what: 'no clause decides Incident.narrative',
      instead: expect.any(String),
    },
  ]);
  expect(code).toBe(1);
});

it('page and diff read an agreement before its first day, which check and the hub refuse', async () => {
  const file = await changed('effective: 2026-04-01', 'effective: 2999-04-01').then(async (name) => {
    await writeFile(name, (await readFile(name, 'utf8')).replace('review: 2027-04-01', 'review: 3000-04-01'));
    return name;
  });
  expect((await agreement('check', file)).output).toContain('the agreement takes effect on 2999-04-01');
  expect((await agreement('page', file)).code).toBe(0);
  expect((await agreement('diff', '--no-database', 'schema/agreement.yml', file)).output).toContain(
    'in effect from: 2026-04-01 → 2999-04-01',
  );
});

it('page writes the page beside the agreement, and tells when it is another', async () => {
  const file = await changed('planning needs an age', 'a round needs an age');
  expect(await agreement('page', file)).toEqual({ code: 0, output: '' });
  expect(await readFile(join(folder, 'changed.md'), 'utf8')).toContain('a round needs an age');
  expect((await agreement('page', '--check', file)).code).toBe(0);
  const { code, output } = await agreement('page', '--check', '--output', join(folder, 'changed.md'));
  expect(output).toContain('is not the page of schema/agreement.yml');
  expect(code).toBe(1);
});

it('page --html writes one file to look at and print, and says as JSON which version it shows', async () => {
  const file = await changed('planning needs an age', 'a round needs an age');
  const { code, output } = await agreement('page', '--html', '--json', file);
  const { version, output: written } = JSON.parse(output);
  expect(written).toBe(join(folder, 'changed.html'));
  expect(await readFile(written, 'utf8')).toContain(`Version <code>${version}</code>`);
  expect((await agreement('page', '--html', '--check', file)).code).toBe(0);
  expect(code).toBe(0);
});

it('page tells the mistakes of an agreement without a trace of the program', async () => {
  const { code, output } = await agreement('page', await changed('who:', 'whom:'));
  expect(output).toMatch(/^\n\S+changed\.yml:\d+: /);
  expect(output).not.toContain('    at ');
  expect(code).toBe(1);
});
