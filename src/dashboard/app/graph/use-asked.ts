import { useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { PurposeContext } from '../frame/purpose.ts';
import { useSession } from '../frame/session.ts';
import { type Answer, type Asker, ask } from './ask.ts';
import type { TypedDocumentString } from './documents.ts';

export interface Asked<Result> extends Answer<Result> {
  /** Also while it is asked again, when the former answer still stands. */
  readonly loading: boolean;
  again(): void;
}

/** Whoever is signed in, asking for what the page is for. */
export function useAsker(): Asker {
  const { token, purpose } = useSession();
  const own = useContext(PurposeContext) ?? purpose;
  return useMemo(() => ({ token, purpose: own }), [token, own]);
}

/** Asks when the page opens and when variables change; an answer to a former question is dropped. */
export function useAsked<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Asked<Result> {
  const asker = useAsker();
  const [answer, setAnswer] = useState<Answer<Result>>({ data: null, problem: undefined });
  const [loading, setLoading] = useState(true);
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify(variables);

  // Variables are the same while their text is, and each turn asks again.
  useEffect(() => {
    const leaving = new AbortController();
    setLoading(true);
    ask<Result, Variables>(asker, document, variables, leaving.signal).then(
      (next) => {
        setAnswer(next);
        setLoading(false);
      },
      () => undefined,
    );
    return () => leaving.abort();
  }, [asker, document, key, turn]);

  const again = useCallback(() => setTurn((last) => last + 1), []);
  return { ...answer, loading, again };
}
