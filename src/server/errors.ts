import { ApolloServerErrorCode } from '@apollo/server/errors';
import { type ASTNode, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { Refusal, type RefusalCode } from '../shared/refusals.ts';
import type { MediaType } from './media-type.ts';

/** `refusal`, pointing at places of the client's own document. */
export function located(refusal: Refusal, nodes: readonly ASTNode[]): GraphQLError {
  return new GraphQLError(refusal.message, { nodes, originalError: refusal, extensions: refusal.extensions });
}

/** What the outside is told about `error`: a refusal of the catalogue, and `INTERNAL` for everything unforeseen. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof ArgumentValidationError) return new Refusal('BAD_INPUT', { at: propertiesOf(error).join(', ') });
  if (error instanceof GraphQLError) {
    const code = error.path ? undefined : apolloCode(error);
    if (code) return new Refusal(code);
    if (error.originalError) return refusalOf(error.originalError);
  }
  return new Refusal(databaseCode(error) ?? 'INTERNAL', {}, error);
}

/** True of an error that whoever runs the hub must hear about. */
export function isUnforeseen(error: unknown): boolean {
  const { status, code, cause } = refusalOf(error);
  // That all places were taken is what places are for.
  return status >= 500 && (code !== 'OVERLOADED' || cause !== undefined);
}

/** One error as it stands in an answer. Its extensions are a copy: a refusal may be kept and thrown to several requests. */
export function present(error: unknown, requestId?: string): GraphQLFormattedError {
  const { message, extensions } = refusalOf(error);
  const { locations, path } = error instanceof GraphQLError ? error : {};
  return {
    message,
    ...(locations?.length && { locations }),
    ...(path && { path }),
    extensions: { ...extensions, ...(requestId && { requestId }) },
  };
}

/** The HTTP status of an answer that holds no data. */
export function statusOf({ when, status }: Refusal, type: MediaType): number {
  return when === 'request' || type === 'application/graphql-response+json' ? status : 200;
}

/** What Apollo Server refuses by itself, by the codes that it documents. */
function apolloCode({ extensions, message }: GraphQLError): RefusalCode | undefined {
  switch (extensions.code) {
    case ApolloServerErrorCode.GRAPHQL_PARSE_FAILED:
      return notParsed(message);
    case ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE:
      return 'OPERATION_UNKNOWN';
    case ApolloServerErrorCode.BAD_REQUEST:
      return byStatus.get((extensions.http as { status?: number } | undefined)?.status) ?? 'BAD_REQUEST';
    case ApolloServerErrorCode.PERSISTED_QUERY_NOT_FOUND:
    case ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED:
      return 'BAD_REQUEST';
    default:
      return undefined;
  }
}

/** The parser has no other sign of its token limit than this sentence. */
const notParsed = (message: string): RefusalCode =>
  /^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(message) ? 'QUERY_TOO_LONG' : 'SYNTAX_ERROR';

/** What graphql-js' parser threw, as a refusal at the same place. */
export function syntaxRefusal(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return error;
  const { message, source, positions } = error;
  return new GraphQLError(message, { source, positions, originalError: new Refusal(notParsed(message)) });
}

const byStatus = new Map<number | undefined, RefusalCode>([
  [405, 'METHOD_NOT_ALLOWED'],
  [406, 'NOT_ACCEPTABLE'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
]);

/** States of the database, by SQLSTATE or by the socket's error, that will pass: asking again is the remedy. */
function databaseCode(error: unknown): RefusalCode | undefined {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code !== 'string') return withoutCode.test(String(message)) ? 'UNAVAILABLE' : undefined;
  if (code === 'HA001') return 'AGREEMENT_CHANGED';
  if (code === '57014') return 'TIMED_OUT';
  // Connections, locks and serialization failures are what too many at once take from each other.
  if (['53300', '55P03', '40001', '40P01'].includes(code)) return 'OVERLOADED';
  // A full disk or memory, a disk that fails, a server that may only be read from for now.
  return /^(08|53|57P)|^(58030|25006)$|^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)/.test(code)
    ? 'UNAVAILABLE'
    : undefined;
}

/** What the driver says of a connection that has gone without a word of the server's. */
const withoutCode =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout)/;

type ValidationErrors = ArgumentValidationError['extensions']['validationErrors'];

function propertiesOf({ extensions }: ArgumentValidationError): string[] {
  const paths = (errors: ValidationErrors, above: string): string[] =>
    errors.flatMap(({ property, children }) => {
      const path = above ? `${above}.${property}` : property;
      return children?.length ? paths(children, path) : [path];
    });
  return paths(extensions.validationErrors, '');
}
