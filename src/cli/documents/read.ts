import { hash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { CannotStart } from '../../database/cannot-start.ts';
import { refusalOf } from '../../server/errors.ts';
import { defaultLimits } from '../../server/limits/limits.ts';
import { assertSize } from '../../server/limits/size.ts';
import type { TrustedDocument } from '../../server/trusted/stored.ts';
import { textOf } from '../agreement/file.ts';

/**
 * The documents of a file: a GraphQL file is one, word for word. A JSON file is a manifest with many, as tools write them
 * who take queries out of programs: of GraphQL Code Generator (`persistedDocuments`), texts by their SHA-256, or of Apollo.
 */
export function documentsIn(file: string, graph: GraphQLSchema): TrustedDocument[] {
  const bodies = file.endsWith('.json') ? manifestIn(file) : [textOf(file)];
  return bodies.map((body) => ({ hash: hash('sha256', body), body, operations: operationsIn(body, file, graph) }));
}

function manifestIn(file: string): string[] {
  const said = jsonIn(file);
  const apollo = (said as { format?: unknown }).format === 'apollo-persisted-query-manifest';
  const listed: (readonly [unknown, unknown])[] = apollo
    ? ((said as { operations?: { id?: unknown; body?: unknown }[] }).operations ?? []).map(({ id, body }) => [id, body])
    : Object.entries(said);
  return listed.map(([id, body]) => {
    if (typeof body !== 'string')
      throw new CannotStart(`${file} is no manifest: ${id} has no text. Write texts by their SHA-256.`);
    if (hash('sha256', body) !== id)
      throw new CannotStart(`${file}: ${id} is not the SHA-256 of its text. Let the tool that wrote it use SHA-256.`);
    return body;
  });
}

function jsonIn(file: string): object {
  try {
    const said: unknown = JSON.parse(textOf(file));
    if (typeof said === 'object' && said !== null) return said;
  } catch (error) {
    if (error instanceof CannotStart) throw error;
  }
  throw new CannotStart(`${file} is no JSON object.`);
}

/** Names of the operations of a document that some agency could ask. */
function operationsIn(body: string, file: string, graph: GraphQLSchema): string[] {
  const document = parsed(body, file);
  const wrong = validate(graph, document, specifiedRules, { maxErrors: 20 });
  if (wrong.length) throw new CannotStart(wrong.map((error) => lineOf(error, file)).join('\n'));
  try {
    assertSize(document, defaultLimits);
  } catch (error) {
    throw new CannotStart(`${file}: ${refusalOf(error).message}`);
  }
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (!operations.length) throw new CannotStart(`${file} holds no query, mutation or subscription.`);
  return operations.flatMap((node) => ('name' in node && node.name ? [node.name.value] : []));
}

function parsed(body: string, file: string): DocumentNode {
  try {
    return parse(body, { maxTokens: defaultLimits.tokens });
  } catch (error) {
    throw new CannotStart(lineOf(error as GraphQLError, file));
  }
}

const lineOf = ({ locations, message }: GraphQLError, file: string) =>
  `${[file, locations?.[0]?.line].filter(Boolean).join(':')}: ${message}`;
