import {
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  Kind,
  specifiedRules,
  type ValidationContext,
  type ValidationRule,
  validate,
} from 'graphql';
import { Refusal } from '../shared/refusals.ts';
import { located } from './errors.ts';

/** A document with very many errors is answered for the first of them. */
const maxErrors = 20;

/**
 * Holds a document to the rules of GraphQL. What the schema lacks gets one answer, whether it exists for another agency
 * or nowhere, and no answer carries graphql-js' own sentence: those print values and suggest names.
 */
export function assertValid(schema: GraphQLSchema, document: DocumentNode): void {
  const errors = validate(schema, document, rules, { maxErrors, hideSuggestions: true });
  const [error] = errors;
  if (!error) {
    assertRootsExist(schema, document);
    return;
  }
  const lacking = errors.filter((each) => findings.get(each)?.code === 'NOT_SHARED');
  if (lacking.length) throw located(new Refusal('NOT_SHARED'), nodesOf(lacking));
  throw located(findings.get(error) ?? new Refusal('INVALID_DOCUMENT'), nodesOf([error]));
}

/** graphql-js finds a missing mutation or subscription type only when it executes. */
function assertRootsExist(schema: GraphQLSchema, { definitions }: DocumentNode): void {
  const missing = definitions.filter(
    (node) => node.kind === Kind.OPERATION_DEFINITION && !schema.getRootType(node.operation),
  );
  if (missing.length) throw located(new Refusal('NOT_SHARED'), missing);
}

/** What each reported error means to us, noted while its rule still knows the schema's place. */
const findings = new WeakMap<GraphQLError, Refusal>();

const rules = specifiedRules.map(
  (rule): ValidationRule =>
    (context) =>
      rule(
        Object.create(context, {
          reportError: {
            value(error: GraphQLError) {
              // A scalar's own refusal, such as that of an NHS number, comes through as it is.
              const own = error instanceof Refusal ? error : error.originalError;
              findings.set(error, own instanceof Refusal ? own : meaning(rule.name, error, context));
              context.reportError(error);
            },
          },
        }),
      ),
);

function meaning(rule: string, error: GraphQLError, context: ValidationContext): Refusal {
  const node = error.nodes?.[0];
  if (isAboutName(rule, node, context)) return new Refusal('NOT_SHARED');
  if (rule === 'ValuesOfCorrectTypeRule') return new Refusal('BAD_INPUT');
  return new Refusal('INVALID_DOCUMENT', { rule: rule.replace(/Rule$/, '') });
}

function isAboutName(rule: string, node: ASTNode | undefined, context: ValidationContext): boolean {
  switch (rule) {
    case 'FieldsOnCorrectTypeRule':
    case 'KnownTypeNamesRule':
    case 'KnownArgumentNamesRule':
      return true;
    case 'KnownDirectivesRule':
      return node?.kind === Kind.DIRECTIVE && !context.getSchema().getDirective(node.name.value);
    case 'ValuesOfCorrectTypeRule':
      if (node?.kind === Kind.OBJECT_FIELD) return true;
      return node?.kind === Kind.ENUM && isEnumType(getNamedType(context.getInputType()));
    default:
      return false;
  }
}

const nodesOf = (errors: readonly GraphQLError[]) => errors.flatMap(({ nodes }) => nodes ?? []);
