import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { parse } from 'yaml';
import type { Agreement } from '../agreement/model.ts';
import { CannotStart } from '../database/cannot-start.ts';
import { type Agency, agencyNamed } from '../shared/agencies.ts';
import { fetchKeys, KeySet } from './key-set.ts';
import type { ViewerOrganisation } from './viewer.ts';

/** Signatures with a public key only: with a shared secret, whoever checks a token could also make one. */
export const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
export type Algorithm = (typeof algorithms)[number];

/** What the claims are called in an issuer's tokens. */
export const usualClaims = { organisation: 'organisation', role: 'role', purpose: 'purpose', agency: 'agency' };
export type ClaimNames = typeof usualClaims;

/** How people sign in to the dashboard at an issuer. */
export interface DashboardAt {
  /** What the dashboard is called there. */
  readonly client: string;
  /** What it asks for, such as `openid`. */
  readonly scope: string;
  /** For which hub the token is to be (RFC 8707), where the issuer wants to be told. */
  readonly resource?: string;
}

/** Who may make tokens, and for whom. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string | string[];
  readonly algorithms: readonly Algorithm[];
  readonly claims: ClaimNames;
  readonly keyOf: JWTVerifyGetKey;
  /** Without it, nobody signs in to the dashboard by this issuer. */
  readonly dashboard?: DashboardAt;
  speaksFor(organisation: Pick<ViewerOrganisation, 'code' | 'agency'>): boolean;
}

/**
 * The issuers that `CAREGRAPH_ISSUERS` names: a YAML or JSON file, or that text itself when it begins with `[`.
 * Each is bound to the organisations it may speak for, by code or as `every practice`. Undefined if nothing is set.
 */
export async function readIssuers(setting = process.env.CAREGRAPH_ISSUERS): Promise<Issuer[] | undefined> {
  const given = setting?.trim();
  if (!given) return undefined;
  const inline = given.startsWith('[');
  const source = inline ? 'CAREGRAPH_ISSUERS' : resolve(given);
  const text = inline ? given : await readText(source);
  const list = parseList(text, source);
  const issuers = await Promise.all(
    list.map((entry, n) => readIssuer(entry, `${source}: issuer ${n + 1}`, inline ? process.cwd() : dirname(source))),
  );
  const twice = issuers.find(({ issuer }, n) => issuers.findIndex((other) => other.issuer === issuer) !== n);
  if (twice)
    throw new CannotStart(`${source}: ${twice.issuer} stands there twice. Write it once, with all organisations.`);
  return issuers;
}

/** Names that exist nowhere (RFC 2606), so that whoever issues tokens under one speaks for nobody real. */
const invented = /(^|\.)(test|example|invalid|localhost)$/;

/** Why an agreement must not hold for these issuers; undefined if it may. */
export function unfitFor(
  issuers: readonly Pick<Issuer, 'issuer'>[],
  agreement: Pick<Agreement, 'demonstration'>,
): string | undefined {
  const hostOf = (name: string) => (URL.canParse(name) ? new URL(name).hostname : name);
  const real = issuers.find(({ issuer }) => !invented.test(hostOf(issuer)));
  if (!agreement.demonstration || !real) return undefined;
  return (
    `The agreement is a demonstration, in which whole agencies have signed, and ${real.issuer} issues tokens to real people: ` +
    'leave out "demonstration: true", and name each organisation under parties and signatures in place of "every …".'
  );
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new CannotStart(
      `CAREGRAPH_ISSUERS names ${file}, which cannot be read. Name a YAML or JSON file of issuers.`,
    );
  });
}

function parseList(text: string, source: string): unknown[] {
  let list: unknown;
  try {
    list = parse(text);
  } catch {
    throw new CannotStart(`${source} is neither YAML nor JSON.`);
  }
  if (!Array.isArray(list) || list.length === 0) throw new CannotStart(`${source} must hold a list of issuers.`);
  return list;
}

