import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Change, type Removal, sqlOf } from './removal.ts';

/** What a run of the tests needs; the rest of the tree stays where it is. */
const parts = /^(dist|docs|migrations|schema|seeds|src|test|package\.json|jest\.config\.js|tsconfig\.json|README\.md)$/;

export interface Ran {
  passed: number;
  failed: number;
  output: string;
}

/** A copy of the hub and its tests, in which a protection can be taken away and put back. */
export async function copyOfHub() {
  const folder = await mkdtemp(join(tmpdir(), 'caregraph-without-'));
  for (const name of (await readdir('.')).filter((one) => parts.test(one)))
    await cp(name, join(folder, name), { recursive: true });
  await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));

  /** Does the work while these changes are made. */
  async function without(changes: readonly Change[], work: () => Promise<Ran>): Promise<Ran> {
    const before = new Map<string, string | undefined>();
    const write = async (path: string, text: string, was?: string) => {
      if (!before.has(path)) before.set(path, was);
      await writeFile(join(folder, path), text);
    };
    for (const change of changes) {
      if (!('file' in change)) continue;
      const text = await readFile(join(folder, change.file), 'utf8');
      await write(change.file, replacedOnce(text, change), text);
    }
    const statements = changes.flatMap((change) => sqlOf(change) ?? []);
    if (statements.length) await write('migrations/20991231235959_without.ts', migrationOf(statements));
    try {
      return await work();
    } finally {
      for (const [path, text] of before)
        await (text === undefined ? unlink(join(folder, path)) : writeFile(join(folder, path), text));
    }
  }

  return {
    /** Runs tests of one file, all or one of them, on a server, with or without a protection. */
    run: (databaseUrl: string, { test }: Pick<Removal, 'test'>, changes: readonly Change[] = []) =>
      without(changes, () => jestIn(folder, databaseUrl, test)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The text with the change made. Throws unless what is to be changed stands there exactly once. */
export function replacedOnce(text: string, { file, from, to }: Extract<Change, { file: string }>): string {
  const places = text.split(from).length - 1;
  if (places !== 1) throw new Error(`In ${file} this stands ${places} times:\n${from}`);
  return text.replace(from, () => to);
}

const migrationOf = (statements: readonly string[]) => `import { Migration } from '@mikro-orm/migrations';
export class Migration20991231235959_without extends Migration {
  override name = '20991231235959_without';
  override up(): void { for (const sql of ${JSON.stringify(statements)}) this.addSql(sql); }
}
`;

async function jestIn(cwd: string, databaseUrl: string, { file, title }: Removal['test']): Promise<Ran> {
  const compiled = `dist/${file.replace(/\.ts$/, '.js')}`;
  const literal = title.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const jest = ['node_modules/jest/bin/jest.js', '-i', '--forceExit', compiled, '-t', literal];
  const child = spawn(process.execPath, jest, {
    cwd,
    env: { ...process.env, DATABASE_URL: databaseUrl, CAREGRAPH_DATA: join(cwd, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  await new Promise((resolve) => child.once('close', resolve));
  const said = /^Tests: .*$/m.exec(output)?.[0];
  if (!said) throw new Error(`Jest ran no tests of ${file}:\n${output}`);
  const many = (what: string) => Number(new RegExp(`(\\d+) ${what}`).exec(said)?.[1] ?? 0);
  return { passed: many('passed'), failed: many('failed'), output };
}
