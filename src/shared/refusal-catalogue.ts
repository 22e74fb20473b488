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

const request = (status: number, message: string, remedy: string): Entry => ({
  when: 'request',
  status,
  message,
  remedy,
});
const document = (message: string, remedy: string): Entry => ({ when: 'document', status: 400, message, remedy });
const field = (status: number, message: string, remedy: string): Entry => ({ when: 'field', status, message, remedy });

/** Every error that the hub answers with. A code is public and never changes its meaning; docs/errors.md lists them. */
export const refusals = {
  // Who asks
  UNAUTHENTICATED: request(
    401,
    'Sign in first.',
    'Send "Authorization: Bearer …" with a valid token of an issuer that this hub knows.',
  ),
  TOKEN_EXPIRED: request(401, 'The token has expired.', 'Get a new token from its issuer and send the question again.'),
  ORGANISATION_REFUSED: request(
    403,
    'The issuer of this token may not speak for the organisation that it names.',
    'Ask whoever runs the hub to bind the issuer to the organisation, or use a token of its own issuer.',
  ),
  AGENCY_CONTRADICTED: request(
    403,
    'The token names another agency than the one its organisation belongs to.',
    'Leave the agency out of the token, or have its issuer put it right.',
  ),
  NOT_SIGNED: request(
    403,
    'Your organisation has not signed the sharing agreement in force.',
    'Have your Caldicott guardian sign the version in force; nothing is shared until then.',
  ),
  ROLE_UNKNOWN: request(
    403,
    'The agreement gives this role of your agency nothing.',
    'Use a token whose role the agreement names for your agency.',
  ),
  PURPOSE_REQUIRED: request(
    400,
    'Say what you ask for: your role has more than one purpose.',
    'Send the header "purpose-of-use" with one of the purposes in "allowed".',
  ),
  PURPOSE_UNKNOWN: request(
    400,
    'There is no such purpose.',
    'Send the header "purpose-of-use" with one of the purposes in "allowed".',
  ),
  PURPOSE_NOT_ALLOWED: request(
    403,
    'The agreement does not allow your role this purpose, or opens nothing of this question to your role for it.',
    'Ask for one of the purposes in "allowed"; if there is none, use another role, or have the agreement changed.',
  ),

  // The request
  MALFORMED_JSON: request(
    400,
    'The body is not valid JSON in UTF-8, or names something twice.',
    'Send one JSON object with "query" and, if needed, "variables" and "operationName", each key in an object once.',
  ),
  BAD_REQUEST: request(
    400,
    'This is not a GraphQL request.',
    'Send a text as "query", a text or null as "operationName", and an object or null as "variables".',
  ),
  BATCH_REFUSED: request(
    400,
    'One request carries one operation.',
    'Send one JSON object, not a list, and further operations as requests of their own.',
  ),
  DOCUMENT_NOT_REGISTERED: request(
    400,
    'The document is not registered with this hub.',
    'Ask whoever runs the hub to register it; until then send its text, if the hub answers others than registered ones.',
  ),
  BODY_TOO_LARGE: request(
    413,
    'The request is too large.',
    'Send a smaller document, or smaller variables, in several requests.',
  ),
  METHOD_NOT_ALLOWED: request(405, 'This address does not answer that method.', 'Use POST; GET is for queries only.'),
  UNSUPPORTED_MEDIA_TYPE: request(
    415,
    'The body has a type that the hub does not read.',
    'Send "Content-Type: application/json" with a body in UTF-8.',
  ),
  NOT_ACCEPTABLE: request(
    406,
    'The hub cannot answer in a type that you accept.',
    'Accept "application/graphql-response+json" or "application/json".',
  ),
  NOT_FOUND: request(404, 'There is nothing at this address.', 'The graph is at /graphql.'),
  TOO_MANY_REQUESTS: request(
    429,
    'Your organisation asks more than its share.',
    'Wait as long as the header "Retry-After" says, then ask again.',
  ),

  OVER_WEBSOCKET: request(
    400,
    'Subscriptions are answered over a WebSocket, and everything else over HTTP.',
    'Subscribe at the same address by the protocol graphql-transport-ws; send queries and mutations with POST.',
  ),
  TOO_MANY_SUBSCRIPTIONS: request(
    429,
    'You hear of more at once than the hub allows.',
    'End subscriptions or connections that you do not need, or hear of more in one subscription.',
  ),

  // The document
  SYNTAX_ERROR: document('The document is not valid GraphQL.', 'Correct the document at the location given.'),
  INVALID_DOCUMENT: document(
    'The document breaks a rule of GraphQL.',
    'Check it against the schema of your agency: names once only, every variable used, fields that merge.',
  ),
  OPERATION_UNKNOWN: document(
    'The document has no such operation, or several and none is chosen.',
    'Name one operation of the document in "operationName".',
  ),
  NOT_SHARED: document(
    'The agreement shares no such field, argument, type or value with your agency.',
    'Leave it out. The schema of your agency lists what is shared; the agreement says why.',
  ),
  QUERY_TOO_LONG: document('The document is too long.', 'Ask for less, use fragments, or split the question.'),
  QUERY_TOO_DEEP: document('The document nests too deep.', 'Ask in two steps: first for ids, then from those.'),
  QUERY_TOO_COSTLY: document(
    'The question may return too much at once.',
    'Lower "first" on the lists, most of all on lists within lists, and page with "after".',
  ),
  TOO_MANY_ALIASES: document(
    'The document uses too many aliases.',
    'Ask for a list instead of the same field many times, or split the question.',
  ),

  // The input
  BAD_INPUT: document(
    'A value is not of the type that is asked for there.',
    'Correct the value at the path in "at"; the schema says what it takes.',
  ),
  NHS_NUMBER_INVALID: document(
    'This is not an NHS number.',
    'Send its ten digits; the last one is a check digit, so look for a slip.',
  ),
  PAGE_SIZE: field(
    400,
    'A page holds at least one record and at most as many as "limit" says.',
    'Send a "first" within the limit, and page on with "after".',
  ),
  CURSOR_INVALID: field(
    400,
    'This cursor does not belong to this list.',
    'Use the "endCursor" of the same question, asked by the same viewer, or begin again without "after".',
  ),
  EVENTS_GONE: field(
    400,
    'The hub does not know any more what has happened since.',
    'Ask for everything again by a query, and subscribe without "since".',
  ),
  POSTCODE_UNKNOWN: field(
    400,
    'The hub does not know where this postcode is.',
    'Check the postcode, or give a point or a care home instead.',
  ),
  CARE_HOME_UNKNOWN: field(
    400,
    'The hub does not know this care home.',
    'Send the id of a home as "careHomes" gives it, or its CQC location id.',
  ),
  PERIOD_INVALID: field(
    400,
    'Nothing is published of these days.',
    'Let "from" be before "to", and ask for days within those in "allowed": days still to come are published when they are over.',
  ),
  NOT_YET_PUBLISHED: field(
    400,
    'This measure is not published yet under the agreement in force.',
    'Ask again later: a table is published when the data of half its period are declared complete at first, and of a whole one later.',
  ),
  GROUPING_NOT_PUBLISHED: field(
    400,
    'The agreement does not publish this measure in this grouping.',
    'Use one of the groupings in "allowed".',
  ),
  IDEMPOTENCY_KEY_REUSED: field(
    400,
    'This key was used before, for another request.',
    'Send a new "idempotencyKey" with a new request, and the same one only to send the very same request again.',
  ),
  FORBIDDEN: field(
    403,
    'The agreement does not allow this to your agency, role and purpose.',
    'Ask for another purpose if you have one, or have the agreement changed.',
  ),

  // The hub
  AGREEMENT_CHANGED: request(
    503,
    'The agreement in force has just changed.',
    'Ask again in a moment; the answer will follow the new agreement.',
  ),
  AGREEMENT_UNREADABLE: request(
    503,
    'The hub cannot follow the agreement in force, so nothing is shown.',
    'Tell whoever runs the hub: it needs the release that the agreement was written for, or another agreement.',
  ),
  AUDIT_UNAVAILABLE: request(
    503,
    'The access record cannot be written, so nothing is shown.',
    'Ask again in a moment; if it lasts, tell whoever runs the hub, with the requestId.',
  ),
  OVERLOADED: request(
    503,
    'The hub has more questions than it can answer.',
    'Wait as long as the header "Retry-After" says, then ask again.',
  ),
  TIMED_OUT: request(503, 'The answer took too long and was given up.', 'Ask for less, or ask again in a moment.'),
  UNAVAILABLE: request(
    503,
    'The hub cannot reach something that it needs.',
    'Ask again in a moment; if it lasts, tell whoever runs the hub, with the requestId.',
  ),
  NOT_CONFIRMED: request(
    503,
    'The database did not confirm what was written: it may have been done, or not.',
    'Send it again with the same idempotencyKey: what was done is not done twice.',
  ),
  INTERNAL: request(
    500,
    'Something went wrong in the hub.',
    'Tell whoever runs the hub, with the requestId; its log says more.',
  ),
} satisfies Record<string, Entry>;

export type RefusalCode = keyof typeof refusals;
