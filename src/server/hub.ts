import type { FastifyInstance } from 'fastify';
import { Cursors } from '../access/cursor.ts';
import { Identifiers } from '../access/identifiers.ts';
import type { Issuer } from '../access/issuers.ts';
import { Organisations, organisationsIn } from '../access/organisations.ts';
import type { StatementObserver } from '../access/reading/read-session.ts';
import type { Walls } from '../access/reading/rights.ts';
import { SignIn } from '../access/sign-in.ts';
import { Tokens } from '../access/tokens.ts';
import { Marks } from '../access/writing/idempotency.ts';
import type { Pools } from '../database/pools.ts';
import type { Contract } from './contract/contract.ts';
import { guardOf } from './contract/rules.ts';
import { createHttp } from './http.ts';
import type { Parts } from './parts.ts';
import { requestsOn } from './request-context.ts';

export interface HubParts {
  /** The agreement must be in force in the database already: the hub's own connections may not change anything of it. */
  contract: Contract;
  pools: Pools;
  /** The master key, from which ids and cursors derive. */
  key: Buffer;
  issuers: readonly Issuer[];
  pages?: Parts['pages'];
  log?: Parts['log'];
  limits?: Parts['limits'];
  walls?: Walls;
  observe?: StatementObserver;
}

/** The whole HTTP service on one agreement and one database; it listens when told to. */
export async function createHub({
  contract,
  pools,
  key,
  issuers,
  walls,
  observe,
  pages,
  log,
  limits,
}: HubParts): Promise<FastifyInstance> {
  const { agreement, graph, shape, schemas } = contract;
  const signIn = new SignIn({
    tokens: new Tokens(issuers),
    organisations: new Organisations(organisationsIn(pools.write)),
    agreement,
  });
  const open = requestsOn({
    contract,
    pool: pools.read,
    writePool: pools.write,
    marks: new Marks(key),
    identifiers: new Identifiers(key),
    cursors: new Cursors(key),
    ...(walls && { walls }),
    ...(observe && { observe }),
    // A login may end the work of its own connections.
    cancel: (process) => pools.write.query('select pg_cancel_backend($1)', [process]),
  });
  return createHttp({
    schemas,
    viewerOf: (headers, requestId) => signIn.viewerOf(headers, requestId),
    beforeOperation: guardOf(graph, agreement, shape),
    contextOf: (viewer, _operation, signal) => open(viewer, signal),
    ready: async () => {
      // A hub whose agreement is no longer in force refuses every question about records until it is started anew.
      await pools.write.query('select hub.assert_agreement($1)', [agreement.hash]);
    },
    ...(pages && { pages }),
    ...(log && { log }),
    ...(limits && { limits }),
  });
}
