import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const audience = 'https://hub.example';

export interface SigningKey {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

export async function makeKey(kid: string, alg = 'ES256'): Promise<SigningKey> {
  return { kid, alg, ...(await generateKeyPair(alg, { extractable: true })) };
}

export async function keySetOf(...keys: SigningKey[]) {
  return {
    keys: await Promise.all(
      keys.map(async ({ kid, alg, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg })),
    ),
  };
}

/** An identity provider on loopback: a key, a JWKS address that counts its visitors, and tokens. */
export async function startIssuer(name = 'https://issuer.example') {
  let keys = [await makeKey('first')];
  let status = 200;
  let visits = 0;
  const server = createServer(async (_, answer) => {
    visits++;
    answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(await keySetOf(...keys)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    name,
    jwks: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    get visits() {
      return visits;
    },
    get key() {
      return keys[0] as SigningKey;
    },
    /** Signs with this key from now on, and publishes no other. */
    rotate(key: SigningKey) {
      keys = [key];
    },
    breakDown(answered = 503) {
      status = answered;
    },
    repair() {
      status = 200;
    },
    /** A good token, but for what the claims change; `undefined` leaves a claim out. */
    async token(claims: JWTPayload = {}, key = keys[0] as SigningKey): Promise<string> {
      const now = Math.floor(Date.now() / 1000);
      const usual = { iss: name, aud: audience, sub: 'user-1', iat: now, exp: now + 300 };
      const payload = { ...usual, organisation: 'Y90001', role: 'clinician', ...claims };
      return new SignJWT(payload).setProtectedHeader({ alg: key.alg, kid: key.kid }).sign(key.privateKey);
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
