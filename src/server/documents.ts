import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { Refusal } from '../shared/refusals.ts';
import { flatten } from './flatten.ts';
import type { Limits } from './limits/limits.ts';
import { assertSize } from './limits/size.ts';
import type { Operation } from './operation.ts';
import { argumentsIn, type Plan, planOf } from './plan.ts';
import { assertValid } from './validate.ts';
import { coerceVariables } from './variables.ts';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;
type Values = Readonly<Record<string, unknown>>;

/** An operation with everything that running it takes. */
export interface PreparedOperation extends Operation {
  /** Values of the variables of `definition`. */
  readonly standIns: Values;
}

/** A document within the limits and valid for one schema, with the plans of its operations. */
interface Checked {
  document: DocumentNode;
  conditions: readonly string[];
  plans: LRUCache<string, Plan>;
}

const keptDocuments = 500;
const keptConditions = 16;

/** The documents that clients of one schema send, checked once each. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #limits: Limits;
  readonly #checked = new LRUCache<string, Checked>({ max: keptDocuments });

  constructor(schema: GraphQLSchema, limits: Limits) {
    this.#schema = schema;
    this.#limits = limits;
  }

  /**
   * Where Apollo looks a document up before it parses. Only `prepare` fills it, and only with documents that passed, so
   * a flood of bad documents drives no good one out. Apollo's keys end in the SHA-256 of the text.
   */
  get store(): DocumentStore {
    return {
      get: async (key) => this.#checked.get(key.slice(-64))?.document,
      set: async () => {},
      delete: async () => {},
    };
  }

  /** Throws a refusal unless the operation is valid and within the limits. `hash` is that of the document's text. */
  prepare(
    hash: string,
    document: DocumentNode,
    name: string | undefined,
    given: Values | undefined,
  ): PreparedOperation {
    const checked = this.#checked.get(hash) ?? this.#check(hash, document);
    const asked = getOperationAST(checked.document, name);
    if (!asked) throw new Refusal('OPERATION_UNKNOWN');
    const variables = coerceVariables(this.#schema, asked, given);
    const plan = this.#plan(checked, asked, variables);
    const { standIns, argumentsOf } = argumentsIn(plan, variables);
    const { definition, fieldOf, costOf } = plan;
    const cost = costOf(argumentsOf);
    const kind = definition.operation;
    return { schema: this.#schema, kind, definition, variables, standIns, cost, fieldOf, argumentsOf };
  }

  #check(hash: string, document: DocumentNode): Checked {
    assertSize(document, this.#limits);
    assertValid(this.#schema, document);
    const plans = new LRUCache<string, Plan>({ max: keptConditions });
    const checked = { document, conditions: conditionsIn(document), plans };
    this.#checked.set(hash, checked);
    return checked;
  }

  #plan({ document, conditions, plans }: Checked, asked: OperationDefinitionNode, variables: Values): Plan {
    const key = [asked.name?.value, ...conditions.map((name) => variables[name])].join(' ');
    const known = plans.get(key);
    if (known) return known;
    const made = planOf(flatten(this.#schema, document, asked, variables), this.#limits);
    plans.set(key, made);
    return made;
  }
}

/** The variables that decide which fields are selected. */
function conditionsIn(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ arguments: values = [] }) {
      for (const { value } of values) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
