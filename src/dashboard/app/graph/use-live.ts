import { useEffect, useRef, useState } from 'react';
import type { TypedDocumentString } from './documents.ts';
import { hear, type Live } from './hear.ts';
import { useAsker } from './use-asked.ts';

export type { Live } from './hear.ts';

/** Milliseconds: several changes at once are looked at together. */
const together = 300;
/** Milliseconds until the hub hears what was subscribed to: what is asked for by then misses nothing. */
const heard = 1_000;

/**
 * Hears of changes and calls `changed` after each, and after each time the connection was made: what came meanwhile is
 * asked for then. It connects again by itself; while it does not hear, it says so.
 */
export function useLive(document: TypedDocumentString<unknown, { since?: string | null }>, changed: () => void): Live {
  const asker = useAsker();
  const [live, setLive] = useState<Live>('connecting');
  const look = useRef(changed);
  look.current = changed;

  useEffect(() => {
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookIn = (milliseconds: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => look.current(), milliseconds);
    };
    const say = (state: Live) => {
      if (leaving.signal.aborted) return;
      setLive(state);
      // Why somebody is not let in any more is told to whoever asks.
      if (state === 'live' || state === 'refused') lookIn(heard);
    };
    void hear(asker, document, { say, changed: () => lookIn(together) }, leaving.signal);
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [asker, document]);
  return live;
}
