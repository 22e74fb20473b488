import { hash } from 'node:crypto';
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { plainJsonOf } from '../shared/plain-json.ts';
import { Refusal } from '../shared/refusals.ts';
import type { Issuer } from './issuers.ts';

/** What a token says that was checked against its issuer's keys. What may be believed of it is sign-in's to decide. */
export interface Claims {
  issuer: Issuer;
  /** Code of the organisation. */
  organisation: string;
  /** The token's subject: a person, or a service. */
  user: string;
  role: string;
  purpose?: string;
  agency?: string;
  /** The issuer, and the client (`azp` or `client_id`) and the party that acts for the user (`act`), where they are named. */
  authority: string;
  device?: string;
  /** When the token ends, in milliseconds since 1970. */
  expires: number;
}

/** Longer tokens are refused unread; those of large identity providers stay under 4 KB. */
const longest = 8192;
/** Seconds that the clocks of issuer and hub may differ. */
const clockTolerance = 5;
/** A token is too old after a day even if its issuer lets it live longer. */
const oldestHours = 24;
/** A signature that was good is not checked again for so many seconds, nor for longer than the token lives. */
const takenFor = 30;

/** Checks bearer tokens. Asks neither the database nor, for an issuer it does not know, anyone. */
export class Tokens {
  readonly #issuers: ReadonlyMap<string, Issuer>;
  /** What tokens say that were checked a moment ago, by their hashes. Checking a signature costs as much as a small answer. */
  readonly #taken = new LRUCache<string, { claims: Claims; until: number }>({ max: 10_000 });

  constructor(issuers: readonly Issuer[]) {
    this.#issuers = new Map(issuers.map((issuer) => [issuer.issuer, issuer]));
  }

  /** What the token in an `Authorization` header says. Whatever is wrong with it, but its age, is one answer. */
  async claimsOf(authorization: string | undefined): Promise<Claims> {
    const token = tokenIn(authorization);
    const key = hash('sha256', token);
    const now = Date.now() / 1000;
    const taken = this.#taken.get(key);
    if (taken && now < taken.until) return taken.claims;
    const issuer = this.#issuers.get(issuerNamedIn(token));
    if (!issuer) throw new Refusal('UNAUTHENTICATED', {}, 'the issuer is not known');
    const payload = await verified(token, issuer);
    const claims = claimsFrom(issuer, payload);
    this.#taken.set(key, { claims, until: Math.min(now + takenFor, payload.exp ?? 0) });
    return claims;
  }
}

function tokenIn(authorization = ''): string {
  if (authorization.length > longest) throw new Refusal('UNAUTHENTICATED', {}, 'the token is too long');
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
  if (!token) throw new Refusal('UNAUTHENTICATED', {}, 'there is no bearer token');
  return token;
}

/** Not yet believed: it only says whose keys to check with. */
function issuerNamedIn(token: string): string {
  try {
    // Of a claim that stands there twice, issuer and hub could mean two different ones (RFC 7519, 4).
    for (const part of token.split('.', 2)) plainJsonOf(Buffer.from(part, 'base64url'));
    return decodeJwt(token).iss ?? '';
  } catch {
    throw new Refusal('UNAUTHENTICATED', {}, 'the token is not a JWT');
  }
}

async function verified(token: string, { keyOf, issuer, audience, algorithms }: Issuer): Promise<JWTPayload> {
  try {
    const checks = { issuer, audience, algorithms: [...algorithms], clockTolerance, maxTokenAge: `${oldestHours}h` };
    return (await jwtVerify(token, keyOf, { ...checks, requiredClaims: ['exp', 'iat', 'sub'] })).payload;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof errors.JWTExpired) throw new Refusal('TOKEN_EXPIRED');
    throw new Refusal('UNAUTHENTICATED', {}, reasonOf(error));
  }
}

/** For the log. Never the error itself: it carries the claims, and with them the user. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.code} ${error.claim} ${error.reason}`;
  return error instanceof errors.JOSEError ? error.code : 'the token cannot be checked';
}

function claimsFrom(issuer: Issuer, payload: JWTPayload): Claims {
  const { claims } = issuer;
  const organisation = textOf(payload[claims.organisation], 'organisation');
  const role = textOf(payload[claims.role], 'role');
  const user = textOf(payload.sub, 'sub');
  if (!organisation || !role || !user) throw new Refusal('UNAUTHENTICATED', {}, 'the token lacks a claim');
  const purpose = textOf(payload[claims.purpose], 'purpose');
  const agency = textOf(payload[claims.agency], 'agency');
  return {
    issuer,
    organisation,
    user,
    role,
    purpose,
    agency,
    authority: authorityOf(issuer, payload),
    expires: endOf(payload),
    ...deviceOf(payload),
  };
}

/** A token that is let live longer ends after a day all the same. */
const endOf = ({ exp = 0, iat = 0 }: JWTPayload): number => Math.min(exp, iat + oldestHours * 3_600) * 1000;

function authorityOf({ issuer }: Issuer, { azp, client_id, act }: JWTPayload): string {
  const client = lineOf(azp) ?? lineOf(client_id);
  const acting = lineOf((act as { sub?: unknown } | null | undefined)?.sub);
  return [issuer, ...(client ? [`client ${client}`] : []), ...(acting ? [`acting ${acting}`] : [])].join(', ');
}

function deviceOf({ device }: JWTPayload): { device?: string } {
  const said = lineOf(device);
  return said === undefined ? {} : { device: said };
}

/** A text of one line that is worth keeping; whatever else stands there is nobody's to refuse. */
function lineOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length > 0 && value.length <= 200 && oneLine.test(value)
    ? value
    : undefined;
}

const oneLine = /^\P{C}*$/u;

/** Claims end up in the access record: plain texts of one line. */
function textOf(value: unknown, claim: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value.length <= 255 && oneLine.test(value)) return value;
  throw new Refusal('UNAUTHENTICATED', {}, `the claim ${claim} is not a text of one line`);
}
