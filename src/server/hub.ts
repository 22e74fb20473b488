import type { FastifyInstance } from 'fastify';
import { Cursors } from '../access/cursor.ts';
import { eventChannel, Feed } from '../access/events/feed.ts';
import { Identifiers } from '../access/identifiers.ts';
import { type Issuer, unfitFor } from '../access/issuers.ts';
import { Organisations, organisationsIn } from '../access/organisations.ts';
import { forgetStatements, type StatementObserver } from '../access/reading/read-session.ts';
import type { Walls } from '../access/reading/rights.ts';
import { Keeper } from '../access/record/keeper.ts';
import { RecordPlans } from '../access/record/plan.ts';
import { recordKeys } from '../access/record/sealing/keys.ts';
import type { RecordWarning } from '../access/record/upkeep.ts';
import { SignIn } from '../access/sign-in.ts';
import { Tokens } from '../access/tokens.ts';
import { Marks } from '../access/writing/idempotency.ts';
import { writtenChannel } from '../access/writing/writer.ts';
import { AgreementError, findingLine } from '../agreement/findings.ts';
import { agreementChannel, lookUp } from '../agreement/in-force.ts';
import type { Agreement } from '../agreement/model.ts';
import { parseAgreement } from '../agreement/read.ts';
import type { Pools } from '../database/pools.ts';
import type { Replicas } from '../database/replicas.ts';
import { Refusal } from '../shared/refusals.ts';
import { type Contract, contractFrom } from './contract/contract.ts';
import { guardOf } from './contract/rules.ts';
import { createHttp } from './http.ts';
import { InForce } from './in-force.ts';
import { defaultLimits } from './limits/limits.ts';
import { describe } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Parts, Terms } from './parts.ts';
import { requestsOn } from './request-context.ts';
import { type Served, serve } from './served.ts';
import type { SlowOperations } from './slow.ts';
import { standbyQuestions } from './standby-questions.ts';
import { textOfHash } from './trusted/stored.ts';
import { TrustedDocuments, type TrustedDocumentsParts } from './trusted/trusted-documents.ts';

export interface HubParts {
  /**
   * The agreement must be in force in the database already: the hub's own connections may not change anything of it.
   * When another one comes into force there, the hub follows it.
   */
  contract: Contract;
  pools: Pools;
  /** The master key, from which ids and cursors derive. */
  key: Buffer;
  issuers: readonly Issuer[];
  /** Told of each agreement that the hub follows after the first. */
  followed?(agreement: Agreement): void;
  /** What else is amiss with the access record while it can still be written. */
  warnings?(): readonly RecordWarning[];
  /** Documents that this release asks itself, and whether besides them only registered ones are answered. */
  documents?: Pick<TrustedDocumentsParts, 'own' | 'only'>;
  pages?: Parts['pages'];
  origins?: Parts['origins'];
  notice?: number;
  /** Standbys, for what is about no resident. */
  replicas?: Pick<Replicas, 'poolFor' | 'failed' | 'written'> & Partial<Pick<Replicas, 'states'>>;
  /** Told of operations that take long. */
  slow?: SlowOperations;
  /** Counts what the hub does. */
  metrics?: Metrics;
  log?: Parts['log'];
  limits?: Parts['limits'];
  walls?: Walls;
  observe?: StatementObserver;
}

/** The terms of one agreement, made ready, and which one it is. */
type Governed = Served & { agreement: Agreement };

