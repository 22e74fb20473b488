import { createHash } from 'node:crypto';
import { type GraphQLInputObjectType, getNamedType } from 'graphql';
import { Identifiers } from '../../../src/access/identifiers.ts';
import type { Asking } from '../../support/hub.ts';
import type { Oracle } from '../../support/oracle.ts';
import { documentFor } from '../support/written.ts';
import { inputFor } from './inputs.ts';
import { type Answered, confirms, faulty, outcomeOf } from './outcome.ts';
import { Pick } from './pick.ts';
import { Records } from './records.ts';
import { Versions } from './versions.ts';
import { type Actor, whoever } from './whoever.ts';
import type { Setting, World } from './world.ts';

/** One thing that somebody does, as data: the rest follows from the number and from what is there by then. */
export interface Act {
  mutation: string;
  number: number;
  /** How it is sent: once, again under its key, again with another body, twice at the same time. */
  sent: 'once' | 'again' | 'changed' | 'twice';
  /** At the same time as the one before. */
  beside: boolean;
}

/** What came of all acts, by mutation: done, problems and refusals. */
export type Tally = Map<string, Map<string, number>>;

/** Does what the acts say, one day after the other, and remembers what came of it. */
export class Actors {
  readonly tally: Tally = new Map();
  readonly #world: World;
  readonly #oracle: Oracle;
  readonly #identifiers: Identifiers;
  readonly #versions: Versions;
  readonly #askings = new Map<string, Promise<Asking>>();

  constructor(world: World, oracle: Oracle) {
    this.#world = world;
    this.#oracle = oracle;
    this.#identifiers = new Identifiers(world.database.key);
    this.#versions = new Versions(world.database.owner, this.#identifiers);
  }

  /** Every mutation that some agency may call. */
  get mutations(): string[] {
    const { schemas } = this.#world.hub.contract;
    const all = Object.values(schemas).flatMap((schema) => Object.keys(schema.getMutationType()?.getFields() ?? {}));
    return [...new Set(all)].sort();
  }

  /** Does one act; what was sent and what came of it is added to `log`. A fault is thrown. */
  async does(act: Act, setting: Setting, place: number, log: string[]): Promise<void> {
    const pick = new Pick(act.number);
    const records = new Records(this.#world.database.owner, this.#identifiers, setting);
    const by = await whoever(act.mutation, setting, { pick, records, hub: this.#world.hub, oracle: this.#oracle });
    const schema = this.#world.hub.contract.schemas[by.agency];
    const field = schema.getMutationType()?.getFields()[act.mutation];
    const type = getNamedType(field?.args[0]?.type) as GraphQLInputObjectType;
    const making = { mutation: act.mutation, pick, setting, by: by.organisation };
    const input = inputFor(type, making);
    const { named, missing } = await this.#named(act.mutation, input, type, { by, pick, records });
    // Where there is nothing yet with which it could be done, hardly anybody tries.
    if (missing && pick.often(94)) return;
    Object.assign(input, named);
    await this.#versions.reads(act.mutation, input, setting, by.organisation);
    const idempotencyKey = `day-${setting.number}-${place}-${act.number}`;
    const line = `${by.organisation.code} ${by.role} ${by.purpose} ${act.sent}${act.beside ? ' beside' : ''}: ${act.mutation}(${JSON.stringify(input)})`;
    const at = log.push(line) - 1;
    const asking = await this.#asking(by, setting, act.mutation);
    const document = documentFor(schema, act.mutation);
    const send = async (body: object, key = idempotencyKey) => {
      const answer: Answered = await asking.ask(document, { input: { ...body, idempotencyKey: key } });
      const what = outcomeOf(act.mutation, answer);
      log[at] += ` → ${what}`;
      this.#count(act.mutation, what);
      if (what === 'DONE') confirms(act.mutation, body, by.organisation, setting);
      if (faulty(what, answer)) throw new Error(`${act.mutation}: ${answer.text}`);
      return { answer, what };
    };
    // What is named stays named; the rest is made up anew.
    const other = { ...input, ...inputFor(type, making), ...named };
    await this.#sent(act, input, other, send);
  }

  /** The records that the input names, with the version that was read most often, and whether there is one of each. */
  async #named(
    mutation: string,
    input: object,
    type: GraphQLInputObjectType,
    { by, pick, records }: { by: Actor; pick: Pick; records: Records },
  ): Promise<{ named: Record<string, unknown>; missing: boolean }> {
    const named: Record<string, unknown> = {};
    let missing = false;
    for (const name of Object.keys(type.getFields())) {
      const record = name in input ? await records.named(mutation, name, by.organisation, pick) : undefined;
      if (record === null) missing = true;
      if (!record) continue;
      if (pick.often(98)) named[name] = record.id;
      if (record.versioned && 'version' in type.getFields())
        named.version = pick.often(97) ? record.version : record.version + 1 - pick.below(3);
    }
    if ('version' in type.getFields() && !('version' in named)) named.version = 1;
    return { named, missing };
  }

  /**
   * Sent again, what was done has one effect and the same answer; with another body it is refused. What met problems leaves
   * its key free: what others do meanwhile may let it succeed.
   */
  async #sent(
    { mutation, sent }: Act,
    input: object,
    other: object,
    send: (body: object, key?: string) => Promise<{ answer: Answered; what: string }>,
  ): Promise<void> {
    const [first, second] = sent === 'twice' ? await Promise.all([send(input), send(input)]) : [await send(input)];
    const again = sent === 'again' ? await send(input) : second;
    const settled = first.what === 'DONE' && (sent === 'again' || again?.what === 'DONE');
    if (again && settled && JSON.stringify(again.answer.data) !== JSON.stringify(first.answer.data))
      throw new Error(`${mutation} was sent twice under one key: ${first.answer.text} and then ${again.answer.text}`);
    if (sent !== 'changed' || first.what !== 'DONE' || JSON.stringify(other) === JSON.stringify(input)) return;
    const refused = await send(other);
    if (!['IDEMPOTENCY_KEY_REUSED', 'BAD_INPUT', 'NHS_NUMBER_INVALID'].includes(refused.what))
      throw new Error(`${mutation} took another body under the same key: ${refused.answer.text}`);
  }

  #asking({ organisation, role, purpose }: Actor, { number }: Setting, mutation: string) {
    // Users come and go with the day: what one may claim in an hour is limited. A colleague approves.
    const who = `${organisation.code} ${role} ${purpose} ${mutation.startsWith('approve') ? 'head' : ''} ${number}`;
    const user = createHash('sha256').update(who).digest('hex').slice(0, 12);
    const known = this.#askings.get(who) ?? this.#world.hub.as(organisation.code, role, purpose, user);
    if (this.#askings.size > 500) this.#askings.clear();
    this.#askings.set(who, known);
    return known;
  }

  #count(mutation: string, what: string): void {
    const counts = this.tally.get(mutation) ?? new Map<string, number>();
    counts.set(what, (counts.get(what) ?? 0) + 1);
    this.tally.set(mutation, counts);
  }
}
