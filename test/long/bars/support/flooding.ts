import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Answer, Flood } from './flood.ts';

/** All answers to a flood, once it is over. */
export async function flooded(flood: Flood): Promise<Answer[]> {
  const worker = new Worker(new URL('./flood.js', import.meta.url), { workerData: flood });
  const [answers] = await once(worker, 'message');
  await worker.terminate();
  return answers as Answer[];
}
