import { CloseCode, createClient } from 'graphql-ws';
import type { Asker } from './ask.ts';
import type { TypedDocumentString } from './documents.ts';

/** Whether changes are heard as soon as they are recorded; `refused` to whoever is let in no more. */
export type Live = 'connecting' | 'live' | 'not live' | 'refused';

export interface Hearer {
  say(live: Live): void;
  changed(): void;
}

type Document = TypedDocumentString<unknown, { since?: string | null }>;

/** Milliseconds until it is tried again: after the first failure, and at most. */
const [shortest, longest] = [1_000, 20_000];
/** Milliseconds of silence after which the hub is asked whether it is there, and that it gets to answer. */
const [silence, answering] = [10_000, 5_000];

/**
 * Tells a hearer of each change. Whatever ends it, the hub, the network or an error, it is begun again, until `signal`
 * says that nobody hears or the hub lets this person in no more.
 */
export async function hear(asker: Asker, document: Document, hearer: Hearer, signal: AbortSignal): Promise<void> {
  let failed = 0;
  while (!signal.aborted) {
    const began = Date.now();
    const end = await once(asker, document, hearer, signal);
    if (signal.aborted) return;
    if (end === 'refused') return hearer.say('refused');
    hearer.say('not live');
    if (Date.now() - began > longest) failed = 0;
    await pause(Math.min(longest, shortest * 2 ** failed) * (0.5 + Math.random() / 2), signal);
    failed += 1;
  }
}

/** One connection, from its beginning to its end. */
function once({ token, purpose }: Asker, document: Document, { say, changed }: Hearer, signal: AbortSignal) {
  return new Promise<'lost' | 'refused'>((resolve) => {
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const client = createClient({
      url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
      connectionParams: { authorization: `Bearer ${token}`, ...(purpose && { 'purpose-of-use': purpose }) },
      retryAttempts: 0,
      keepAlive: silence,
      connectionAckWaitTimeout: answering,
      on: {
        connected: () => say('live'),
        // A network that goes away without a word leaves the connection open for minutes.
        ping: (received) => {
          if (!received) quiet = setTimeout(() => client.terminate(), answering);
        },
        pong: (received) => {
          if (received) clearTimeout(quiet);
        },
      },
    });
    const ended = (reason?: unknown) => {
      clearTimeout(quiet);
      resolve((reason as { code?: unknown } | undefined)?.code === CloseCode.Forbidden ? 'refused' : 'lost');
      void client.dispose();
    };
    signal.addEventListener('abort', () => ended(), { once: true });
    const sink = { next: changed, error: ended, complete: () => ended() };
    client.subscribe({ query: document.toString(), variables: {} }, sink);
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
  });
}
