import type { Question } from '../questions.ts';
import type { World } from '../world.ts';
import { withInstants } from './instants.ts';
import type { Peer } from './peer.ts';
import { startServer } from './server.ts';

/** The best that hand-written statements do for one question each. */
export async function startLimit(world: World, database: string, questions: readonly Question[]): Promise<Peer> {
  const program = ['bench/peers/limit/server.ts'];
  const { origin, process, stop } = await startServer(world, database, 'limit', program, questions);
  return {
    name: 'limit',
    shows: 'the same',
    process,
    answers: () => true,
    request: ({ name, variables }) => ({
      url: `${origin}/${name}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(variables),
    }),
    data: (_question, body) => withInstants((body as { data: unknown }).data),
    stop,
  };
}
