import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, exportSPKI, type JWTPayload, SignJWT } from 'jose';
import { readIssuers } from '../../src/access/issuers.ts';
import { Tokens } from '../../src/access/tokens.ts';
import { Refusal } from '../../src/shared/refusals.ts';
import { audience, makeKey, type SigningKey, startIssuer } from '../support/issuer.ts';

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let tokens: Tokens;
const now = () => Math.floor(Date.now() / 1000);

async function tokensOf(settings: object = {}): Promise<Tokens> {
  const entry = { issuer: issuer.name, audience, jwks: issuer.jwks, organisations: ['Y90001'], ...settings };
  return new Tokens((await readIssuers(JSON.stringify([entry]))) ?? []);
}

const ask = (token: string, by = tokens) => by.claimsOf(`Bearer ${token}`);

async function refusalOf(token: string, by = tokens): Promise<Refusal> {
  const outcome = await ask(token, by).catch((error: unknown) => error);
  if (outcome instanceof Refusal) return outcome;
  throw new Error('the token was taken');
}

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

beforeAll(async () => {
  issuer = await startIssuer();
  tokens = await tokensOf();
});
afterAll(() => issuer.close());

describe('a token', () => {
  it('is taken when its issuer signed it, for this hub, and it is in time', async () => {
    const claims = await ask(await issuer.token({ purpose: 'PLANNING', agency: 'practice' }));
    expect(claims).toMatchObject({ organisation: 'Y90001', user: 'user-1', role: 'clinician', purpose: 'PLANNING' });
  });

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('may be signed by %s', async (alg) => {
    const other = await startIssuer('https://other.example');
    other.rotate(await makeKey('other', alg));
    const by = await tokensOf({ issuer: other.name, jwks: other.jwks });
    await expect(ask(await other.token(), by)).resolves.toMatchObject({ user: 'user-1' });
    await other.close();
  });

  it('may call its claims otherwise if its issuer is set up so', async () => {
    const by = await tokensOf({ claims: { organisation: 'https://hub.example/ods', role: 'job' } });
    const named = { organisation: undefined, role: undefined, 'https://hub.example/ods': 'Y90001', job: 'clinician' };
    await expect(ask(await issuer.token(named), by)).resolves.toMatchObject({
      organisation: 'Y90001',
      role: 'clinician',
    });
  });

  it('that is good is not checked again for a moment, though never taken beyond its time', async () => {
    const [token, nearlyOver] = [await issuer.token(), await issuer.token({ exp: now() - 2 })];
    expect(await ask(token)).toBe(await ask(token));
    expect(await ask(nearlyOver)).not.toBe(await ask(nearlyOver));
    const [header, payload, signature = ''] = token.split('.');
    const other = `${header}.${payload}.${signature.slice(1)}${signature[0]}`;
    expect((await refusalOf(other)).code).toBe('UNAUTHENTICATED');
  });

  it('has expired when its time is over, beyond what clocks may differ', async () => {
    await expect(ask(await issuer.token({ exp: now() - 2 }))).resolves.toBeDefined();
    expect((await refusalOf(await issuer.token({ exp: now() - 60 }))).code).toBe('TOKEN_EXPIRED');
  });

  it('has expired a day after it was made, however long its issuer lets it live', async () => {
    const old = await issuer.token({ iat: now() - 25 * 3600, exp: now() + 365 * 86_400 });
    expect((await refusalOf(old)).code).toBe('TOKEN_EXPIRED');
  });
});

