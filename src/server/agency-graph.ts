import { hash } from 'node:crypto';
import { type DocumentNode, type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import type { HearingContext } from '../access/context.ts';
import { Refusal } from '../shared/refusals.ts';
import type { Asking } from './apollo.ts';
import { Documents, type PreparedOperation } from './documents.ts';
import { refusalOf, syntaxRefusal } from './errors.ts';
import { Executor } from './executor.ts';
import { type Limits, within } from './limits/limits.ts';
import type { Terms } from './parts.ts';

/** What somebody asks, as it was sent. */
export interface Asked {
  query: string;
  operationName?: string | null | undefined;
  variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** The graph of one agency under one agreement: checks operations, and runs them. */
export class AgencyGraph {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly #executor: Executor;
  readonly #terms: Terms;
  readonly #limits: Limits;

  constructor(schema: GraphQLSchema, terms: Terms, limits: Limits) {
    this.schema = schema;
    this.documents = new Documents(schema, limits);
    this.#executor = new Executor(schema);
    this.#terms = terms;
    this.#limits = limits;
  }

  /** A subscription that the asker may hear; throws a refusal if it is none, or none of his. */
  async subscription(asked: Asked, asking: Asking): Promise<PreparedOperation> {
    const operation = this.#prepare(asked, asking);
    if (operation.kind !== 'subscription') throw new Refusal('OVER_WEBSOCKET');
    // Its events wait for no turn.
    within(operation.cost, this.#limits.short, 'QUERY_TOO_COSTLY');
    await this.#terms.beforeOperation?.(operation, asking.viewer);
    return operation;
  }

  /** Answers a query of the hub's own, checked and limited as if the asker had sent it. */
  async answer(asked: Asked, asking: Asking): Promise<ExecutionResult> {
    const operation = this.#prepare(asked, asking);
    await this.#terms.beforeOperation?.(operation, asking.viewer);
    return this.inTurn(asking);
  }

  #prepare({ query, operationName, variables }: Asked, asking: Asking): PreparedOperation {
    const document = this.#parse(query);
    const key = hash('sha256', query);
    asking.operation = this.documents.prepare(key, document, operationName ?? undefined, variables ?? undefined);
    return asking.operation;
  }

  #parse(query: string): DocumentNode {
    try {
      return parse(query, { maxTokens: this.#limits.tokens });
    } catch (error) {
      throw syntaxRefusal(error);
    }
  }

  /** What there will be to hear: opened once it is known that the asker may. */
  async source({ definition, fieldOf, argumentsOf }: PreparedOperation, context: HearingContext) {
    const [root] = definition.selectionSet.selections;
    if (root?.kind !== 'Field') throw new Refusal('INVALID_DOCUMENT');
    const { subscribe } = fieldOf(root);
    if (!subscribe) throw new Refusal('INTERNAL');
    return (await subscribe(undefined, argumentsOf(root), context, {} as never)) as AsyncIterable<object>;
  }

  /** Answers an operation that was checked, when it is its turn. */
  async inTurn(asking: Asking): Promise<ExecutionResult> {
    const { operation, signal, turns, viewer } = asking;
    const { id } = viewer.organisation;
    const endTurn = operation && turns && (await (turns.take(operation.cost, id, signal) ?? turns.place(id)));
    try {
      return await this.run(asking);
    } finally {
      endTurn?.();
    }
  }

  /** Answers an operation that was checked. `root` is what a subscription was told of. */
  async run(asking: Asking, root?: object): Promise<ExecutionResult> {
    const { operation, viewer, signal, origin } = asking;
    if (!operation) throw new Refusal('INTERNAL');
    const { context, finish, asserted, trace } = this.#terms.contextOf(viewer, operation, signal, origin);
    asking.trace = trace;
    let result: ExecutionResult;
    try {
      result = await this.#executor.run(operation, context, root);
    } catch (error) {
      await finish(false);
      throw error;
    }
    await finish(!result.errors?.length);
    asking.asserted = asserted?.() ?? false;
    // Half an answer, because the database went away or the agreement changed under it, would read as the truth.
    const passing = result.errors?.find((error) => refusalOf(error).status === 503);
    return passing ? { errors: [passing] } : result;
  }
}
