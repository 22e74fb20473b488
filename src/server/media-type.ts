import Negotiator from 'negotiator';

const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;
/** What an answer is written as; the status of a refused document depends on it (GraphQL over HTTP). */
export type MediaType = (typeof mediaTypes)[number];

/** The type that a client prefers; undefined if it takes neither. */
export function mediaTypeFor(accept: string | undefined): MediaType | undefined {
  if (accept === undefined || accept === '*/*') return 'application/json';
  // All is written in UTF-8: who asks for that asks for nothing else.
  const types = accept.replaceAll(/;\s*charset\s*=\s*"?utf-8"?/gi, '');
  return new Negotiator({ headers: { accept: types } }).mediaType([...mediaTypes]) as MediaType | undefined;
}