describe('a token is refused without a word of why', () => {
  const claims: Record<string, JWTPayload> = {
    'of another issuer': { iss: 'https://stranger.example' },
    'without an issuer': { iss: undefined },
    'for another audience': { aud: 'https://elsewhere.example' },
    'without an audience': { aud: undefined },
    'that never expires': { exp: undefined },
    'that does not say when it was made': { iat: undefined },
    'made in the future': { iat: now() + 3600, exp: now() + 7200 },
    'not valid yet': { nbf: now() + 3600 },
    'without a subject': { sub: undefined },
    'with an empty subject': { sub: '' },
    'without an organisation': { organisation: undefined },
    'without a role': { role: undefined },
    'whose role is a list': { role: ['clinician', 'manager'] },
    'whose organisation has a line break': { organisation: 'Y90001\nY90002' },
    'whose subject is endless': { sub: 'x'.repeat(300) },
  };

  it.each(Object.keys(claims))('%s', async (which) => {
    const { code, message, extensions } = await refusalOf(await issuer.token(claims[which]));
    expect(code).toBe('UNAUTHENTICATED');
    expect(Object.keys(extensions)).toEqual(['code', 'remedy']);
    expect(message).toBe('Sign in first.');
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic dXNlcjpwYXNz', 'Bearer a.b', 'Bearer a.b.c', 'Bearer a.b.c.d.e'])(
    'when the header is "%s"',
    async (header) => {
      await expect(tokens.claimsOf(header)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      await expect(tokens.claimsOf(undefined)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    },
  );

  it('with the algorithm "none"', async () => {
    const [, payload] = (await issuer.token()).split('.');
    for (const alg of ['none', 'None', 'NONE']) {
      for (const signature of ['', 'AA']) {
        const token = `${base64({ alg, kid: issuer.key.kid })}.${payload}.${signature}`;
        expect((await refusalOf(token)).code).toBe('UNAUTHENTICATED');
      }
    }
  });

  it('signed with the public key as if it were a shared secret', async () => {
    const rsa = await startIssuer('https://rsa.example');
    rsa.rotate(await makeKey('rsa', 'RS256'));
    const by = await tokensOf({ issuer: rsa.name, jwks: rsa.jwks });
    const [, payload] = (await rsa.token()).split('.');
    const secrets = [await exportSPKI(rsa.key.publicKey), JSON.stringify(await exportJWK(rsa.key.publicKey))];
    for (const secret of secrets) {
      const signed = `${base64({ alg: 'HS256', kid: 'rsa' })}.${payload}`;
      const token = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
      expect((await refusalOf(token, by)).code).toBe('UNAUTHENTICATED');
    }
    await rsa.close();
  });

  it('signed by an algorithm that its issuer is not set up for', async () => {
    const by = await tokensOf({ algorithms: ['RS256'] });
    expect((await refusalOf(await issuer.token(), by)).code).toBe('UNAUTHENTICATED');
  });

  it('signed by a key of the same name that is another, also when the token brings it along', async () => {
    const forged: SigningKey = await makeKey('first');
    expect((await refusalOf(await issuer.token({}, forged))).code).toBe('UNAUTHENTICATED');
    const header = { alg: 'ES256', kid: 'first', jwk: await exportJWK(forged.publicKey), jku: 'http://127.0.0.1:9/' };
    const usual = { iss: issuer.name, aud: audience, sub: 'user-1', iat: now(), exp: now() + 60, role: 'clinician' };
    const token = await new SignJWT({ ...usual, organisation: 'Y90001' })
      .setProtectedHeader(header)
      .sign(forged.privateKey);
    expect((await refusalOf(token)).code).toBe('UNAUTHENTICATED');
  });

  it('whose claims were changed after signing', async () => {
    const [header, payload, signature] = (await issuer.token()).split('.');
    const changed = { ...JSON.parse(Buffer.from(String(payload), 'base64url').toString()), role: 'privacy-officer' };
    expect((await refusalOf(`${header}.${base64(changed)}.${signature}`)).code).toBe('UNAUTHENTICATED');
  });

  it('signed by one issuer in the name of another', async () => {
    const other = await startIssuer('https://other.example');
    const by = await tokensOf({ issuer: other.name, jwks: other.jwks });
    expect((await refusalOf(await issuer.token({ iss: other.name }), by)).code).toBe('UNAUTHENTICATED');
    await other.close();
  });

  it('longer than any honest one, before it is even read', async () => {
    const begun = performance.now();
    expect((await refusalOf(await issuer.token({ padding: 'x'.repeat(1_000_000) }))).code).toBe('UNAUTHENTICATED');
    expect((await refusalOf(`a.${'b'.repeat(5_000_000)}.c`)).code).toBe('UNAUTHENTICATED');
    expect(performance.now() - begun).toBeLessThan(500);
  });

  it('and the reason for the log holds nothing of the token', async () => {
    const { cause } = await refusalOf(
      await issuer.token({ aud: 'https://elsewhere.example', sub: 'jane.doe@nhs.example' }),
    );
    expect(cause).toBe('ERR_JWT_CLAIM_VALIDATION_FAILED aud check_failed');
  });
});