const dashboardKeys = ['dashboard-client', 'dashboard-scope', 'dashboard-resource'] as const;
const known = ['issuer', 'audience', 'jwks', 'algorithms', 'organisations', 'claims', ...dashboardKeys];

async function readIssuer(entry: unknown, where: string, folder: string): Promise<Issuer> {
  const said = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>;
  for (const key of Object.keys(said))
    need(known.includes(key), where, `leave out "${key}"; known are ${known.join(', ')}`);
  const { issuer, audience, jwks, organisations, algorithms: wanted = algorithms, claims = {} } = said;
  need(isText(issuer), where, 'write the "iss" of its tokens as "issuer"');
  need(isText(audience) || isTexts(audience), where, 'write the "aud" of its tokens as "audience"');
  need(isText(jwks), where, 'write an https address or a file of its public keys as "jwks"');
  need(isTexts(wanted) && wanted.every(isAlgorithm), where, `"algorithms" may list ${algorithms.join(', ')}`);
  need(
    isTexts(organisations),
    where,
    '"organisations" must list codes, or "every" with an agency, such as "every home"',
  );
  need(isClaims(claims), where, `"claims" may rename ${Object.keys(usualClaims).join(', ')}`);
  return {
    issuer,
    audience,
    algorithms: wanted,
    claims: { ...usualClaims, ...claims },
    keyOf: (await keysFrom(jwks, where, folder)).keyOf,
    speaksFor: speaksFor(organisations, where),
    ...dashboardAt(said, where),
  };
}

function dashboardAt(said: Readonly<Record<string, unknown>>, where: string): Pick<Issuer, 'dashboard'> {
  const [client, scope = 'openid', resource] = dashboardKeys.map((key) => said[key]);
  if (dashboardKeys.every((key) => said[key] === undefined)) return {};
  need(isText(client), where, 'write the client id of the dashboard as "dashboard-client"');
  need(isText(scope) && scope.split(' ').includes('openid'), where, '"dashboard-scope" must list "openid"');
  need(
    resource === undefined || isText(resource),
    where,
    'write the hub as the issuer calls it as "dashboard-resource"',
  );
  return { dashboard: { client, scope, ...(resource !== undefined && { resource }) } };
}

/** An address is asked when a token comes, because it may be down when the hub starts; a file must be there. */
async function keysFrom(jwks: string, where: string, folder: string): Promise<KeySet> {
  if (URL.canParse(jwks)) {
    const url = new URL(jwks);
    const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    need(url.protocol === 'https:' || (url.protocol === 'http:' && local), where, '"jwks" must be an https address');
    return new KeySet(() => fetchKeys(url));
  }
  const file = resolve(folder, jwks);
  const load = async () => JSON.parse(await readFile(file, 'utf8')) as JSONWebKeySet;
  try {
    createLocalJWKSet(await load());
  } catch {
    throw new CannotStart(`${where}: ${file} is not a JSON Web Key Set. Write { "keys": […] } with its public keys.`);
  }
  return new KeySet(load);
}

function speaksFor(organisations: readonly string[], where: string): Issuer['speaksFor'] {
  const [codes, agencies] = [new Set<string>(), new Set<Agency>()];
  for (const name of organisations) {
    const agency = agencyNamed(name.replace('every ', ''));
    if (!name.startsWith('every ')) codes.add(name);
    else if (agency) agencies.add(agency);
    else throw new CannotStart(`${where}: "every" must be followed by an agency, such as "every home".`);
  }
  return ({ code, agency }) => codes.has(code) || agencies.has(agency);
}

function need(holds: boolean, where: string, what: string): asserts holds {
  if (!holds) throw new CannotStart(`${where}: ${what}.`);
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.length > 0 && value.every(isText);
const isAlgorithm = (name: string): name is Algorithm => (algorithms as readonly string[]).includes(name);
const isClaims = (value: unknown): value is Partial<ClaimNames> =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([claim, name]) => Object.hasOwn(usualClaims, claim) && isText(name));
