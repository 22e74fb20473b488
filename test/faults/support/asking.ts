import { refusals } from '../../../src/shared/refusal-catalogue.ts';

/** What became of a question. `LOST` is without any answer; a refusal is one that will pass. */
export type Outcome<Data> = { data: Data; requestId: string } | { refused: string };

/** What a hub may say while something is broken. */
const passing = new Set(
  Object.entries(refusals)
    .filter(([, { status }]) => status === 503)
    .map(([code]) => code),
);

interface Said<Data> {
  data?: Data | null;
  errors?: { extensions?: { code?: string; requestId?: string } }[];
}

/** Asks, and notes in `wrong` whatever no hub may answer, however broken the world is. */
export async function asked<Data>(
  { url, token, wrong }: { url: string; token: string; wrong: string[] },
  query: string,
  variables: object,
): Promise<Outcome<Data>> {
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
        accept: 'application/graphql-response+json',
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(40_000),
    });
    text = await answer.text();
  } catch {
    return { refused: 'LOST' };
  }
  const requestId = answer.headers.get('x-request-id') ?? '';
  let said: Said<Data>;
  try {
    said = JSON.parse(text);
  } catch {
    wrong.push(`an answer that is no JSON, status ${answer.status}: ${text.slice(0, 200)}`);
    return { refused: 'NONSENSE' };
  }
  const codes = (said.errors ?? []).map(({ extensions }) => extensions?.code ?? 'without a code');
  if (answer.status === 200 && said.data && !codes.length) return { data: said.data, requestId };
  for (const code of codes) if (!passing.has(code)) wrong.push(`${code} with status ${answer.status}`);
  if (said.data) wrong.push(`half an answer, beside ${codes}`);
  if (answer.status !== 503) wrong.push(`status ${answer.status} for ${codes}`);
  else if (!answer.headers.has('retry-after')) wrong.push(`503 without Retry-After for ${codes}`);
  return { refused: codes[0] ?? 'NONE' };
}
