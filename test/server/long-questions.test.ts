import type { Socket } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import type { FieldNode } from 'graphql';
import type { Operation } from '../../src/server/operation.ts';
import type { CareContext } from './support/care.ts';
import { startHub } from './support/hub.ts';

/** A question by what it calls its only field. */
const long = (name: string) => `{ ${name}: viewer { agency } }`;
const short = '{ short: trouble(kind: "none") }';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of running.splice(0)) await close();
});

/** A hub with one turn, where each long question that has begun goes on until it is let go. */
async function startHeld(more: { longWaiting?: number; milliseconds?: number } = {}) {
  const asked: string[] = [];
  const begun: string[] = [];
  const going = new Map<string, () => void>();
  const nameOf = ({ definition }: Operation) => {
    const [field] = definition.selectionSet.selections as FieldNode[];
    return field?.alias?.value ?? '';
  };
  const hub = await startHub({
    limits: { short: 0, longAtOnce: 1, ...more },
    beforeOperation: (operation) => void asked.push(nameOf(operation)),
    contextOf({ agency }, operation) {
      const name = nameOf(operation);
      begun.push(name);
      const held = name === 'short' ? undefined : new Promise<void>((resolve) => going.set(name, resolve));
      return { context: { agency, rows: [] } satisfies CareContext, finish: () => held };
    },
  });
  /** Sends a question and waits until it is about to take its turn. */
  const send = async (query: string, signal?: AbortSignal) => {
    const count = asked.length;
    const body = JSON.stringify({ query });
    const init = { method: 'POST', headers: hub.headersOf('home'), body, ...(signal && { signal }) };
    const answer = hub.send('/graphql', init);
    answer.catch(() => undefined);
    await until(() => asked.length > count);
    return { answer };
  };
  const letGo = async (name: string) => {
    await until(() => going.has(name));
    going.get(name)?.();
  };
  const letAllGo = () => {
    for (const go of going.values()) go();
  };
  running.push(async () => {
    const letting = setInterval(letAllGo, 5);
    await hub.close();
    clearInterval(letting);
  });
  return { ...hub, send, begun, letGo };
}

it('long questions are answered in the order in which they came, and a short one beside them', async () => {
  const { send, begun, letGo } = await startHeld();
  const [one, two, three] = [await send(long('one')), await send(long('two')), await send(long('three'))];
  const answered = await (await send(short)).answer;
  expect([answered.status, begun]).toEqual([200, ['one', 'short']]);
  for (const [name, { answer }] of Object.entries({ one, two, three })) {
    await letGo(name);
    expect((await answer).data).toEqual({ [name]: { agency: 'home' } });
  }
  expect(begun).toEqual(['one', 'short', 'two', 'three']);
});

it('a long question whose client leaves before its turn never begins, and the next has the turn', async () => {
  const { send, begun, letGo, app } = await startHeld();
  const sockets: Socket[] = [];
  app.server.on('connection', (socket) => sockets.push(socket));
  const leaving = new AbortController();
  const one = await send(long('one'));
  await send(long('left'), leaving.signal);
  const three = await send(long('three'));
  leaving.abort();
  await until(() => sockets.some(({ destroyed }) => destroyed));
  await pause(5);
  await letGo('one');
  await letGo('three');
  expect([(await one.answer).status, (await three.answer).status]).toEqual([200, 200]);
  expect(begun).toEqual(['one', 'three']);
});

it('a long question that has waited too long for its turn is given up', async () => {
  const { send, begun } = await startHeld({ milliseconds: 100 });
  await send(long('one'));
  const { answer } = await send(long('two'));
  const { status, code } = await answer;
  expect([status, code, begun]).toEqual([503, 'TIMED_OUT', ['one']]);
});

it('a long question that fails ends its turn', async () => {
  const { send, letGo } = await startHeld();
  const one = await send('{ one: broken { agency } }');
  const two = await send(long('two'));
  await letGo('one');
  expect((await one.answer).code).toBe('INTERNAL');
  await letGo('two');
  expect((await two.answer).status).toBe(200);
});

it('where too many long questions wait, another one is refused, told when to ask again, and a short one answered', async () => {
  const { send, begun } = await startHeld({ longWaiting: 1 });
  await send(long('one'));
  await until(() => begun.length === 1);
  await send(long('two'));
  const refused = await (await send(long('three'))).answer;
  expect([refused.status, refused.code, refused.headers.get('retry-after')]).toEqual([503, 'OVERLOADED', '1']);
  expect((await (await send(short)).answer).status).toBe(200);
  expect(begun).toEqual(['one', 'short']);
});

it('a hub that closes answers the long questions that wait for their turn', async () => {
  const { send, letGo, app } = await startHeld();
  const one = await send(long('one'));
  const two = await send(long('two'));
  const closing = app.close();
  await letGo('one');
  await letGo('two');
  expect([(await one.answer).status, (await two.answer).status]).toEqual([200, 200]);
  await closing;
});
