import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { EntryOrigin } from '../access/record/entry.ts';
import type { Trace } from '../access/record/trace.ts';
import type { Viewer } from '../access/viewer.ts';
import { Refusal, type RefusalCode } from '../shared/refusals.ts';
import type { AgencyGraph } from './agency-graph.ts';
import type { Documents, PreparedOperation } from './documents.ts';
import { isUnforeseen, present, refusalOf, statusOf } from './errors.ts';
import type { Limits } from './limits/limits.ts';
import type { MediaType } from './media-type.ts';
import type { Terms } from './parts.ts';
import type { Turns } from './turns.ts';

/** One request on its way. */
export interface Asking {
  readonly requestId: string;
  readonly viewer: Viewer;
  readonly mediaType: MediaType;
  readonly signal: AbortSignal;
  /** Long questions wait for theirs; each event of a subscription is short. */
  readonly turns?: Turns;
  /** What the access record says of the request. */
  readonly origin: () => EntryOrigin;
  operation?: PreparedOperation;
  trace?: Trace | undefined;
  /** The answer has data, perhaps beside errors. */
  hasData: boolean;
  codes: RefusalCode[];
  /** A transaction has asserted the agreement under which the answer was made. */
  asserted: boolean;
  /** Logs an error that whoever runs the hub must hear about. */
  report(error: unknown): void;
}

/** Apollo copies its context shallowly, so the request is held one level down. */
export interface ApolloContext {
  asking: Asking;
}

type Plugin = ApolloServerPlugin<ApolloContext>;
type Listener = GraphQLRequestListener<ApolloContext>;

/** The server of one agency's schema. Apollo parses and answers; checking and executing are ours. */
export async function apolloFor(
  schema: GraphQLSchema,
  graph: AgencyGraph,
  terms: Terms,
  limits: Limits,
): Promise<ApolloServer<ApolloContext>> {
  const { documents } = graph;
  const apollo = new ApolloServer<ApolloContext>({
    gateway: localGateway(schema, ({ context }) => graph.inTurn((context as ApolloContext).asking)),
    documentStore: documents.store,
    // Validation is ours: Apollo's would print values and suggest names, and run before the limits.
    dangerouslyDisableValidation: true,
    parseOptions: { maxTokens: limits.tokens },
    // A browser sends no `Authorization` for another site's page unless we allow that page to: origins.ts.
    csrfPrevention: { requestHeaders: ['authorization'] },
    formatError: (_formatted, error) => present(error),
    // Apollo's own adds a line break, which makes a copy of a long answer.
    stringifyResult: (result) => JSON.stringify(result),
    includeStacktraceInErrorResponses: false,
    introspection: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: quiet,
    plugins: [checking(documents, terms), answering(), ...withoutExtras()],
  });
  await apollo.start();
  return apollo;
}

/** Decides whether the operation may run at all. */
function checking(documents: Documents, terms: Terms): Plugin {
  const listener: Listener = {
    async didResolveOperation({ queryHash, document, request, contextValue: { asking } }) {
      const operation = documents.prepare(queryHash, document, request.operationName, request.variables);
      asking.operation = operation;
      // A subscription needs a connection that stays open.
      if (operation.kind === 'subscription') throw new Refusal('OVER_WEBSOCKET');
      await terms.beforeOperation?.(operation, asking.viewer);
    },
  };
  return { requestDidStart: async () => listener };
}

/** Gives every error its request's id and every answer its type and status, by GraphQL over HTTP. */
function answering(): Plugin {
  const listener: Listener = {
    async didEncounterErrors({ errors, contextValue: { asking } }) {
      for (const error of errors) if (isUnforeseen(error) && !passes(error)) asking.report(error);
    },
    async willSendResponse({ response: { http, body }, errors = [], contextValue: { asking } }) {
      http.headers.set('content-type', `${asking.mediaType}; charset=utf-8`);
      if (body.kind !== 'single') return;
      asking.hasData = Boolean(body.singleResult.data);
      asking.codes = errors.map((error) => refusalOf(error).code);
      for (const { extensions } of body.singleResult.errors ?? []) {
        if (extensions) extensions.requestId = asking.requestId;
      }
      const [first] = errors;
      if (first && !body.singleResult.data) http.status = statusOf(refusalOf(first), asking.mediaType);
    },
  };
  return {
    requestDidStart: async () => listener,
    unexpectedErrorProcessingRequest: async ({ requestContext, error }) =>
      requestContext.contextValue.asking.report(error),
  };
}

/** The request is answered once more, under the agreement that holds by now. */
const passes = (error: unknown) => refusalOf(error).code === 'AGREEMENT_CHANGED';

/** Apollo takes an executor of one's own only from a gateway. */
function localGateway(
  apiSchema: GraphQLSchema,
  executor: (request: { context: unknown }) => Promise<ExecutionResult>,
): GatewayInterface {
  return {
    load: async () => ({ executor: executor as Awaited<ReturnType<GatewayInterface['load']>>['executor'] }),
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema, coreSupergraphSdl: '' });
      return () => {};
    },
    stop: async () => {},
  };
}

/** What Apollo adds by default: a wrapper around every resolver, a page from a CDN, reports to its maker. */
function withoutExtras(): Plugin[] {
  return [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginSchemaReportingDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
  ];
}

/** Apollo's own lines hold error messages; what matters of them is reported by the plugins. */
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
