import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Answered, Asked } from './load.ts';
import type { Options } from './options.ts';
import type { Peer } from './peers/peer.ts';
import { cpuOf } from './processes.ts';
import type { Question } from './questions.ts';
import type { World } from './world.ts';

/** One peer's turn. CPU in milliseconds a request; times in milliseconds. */
export interface Turn {
  peer: string;
  question: string;
  connections: number;
  round: number;
  requests: number;
  perSecond: number;
  p50: number;
  p99: number;
  bytes: number;
  serverCpu: number;
  databaseCpu: number;
  perCpuSecond: number;
}

/** Asks peers in turn, each for as long as the others, from a process of its own. */
export class Measuring {
  readonly #load: ChildProcess;
  readonly #world: World;
  readonly #tokens = new Map<Question, string>();

  constructor(world: World) {
    this.#world = world;
    this.#load = fork(new URL('load.ts', import.meta.url));
  }

  /** One answer, as it came. */
  async once(peer: Peer, question: Question): Promise<unknown> {
    const { url, headers, body } = await this.#request(peer, question);
    const answer = await fetch(url, { method: 'POST', headers, body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${peer.name} answers ${question.name} with ${answer.status}: ${text}`);
    return JSON.parse(text);
  }

  async turn(
    peer: Peer,
    question: Question,
    connections: number,
    { milliseconds, rate }: Pick<Options, 'milliseconds' | 'rate'>,
  ): Promise<Omit<Turn, 'round'>> {
    const request = await this.#request(peer, question);
    const server = peer.process.pid as number;
    const { postmaster } = this.#world;
    const before = [cpuOf(server), cpuOf(postmaster)] as const;
    const answered = await this.#ask({ ...request, connections, milliseconds, ...(rate && { rate }) });
    const after = [cpuOf(server), cpuOf(postmaster)] as const;
    if (answered.failure) throw new Error(`${peer.name} fails at ${question.name}: ${answered.failure}`);
    const { requests } = answered;
    const [serverCpu, databaseCpu] = [(after[0] - before[0]) / requests, (after[1] - before[1]) / requests];
    return {
      peer: peer.name,
      question: question.name,
      connections,
      requests,
      perSecond: requests / (answered.milliseconds / 1000),
      p50: answered.p50,
      p99: answered.p99,
      bytes: answered.bytes,
      serverCpu,
      databaseCpu,
      perCpuSecond: 1000 / (serverCpu + databaseCpu),
    };
  }

  /** Until the server has compiled what it runs often, or a while has passed: a slow one would be measured cold. */
  async warm(peer: Peer, question: Question): Promise<void> {
    const until = performance.now() + 15_000;
    for (let requests = 0; requests < 300 && performance.now() < until; ) {
      requests += (await this.turn(peer, question, 8, { milliseconds: 1_000 })).requests;
    }
  }

  /** Every peer in each round, another one first each time, so that nobody always comes after the same. */
  async rounds(
    peers: readonly Peer[],
    question: Question,
    connections: number,
    { rounds, ...how }: Options,
  ): Promise<Turn[]> {
    const turns: Turn[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const place of peers.keys()) {
        const peer = peers[(place + round) % peers.length] as Peer;
        turns.push({ ...(await this.turn(peer, question, connections, how)), round });
      }
    }
    return turns;
  }

  stop(): void {
    this.#load.kill();
  }

  async #request(peer: Peer, question: Question): Promise<Omit<Asked, 'connections' | 'milliseconds'>> {
    const token = this.#tokens.get(question) ?? (await this.#world.tokenOf(question.viewer));
    this.#tokens.set(question, token);
    const request = peer.request(question);
    return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
  }

  async #ask(asked: Asked): Promise<Answered> {
    const answer = once(this.#load, 'message');
    this.#load.send(asked);
    return ((await answer) as [Answered])[0];
  }
}
