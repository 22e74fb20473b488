import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  GraphQLID,
  type GraphQLScalarType,
  type GraphQLSchema,
  GraphQLString,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { PreparedOperation } from './documents.ts';
import { executable } from './executable.ts';

type Run = (
  context: object,
  variables: Readonly<Record<string, unknown>>,
  root: object | undefined,
) => ExecutionResult | Promise<ExecutionResult>;

/** Runs flat operations of one schema, each compiled once by graphql-jit. */
export class Executor {
  readonly #schema: GraphQLSchema;
  readonly #runs = new WeakMap<OperationDefinitionNode, Run>();

  constructor(schema: GraphQLSchema) {
    this.#schema = executable(schema);
  }

  /** `root` is what a subscription was told of; other operations have none. */
  async run({ definition, standIns }: PreparedOperation, context: object, root?: object): Promise<ExecutionResult> {
    let run = this.#runs.get(definition);
    if (!run) {
      run = this.#runOf(definition);
      this.#runs.set(definition, run);
    }
    const result = await run(context, standIns, root);
    return result.errors ? { ...result, errors: result.errors.toSorted(byPlace) } : result;
  }

  #runOf(definition: OperationDefinitionNode): Run {
    const schema = this.#schema;
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [definition] };
    const compiled = isCompilable(definition) && compileQuery(schema, document, undefined, compilerOptions);
    if (compiled && isCompiledQuery(compiled)) {
      return async (context, variables, root) => {
        const { data, errors } = await compiled.query(root, context, variables);
        return errors ? { data, errors: errors.map(asGraphQLError) } : { data };
      };
    }
    return (contextValue, variableValues, rootValue) =>
      execute({ schema, document, contextValue, variableValues, rootValue });
  }
}

/** A text is written as it is, which graphql-js finds out after asking what else it could be. */
const written =
  ({ serialize }: GraphQLScalarType) =>
  (value: unknown) =>
    typeof value === 'string' ? value : serialize(value);

const compilerOptions = {
  disablingCapturingStackErrors: true,
  customSerializers: { String: written(GraphQLString), ID: written(GraphQLID) },
};

/**
 * graphql-jit names what it tells resolvers (`info`) by response names joined with `_`, so that an alias can make it
 * take one field for another, and builds objects whose `__proto__` an alias can set. Introspection is rare and large:
 * compiling it takes longer than running it. graphql-js runs these.
 */
function isCompilable({ selectionSet }: OperationDefinitionNode): boolean {
  return !asksForIntrospection(selectionSet) && !hasUnderscore(selectionSet);
}

function asksForIntrospection({ selections }: SelectionSetNode): boolean {
  return selections.some((node) => node.kind === Kind.FIELD && /^__(schema|type)$/.test(node.name.value));
}

function hasUnderscore(selectionSet: SelectionSetNode): boolean {
  let found = false;
  visit(selectionSet, {
    Field({ alias, name }) {
      const responseName = (alias ?? name).value;
      if (responseName.includes('_') && responseName !== '__typename') found = true;
    },
  });
  return found;
}

/** Errors in the order of the answer, not of their happening: how long a row took to find out is nobody's business. */
function byPlace({ path: one = [] }: GraphQLError, { path: other = [] }: GraphQLError): number {
  const at = one.findIndex((key, place) => key !== other[place]);
  if (at < 0 || at >= other.length) return one.length - other.length;
  const [here, there] = [one[at], other[at]];
  if (typeof here === 'number' && typeof there === 'number') return here - there;
  return String(here) < String(there) ? -1 : 1;
}

/** graphql-jit's errors look like graphql-js', but lack `extensions` where there are none, and Apollo reads them unasked. */
function asGraphQLError({ message, path, locations, originalError, extensions }: GraphQLError): GraphQLError {
  const error = new GraphQLError(message, { path, originalError, extensions });
  return Object.assign(error, { locations });
}
