import { Refusal, type RefusalCode } from '../../shared/refusals.ts';
import { type HearingLimits, hearingLimits } from '../subscriptions/places.ts';

/** What a document may ask for at most. Everything here is decided before the first statement reaches the database. */
export interface Limits {
  /** Bytes of a request's body. */
  body: number;
  /** Tokens of a document, whether or not they are asked for. */
  tokens: number;
  /** Selections of an operation, fragments counted wherever they are spread. */
  selections: number;
  /** Fields of one another's selection; introspection does not count. */
  depth: number;
  aliases: number;
  directives: number;
  rootFields: number;
  /** Objects that the answer may hold, lists multiplied by their page size. */
  cost: number;
  /** Records of one page where the field does not say otherwise (`extensions.maximumPage`). */
  page: number;
  /** Items that a list without pages is taken to hold where the field does not say otherwise (`extensions.listSize`). */
  listSize: number;
  /** Cost up to which a question is short, and waits for no turn. */
  short: number;
  /** Short questions that are under way at once, of all and of one organisation. */
  shortAtOnce: number;
  shortOfOrganisation: number;
  /** Longer questions that are under way at once. */
  longAtOnce: number;
  /** Longer questions that wait for their turn, of all and of one organisation. */
  longWaiting: number;
  longWaitingOfOrganisation: number;
  /** Milliseconds until a request is given up. */
  milliseconds: number;
  /** Questions of a shape that no request had before, of one organisation in an hour: each is kept for years. */
  newShapes: number;
  hearing: HearingLimits;
}

/** A home round of 20 homes with 100 residents each, five incidents and five stays apiece, costs about 150,000. */
export const defaultLimits: Limits = {
  body: 100_000,
  tokens: 1_500,
  selections: 700,
  depth: 14,
  aliases: 60,
  directives: 60,
  rootFields: 20,
  cost: 200_000,
  page: 100,
  listSize: 5,
  short: 2_000,
  shortAtOnce: 200,
  shortOfOrganisation: 100,
  longAtOnce: 3,
  longWaiting: 200,
  longWaitingOfOrganisation: 100,
  milliseconds: 30_000,
  newShapes: 300,
  hearing: hearingLimits,
};

export function within(value: number, limit: number, code: RefusalCode): void {
  if (value > limit) throw new Refusal(code, { limit });
}
