import { parseArgs } from 'node:util';
import { type QuestionName, questionNames } from './questions.ts';

/** Letters by which the command line names the peers. */
export const peerLetters = ['a', "a'", 'a0', 'b', 'c', 'd'] as const;
export type PeerLetter = (typeof peerLetters)[number];

/** Connections over which a rate is kept up. */
const mostAtOnce = 64;

export interface Options {
  /** The hub beside its peers on a borough; or the borough beside England, both by the hub. */
  size: 'borough' | 'england';
  /** Where England is kept for the next time. */
  data?: string;
  peers: PeerLetter[];
  questions: QuestionName[];
  connections: number[];
  /** Questions a second; without it each connection asks again as soon as it has its answer. */
  rate?: number;
  rounds: number;
  milliseconds: number;
  json?: string;
}

const usage = `npm run bench -- [options]
  --size england           the hub alone, on the borough and on all of England, which takes ten minutes to make;
                           of the other options only --connections, --rounds, --seconds and --json count
  --data FOLDER            keeps PostgreSQL with England there, and finds it there the next time
  --only a,a',a0,b,c,d     these peers only: a the hub, a' the hub with every cell in clear, a0 the hub without its
                           access record, b PostGraphile, c Apollo + TypeGraphQL + MikroORM + shield, d the limit,
                           written by hand
  --documents NAME,NAME    these questions only: ${questionNames.join(', ')}
  --connections 1,8,64     how many ask at once
  --rate N                 so many questions a second instead, whether answers keep up or not
  --rounds N               rounds of each (7); every peer has its turn in each round
  --seconds N              length of a turn (1)
  --json FILE              writes every figure there`;

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: 'string', default: 'borough' },
      data: { type: 'string' },
      only: { type: 'string', default: peerLetters.join() },
      documents: { type: 'string', default: questionNames.join() },
      connections: { type: 'string', default: '1,8,64' },
      rate: { type: 'string' },
      rounds: { type: 'string', default: '7' },
      seconds: { type: 'string', default: '1' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit();
  }
  return {
    size: among(values.size, ['borough', 'england'])[0] as Options['size'],
    ...(values.data && { data: values.data }),
    peers: among(values.only, peerLetters),
    questions: among(values.documents, questionNames),
    connections: values.rate ? [mostAtOnce] : values.connections.split(',').map(Number),
    ...(values.rate && { rate: Number(values.rate) }),
    rounds: Number(values.rounds),
    milliseconds: Number(values.seconds) * 1000,
    ...(values.json && { json: values.json }),
  };
}

function among<Name extends string>(given: string, known: readonly Name[]): Name[] {
  const names = given.split(',') as Name[];
  const strange = names.find((name) => !known.includes(name));
  if (strange) throw new Error(`${strange} is none of ${known.join(', ')}\n\n${usage}`);
  return known.filter((name) => names.includes(name));
}
