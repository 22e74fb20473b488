import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Question } from '../questions.ts';
import type { World } from '../world.ts';
import { decodeIds } from './hub-ids.ts';
import type { Peer } from './peer.ts';
import { startProcess, stopProcess } from './process.ts';

const program = 'dist/src/cli/caregraph.js';

interface Otherwise {
  /** Another agreement than the one that is shipped. */
  agreement?: string;
  /** What is run instead of the hub as it is. */
  program?: string;
}

/** The hub as anyone starts it, on a database of its own, unless it is asked for otherwise. */
export async function startHub(world: World, name: string, otherwise: Otherwise = {}): Promise<Peer> {
  const { agreement } = otherwise;
  const database = name.replace(/\W+/g, '_');
  const folder = join(world.folder, database);
  mkdirSync(folder, { recursive: true });
  const env = {
    DATABASE_URL: await world.database(database),
    CAREGRAPH_DATA: folder,
    CAREGRAPH_MASTER_KEY: world.key.toString('hex'),
    CAREGRAPH_ISSUERS: world.issuers,
  };
  if (agreement) apply(agreement, folder, env);
  const { process, origin } = await startProcess([otherwise.program ?? program, 'start'], env, join(folder, 'log'));
  await world.settle(database);
  const decode = await decodeIds(world, database);
  return {
    name,
    shows: agreement ? 'more' : 'the same',
    process,
    answers: () => true,
    request: ({ document, variables }) => ({
      url: `${origin}/graphql`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: document, variables }),
    }),
    data({ viewer }: Question, body) {
      const { data, errors } = body as { data?: unknown; errors?: unknown };
      if (errors) throw new Error(`${name} answers with errors: ${JSON.stringify(errors)}`);
      return decode(viewer.organisation, data);
    },
    stop: () => stopProcess(process),
  };
}

function apply(agreement: string, folder: string, env: Record<string, string>): void {
  const file = join(folder, 'agreement.yml');
  writeFileSync(file, agreement);
  const { status, stderr } = spawnSync(
    process.execPath,
    [program, 'agreement', 'apply', file, '--yes', '--by', 'bench'],
    {
      cwd: new URL('../..', import.meta.url),
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`The agreement could not be applied:\n${stderr}`);
}
