import { useCallback, useEffect, useRef, useState } from 'react';
import { ask, type Problem } from '../../graph/ask.ts';
import { TellBedsDocument, type TellBedsMutation } from '../../graph/documents.ts';
import { useAsker } from '../../graph/use-asked.ts';
import { type Attempt, forget, keep, kept } from './attempt.ts';
import type { HomeBeds } from './figures.ts';

type Refused = TellBedsMutation['updateCapacity']['problems'];

/** How far it has come that the home tells its beds. */
export type Telling =
  | { readonly state: 'untold' }
  | { readonly state: 'sending'; readonly attempt: Attempt }
  /** No answer, or none that says whether it was recorded; undefined until it was sent in this page. */
  | { readonly state: 'kept'; readonly attempt: Attempt; readonly problem: Problem | undefined }
  | { readonly state: 'refused'; readonly attempt: Attempt; readonly problems: Refused }
  | { readonly state: 'told'; readonly home: HomeBeds };

/** Tells the hub, whose answer is what stands then, keeps what it did not answer, and sends that again when the connection is back. */
export function useTelling(home: string, before: HomeBeds) {
  const asker = useAsker();
  const [telling, setTelling] = useState<Telling>(() => {
    const attempt = kept(home);
    return attempt ? { state: 'kept', attempt, problem: undefined } : { state: 'untold' };
  });
  const [stands, setStands] = useState(before);
  const onItsWay = useRef(false);

  const send = useCallback(
    async (attempt: Attempt) => {
      if (onItsWay.current) return;
      onItsWay.current = true;
      keep(home, attempt);
      setTelling({ state: 'sending', attempt });
      const { data, problem } = await ask(asker, TellBedsDocument, { input: attempt });
      onItsWay.current = false;
      const answer = data?.updateCapacity;
      if (!answer) return setTelling({ state: 'kept', attempt, problem });
      forget(home);
      if (answer.record) setStands(answer.record);
      setTelling(
        answer.record
          ? { state: 'told', home: answer.record }
          : { state: 'refused', attempt, problems: answer.problems },
      );
    },
    [asker, home],
  );

  useEffect(() => {
    if (telling.state !== 'kept') return;
    const again = () => void send(telling.attempt);
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [telling, send]);

  /** Other figures are typed: what was kept is not sent any more. */
  const drop = useCallback(() => {
    if (onItsWay.current) return;
    forget(home);
    setTelling({ state: 'untold' });
  }, [home]);

  return { telling, stands, send, drop };
}
