import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Of two authorizations Node keeps the first and drops the other unsaid; which one was meant nobody knows. */
export function headersOf({ headers, headersDistinct }: IncomingMessage): IncomingHttpHeaders {
  const given = headersDistinct.authorization ?? [];
  return given.length > 1 ? { ...headers, authorization: given.join(', ') } : headers;
}

/** Answers may hold personal data: nobody keeps them, frames them or reads them as anything but what they are. */
export const hardening = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
