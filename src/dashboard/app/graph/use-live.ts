import type { Client } from 'graphql-ws';
import { useEffect, useRef, useState } from 'react';
import type { TypedDocumentString } from './documents.ts';
import { useAsker } from './use-asked.ts';

/** Whether changes are heard as soon as they are recorded. */
export type Live = 'connecting' | 'live' | 'not live';

/** Several changes at once are looked at together. */
const patience = 300;

/**
 * Hears of changes and calls `changed` after each, and after each time the connection was made: what came meanwhile is
 * asked for then. It connects again by itself; while it does not hear, it says so.
 */
export function useLive(document: TypedDocumentString<unknown, { since?: string | null }>, changed: () => void): Live {
  const { token, purpose } = useAsker();
  const [live, setLive] = useState<Live>('connecting');
  const look = useRef(changed);
  look.current = changed;

  useEffect(() => {
    let left = false;
    let client: Client | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => look.current(), patience);
    };
    const lost = () => left || setLive('not live');
    import('graphql-ws').then(({ createClient }) => {
      if (left) return;
      client = createClient({
        url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
        connectionParams: { authorization: `Bearer ${token}`, ...(purpose && { 'purpose-of-use': purpose }) },
        lazy: false,
        retryAttempts: Number.POSITIVE_INFINITY,
        shouldRetry: () => !left,
        on: {
          connected: () => {
            if (left) return;
            setLive('live');
            soon();
          },
          closed: lost,
          error: lost,
        },
      });
      client.subscribe({ query: document.toString(), variables: {} }, { next: soon, error: lost, complete: lost });
    }, lost);
    return () => {
      left = true;
      clearTimeout(timer);
      void client?.dispose();
    };
  }, [document, token, purpose]);
  return live;
}
