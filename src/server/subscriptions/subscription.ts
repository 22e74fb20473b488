import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { DocumentNode, ExecutionArgs, FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { Kind } from 'graphql';
import { inTime } from '../../shared/in-time.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Asked } from '../agency-graph.ts';
import type { PreparedOperation } from '../documents.ts';
import { isUnforeseen, refusalOf } from '../errors.ts';
import { stands, underAgreement } from '../once-more.ts';
import { type Hearing, Looking, SignedOut, Told } from './looking.ts';

/** Milliseconds until an event is looked at again that could not be read or recorded. */
const retryAfter = 1_000;

type Results = AsyncIterableIterator<FormattedExecutionResult, void>;

/** Who hears, and what becomes of his connection when he is not let in any more. */
export interface Listener {
  headers: IncomingHttpHeaders;
  signedOut(refusal: Refusal): void;
}

/**
 * One subscription. What it is told of is read anew for each event, as if it were asked at that moment: token,
 * agreement, relationships as they are by then. What its hearer does not see is not told, and what is told is on record.
 */
export class Subscription {
  readonly #hearing: Hearing;
  readonly #listener: Listener;
  #asked: Asked;
  readonly #ended = new AbortController();
  readonly #opening: Looking;
  #told = 0;

  constructor(hearing: Hearing, listener: Listener, asked: Asked) {
    this.#hearing = hearing;
    this.#listener = listener;
    this.#asked = asked;
    this.#opening = new Looking(hearing, listener.headers, asked);
  }

  /** Opens it, for graphql-ws to run; throws what is to be told if it may not be. */
  async open(): Promise<ExecutionArgs> {
    const opening = this.#opening;
    const signal = this.#ended.signal;
    try {
      const { operation, source } = await underAgreement(
        this.#hearing.following,
        async (served) => {
          const viewer = await opening.signIn(served);
          await this.#byText();
          const graph = served.graphOf(viewer.agency);
          const operation = await graph.subscription(this.#asked, opening.ask(viewer, signal));
          const context = served.hearingOf?.(viewer, signal);
          if (!context) throw new Refusal('UNAVAILABLE');
          return { operation, source: await graph.source(operation, context) };
        },
        () => false,
      );
      opening.tell('subscription');
      return argumentsOf(operation, this.#endingWith(this.#results(source)));
    } catch (error) {
      this.end();
      const refusal = await opening.refuse(error);
      opening.tell('subscription refused');
      if (error instanceof SignedOut) this.#listener.signedOut(refusal);
      throw new Told(refusal === refusalOf(error) ? error : refusal, opening.id);
    }
  }

  async #byText(): Promise<void> {
    this.#asked = (await this.#hearing.trusted?.asked(this.#asked)) ?? this.#asked;
    this.#opening.body = this.#asked;
  }

  end(): void {
    this.#ended.abort();
  }

  whenOver(told: () => void): void {
    this.#ended.signal.addEventListener('abort', told, { once: true });
  }

  async *#results(source: AsyncIterable<object>): AsyncGenerator<FormattedExecutionResult, void> {
    try {
      for await (const event of source) {
        const result = await this.#patiently(event);
        if (this.#ended.signal.aborted) return;
        if (!result) continue;
        this.#told += 1;
        yield result;
      }
    } catch (error) {
      if (!(error instanceof SignedOut)) throw error;
      this.#listener.signedOut(error.refusal);
    } finally {
      this.end();
      this.#opening.tell('subscription ended', { told: this.#told });
    }
  }

  /** An event that cannot be read or recorded now is not lost: it is looked at again. */
  async #patiently(event: object): Promise<FormattedExecutionResult | null> {
    for (;;) {
      const signal = this.#ended.signal;
      if (signal.aborted) return null;
      try {
        return await this.#hearing.queue.take(() => this.#look(event));
      } catch (error) {
        const passes = refusalOf(error).status === 503 && refusalOf(error).code !== 'TIMED_OUT';
        if (!passes || error instanceof SignedOut || error instanceof Told) throw error;
        await pause(retryAfter, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** What the hearer sees of an event now; null if nothing, and then nothing is told. */
  async #look(event: object): Promise<FormattedExecutionResult | null> {
    const { following, limits } = this.#hearing;
    const looking = new Looking(this.#hearing, this.#listener.headers, this.#asked);
    const leaving = new AbortController();
    const signal = AbortSignal.any([this.#ended.signal, leaving.signal]);
    const attempt = underAgreement(
      following,
      async (served) => {
        const viewer = await looking.signIn(served);
        const asking = looking.ask(viewer, signal);
        const graph = served.graphOf(viewer.agency);
        await graph.subscription(this.#asked, asking);
        const result = await graph.run(asking, event);
        asking.hasData = Object.values(result.data ?? {}).some((value) => value !== null);
        asking.codes = (result.errors ?? []).map((error) => refusalOf(error).code);
        return result;
      },
      (outcome) => stands(outcome, looking.asking),
    );
    const { data, errors } = await inTime(attempt, limits.milliseconds, () => leaving.abort()).catch(
      async (error: unknown) => {
        if (refusalOf(error).status === 503 && !(error instanceof SignedOut)) throw error;
        const refusal = await looking.refuse(error);
        throw error instanceof SignedOut ? error : new Told(refusal, looking.id);
      },
    );
    const passing = errors?.find((error) => refusalOf(error).status === 503);
    if (passing) throw passing;
    for (const error of errors ?? []) if (isUnforeseen(error)) looking.asking?.report(error);
    if (!looking.asking?.hasData && !errors?.length) return null;
    await looking.record();
    const said = errors?.map((error) => new Told(error, looking.id).toJSON());
    if (!looking.asking?.hasData) throw new Told(errors?.[0], looking.id);
    return { data: data as Record<string, unknown>, ...(said && { errors: said }) };
  }

  /** A generator that waits hears nothing of its own end: who ends it ends what it waits for. */
  #endingWith(results: AsyncGenerator<FormattedExecutionResult, void>): Results {
    return {
      next: () => results.next(),
      return: async () => {
        this.end();
        void results.return();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

/** What graphql-ws asks for; all that is run of it is `contextValue`. */
function argumentsOf({ definition, schema }: PreparedOperation, results: Results): ExecutionArgs {
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [definition] };
  return { document, schema: schema as GraphQLSchema, contextValue: results };
}
