import { writeFileSync } from 'node:fs';
import { difference } from '../compare.ts';
import { median } from '../figures.ts';
import { seeds } from '../hub-code.ts';
import { Measuring, type Turn } from '../measure.ts';
import { readOptions } from '../options.ts';
import { startHub } from '../peers/hub.ts';
import type { Peer } from '../peers/peer.ts';
import { loadOfMachine, peakMemoryOf } from '../processes.ts';
import { makeWorld, type World } from '../world.ts';
import { type Asked, questionsOnBoth } from './questions.ts';
import { sizesOf } from './sizes.ts';

/**
 * The borough beside England, asked the same documents in turn: what a practice, a trust and a home wait for must not hang
 * on how many others there are. England holds the very borough, so that both must answer alike.
 */
const options = readOptions(process.argv.slice(2));
const now = new Date();
const { demonstrationInEngland } = await seeds('england/places');
const { makeEngland } = await seeds('england/make');

console.error('Making a PostgreSQL with the borough …');
const world = await makeWorld(now, {
  years: demonstrationInEngland.yearsOfHistory,
  ...(options.data && { folder: options.data }),
});
const measuring = new Measuring(world);
const peers: Peer[] = [];
try {
  await world.make('england', (ownerUrl) => england(world, ownerUrl));
  for (const name of ['borough', 'england']) peers.push(await startHub(world, name));
  await compared();
} finally {
  measuring.stop();
  for (const peer of peers) await peer.stop();
  await world.stop();
}

async function england({ ask }: World, ownerUrl: string): Promise<void> {
  // For writing once as much as PostgreSQL writes in a year, its log may be longer than usual.
  const settings = { max_wal_size: '16GB', checkpoint_timeout: '30min' };
  for (const [name, value] of Object.entries(settings)) await ask('postgres', `alter system set ${name} = '${value}'`);
  await ask('postgres', 'select pg_reload_conf()');
  const began = performance.now();
  let told = 0;
  const onStep = (step: string) => {
    const place = step.startsWith('place');
    if (place && performance.now() - told < 10_000) return;
    if (place) told = performance.now();
    console.error(`England, ${Math.round((performance.now() - began) / 1000)} s: ${step}`);
  };
  await makeEngland(ownerUrl, { now, onStep });
  console.error(`England is made: ${Math.round((performance.now() - began) / 1000)} s`);
  for (const name of Object.keys(settings)) await ask('postgres', `alter system reset ${name}`);
  await ask('postgres', 'select pg_reload_conf()');
}

async function compared(): Promise<void> {
  const [small, large] = peers as [Peer, Peer];
  const lines: object[] = [];
  const turns: Turn[] = [];
  for (const asked of await questionsOnBoth(world, 'borough', now)) {
    await verify(asked, small, large);
    for (const peer of peers) await measuring.warm(peer, asked.question);
    for (const connections of options.connections) {
      console.error(`${asked.name}, ${connections} at once …`);
      const found = await measuring.rounds(peers, asked.question, connections, options);
      turns.push(...found.map((turn) => ({ ...turn, question: asked.name })));
      lines.push({ question: asked.name, 'at once': connections, ...besides(found) });
    }
  }
  console.table(lines);
  const memory = peers.map(({ name, process }) => ({
    hub: name,
    'peak MB': Math.round(peakMemoryOf(process.pid as number)),
  }));
  console.table(memory);
  const { sizes, all } = await sizesOf(world, 'england');
  console.table(
    sizes.map(({ table, rows, megabytes, ofLastYear }) => ({
      table,
      rows,
      MB: megabytes,
      'MB of the last year': ofLastYear,
    })),
  );
  console.log(`England takes ${(all / 1000).toFixed(1)} GB.`);
  console.log(`Processes that wanted to run (of this and everything else on the machine): ${loadOfMachine()}`);
  if (options.json)
    writeFileSync(options.json, JSON.stringify({ at: now, options, lines, turns, memory, sizes, all }, null, 2));
}

async function verify({ name, question, same }: Asked, small: Peer, large: Peer): Promise<void> {
  const [one, other] = [small, large].map(async (peer) => peer.data(question, await measuring.once(peer, question)));
  const found = difference(same(await one), same(await other), false);
  if (found) throw new Error(`England answers ${name} otherwise than the borough: ${found}`);
}

/** Medians of both, and the median of the rounds' ratios. */
function besides(turns: readonly Turn[]) {
  const of = (peer: string) => turns.filter((turn) => turn.peer === peer);
  const pairs = of('borough').map(
    (small) => [small, of('england').find(({ round }) => round === small.round) as Turn] as const,
  );
  const cpu = (turn: Turn) => turn.serverCpu + turn.databaseCpu;
  const figure = (value: number) => Number(value.toPrecision(3));
  return {
    'borough p50 ms': figure(median(of('borough').map(({ p50 }) => p50))),
    'England p50 ms': figure(median(of('england').map(({ p50 }) => p50))),
    'England p99 ms': figure(median(of('england').map(({ p99 }) => p99))),
    'borough CPU ms': figure(median(of('borough').map(cpu))),
    'England CPU ms': figure(median(of('england').map(cpu))),
    'p50, England : borough': figure(median(pairs.map(([small, large]) => large.p50 / small.p50))),
    'CPU, England : borough': figure(median(pairs.map(([small, large]) => cpu(large) / cpu(small)))),
  };
}
