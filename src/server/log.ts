import { writeLine } from './log-output.ts';

/** What the log says of an error: nothing that a person, a document or a row could have put into it. */
export interface ErrorRecord {
  class: string;
  /** SQLSTATE, or the code of a Node error. */
  code?: string;
  /** Names of our own schema. */
  table?: string;
  constraint?: string;
  reason?: string;
  frames: string[];
  cause?: ErrorRecord;
}

/** graphql-js' own sentence for a null where the schema promises a value; it holds names of the schema only. */
const nullWherePromised = /^Cannot return null for non-nullable field [\w.(),]+\.$/;
const identifier = /^[\w.]{1,63}$/;
const manyFrames = 12;

/**
 * Messages are left out altogether: PostgreSQL, parsers and libraries print values in them (`DETAIL`, parameters, "got
 * invalid value …"). Class, code and stack frames find the place; the request's id finds the asker.
 */
export function describe(error: unknown, depth = 0): ErrorRecord {
  if (!(error instanceof Error)) return { class: typeof error, frames: [] };
  const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown };
  const cause = error.cause ?? (error as { originalError?: unknown }).originalError;
  return {
    class: error.constructor.name,
    ...named('code', code),
    ...named('table', table),
    ...named('constraint', constraint),
    ...(nullWherePromised.test(error.message) && { reason: error.message }),
    frames: framesOf(error),
    ...(cause instanceof Error && depth < 3 && { cause: describe(cause, depth + 1) }),
  };
}

function named<Key extends string>(key: Key, value: unknown) {
  return typeof value === 'string' && identifier.test(value) ? { [key]: value } : {};
}

function framesOf({ stack = '' }: Error): string[] {
  const frames = stack.split('\n').filter((line) => /^\s+at .*(\(.*\)|:\d+:\d+)$/.test(line));
  return frames.slice(0, manyFrames).map((line) => line.trim());
}

/** One line of the log, for what goes on beside requests, in the form that requests have. */
export function logLine(level: 'error' | 'warn' | 'info', msg: string, error?: unknown): void {
  const line = { level, time: new Date().toISOString(), ...(error !== undefined && { error: describe(error) }), msg };
  writeLine(`${JSON.stringify(line)}\n`);
}

export interface LogOptions {
  level?: 'error' | 'warn' | 'info' | 'debug' | 'silent';
  stream?: { write(line: string): void };
}

/** Options of Fastify's logger: its serializers for requests and errors would print addresses, headers and messages. */
export function logger({ level = 'info', stream = { write: writeLine } }: LogOptions = {}) {
  const nothing = () => ({});
  return {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: {
      req: nothing,
      res: nothing,
      err: (error: Error) => ({ type: error.constructor.name, message: '', stack: framesOf(error).join('\n') }),
    },
    stream,
  };
}
