import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { CannotStart } from '../database/cannot-start.ts';
import type { DemonstrationAccount } from './demonstration-accounts.ts';
import { type Issuer, usualClaims } from './issuers.ts';

/** A name that exists nowhere (RFC 2606), so that no hub can mean a real issuer by it. */
const issuer = 'https://caregraph.invalid/demonstration';
const audience = 'https://caregraph.invalid/hub';
const algorithm = 'ES256';
const lifetime = '12h';

export interface DemonstrationToken extends DemonstrationAccount {
  token: string;
}

/**
 * The hub as its own issuer: for a demonstration only, because whoever reads its key may be anyone. The key pair is
 * made at the first need and lies beside the hub's other keys.
 */
export async function demonstrationIssuer(folder: string): Promise<Issuer> {
  const { kid, kty, crv, x, y } = await signingKey(folder);
  return {
    issuer,
    audience,
    algorithms: [algorithm],
    claims: usualClaims,
    keyOf: createLocalJWKSet({ keys: [{ kid, kty, crv, x, y, alg: algorithm } as JWK] }),
    speaksFor: () => true,
  };
}

/** Leaves the accounts where `tokens` finds them, also while the hub runs. No secret is in them. */
export async function writeAccounts(folder: string, accounts: readonly DemonstrationAccount[]): Promise<void> {
  await replaceFile(accountsIn(folder), JSON.stringify(accounts, null, 2));
}

/** A fresh token for each account. */
export async function demonstrationTokens(folder: string): Promise<DemonstrationToken[]> {
  const [accounts, key] = await Promise.all([readAccounts(folder), readKey(folder)]);
  if (!accounts || !key) {
    throw new CannotStart(
      'There is no demonstration to sign in to. Run `npm start` first, without DATABASE_URL and CAREGRAPH_ISSUERS, ' +
        'and with the same CAREGRAPH_DATA if you set it.',
    );
  }
  const privateKey = await importJWK(key, algorithm);
  return Promise.all(
    accounts.map(async (account) => {
      const { agency, code, role, purpose } = account;
      const claims = { organisation: code, agency, role, purpose };
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: algorithm, kid: key.kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(`${role}@${code.toLowerCase()}.invalid`)
        .setIssuedAt()
        .setExpirationTime(lifetime)
        .sign(privateKey);
      return { ...account, token };
    }),
  );
}

const accountsIn = (folder: string) => join(folder, 'demonstration.json');
const keyIn = (folder: string) => join(folder, 'demonstration.key');

async function readAccounts(folder: string): Promise<DemonstrationAccount[] | undefined> {
  return (await readJson(accountsIn(folder))) as DemonstrationAccount[] | undefined;
}

async function readKey(folder: string): Promise<JWK | undefined> {
  return (await readJson(keyIn(folder))) as JWK | undefined;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The private key, made at the first need. Only a hub that has its data folder to itself comes here. */
async function signingKey(folder: string): Promise<JWK> {
  const known = await readKey(folder);
  if (known) return known;
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: randomUUID() };
  await replaceFile(keyIn(folder), JSON.stringify(key));
  return key;
}

/** Whole or not at all, whenever the process ends. */
async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  await rename(draft, file);
}
