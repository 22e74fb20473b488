import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Viewer } from '../../access/viewer.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Asked } from '../agency-graph.ts';
import type { Asking } from '../apollo.ts';
import { isUnforeseen, present, refusalOf } from '../errors.ts';
import { describe } from '../log.ts';
import type { Following } from '../once-more.ts';
import type { Parts } from '../parts.ts';
import { originOf, type Recorded, type Recording, record } from '../recording.ts';
import type { Served } from '../served.ts';
import type { HearingLimits, Queue } from './places.ts';

/** What all who hear of changes share. */
export interface Hearing {
  following: Following<Served>;
  trusted: Parts['trusted'];
  recording: Recording;
  log: FastifyBaseLogger;
  limits: HearingLimits & { milliseconds: number };
  queue: Queue;
}

/** Who hears is not let in any more: all that he hears ends. */
export class SignedOut extends GraphQLError {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message, { originalError: refusal });
    this.refusal = refusal;
  }
}

/** An error as it goes to a client, made once: with its request's id, and where in the document it belongs. */
export class Told extends GraphQLError {
  readonly #said: GraphQLFormattedError;

  constructor(error: unknown, requestId: string) {
    const said = present(error, requestId);
    super(said.message, { extensions: said.extensions as Record<string, unknown> });
    this.#said = said;
  }

  override toJSON(): GraphQLFormattedError {
    return this.#said;
  }
}

/** One look on behalf of somebody who hears: at his token, at what he subscribes to, or at one event of it. */
export class Looking implements Recorded {
  readonly id = randomUUID();
  readonly query = undefined;
  readonly document = undefined;
  asker: Recorded['asker'];
  under: Recorded['under'];
  asking: Asking | undefined;
  codes: Recorded['codes'];
  readonly headers: IncomingHttpHeaders;
  body: Asked | undefined;
  readonly #hearing: Hearing;
  readonly #began = performance.now();

  constructor(hearing: Hearing, headers: IncomingHttpHeaders, body?: Asked) {
    this.#hearing = hearing;
    this.headers = headers;
    this.body = body;
  }

  /** Who hears, found out anew. Throws `SignedOut` if he may not, and a refusal if that cannot be found out now. */
  async signIn(served: Served): Promise<Viewer> {
    this.under = served;
    this.asker = {};
    try {
      const viewer = await served.viewerOf(this.headers, this.id, this.asker);
      this.asker = viewer;
      return viewer;
    } catch (error) {
      const refusal = refusalOf(error);
      throw refusal.status >= 500 ? error : new SignedOut(refusal);
    }
  }

  ask(viewer: Viewer, signal: AbortSignal): Asking {
    const { log, recording } = this.#hearing;
    const asking: Asking = {
      requestId: this.id,
      viewer,
      mediaType: 'application/json',
      signal,
      origin: () => originOf(this, recording),
      hasData: false,
      codes: [],
      asserted: false,
      report: (error) => log.error({ requestId: this.id, error: describe(error) }, 'unforeseen'),
    };
    this.asking = asking;
    return asking;
  }

  /** Resolves once it is on record; throws a refusal if it cannot be, and then nothing may be told. */
  async record(): Promise<void> {
    try {
      await record(this, this.#hearing.recording);
    } catch (error) {
      throw error instanceof Refusal ? error : new Refusal('AUDIT_UNAVAILABLE', {}, error);
    }
  }

  /** Puts a refusal on record, and gives what may be told of it. */
  async refuse(error: unknown): Promise<Refusal> {
    const refusal = refusalOf(error);
    if (isUnforeseen(refusal)) this.#hearing.log.error({ requestId: this.id, error: describe(error) }, 'unforeseen');
    this.codes = [refusal.code];
    if (refusal.status >= 500) return refusal;
    return this.record().then(
      () => refusal,
      (failed: unknown) => refusalOf(failed),
    );
  }

  /** One line: no document, no variables, no headers, no address. */
  tell(what: string, more: object = {}): void {
    const { agency, organisation, purpose } = this.asker ?? {};
    const milliseconds = Math.round((performance.now() - this.#began) * 10) / 10;
    const codes = this.codes ?? [];
    const cost = this.asking?.operation?.cost;
    const who = { requestId: this.id, agency, organisation: organisation?.code, purpose };
    this.#hearing.log.info({ ...who, milliseconds, codes, cost, ...more }, what);
  }
}
