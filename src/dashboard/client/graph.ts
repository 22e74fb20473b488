import type { SignIn } from '../sign-in.ts';
import { type Operation, print } from './document.ts';
import { prune, readSchema, type Schema, type SchemaAnswer, schemaQuestion } from './schema.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
export type Variables = Record<string, Json>;

/** An error of the hub's catalogue, as the answer carries it. */
export interface Refused {
  code: string;
  message: string;
  remedy: string;
  /** What may be written instead, where the hub says so. */
  allowed?: string[];
}

export interface Answer {
  data: JsonObject | null;
  errors: Refused[];
}

/** One agency's answer to a ready question. */
export interface Asked {
  signIn: SignIn;
  /** What the agency may ask of it, as it was asked in the end. */
  document: string;
  /** Why the whole question was refused. */
  refused: Refused | undefined;
  /** Paths that this agency's schema does not have. */
  missing: ReadonlySet<string>;
  data: JsonObject | null;
}

interface GraphAnswer {
  data?: JsonObject | null;
  errors?: { message: string; extensions?: Partial<Refused> }[];
}

/** Asks the graph as whoever signed in. Whatever goes wrong comes back as a refusal, never as an exception. */
export async function ask(signIn: SignIn, query: string, variables: Variables = {}): Promise<Answer> {
  const { token, purpose } = signIn;
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'purpose-of-use': purpose,
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data = null, errors = [] } = (await response.json()) as GraphAnswer;
    return {
      data,
      errors: errors.map(({ message, extensions }) => ({ code: '', remedy: '', ...extensions, message })),
    };
  } catch {
    const remedy = 'See whether it still runs where you started it, then load this page again.';
    return { data: null, errors: [{ code: 'UNREACHABLE', message: 'The hub does not answer.', remedy }] };
  }
}

const schemas = new Map<string, Promise<Schema | undefined>>();

/** The schema of whoever signed in; it is the same for a whole agency. */
export function schemaOf(signIn: SignIn): Promise<Schema | undefined> {
  const known = schemas.get(signIn.agency) ?? fetchSchema(signIn);
  schemas.set(signIn.agency, known);
  return known;
}

async function fetchSchema(signIn: SignIn): Promise<Schema | undefined> {
  const { data } = await ask(signIn, schemaQuestion);
  return data ? readSchema(data as unknown as SchemaAnswer) : undefined;
}

/**
 * Asks the whole question first. If the agency's schema lacks some of it, that refusal is kept, and the question is
 * asked again without: what an agency may ask then stands beside what it may not.
 */
export async function askWhole(signIn: SignIn, operation: Operation, variables: Variables): Promise<Asked> {
  const whole = await ask(signIn, print(operation), usedBy(operation, variables));
  const refused = whole.errors[0];
  const asked: Asked = { signIn, document: print(operation), refused, missing: new Set(), data: whole.data };
  if (refused?.code !== 'NOT_SHARED') return asked;
  const schema = await schemaOf(signIn);
  if (!schema) return asked;
  const { operation: rest, missing } = prune(operation, schema);
  if (!rest) return { ...asked, missing };
  const answer = await ask(signIn, print(rest), usedBy(rest, variables));
  return { signIn, document: print(rest), refused: answer.errors[0] ?? refused, missing, data: answer.data };
}

function usedBy(operation: Operation, variables: Variables): Variables {
  const text = print(operation);
  return Object.fromEntries(Object.entries(variables).filter(([name]) => text.includes(`$${name}`)));
}
