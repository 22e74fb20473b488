import { readFileSync, writeFileSync } from 'node:fs';
import { agreementInClear } from './agreement-in-clear.ts';
import { difference } from './compare.ts';
import { type Figures, figuresOf } from './figures.ts';
import { Measuring, type Turn } from './measure.ts';
import { type Options, type PeerLetter, readOptions } from './options.ts';
import { startHub } from './peers/hub.ts';
import { startLimit } from './peers/limit.ts';
import type { Peer } from './peers/peer.ts';
import { startPostGraphile } from './peers/postgraphile.ts';
import { startShield } from './peers/shield.ts';
import { loadOfMachine, peakMemoryOf } from './processes.ts';
import { type Question, questionsOn } from './questions.ts';
import { statementsIn } from './statements.ts';
import { tableOf } from './table.ts';
import { makeWorld, type World } from './world.ts';

const shipped = new URL('../schema/agreement.yml', import.meta.url);
const hubName = 'hub';
const unrecorded = 'hub, no record';

const starting: Record<Exclude<PeerLetter, 'a'>, (world: World, questions: readonly Question[]) => Promise<Peer>> = {
  "a'": (world) => startHub(world, 'hub, all in clear', { agreement: agreementInClear(readFileSync(shipped, 'utf8')) }),
  a0: (world) => startHub(world, unrecorded, { program: 'bench/peers/without-record.ts' }),
  b: (world, questions) => startPostGraphile(world, hubName, questions, now),
  c: (world, questions) => startShield(world, hubName, questions),
  d: (world, questions) => startLimit(world, hubName, questions),
};

const options = readOptions(process.argv.slice(2));
const now = new Date();
console.error('Making a PostgreSQL with the borough …');
const world = await makeWorld(now);
const peers: Peer[] = [];
const measuring = new Measuring(world);
try {
  await run(options);
} finally {
  measuring.stop();
  for (const peer of peers) await peer.stop();
  await world.stop();
}

async function run(asked: Options): Promise<void> {
  const { peers: letters, questions: wanted, connections, rate, json } = asked;
  // The hub is there whatever was asked for: what the others answer is compared with what it answers.
  peers.push(await startHub(world, hubName));
  const questions = (await questionsOn(world, hubName, now)).filter(({ name }) => wanted.includes(name));
  for (const letter of letters) if (letter !== 'a') peers.push(await starting[letter](world, questions));
  const statements = new Map<string, number>();
  for (const question of questions) await verify(question, statements);

  const turns: Turn[] = [];
  const loads: number[] = [];
  for (const question of questions) {
    const able = peers.filter((peer) => peer.answers(question));
    for (const peer of able) await measuring.warm(peer, question);
    for (const many of connections) {
      console.error(`${question.name}, ${rate ? `${rate} a second` : `${many} at once`} …`);
      loads.push(loadOfMachine());
      turns.push(...(await measuring.rounds(able, question, many, asked)));
    }
  }
  const figures = summed(turns, statements);
  console.log(tableOf(figures));
  console.log(`\nProcesses that wanted to run (of this and everything else on the machine): ${loads.join(', ')}`);
  if (json) writeFileSync(json, JSON.stringify({ at: now, options: asked, loads, figures, turns }, null, 2));
}

/** Nobody is measured who does not answer the question, or answers another one. */
async function verify(question: Question, statements: Map<string, number>): Promise<void> {
  const [hub, ...others] = peers.filter((peer) => peer.answers(question));
  if (!hub) return;
  const expected = hub.data(question, await measuring.once(hub, question));
  for (const other of others) {
    const found = difference(
      expected,
      other.data(question, await measuring.once(other, question)),
      other.shows === 'more',
    );
    if (found) throw new Error(`${other.name} answers ${question.name} otherwise than the hub: ${found}`);
  }
  for (const peer of [hub, ...others]) {
    // Once before, so that nothing is looked up that a server knows for some seconds.
    await measuring.once(peer, question);
    // Hubs also do something of their own now and then: the least of three is the question's.
    const counts = [];
    for (let n = 0; n < 3; n++) counts.push(await statementsIn(world, () => measuring.once(peer, question)));
    statements.set(`${peer.name} ${question.name}`, Math.min(...counts));
  }
}

function summed(turns: readonly Turn[], statements: ReadonlyMap<string, number>): Figures[] {
  const groups = Map.groupBy(turns, ({ question, connections, peer }) => `${question} ${connections} ${peer}`);
  return [...groups.values()].map((group) => {
    const [{ question, connections, peer }] = group as [Turn];
    const besides = (name: string) => groups.get(`${question} ${connections} ${name}`) ?? [];
    const hub = peer === hubName ? [] : besides(hubName);
    const bare = peer === hubName ? besides(unrecorded) : [];
    const pid = peers.find(({ name }) => name === peer)?.process.pid as number;
    return {
      ...figuresOf(group, hub, bare),
      statements: statements.get(`${peer} ${question}`) ?? null,
      peakMemory: peakMemoryOf(pid),
    };
  });
}
