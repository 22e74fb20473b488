import type pg from 'pg';

/** One request as the client logs it: nothing of it is the hub's word but the id and the answer. */
export interface Logged {
  requestId: string;
  user: string;
  status: number;
  code: string | undefined;
  text: string;
}

/** An entry as the record has it. */
export interface Kept {
  requestId: string;
  user: string | null;
  kind: string;
  outcome: string;
  operation: string | null;
  count: number;
  residents: string[];
}

/** Asks over HTTP and notes what came back. */
export async function logged(
  url: string,
  token: string | undefined,
  user: string,
  query: string,
  variables: object = {},
): Promise<Logged> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { errors = [] } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  const requestId = response.headers.get('x-request-id') ?? '';
  return { requestId, user, status: response.status, code: errors[0]?.extensions.code, text };
}

/** The whole record, in the order in which it was written. */
export async function kept(owner: pg.Pool): Promise<Kept[]> {
  const { rows } = await owner.query<Kept>(
    `select request_id as "requestId", "user", kind, outcome, operation, count, residents
     from hub.access_entry order by number`,
  );
  return rows;
}
