import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { base64url, CompactEncrypt, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { readIssuers } from '../../src/access/issuers.ts';
import { Tokens } from '../../src/access/tokens.ts';
import { startHub } from '../server/support/hub.ts';
import { audience, makeKey, type SigningKey, startIssuer } from '../support/issuer.ts';

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let other: Awaited<ReturnType<typeof startIssuer>>;
let hub: Awaited<ReturnType<typeof startHub>>;
let forged: SigningKey;
/** An address that tokens name for their keys; it would give the forger's. */
let lure: { url: string; visits: number; close(): void };
const now = () => Math.floor(Date.now() / 1000);

beforeAll(async () => {
  issuer = await startIssuer();
  other = await startIssuer('https://other.example');
  other.rotate(await makeKey('theirs', 'RS256'));
  forged = await makeKey('first');
  const entries = [issuer, other].map(({ name, jwks }) => ({
    ...{ issuer: name, jwks, audience, organisations: ['Y90001'] },
  }));
  const tokens = new Tokens((await readIssuers(JSON.stringify(entries))) ?? []);
  hub = await startHub({
    async viewerOf({ authorization }, requestId) {
      const { organisation, user, role } = await tokens.claimsOf(authorization);
      const named = { id: '00000000-0000-4000-8000-000000000001', code: organisation, name: 'Example' };
      const viewer = { organisation: { ...named, agency: 'practice' as const }, agency: 'practice' as const };
      return { ...viewer, user, role, purpose: 'DIRECT_CARE', requestId };
    },
  });
  lure = await startLure();
});
afterAll(async () => {
  lure?.close();
  await hub?.close();
  await Promise.all([issuer.close(), other.close()]);
});

async function startLure() {
  const jwk = { ...(await exportJWK(forged.publicKey)), kid: 'first', alg: 'ES256' };
  const lured = { url: '', visits: 0, close: () => void server.close() };
  const server = createServer((_, answer) => {
    lured.visits += 1;
    answer.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lured.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return lured;
}

const usual = () => ({
  ...{ iss: issuer.name, aud: audience, sub: 'user-1', organisation: 'Y90001', role: 'clinician' },
  ...{ iat: now(), exp: now() + 300 },
});
const part = (value: object | string) => base64url.encode(typeof value === 'string' ? value : JSON.stringify(value));

/** Signs the very bytes, as only a library of one's own would. */
async function signed(header: object | string, payload: object | string = usual(), key = forged): Promise<string> {
  const text = `${part(header)}.${part(payload)}`;
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, key.privateKey, Buffer.from(text));
  return `${text}.${base64url.encode(new Uint8Array(signature))}`;
}
const well = { alg: 'ES256', kid: 'first' };

async function statusOf(token: string, headers: Record<string, string> = {}) {
  const { status, code } = await hub.ask(
    '',
    { query: '{ viewer { agency } }' },
    { authorization: `Bearer ${token}`, ...headers },
  );
  return [status, code];
}
const refused = [401, 'UNAUTHENTICATED'];

it('a token that its issuer signed is taken, also when it was put together by hand', async () => {
  expect(await statusOf(await issuer.token())).toEqual([200, undefined]);
  expect(await statusOf(await other.token())).toEqual([200, undefined]);
  expect(await statusOf(await signed(well, usual(), issuer.key))).toEqual([200, undefined]);
});

const tricks: [string, () => Promise<string> | string][] = [
  ['no algorithm', () => `${part({ alg: 'none' })}.${part(usual())}.`],
  ['no algorithm, and any signature', () => `${part({ alg: 'nOnE', kid: 'first' })}.${part(usual())}.AA`],
  ['no header of JSON', () => `${part('none')}.${part(usual())}.AA`],
  ['a signature of zeros', () => `${part(well)}.${part(usual())}.${base64url.encode(new Uint8Array(64))}`],
  ['no signature', () => `${part(well)}.${part(usual())}.`],
  [
    'the public key for a shared secret',
    async () => {
      const text = `${part({ alg: 'HS256', kid: 'theirs' })}.${part({ ...usual(), iss: other.name })}`;
      return `${text}.${createHmac('sha256', await exportSPKI(other.key.publicKey))
        .update(text)
        .digest('base64url')}`;
    },
  ],
  [
    'an empty shared secret',
    () => {
      const text = `${part({ alg: 'HS256', kid: 'first' })}.${part(usual())}`;
      return `${text}.${createHmac('sha256', '').update(text).digest('base64url')}`;
    },
  ],
  ['a key of the same name', () => signed(well)],
  ['a key of another name', () => signed({ ...well, kid: 'other' })],
  ['no name of a key, but another key', () => signed({ alg: 'ES256' })],
  ['the name of a key that reaches for a file', () => signed({ ...well, kid: '../../../../dev/null' })],
  ['the name of a key that reaches for SQL', () => signed({ ...well, kid: `x' union select 'AA` })],
  ['the name of a key that every object has', () => signed({ ...well, kid: '__proto__' })],
  ['a name that is a list', () => signed({ ...well, kid: ['first'] })],
  ['a key that it brings along', async () => signed({ ...well, jwk: await exportJWK(forged.publicKey) })],
  ['only a key that it brings along', async () => signed({ alg: 'ES256', jwk: await exportJWK(forged.publicKey) })],
  ['an address of its key', () => signed({ ...well, jku: lure.url })],
  ['an address of its certificate', () => signed({ ...well, x5u: lure.url })],
  ['a certificate that it brings along', () => signed({ ...well, x5c: ['MIIB'], x5t: 'AA' })],
  [
    'a header that must be understood',
    () => signed({ ...well, crit: ['exp-of-ours'], 'exp-of-ours': 1 }, usual(), issuer.key),
  ],
  ['an empty list of what must be understood', () => signed({ ...well, crit: [] }, usual(), issuer.key)],
  ['a payload that is not encoded', () => signed({ ...well, b64: false, crit: ['b64'] }, usual(), issuer.key)],
  ['an algorithm twice', () => signed('{"alg":"none","kid":"first","alg":"ES256"}', usual(), issuer.key)],
  ['a role twice', () => signed(well, JSON.stringify(usual()).replace('{', '{"role":"manager",'), issuer.key)],
  [
    '__proto__ among its claims',
    () => signed(well, JSON.stringify(usual()).replace('{', '{"__proto__":{"role":"x"},'), issuer.key),
  ],
  [
    'bytes that are no text',
    () =>
      signed(well, JSON.stringify(usual()).replace('user-1', 'user-\u00ff'), issuer.key).then((token) =>
        token.replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify(usual()), 'latin1').toString('base64url')}_w.`),
      ),
  ],
  ['no object of claims', () => signed(well, '["claims"]', issuer.key)],
  ['another issuer’s name', async () => issuer.token({ iss: other.name })],
  ['an issuer that nobody knows', () => issuer.token({ iss: 'https://stranger.example' })],
  ['an issuer with one more stroke', () => issuer.token({ iss: `${issuer.name}/` })],
  ['issuers in a list', () => issuer.token({ iss: [issuer.name] as unknown as string })],
  ['another audience', () => issuer.token({ aud: 'https://elsewhere.example' })],
  ['an audience that only begins alike', () => issuer.token({ aud: `${audience}.evil.example` })],
  ['no audience in a list', () => issuer.token({ aud: [] })],
  ['a beginning still to come', () => issuer.token({ nbf: now() + 3600 })],
  ['a day that it was made still to come', () => issuer.token({ iat: now() + 3600, exp: now() + 7200 })],
  ['an end that is a text', () => issuer.token({ exp: `${now() + 300}` as unknown as number })],
  ['no end', () => issuer.token({ exp: undefined })],
  ['an endless claim', () => issuer.token({ padding: 'x'.repeat(9_000) })],
  [
    'what only the hub could read',
    async () => {
      const { publicKey } = await generateKeyPair('RSA-OAEP-256');
      const text = new TextEncoder().encode(JSON.stringify(usual()));
      return new CompactEncrypt(text).setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }).encrypt(publicKey);
    },
  ],
  [
    'a token within a token',
    async () =>
      new SignJWT({ ...usual(), role: await issuer.token() })
        .setProtectedHeader({ ...well, cty: 'JWT' })
        .sign(issuer.key.privateKey),
  ],
];

describe('a token with', () => {
  it.each(tricks)('%s is refused', async (_, make) => {
    expect(await statusOf(await make())).toEqual(refused);
  });

  it('an end that is past is refused, as one that was good', async () => {
    expect(await statusOf(await issuer.token({ exp: now() - 60 }))).toEqual([401, 'TOKEN_EXPIRED']);
    expect(await statusOf(await signed(well, { ...usual(), exp: now() - 60 }))).toEqual(refused);
  });

  it('an address for its keys sends the hub nowhere', async () => {
    expect(lure.visits).toBe(0);
  });
});

describe('a good token', () => {
  it('is taken from its header only', async () => {
    const token = await issuer.token();
    const [path, nobody] = ['/graphql?query=%7Bviewer%7Bagency%7D%7D', { accept: 'application/json' }];
    const ways: [string, Record<string, string>][] = [
      [`${path}&access_token=${token}`, {}],
      [`${path}&authorization=Bearer%20${token}`, {}],
      [path, { cookie: `authorization=Bearer ${token}; access_token=${token}` }],
      [path, { 'x-authorization': `Bearer ${token}` }],
      [path, { 'proxy-authorization': `Bearer ${token}` }],
      [path, { authorization: token }],
      [path, { authorization: `Basic ${token}` }],
      [path, { authorization: `Bearer Bearer ${token}` }],
      [path, { authorization: `Bearer ${token} ${token}` }],
    ];
    for (const [address, headers] of ways) {
      const { status, code } = await hub.send(address, { headers: { ...nobody, ...headers } });
      expect([Object.keys(headers), status, code]).toEqual([Object.keys(headers), ...refused]);
    }
  });
});

it('nothing of a token is in the log', () => {
  const log = hub.lines.join('');
  expect(log.length).toBeGreaterThan(1_000);
  expect(log).not.toMatch(/eyJ|user-1|Bearer|\/dev\/null|union select/);
});