/** The whole HTTP service on one database and the agreement in force there; it listens when told to. */
export async function createHub(parts: HubParts): Promise<FastifyInstance> {
  const { contract, pools, pages, origins, notice = 0, metrics, log, limits } = parts;
  const feed = new Feed(pools.control);
  const keepsPlan: Keeper['keepsPlan'] = (hash, organisation) => keeper.keepsPlan(hash, organisation);
  const termsOf = termsOn(parts, feed, keepsPlan);
  const governed = async (made: Contract): Promise<Governed> => ({
    ...(await serve(termsOf(made), { ...defaultLimits, ...limits })),
    agreement: made.agreement,
  });
  const inForce = new InForce<Governed>({
    hash: contract.agreement.hash,
    served: await governed(contract),
    look: (known) => lookUp(pools.control, known),
    make: async (text) => {
      const agreement = parseAgreement(text, 'the agreement in force', { shape: contract.shape });
      const unfit = unfitFor(parts.issuers, agreement);
      if (unfit) throw new Error(unfit);
      return governed(await contractFrom(agreement, contract));
    },
    followed({ agreement }) {
      forgetStatements();
      http.log.info({ agreement: agreement.hash }, 'follows another agreement');
      parts.followed?.(agreement);
    },
    failed(hash, error) {
      const why = error instanceof AgreementError ? error.findings.map(findingLine) : describe(error);
      http.log.error({ agreement: hash, why }, 'cannot follow the agreement in force');
    },
  });
  const keeper = new Keeper({
    pool: pools.record,
    masterKey: parts.key,
    newShapes: { ...defaultLimits, ...limits }.newShapes,
    failed: (error) => http.log.error({ error: describe(error) }, 'the access record cannot be written'),
    recovered: () => http.log.info('the access record is written again'),
    alarm: (what, error) => http.log.error({ ...(error !== undefined && { error: describe(error) }) }, what),
  });
  const http = await createHttp({
    following: inForce,
    recording: keeper,
    trusted: new TrustedDocuments({
      textOf: (hash) => textOfHash(pools.control, hash),
      ...{ own: [], only: false, ...parts.documents },
    }),
    ready: async () => {
      await inForce.refresh();
      const { release } = await inForce.hold();
      release();
      return [...(await keeper.check()), ...(parts.warnings?.() ?? [])];
    },
    notice,
    ...(metrics && { afterRequest: (ended) => metrics.ended(ended), shed: () => metrics.shed() }),
    ...(pages && { pages }),
    ...(origins && { origins }),
    ...(log && { log }),
    ...(limits && { limits }),
  });
  metrics?.watch({ pools, recordWaiting: () => keeper.waiting, replicas: parts.replicas });
  await keeper.start();
  // What was missed is noticed at the next question: every transaction asserts its agreement.
  const endListening = pools.listen({
    [agreementChannel]: () => void inForce.refresh().catch(() => undefined),
    [eventChannel]: () => feed.wake(),
    ...(parts.replicas && { [writtenChannel]: (organisation?: string) => parts.replicas?.written(organisation) }),
  });
  http.addHook('onClose', async () => {
    await endListening();
    feed.close();
    await inForce.close();
    await keeper.close();
  });
  return http;
}

/** Makes what an agreement decides of requests. What depends on none is made once: tokens, organisations, ids. */
function termsOn(
  { pools, replicas, slow, key, issuers, walls, observe }: HubParts,
  feed: Feed,
  keepsPlan: Keeper['keepsPlan'],
): (contract: Contract) => Terms {
  const tokens = new Tokens(issuers);
  const organisations = new Organisations(organisationsIn(pools.control));
  const [marks, identifiers, cursors] = [new Marks(key), new Identifiers(key), new Cursors(key)];
  return (contract) => {
    const { agreement, graph, shape, schemas } = contract;
    const signIn = new SignIn({ tokens, organisations, agreement });
    const open = requestsOn({
      contract,
      pool: pools.read,
      writePool: pools.write,
      marks,
      recordKeys: recordKeys(key),
      identifiers,
      cursors,
      ...(replicas && { replicas }),
      ...(slow && { slow }),
      ...(walls && { walls }),
      ...(observe && { observe }),
      // A login may end the work of its own connections.
      cancel: (process) => pools.control.query('select pg_cancel_backend($1)', [process]),
      isInForce: async (hash) => (await lookUp(pools.control, hash)).hash === hash,
    });
    const plans = new RecordPlans(contract.personal.keys());
    const isForStandby = standbyQuestions(contract.open.keys());
    return {
      schemas,
      hash: agreement.hash,
      viewerOf: (headers, requestId, asker) => signIn.viewerOf(headers, requestId, asker),
      planOf: (operation, agency) => plans.of(operation, agency),
      hearingOf: (viewer, signal) => ({ viewer, feed, cursors, signal }),
      beforeOperation: guardOf(graph, agreement, shape),
      contextOf: (viewer, operation, signal, origin) => {
        const plan = plans.of(operation, viewer.agency);
        if (plan.hash && !keepsPlan(plan.hash, viewer.organisation.id)) throw new Refusal('TOO_MANY_REQUESTS');
        return open(viewer, { plan, origin, signal, ofStandby: isForStandby(operation, plan) });
      },
    };
  };
}
