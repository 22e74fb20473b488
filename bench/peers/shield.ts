import { spawnSync } from 'node:child_process';
import type { Question } from '../questions.ts';
import type { World } from '../world.ts';
import type { Peer } from './peer.ts';
import { startServer } from './server.ts';

const answered = ['HomeRound', 'Homes', 'OneResident', 'Me'];

/** Apollo, TypeGraphQL, MikroORM and graphql-shield, each as its manual shows it; it takes the hub's documents as they are. */
export async function startShield(world: World, database: string, questions: readonly Question[]): Promise<Peer> {
  compile();
  const program = ['dist/bench/peers/shield/server.js'];
  const { origin, process, stop } = await startServer(world, database, 'shield', program, questions);
  return {
    name: 'shield',
    shows: 'the same',
    process,
    answers: ({ name }) => answered.includes(name),
    request: ({ document, variables }) => ({
      url: `${origin}/graphql`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: document, variables }),
    }),
    data({ name }, body) {
      const { data, errors } = body as { data?: unknown; errors?: { message: string }[] };
      // What a rule refuses is null, and an error besides.
      const failed = errors?.find(({ message }) => message !== 'Not Authorised!');
      if (failed) throw new Error(`shield answers ${name} with errors: ${JSON.stringify(failed)}`);
      return data;
    },
    stop,
  };
}

/** Decorators need a compiler. The program lands where the root's packages, which are the hub's, are found. */
function compile(): void {
  const cwd = new URL('../..', import.meta.url);
  const { status, stdout } = spawnSync('node_modules/.bin/tsc', ['-p', 'bench/peers/shield'], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout);
}
