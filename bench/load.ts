import { setTimeout as pause } from 'node:timers/promises';
import { Client, type Dispatcher, Pool } from 'undici';

/** A process of its own that asks one question over and over, from so many connections at once. */
export interface Asked {
  url: string;
  headers: Record<string, string>;
  body: string;
  connections: number;
  milliseconds: number;
  /** So many a second, however long answers take; else each connection asks again as soon as it is answered. */
  rate?: number;
}

/** Times in milliseconds. */
export interface Answered {
  requests: number;
  milliseconds: number;
  p50: number;
  p99: number;
  bytes: number;
  /** The first answer that was none, if any. */
  failure?: string;
}

process.on('message', (asked: Asked) => {
  ask(asked).then((answered) => process.send?.(answered));
});

async function ask({ url, headers, body, connections, milliseconds, rate }: Asked): Promise<Answered> {
  const { origin, pathname } = new URL(url);
  const times: number[] = [];
  let bytes = 0;
  let failure: string | undefined;
  const began = performance.now();
  const until = began + milliseconds;

  /** Times count from when the question was due: one that had to wait for others waited for its answer, too. */
  const one = async (client: Dispatcher, due: number): Promise<void> => {
    const answer = await client.request({ path: pathname, method: 'POST', headers, body });
    const text = await answer.body.bytes();
    times.push(performance.now() - due);
    bytes += text.byteLength;
    if (answer.statusCode !== 200) failure = `${answer.statusCode} ${Buffer.from(text).toString().slice(0, 300)}`;
  };
  const oneAfterAnother = async (): Promise<void> => {
    const client = new Client(origin, { pipelining: 1 });
    while (performance.now() < until && !failure) await one(client, performance.now());
    await client.close();
  };
  const atTheRate = async (perSecond: number): Promise<void> => {
    const pool = new Pool(origin, { connections, pipelining: 1 });
    const asked: Promise<void>[] = [];
    for (let due = began; due < until && !failure; due = began + (asked.length * 1000) / perSecond) {
      while (performance.now() < due) await pause(1);
      asked.push(
        one(pool, due).catch((error: unknown) => {
          failure = String(error);
        }),
      );
    }
    await Promise.all(asked);
    await pool.close();
  };
  const asking = rate ? atTheRate(rate) : Promise.all(Array.from({ length: connections }, oneAfterAnother));
  await asking.catch((error: unknown) => {
    failure = String(error);
  });
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    requests: times.length,
    milliseconds: performance.now() - began,
    p50: at(0.5),
    p99: at(0.99),
    bytes: bytes / Math.max(1, times.length),
    ...(failure && { failure }),
  };
}
