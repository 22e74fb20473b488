import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Problem } from '../../graph/ask.ts';
import { TellBedsDocument } from '../../graph/documents.ts';
import { type Payload, useWritten } from '../../graph/use-written.ts';
import { type Attempt, keeperOf } from './attempt.ts';
import type { HomeBeds } from './figures.ts';

/** How far it has come that the home tells its beds. */
export type Telling =
  | { readonly state: 'untold' | 'sending' }
  /** No answer, or none that says whether it was recorded; no problem until it was sent in this page. */
  | { readonly state: 'kept'; readonly attempt: Attempt; readonly problem: Problem | undefined }
  | { readonly state: 'refused'; readonly attempt: Attempt; readonly problems: Payload['problems'] }
  | { readonly state: 'told'; readonly attempt: Attempt; readonly home: HomeBeds };

/** Tells the hub, whose answer is what stands then; what it did not answer is sent again when the connection is back. */
export function useTelling(home: string, before: HomeBeds) {
  const keeper = useMemo(() => keeperOf(home), [home]);
  const writing = useWritten(TellBedsDocument, ({ updateCapacity }) => updateCapacity, keeper);
  const { unanswered, sending, write } = writing;
  const [attempt, setAttempt] = useState<Attempt>();
  const [told, setTold] = useState<HomeBeds>();
  const [stands, setStands] = useState(before);

  const send = useCallback(
    async (next: Attempt) => {
      setAttempt(next);
      setTold(undefined);
      const record = (await write(next))?.updateCapacity.record;
      if (!record) return;
      setTold(record);
      setStands(record);
    },
    [write],
  );

  useEffect(() => {
    if (!unanswered || sending) return;
    const again = () => void send(unanswered.sent);
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [unanswered, sending, send]);

  /** Other figures are typed: what was kept is not sent any more. */
  const drop = useCallback(() => {
    writing.drop();
    setTold(undefined);
  }, [writing.drop]);

  return { telling: tellingOf(writing, attempt, told), stands, send, drop };
}

function tellingOf(
  { sending, unanswered, problem, refused }: ReturnType<typeof useWritten<unknown, unknown, Attempt>>,
  attempt: Attempt | undefined,
  home: HomeBeds | undefined,
): Telling {
  if (sending) return { state: 'sending' };
  if (unanswered) return { state: 'kept', attempt: unanswered.sent, problem };
  if (attempt && refused.length > 0) return { state: 'refused', attempt, problems: refused };
  if (attempt && home) return { state: 'told', attempt, home };
  return { state: 'untold' };
}
