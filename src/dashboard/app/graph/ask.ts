import type { Purpose } from '../frame/session.ts';
import type { TypedDocumentString } from './documents.ts';

/** An error of the hub's catalogue (docs/errors.md), as it is shown. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  /** What may be written instead, where the hub says so. */
  readonly allowed?: readonly string[];
}

export interface Asker {
  readonly token: string;
  /** Needed where the role has several. */
  readonly purpose?: Purpose;
}

export interface Answer<Result> {
  /** Null where nothing of it could be answered. */
  readonly data: Result | null;
  /** What went wrong first. */
  readonly problem: Problem | undefined;
}

interface GraphAnswer<Result> {
  data?: Result | null;
  errors?: { message: string; extensions?: Partial<Problem> }[];
}

/** Asks the graph. Whatever goes wrong comes back as a problem; only an `abort` of the caller's is thrown. */
export async function ask<Result, Variables>(
  { token, purpose }: Asker,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answer<Result>> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(purpose ? { 'purpose-of-use': purpose } : {}),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
      ...(signal ? { signal } : {}),
    });
    const { data = null, errors = [] } = (await response.json()) as GraphAnswer<Result>;
    const [first] = errors;
    return {
      data,
      problem: first && { code: '', remedy: '', ...first.extensions, message: first.message },
    };
  } catch (error) {
    if (signal?.aborted) throw error;
    const remedy = 'Check the connection, then try again. Nothing that you typed is lost.';
    return { data: null, problem: { code: 'UNREACHABLE', message: 'The hub does not answer.', remedy } };
  }
}
