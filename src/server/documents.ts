import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { Refusal } from '../shared/refusals.ts';
import { type FlatField, type FlatOperation, flatten } from './flatten.ts';
import { costOf } from './limits/cost.ts';
import type { Limits } from './limits/limits.ts';
import { assertSize } from './limits/size.ts';
import type { Operation } from './operation.ts';
import { assertValid } from './validate.ts';
import { coerceVariables } from './variables.ts';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;
type Values = Readonly<Record<string, unknown>>;

/** An operation with everything that running it takes. */
export interface PreparedOperation extends Operation {
  /** Values of the variables of `definition`. */
  readonly standIns: Values;
}

/** A document within the limits and valid for one schema, with its flat operations. */
interface Checked {
  document: DocumentNode;
  conditions: readonly string[];
  flat: LRUCache<string, FlatOperation>;
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
    const flat = this.#flat(checked, asked, variables);
    const argumentsByNode = new Map<FieldNode, Values>();
    const standIns: Record<string, unknown> = {};
    for (const [node, field] of flat.fields) {
      if (!field.standIns.size) continue;
      const values = argumentsFor(field, variables);
      argumentsByNode.set(node, values);
      for (const [argument, standIn] of field.standIns) {
        if (Object.hasOwn(values, argument)) standIns[standIn] = values[argument];
      }
    }
    const { definition, fields } = flat;
    const found = {
      schema: this.#schema,
      kind: definition.operation,
      definition,
      variables,
      standIns,
      fieldOf: (node: FieldNode) => (fields.get(node) as FlatField).field,
      argumentsOf: (node: FieldNode) => argumentsByNode.get(node) ?? {},
    };
    return { ...found, cost: costOf(found, this.#limits) };
  }

  #check(hash: string, document: DocumentNode): Checked {
    assertSize(document, this.#limits);
    assertValid(this.#schema, document);
    const flat = new LRUCache<string, FlatOperation>({ max: keptConditions });
    const checked = { document, conditions: conditionsIn(document), flat };
    this.#checked.set(hash, checked);
    return checked;
  }

  #flat({ document, conditions, flat }: Checked, asked: OperationDefinitionNode, variables: Values): FlatOperation {
    const key = [asked.name?.value, ...conditions.map((name) => variables[name])].join(' ');
    const known = flat.get(key);
    if (known) return known;
    const made = flatten(this.#schema, document, asked, variables);
    flat.set(key, made);
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

/** Coercing the variables leaves one error open: null for a variable with a default, used where no null may stand. */
function argumentsFor({ field, asked, path }: FlatField, variables: Values): Values {
  try {
    return getArgumentValues(field, asked, variables);
  } catch (error) {
    throw error instanceof GraphQLError ? new Refusal('BAD_INPUT', { at: path }) : error;
  }
}
