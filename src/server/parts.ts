import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { HearingContext } from '../access/context.ts';
import type { EntryOrigin } from '../access/record/entry.ts';
import type { RecordPlan } from '../access/record/plan.ts';
import type { Trace } from '../access/record/trace.ts';
import type { Asker, Viewer } from '../access/viewer.ts';
import type { Agency } from '../shared/agencies.ts';
import type { Limits } from './limits/limits.ts';
import type { LogOptions } from './log.ts';
import type { Following } from './once-more.ts';
import type { Operation } from './operation.ts';
import type { Recording } from './recording.ts';
import type { Served } from './served.ts';
import type { TrustedDocuments } from './trusted/trusted-documents.ts';

/** What resolvers get for one operation, and how it ends. */
export interface Opened {
  context: object;
  /**
   * Called exactly once, when execution is over and before the answer leaves; `ok` is false if anything went wrong. If
   * it throws, the answer is withheld and the error given instead.
   */
  finish(ok: boolean): void | Promise<void>;
  /** What is shown of whom, noted while it runs. */
  trace?: Trace;
  /** Whether a transaction of this operation has asserted the agreement that it runs under. */
  asserted?(): boolean;
}

/** How one request ended, for whoever counts requests. */
export interface Ended {
  requestId: string;
  status: number;
  milliseconds: number;
  viewer?: Viewer | undefined;
  operation?: Operation | undefined;
  /** Codes of the errors in the answer. */
  codes: readonly string[];
}

/** What an agreement decides of requests. One request is answered under the terms of one agreement only. */
export interface Terms {
  schemas: Readonly<Record<Agency, GraphQLSchema>>;
  /** Hash of that agreement. */
  hash?: string;
  /**
   * Who asks. Called before anything of the request is read but its headers; throws a refusal. `asker` is filled with
   * what is found of him either way.
   */
  viewerOf(headers: IncomingHttpHeaders, requestId: string, asker?: Asker): Promise<Viewer>;
  /** May this viewer ask this? Throws a refusal. Called before a context is opened. */
  beforeOperation?(operation: Operation, viewer: Viewer): void | Promise<void>;
  /** What the source of a subscription gets. A hub without it answers no subscriptions. */
  hearingOf?(viewer: Viewer, signal: AbortSignal): HearingContext;
  /** What an operation asks, as the access record keeps it. */
  planOf?(operation: Operation, agency: Agency): RecordPlan;
  /**
   * Called once for each operation that passed all checks, right before it runs. `signal` aborts when the client has
   * left; `origin` is what the access record says of the request.
   */
  contextOf(viewer: Viewer, operation: Operation, signal: AbortSignal, origin: () => EntryOrigin): Opened;
}

/** What the HTTP layer serves. It knows of agencies, schemas and viewers, and of nothing behind them. */
export interface Parts {
  following: Following<Served>;
  /** Called after each request to the graph, refused ones too. Must not throw. */
  afterRequest?(ended: Ended): void;
  /** Told of each request that was refused unread, of which nothing else is told. */
  shed?(): void;
  /** Puts each answer of the graph on record before it leaves. A hub without one is for tests of the layer above rows. */
  recording?: Recording;
  /** Rejects while the hub cannot answer questions; resolves to what soon will keep it from answering, if anything will. */
  ready?(): Promise<readonly string[]>;
  /** Milliseconds for which a hub that is to stop goes on answering, and says that it is not ready. */
  notice?: number;
  /** Origins of pages, other than the hub's own, that may ask from a browser. */
  origins?: readonly string[];
  /** Documents that may be asked by their hash, and may be the only ones that are answered. */
  trusted?: TrustedDocuments;
  /** Pages beside the graph (`/`, `/graphiql`, their assets), registered as a Fastify plugin of their own. */
  pages?(app: FastifyInstance): void | Promise<void>;
  limits?: Partial<Limits>;
  log?: LogOptions;
}
