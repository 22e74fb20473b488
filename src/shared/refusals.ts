import { GraphQLError } from 'graphql';
import { type RefusalCode, refusals, type WhenRefused } from './refusal-catalogue.ts';

export type { RefusalCode } from './refusal-catalogue.ts';

/** What may be told besides the sentence: names and limits of ours, never a value that came in or out. */
export interface RefusalDetails {
  /** Which argument, variable, header or claim is meant, by its name or path. */
  at?: string;
  /** The limit that was passed over. */
  limit?: number;
  /** The rule of GraphQL that a document breaks, by its name in the specification of graphql-js. */
  rule?: string;
  /** What this viewer may write there. */
  allowed?: readonly string[];
}

/** An error of the catalogue. Its text is the catalogue's, so nothing that a caller sent or may not see is in it. */
export class Refusal extends GraphQLError {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** HTTP status: always for `request`, only under `application/graphql-response+json` for `document`, never for `field`. */
  readonly status: number;
  readonly when: WhenRefused;

  /** `cause` is for the log of whoever runs the hub; it never reaches an answer. */
  constructor(code: RefusalCode, details: RefusalDetails = {}, cause?: unknown) {
    const { message, remedy, status, when } = refusals[code];
    super(message, { extensions: { code, remedy, ...details } });
    this.code = code;
    this.status = status;
    this.when = when;
    if (cause !== undefined) Object.defineProperty(this, 'cause', { value: cause });
  }
}
