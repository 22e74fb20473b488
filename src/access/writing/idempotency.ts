import { createHmac } from 'node:crypto';
import { Refusal } from '../../shared/refusals.ts';
import { DerivedKeys } from '../keys.ts';
import type { Viewer } from '../viewer.ts';
import type { WriteTransaction } from './transaction.ts';

/** What a write comes to, kept for whoever sends it again. Identifiers, instants and words of ours: nothing about a person. */
export type Answer = Readonly<Record<string, unknown>>;

const keyShape = /^[\w.:-]{8,100}$/;

/**
 * Marks of requests. What was asked is kept as a keyed digest only: an NHS number with a birth date is found by trial
 * in a plain one.
 */
export class Marks {
  readonly #keys: DerivedKeys;

  constructor(masterKey: Buffer) {
    this.#keys = new DerivedKeys(masterKey);
  }

  /** Who asks, as what and what for is part of a request: nobody's deed passes for another's because their keys agree. */
  of({ organisation, user, role, purpose }: Viewer, mutation: string, input: object): string {
    const { idempotencyKey: _, ...asked } = input as Record<string, unknown>;
    const key = this.#keys.for('request mark', organisation.id, 32);
    return createHmac('sha256', key)
      .update(`${mutation} ${JSON.stringify([user, role, purpose])} ${canonical(asked)}`)
      .digest('base64url');
  }

  /** Handed out anew to whoever sends the same request again, so that it is kept nowhere: twenty hexadecimal digits. */
  receiptOf(viewer: Viewer, mutation: string, input: { idempotencyKey: string }): string {
    const key = this.#keys.for('receipt', viewer.organisation.id, 32);
    const said = `${input.idempotencyKey} ${this.of(viewer, mutation, input)}`;
    return createHmac('sha256', key).update(said).digest('hex').slice(0, 20).toUpperCase();
  }
}

/** Refuses a key that nobody could keep apart from another. */
export function assertKey(key: string): void {
  if (!keyShape.test(key)) throw new Refusal('BAD_INPUT', { at: 'input.idempotencyKey' });
}

/**
 * Takes the key for this request. If the organisation has used it before, gives the answer of then – or refuses, if
 * something else was asked with it. Who sends the same twice at once waits here for the first.
 */
export async function takeKey(
  { query }: WriteTransaction,
  organisation: string,
  key: string,
  mark: string,
): Promise<Answer | undefined> {
  const taken = await query(
    `insert into hub.idempotency (organisation_id, key, mark) values ($1, $2, $3)
     on conflict (organisation_id, key) do nothing returning key`,
    [organisation, key, mark],
  );
  if (taken.length) return undefined;
  const [before] = await query<{ mark: string; answer: Answer }>(
    'select mark, answer from hub.idempotency where organisation_id = $1 and key = $2',
    [organisation, key],
  );
  if (before?.mark !== mark) throw new Refusal('IDEMPOTENCY_KEY_REUSED', { at: 'input.idempotencyKey' });
  return before.answer;
}

export async function keepAnswer(
  { query }: WriteTransaction,
  organisation: string,
  key: string,
  answer: Answer,
): Promise<void> {
  await query('update hub.idempotency set answer = $3 where organisation_id = $1 and key = $2', [
    organisation,
    key,
    JSON.stringify(answer),
  ]);
}

/** The same text for the same input, in whatever order its fields were sent. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Date)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
