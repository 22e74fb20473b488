import { useCallback, useEffect, useState } from 'react';
import type { Asker, Problem } from './ask.ts';
import { useAsker } from './use-asked.ts';

export interface Gathered<Part> {
  /** What has come so far. */
  readonly parts: readonly Part[];
  readonly loading: boolean;
  /** What went wrong first; the rest is not asked for then. */
  readonly problem: Problem | undefined;
  again(): void;
}

type Give<Part> = (part: Part) => void;
/** Asks for every part, one after the other or a few at once; the problem that ended it, if one did. */
export type Gather<Part> = (asker: Asker, give: Give<Part>, signal: AbortSignal) => Promise<Problem | undefined>;

/** Gathers what takes more than one question; `gather` stays the same as long as what is asked for does. */
export function useAll<Part>(gather: Gather<Part>): Gathered<Part> {
  const asker = useAsker();
  const [parts, setParts] = useState<readonly Part[]>([]);
  const [loading, setLoading] = useState(true);
  const [problem, setProblem] = useState<Problem>();
  const [turn, setTurn] = useState(0);

  // Each turn asks again.
  useEffect(() => {
    const leaving = new AbortController();
    setParts([]);
    setLoading(true);
    setProblem(undefined);
    const give = (part: Part) => leaving.signal.aborted || setParts((before) => [...before, part]);
    gather(asker, give, leaving.signal).then(
      (found) => {
        if (leaving.signal.aborted) return;
        setProblem(found);
        setLoading(false);
      },
      () => undefined,
    );
    return () => leaving.abort();
  }, [asker, gather, turn]);

  const again = useCallback(() => setTurn((last) => last + 1), []);
  return { parts, loading, problem, again };
}

interface Listed<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Every record of a list, page after page. */
export function pageByPage<Node>(
  page: (
    asker: Asker,
    after: string | null,
    signal: AbortSignal,
  ) => Promise<{ list: Listed<Node> | null | undefined; problem: Problem | undefined }>,
): Gather<Node> {
  return async (asker, give, signal) => {
    let after: string | null = null;
    do {
      const { list, problem } = await page(asker, after, signal);
      for (const node of list?.nodes ?? []) give(node);
      if (problem) return problem;
      after = list?.pageInfo.hasNextPage ? list.pageInfo.endCursor : null;
    } while (after !== null);
    return undefined;
  };
}

/** So many questions at once: no more than whoever else asks for the organisation can spare. */
const atOnce = 4;

/** Asks for each of several things; `one` gives undefined where there is nothing to show of it. */
export async function each<Thing>(
  things: readonly Thing[],
  one: (thing: Thing) => Promise<Problem | undefined>,
): Promise<Problem | undefined> {
  const waiting = [...things];
  let found: Problem | undefined;
  const work = async () => {
    for (let thing = waiting.shift(); thing !== undefined && !found; thing = waiting.shift())
      found ??= await one(thing);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found;
}
