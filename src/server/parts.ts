import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import type { Agency } from '../shared/agencies.ts';
import type { Limits } from './limits/limits.ts';
import type { LogOptions } from './log.ts';
import type { Following } from './once-more.ts';
import type { Operation } from './operation.ts';
import type { Served } from './served.ts';

/** What resolvers get for one operation, and how it ends. */
export interface Opened {
  context: object;
  /**
   * Called exactly once, when execution is over and before the answer leaves; `ok` is false if anything went wrong. If
   * it throws, the answer is withheld and the error given instead.
   */
  finish(ok: boolean): void | Promise<void>;
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
  /** Who asks. Called before anything of the request is read but its headers; throws a refusal. */
  viewerOf(headers: IncomingHttpHeaders, requestId: string): Promise<Viewer>;
  /** May this viewer ask this? Throws a refusal. Called before a context is opened. */
  beforeOperation?(operation: Operation, viewer: Viewer): void | Promise<void>;
  /** Called once for each operation that passed all checks, right before it runs. `signal` aborts when the client has left. */
  contextOf(viewer: Viewer, operation: Operation, signal: AbortSignal): Opened;
}

/** What the HTTP layer serves. It knows of agencies, schemas and viewers, and of nothing behind them. */
export interface Parts {
  following: Following<Served>;
  /** Called after each request to the graph, refused ones too. Must not throw. */
  afterRequest?(ended: Ended): void;
  /** Rejects while the hub cannot answer questions. */
  ready?(): Promise<void>;
  /** Pages beside the graph (`/`, `/graphiql`, their assets), registered as a Fastify plugin of their own. */
  pages?(app: FastifyInstance): void | Promise<void>;
  limits?: Partial<Limits>;
  log?: LogOptions;
}
