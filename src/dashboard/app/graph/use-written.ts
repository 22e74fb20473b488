import { useCallback, useRef, useState } from 'react';
import { fieldInWords } from '../parts/words.ts';
import { ask, type Problem } from './ask.ts';
import type { TypedDocumentString } from './documents.ts';
import { useAsker } from './use-asked.ts';

/** What every write answers: why nothing was changed, or nothing. */
export interface Payload {
  readonly problems: readonly { readonly path?: readonly string[]; readonly message: string }[];
}

export interface Writing<Input, Result> {
  readonly sending: boolean;
  /** Why nothing was changed, or why nobody knows whether it was; undefined before the first answer, and if all is well. */
  readonly problem: Problem | undefined;
  /** Gives the answer if something was changed. What had no answer has the same key when it is sent again, and one effect. */
  write(input: Omit<Input, 'idempotencyKey'>): Promise<Result | undefined>;
}

/** Writes with `document`; `payloadOf` finds what the hub answers in the result. */
export function useWritten<Input, Result>(
  document: TypedDocumentString<Result, { input: Input }>,
  payloadOf: (result: Result) => Payload,
): Writing<Input, Result> {
  const asker = useAsker();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const unanswered = useRef({ text: '', idempotencyKey: '' });
  const onItsWay = useRef(false);
  const find = useRef(payloadOf);

  const write = useCallback(
    async (input: Omit<Input, 'idempotencyKey'>) => {
      if (onItsWay.current) return undefined;
      onItsWay.current = true;
      setSending(true);
      const text = JSON.stringify(input);
      if (unanswered.current.text !== text) unanswered.current = { text, idempotencyKey: crypto.randomUUID() };
      const whole = { ...input, idempotencyKey: unanswered.current.idempotencyKey } as Input;
      const { data, problem } = await ask(asker, document, { input: whole });
      onItsWay.current = false;
      setSending(false);
      if (!data) {
        setProblem(problem);
        return undefined;
      }
      unanswered.current = { text: '', idempotencyKey: '' };
      const messages = find.current(data).problems.map(saying);
      const refused = messages.length > 0;
      setProblem(refused ? { code: 'REFUSED', message: messages.join(' '), remedy: 'Nothing was changed.' } : problem);
      return refused ? undefined : data;
    },
    [asker, document],
  );
  return { sending, problem, write };
}

/** What was wrong and why: `Next on: This lies before …`. */
function saying({ path, message }: Payload['problems'][number]): string {
  const field = fieldInWords(path?.at(-1) ?? '');
  return field ? `${field.charAt(0).toUpperCase()}${field.slice(1)}: ${message}` : message;
}
