/**
 * Where a question was refused: `request` before its document was read (the HTTP status holds for every client),
 * `document` before anything ran (by GraphQL over HTTP the status is 200 for a client that takes only
 * `application/json`), `field` while it ran (the answer is 200 and may hold data beside the error).
 */
export type WhenRefused = 'request' | 'document' | 'field';

interface Entry {
  when: WhenRefused;
  status: number;
  message: string;
  /** What to do next. */
  remedy: string;
}

/** Every error that the hub answers with. A code is public and never changes its meaning; docs/errors.md lists them. */
export const refusals = {
  // Who asks
  UNAUTHENTICATED: {
    when: 'request',
    status: 401,
    message: 'Sign in first.',
    remedy: 'Send "Authorization: Bearer …" with a valid token of an issuer that this hub knows.',
  },
  TOKEN_EXPIRED: {
    when: 'request',
    status: 401,
    message: 'The token has expired.',
    remedy: 'Get a new token from its issuer and send the question again.',
  },
  ORGANISATION_REFUSED: {
    when: 'request',
    status: 403,
    message: 'The issuer of this token may not speak for the organisation that it names.',
    remedy: 'Ask whoever runs the hub to bind the issuer to the organisation, or use a token of its own issuer.',
  },
  AGENCY_CONTRADICTED: {
    when: 'request',
    status: 403,
    message: 'The token names another agency than the one its organisation belongs to.',
    remedy: 'Leave the agency out of the token, or have its issuer put it right.',
  },
  NOT_SIGNED: {
    when: 'request',
    status: 403,
    message: 'Your organisation has not signed the sharing agreement in force.',
    remedy: 'Have your Caldicott guardian sign the version in force; nothing is shared until then.',
  },
  ROLE_UNKNOWN: {
    when: 'request',
    status: 403,
    message: 'The agreement gives this role of your agency nothing.',
    remedy: 'Use a token whose role the agreement names for your agency.',
  },
  PURPOSE_REQUIRED: {
    when: 'request',
    status: 400,
    message: 'Say what you ask for: your role has more than one purpose.',
    remedy: 'Send the header "purpose-of-use" with one of the purposes in "allowed".',
  },
  PURPOSE_UNKNOWN: {
    when: 'request',
    status: 400,
    message: 'There is no such purpose.',
    remedy: 'Send the header "purpose-of-use" with one of the purposes in "allowed".',
  },
  PURPOSE_NOT_ALLOWED: {
    when: 'request',
    status: 403,
    message: 'The agreement does not allow your role this purpose.',
    remedy: 'Ask for one of the purposes in "allowed", or have the agreement changed.',
  },

  // The request
  MALFORMED_JSON: {
    when: 'request',
    status: 400,
    message: 'The body is not valid JSON.',
    remedy: 'Send one JSON object with "query" and, if needed, "variables" and "operationName".',
  },
  BAD_REQUEST: {
    when: 'request',
    status: 400,
    message: 'This is not a GraphQL request.',
    remedy: 'Send a text as "query", a text or null as "operationName", and an object or null as "variables".',
  },
  BATCH_REFUSED: {
    when: 'request',
    status: 400,
    message: 'One request carries one operation.',
    remedy: 'Send one JSON object, not a list, and further operations as requests of their own.',
  },
  BODY_TOO_LARGE: {
    when: 'request',
    status: 413,
    message: 'The request is too large.',
    remedy: 'Send a smaller document, or smaller variables, in several requests.',
  },
  METHOD_NOT_ALLOWED: {
    when: 'request',
    status: 405,
    message: 'This address does not answer that method.',
    remedy: 'Use POST; GET is for queries only.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    when: 'request',
    status: 415,
    message: 'The body has a type that the hub does not read.',
    remedy: 'Send "Content-Type: application/json" with a body in UTF-8.',
  },
  NOT_ACCEPTABLE: {
    when: 'request',
    status: 406,
    message: 'The hub cannot answer in a type that you accept.',
    remedy: 'Accept "application/graphql-response+json" or "application/json".',
  },
  NOT_FOUND: {
    when: 'request',
    status: 404,
    message: 'There is nothing at this address.',
    remedy: 'The graph is at /graphql.',
  },
  TOO_MANY_REQUESTS: {
    when: 'request',
    status: 429,
    message: 'Your organisation asks more than its share.',
    remedy: 'Wait as long as the header "Retry-After" says, then ask again.',
  },

  // The document
  SYNTAX_ERROR: {
    when: 'document',
    status: 400,
    message: 'The document is not valid GraphQL.',
    remedy: 'Correct the document at the location given.',
  },
  INVALID_DOCUMENT: {
    when: 'document',
    status: 400,
    message: 'The document breaks a rule of GraphQL.',
    remedy: 'Check it against the schema of your agency: names once only, every variable used, fields that merge.',
  },
  OPERATION_UNKNOWN: {
    when: 'document',
    status: 400,
    message: 'The document has no such operation, or several and none is chosen.',
    remedy: 'Name one operation of the document in "operationName".',
  },
  NOT_SHARED: {
    when: 'document',
    status: 400,
    message: 'The agreement shares no such field, argument, type or value with your agency.',
    remedy: 'Leave it out. The schema of your agency lists what is shared; the agreement says why.',
  },
  QUERY_TOO_LONG: {
    when: 'document',
    status: 400,
    message: 'The document is too long.',
    remedy: 'Ask for less, use fragments, or split the question.',
  },
  QUERY_TOO_DEEP: {
    when: 'document',
    status: 400,
    message: 'The document nests too deep.',
    remedy: 'Ask in two steps: first for ids, then from those.',
  },
  QUERY_TOO_COSTLY: {
    when: 'document',
    status: 400,
    message: 'The question may return too much at once.',
    remedy: 'Lower "first" on the lists, most of all on lists within lists, and page with "after".',
  },
  TOO_MANY_ALIASES: {
    when: 'document',
    status: 400,
    message: 'The document uses too many aliases.',
    remedy: 'Ask for a list instead of the same field many times, or split the question.',
  },

  // The input
  BAD_INPUT: {
    when: 'document',
    status: 400,
    message: 'A value is not of the type that is asked for there.',
    remedy: 'Correct the value at the path in "at"; the schema says what it takes.',
  },
  NHS_NUMBER_INVALID: {
    when: 'document',
    status: 400,
    message: 'This is not an NHS number.',
    remedy: 'Send its ten digits; the last one is a check digit, so look for a slip.',
  },
  PAGE_SIZE: {
    when: 'field',
    status: 400,
    message: 'A page holds at least one record and at most as many as "limit" says.',
    remedy: 'Send a "first" within the limit, and page on with "after".',
  },
  CURSOR_INVALID: {
    when: 'field',
    status: 400,
    message: 'This cursor does not belong to this list.',
    remedy: 'Use the "endCursor" of the same question, asked by the same viewer, or begin again without "after".',
  },
  POSTCODE_UNKNOWN: {
    when: 'field',
    status: 400,
    message: 'The hub does not know where this postcode is.',
    remedy: 'Check the postcode, or give a point or a care home instead.',
  },
  PERIOD_INVALID: {
    when: 'field',
    status: 400,
    message: 'Measures are published for whole calendar months.',
    remedy: 'Begin on the first of a month, end on the first of a later month (exclusive), within "limit" months.',
  },
  GROUPING_NOT_PUBLISHED: {
    when: 'field',
    status: 400,
    message: 'The agreement does not publish this measure in this grouping.',
    remedy: 'Use one of the groupings in "allowed".',
  },
  FORBIDDEN: {
    when: 'field',
    status: 403,
    message: 'The agreement does not allow this to your agency, role and purpose.',
    remedy: 'Ask for another purpose if you have one, or have the agreement changed.',
  },

  // The hub
  AGREEMENT_CHANGED: {
    when: 'request',
    status: 503,
    message: 'The agreement in force has just changed.',
    remedy: 'Ask again in a moment; the answer will follow the new agreement.',
  },
  AUDIT_UNAVAILABLE: {
    when: 'request',
    status: 503,
    message: 'The access record cannot be written, so nothing is shown.',
    remedy: 'Ask again in a moment; if it lasts, tell whoever runs the hub, with the requestId.',
  },
  OVERLOADED: {
    when: 'request',
    status: 503,
    message: 'The hub has more questions than it can answer.',
    remedy: 'Wait as long as the header "Retry-After" says, then ask again.',
  },
  TIMED_OUT: {
    when: 'request',
    status: 503,
    message: 'The answer took too long and was given up.',
    remedy: 'Ask for less, or ask again in a moment.',
  },
  UNAVAILABLE: {
    when: 'request',
    status: 503,
    message: 'The hub cannot reach something that it needs.',
    remedy: 'Ask again in a moment; if it lasts, tell whoever runs the hub, with the requestId.',
  },
  INTERNAL: {
    when: 'request',
    status: 500,
    message: 'Something went wrong in the hub.',
    remedy: 'Tell whoever runs the hub, with the requestId; its log says more.',
  },
} as const satisfies Record<string, Entry>;

export type RefusalCode = keyof typeof refusals;
