import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Of two authorizations Node keeps the first and drops the other unsaid; which one was meant nobody knows. */
export function headersOf({ headers, headersDistinct }: IncomingMessage): IncomingHttpHeaders {
  const given = headersDistinct.authorization ?? [];
  return given.length > 1 ? { ...headers, authorization: given.join(', ') } : headers;
}
