/** What came back, as it went over the wire. */
export interface Answer<Data> {
  status: number;
  text: string;
  data: Data;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; remedy: string; requestId: string };
  }[];
}

/** Asks a hub over real HTTP and gives back status, text and what the text says. */
export async function ask<Data>(
  url: string,
  query: string,
  variables: object,
  headers: Record<string, string>,
): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { status: response.status, text, ...(JSON.parse(text) as Omit<Answer<Data>, 'status' | 'text'>) };
}
