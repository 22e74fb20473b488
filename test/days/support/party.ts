import type { Agency } from '../../../src/shared/agencies.ts';
import type { Answer } from '../../support/ask.ts';
import type { MadeOrganisation } from '../../support/factories.ts';
import type { HubUnderTest } from '../../support/hub.ts';
import { documentFor } from './written.ts';

/** Who signs in on a day: `second` is a home as well. */
export const parties = ['home', 'second', 'practice', 'trust', 'council', 'icb', 'dashboard'] as const;
export type Party = (typeof parties)[number];
export const agencyOf = (party: Party): Agency => (party === 'second' ? 'home' : party);

export interface Outcome {
  record?: { id: string; version?: number } | null;
  outcome?: string | null;
  problems: { path: string[]; code: string }[];
}
type Answered = Record<string, unknown>;

/** Somebody at work for a party, signed in in one role for one purpose. */
export class Colleague {
  readonly #hub: HubUnderTest;
  readonly #organisation: MadeOrganisation;
  readonly #signedIn: ReturnType<HubUnderTest['as']>;
  readonly #nhsNumber: string;
  static #keys = 0;

  constructor(
    hub: HubUnderTest,
    organisation: MadeOrganisation,
    who: { role: string; purpose: string; user?: string | undefined },
    nhsNumber: string,
  ) {
    this.#hub = hub;
    this.#organisation = organisation;
    this.#signedIn = hub.as(
      organisation.code,
      who.role,
      who.purpose,
      who.user ?? `${who.role} of ${organisation.code}`,
    );
    this.#nhsNumber = nhsNumber;
  }

  async ask<Data = Answered>(document: string, variables: object = {}): Promise<Answer<Data>> {
    return (await this.#signedIn).ask<Data>(document, variables);
  }

  /** What the resident of the day looks like to this colleague: null if nobody is seen. */
  async see<Seen = Answered>(selection: string): Promise<Seen | null> {
    const { data, errors } = await this.ask<{ resident: Seen | null }>(
      `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { ${selection} } }`,
      { nhsNumber: this.#nhsNumber },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.resident;
  }

  /** The first record of a list that hangs on the resident, as what is written next names it. */
  async first(list: string): Promise<{ id: string; version: number }> {
    const seen = await this.see<Record<string, { nodes: { id: string; version: number }[] } | null>>(
      `${list}(first: 1) { nodes { id version } }`,
    );
    const node = seen?.[list]?.nodes[0];
    if (!node) throw new Error(`nothing is seen in ${list}`);
    return node;
  }

  async resident(): Promise<string> {
    const seen = await this.see<{ id: string }>('id');
    if (!seen) throw new Error('nobody is seen');
    return seen.id;
  }

  /** Calls a mutation, whatever comes of it. */
  async tries(mutation: string, input: object, key?: string): Promise<Outcome> {
    const document = documentFor(this.#hub.contract.schemas[this.#organisation.agency], mutation);
    const idempotencyKey = key ?? `day-${++Colleague.#keys}-${mutation}`;
    const { data, errors } = await this.ask<Record<string, Outcome> | null>(document, {
      input: { idempotencyKey, ...input },
    });
    const outcome = data?.[mutation];
    if (errors || !outcome) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
    return outcome;
  }

  /** Calls a mutation that must succeed. */
  async writes(mutation: string, input: object, key?: string): Promise<Outcome> {
    const outcome = await this.tries(mutation, input, key);
    if (outcome.problems.length) throw new Error(`${mutation}: ${JSON.stringify(outcome.problems)}`);
    return outcome;
  }
}
