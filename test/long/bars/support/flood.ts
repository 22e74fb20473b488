import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

/** Asks without end, in a thread of its own, so that whoever asks does not wait for whoever measures. */
export interface Flood {
  url: string;
  /** One after the other, from the beginning again. */
  questions: readonly { token: string; body: string }[];
  connections: number;
  milliseconds: number;
  /** So many a second, however long answers take; else each connection asks again as soon as it is answered. */
  rate?: number;
}

/** One answer, with the milliseconds since it was due and since the flood began. */
export interface Answer {
  status: number;
  took: number;
  at: number;
  retryAfter: boolean;
  /** Whether it came over a connection that was made for it. */
  fresh: boolean;
  /** Why there was none. */
  said?: string;
}

async function flood({ url, questions, connections, milliseconds, rate }: Flood): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  const answers: Answer[] = [];
  const began = performance.now();
  const one = (number: number, due: number) =>
    new Promise<void>((resolve) => {
      const { token, body } = questions[number % questions.length] as Flood['questions'][number];
      const note = (status: number, retryAfter: boolean, said?: string) => {
        const now = performance.now();
        answers.push({
          fresh: !asked.reusedSocket,
          status,
          took: now - due,
          at: now - began,
          retryAfter,
          ...(said && { said }),
        });
        resolve();
      };
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const asked = request(`${url}/graphql`, { method: 'POST', agent, headers }, (answer) => {
        answer.resume().on('end', () => note(answer.statusCode ?? 0, answer.headers['retry-after'] !== undefined));
      });
      asked.on('error', ({ message }) => note(0, false, message)).end(body);
    });
  if (rate) {
    const asked: Promise<void>[] = [];
    for (;;) {
      const due = began + (asked.length * 1000) / rate;
      if (due > began + milliseconds) break;
      while (performance.now() < due) await pause(1);
      asked.push(one(asked.length, due));
    }
    await Promise.all(asked);
  } else {
    let number = 0;
    const again = async () => {
      while (performance.now() < began + milliseconds) await one(number++, performance.now());
    };
    await Promise.all(Array.from({ length: connections }, again));
  }
  agent.destroy();
  return answers;
}

if (parentPort) parentPort.postMessage(await flood(workerData as Flood));
