import { useCallback, useRef, useState } from 'react';
import { fieldInWords } from '../parts/words.ts';
import { ask, type Problem } from './ask.ts';
import type { TypedDocumentString } from './documents.ts';
import { useAsker } from './use-asked.ts';

/** What every write answers: why nothing was changed, or nothing. */
export interface Payload {
  readonly problems: readonly {
    readonly path?: readonly string[];
    readonly code?: string;
    readonly message: string;
  }[];
}

/** What was sent and has no answer yet, under the key by which it has one effect however often it is sent. */
export interface Unanswered<Sent> {
  readonly sent: Sent;
  readonly idempotencyKey: string;
}

/** Where that outlives the page; without one it is gone when the page is closed. Never for personal data. */
export interface Keeper<Sent> {
  kept(): Unanswered<Sent> | undefined;
  keep(unanswered: Unanswered<Sent> | undefined): void;
}

export interface Writing<Sent, Result> {
  readonly sending: boolean;
  /** Why nothing was changed, or why nobody knows whether it was; undefined before the first answer, and if all is well. */
  readonly problem: Problem | undefined;
  /** What the hub refused, one by one. */
  readonly refused: Payload['problems'];
  readonly unanswered: Unanswered<Sent> | undefined;
  /** Gives the answer if something was changed. What had no answer has the same key when it is sent again, and one effect. */
  write(sent: Sent): Promise<Result | undefined>;
  /** Something else is typed: what has no answer is not sent any more. */
  drop(): void;
}

type Unkeyed<Input> = Omit<Input, 'idempotencyKey'>;

/** Writes with `document`; `payloadOf` finds what the hub answers in the result. */
export function useWritten<Input, Result, Sent extends Unkeyed<Input> = Unkeyed<Input>>(
  document: TypedDocumentString<Result, { input: Input }>,
  payloadOf: (result: Result) => Payload,
  keeper?: Keeper<Sent>,
): Writing<Sent, Result> {
  const asker = useAsker();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [refused, setRefused] = useState<Payload['problems']>([]);
  const [unanswered, setUnanswered] = useState(() => keeper?.kept());
  const waiting = useRef(unanswered);
  const onItsWay = useRef(false);
  const find = useRef(payloadOf);

  const keep = useCallback(
    (next: Unanswered<Sent> | undefined) => {
      waiting.current = next;
      keeper?.keep(next);
      setUnanswered(next);
    },
    [keeper],
  );

  const write = useCallback(
    async (sent: Sent) => {
      if (onItsWay.current) return undefined;
      onItsWay.current = true;
      setSending(true);
      const again = JSON.stringify(waiting.current?.sent) === JSON.stringify(sent);
      const idempotencyKey = (again && waiting.current?.idempotencyKey) || crypto.randomUUID();
      keep({ sent, idempotencyKey });
      const { data, problem } = await ask(asker, document, { input: { ...sent, idempotencyKey } as unknown as Input });
      onItsWay.current = false;
      setSending(false);
      setRefused([]);
      if (!data) {
        setProblem(problem);
        return undefined;
      }
      keep(undefined);
      const { problems } = find.current(data);
      const message = problems.map(saying).join(' ');
      setRefused(problems);
      setProblem(message ? { code: 'REFUSED', message, remedy: 'Nothing was changed.' } : problem);
      return message ? undefined : data;
    },
    [asker, document, keep],
  );

  const drop = useCallback(() => {
    if (onItsWay.current) return;
    keep(undefined);
    setProblem(undefined);
    setRefused([]);
  }, [keep]);

  return { sending, problem, refused, unanswered, write, drop };
}

/** What was wrong and why: `Next on: This lies before …`. */
function saying({ path, message }: Payload['problems'][number]): string {
  const field = fieldInWords(path?.at(-1) ?? '');
  return field ? `${field.charAt(0).toUpperCase()}${field.slice(1)}: ${message}` : message;
}
