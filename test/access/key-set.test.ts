import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JSONWebKeySet } from 'jose';
import { type Issuer, readIssuers, usualClaims } from '../../src/access/issuers.ts';
import { fetchKeys, KeySet } from '../../src/access/key-set.ts';
import { Tokens } from '../../src/access/tokens.ts';
import { audience, keySetOf, makeKey, startIssuer } from '../support/issuer.ts';

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let clock = 0;
let tokens: Tokens;

const minutesPass = (minutes: number) => {
  clock += minutes * 60_000;
};
const code = (outcome: Promise<unknown>) =>
  outcome.then(
    () => 'taken',
    (error) => error.code,
  );
const ask = async (token: Promise<string> | string) => code(tokens.claimsOf(`Bearer ${await token}`));

function tokensWith(keys: KeySet): Tokens {
  const speaksFor = () => true;
  const known: Issuer = {
    issuer: issuer.name,
    audience,
    algorithms: ['ES256'],
    claims: usualClaims,
    keyOf: keys.keyOf,
    speaksFor,
  };
  return new Tokens([known]);
}

beforeEach(async () => {
  issuer = await startIssuer();
  tokens = tokensWith(
    new KeySet(
      () => fetchKeys(new URL(issuer.jwks)),
      () => clock,
    ),
  );
});
afterEach(() => issuer.close());

describe('the keys of an issuer', () => {
  it('are asked for once, also when the first tokens come together', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => ask(issuer.token())));
    expect(new Set(outcomes)).toEqual(new Set(['taken']));
    expect(issuer.visits).toBe(1);
  });

  it('are asked for again at a key they do not have, so that a new one works at once', async () => {
    await ask(issuer.token());
    minutesPass(1);
    issuer.rotate(await makeKey('second'));
    expect(await ask(issuer.token())).toBe('taken');
    expect(issuer.visits).toBe(2);
  });

  it('are not asked for again by a flood of made-up keys, and known ones keep working in it', async () => {
    await ask(issuer.token());
    minutesPass(1);
    const flood = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => ask(issuer.token({}, { ...issuer.key, kid: `made-up-${n}` }))),
    );
    expect(new Set(flood)).toEqual(new Set(['UNAUTHENTICATED']));
    // One after the other as well: those that come together share one look.
    for (let n = 0; n < 20; n++) {
      expect(await ask(issuer.token({}, { ...issuer.key, kid: `made-up-again-${n}` }))).toBe('UNAUTHENTICATED');
    }
    expect(await ask(issuer.token())).toBe('taken');
    expect(issuer.visits).toBe(2);
  });

  it('keep working while their server is down, and a flood of made-up keys does not wait for it', async () => {
    await ask(issuer.token());
    issuer.breakDown();
    minutesPass(60);
    expect(await ask(issuer.token())).toBe('taken');
    for (let n = 0; n < 50; n++) {
      expect(await ask(issuer.token({}, { ...issuer.key, kid: `made-up-${n}` }))).toBe('UNAUTHENTICATED');
    }
    expect(issuer.visits).toBe(2);
    minutesPass(1);
    issuer.repair();
    issuer.rotate(await makeKey('second'));
    expect(await ask(issuer.token())).toBe('taken');
  });

  it('outlive their server by a day and no longer', async () => {
    await ask(issuer.token());
    issuer.breakDown();
    minutesPass(23 * 60);
    expect(await ask(issuer.token())).toBe('taken');
    minutesPass(2 * 60);
    expect(await ask(issuer.token())).toBe('UNAVAILABLE');
  });

  it('that were never reached make the hub unavailable to their tokens, and work seconds after they are back', async () => {
    issuer.breakDown();
    expect(await ask(issuer.token())).toBe('UNAVAILABLE');
    expect(await ask(issuer.token())).toBe('UNAVAILABLE');
    expect(issuer.visits).toBe(1);
    issuer.repair();
    minutesPass(0.1);
    expect(await ask(issuer.token())).toBe('taken');
  });

  it('that are withdrawn stop working when next looked at', async () => {
    const old = issuer.key;
    await ask(issuer.token());
    issuer.rotate(await makeKey('second'));
    minutesPass(11);
    await ask(issuer.token({}, old));
    expect(await ask(issuer.token())).toBe('taken');
    expect(await ask(issuer.token({}, old))).toBe('UNAUTHENTICATED');
  });

  it('are not taken from another address that theirs leads to', async () => {
    issuer.breakDown(302);
    expect(await ask(issuer.token())).toBe('UNAVAILABLE');
  });

  it('are not taken if they are shared secrets or private keys', async () => {
    const secret: JSONWebKeySet = { keys: [{ kty: 'oct', kid: 'first', k: 'c2VjcmV0' }] };
    tokens = tokensWith(new KeySet(async () => secret));
    expect(await ask(issuer.token())).toBe('UNAUTHENTICATED');
  });
});

describe('keys in a file', () => {
  it('work, and new ones written into it work without a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keys-'));
    const file = join(folder, 'keys.json');
    await writeFile(file, JSON.stringify(await keySetOf(issuer.key)));
    const entry = { issuer: issuer.name, audience, jwks: file, organisations: ['every home'] };
    tokens = new Tokens((await readIssuers(JSON.stringify([entry]))) ?? []);
    issuer.rotate(await makeKey('second'));
    await writeFile(file, JSON.stringify(await keySetOf(issuer.key)));
    expect(await ask(issuer.token())).toBe('taken');
    await rm(folder, { recursive: true });
  });
});
