import Negotiator from 'negotiator';

const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;
/** What an answer is written as; the status of a refused document depends on it (GraphQL over HTTP). */
export type MediaType = (typeof mediaTypes)[number];

/** The type that a client prefers; undefined if it takes neither. */
export function mediaTypeFor(accept: string | undefined): MediaType | undefined {
  if (accept === undefined || accept === '*/*') return 'application/json';
  return new Negotiator({ headers: { accept } }).mediaType([...mediaTypes]) as MediaType | undefined;
}
