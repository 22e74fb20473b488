import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readIssuers } from '../../src/access/issuers.ts';
import { CannotStart } from '../../src/database/cannot-start.ts';
import { keySetOf, makeKey } from '../support/issuer.ts';

let folder: string;
const good = {
  issuer: 'https://issuer.example',
  audience: 'https://hub.example',
  jwks: 'https://issuer.example/jwks.json',
  organisations: ['Y90001', 'every ccg'],
};
const read = (...entries: object[]) => readIssuers(JSON.stringify(entries));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'issuers-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('issuers', () => {
  it('are none if nothing is set', async () => {
    expect(await readIssuers('')).toBeUndefined();
    expect(await readIssuers(' ')).toBeUndefined();
  });

  it('speak for the organisations that are bound to them and no other', async () => {
    const [issuer] = (await read(good)) ?? [];
    expect(issuer?.speaksFor({ code: 'Y90001', agency: 'practice' })).toBe(true);
    expect(issuer?.speaksFor({ code: 'Y90002', agency: 'practice' })).toBe(false);
    expect(issuer?.speaksFor({ code: 'QZ9', agency: 'icb' })).toBe(true);
    expect(issuer?.speaksFor({ code: 'every ccg', agency: 'home' })).toBe(false);
  });

  it('sign by public keys only unless their list is shorter still', async () => {
    const [issuer] = (await read(good)) ?? [];
    expect(issuer?.algorithms).toEqual(['RS256', 'PS256', 'ES256', 'EdDSA']);
    await expect(read({ ...good, algorithms: ['HS256'] })).rejects.toThrow('"algorithms" may list');
    await expect(read({ ...good, algorithms: ['none'] })).rejects.toThrow('"algorithms" may list');
  });

  it('stand in a file of YAML or JSON, with files of keys beside it', async () => {
    await writeFile(join(folder, 'keys.json'), JSON.stringify(await keySetOf(await makeKey('first'))));
    const file = join(folder, 'issuers.yml');
    await writeFile(file, `- { issuer: a, audience: [b, c], jwks: keys.json, organisations: [every home] }\n`);
    expect(await readIssuers(file)).toHaveLength(1);
  });

  it('tell how one signs in to the dashboard, where they are told', async () => {
    const dashboard = { 'dashboard-client': 'caregraph', 'dashboard-resource': 'https://hub.example' };
    const [told, without] = (await read({ ...good, ...dashboard }, { ...good, issuer: 'https://other.example' })) ?? [];
    expect(told?.dashboard).toEqual({ client: 'caregraph', scope: 'openid', resource: 'https://hub.example' });
    expect(without?.dashboard).toBeUndefined();
  });

  const wrong: [string, object, string][] = [
    ['no issuer', { issuer: undefined }, '"issuer"'],
    ['no audience', { audience: undefined }, '"audience"'],
    ['an empty audience', { audience: [] }, '"audience"'],
    ['no keys', { jwks: undefined }, '"jwks"'],
    ['keys by plain http', { jwks: 'http://issuer.example/jwks.json' }, 'https'],
    ['keys in no file', { jwks: 'nowhere.json' }, 'JSON Web Key Set'],
    ['no organisations', { organisations: [] }, '"organisations"'],
    ['every organisation of no agency', { organisations: ['every body'] }, 'agency'],
    ['a scope of a dashboard without a client', { 'dashboard-scope': 'openid' }, '"dashboard-client"'],
    [
      'a scope that gives no ID token',
      { 'dashboard-client': 'a', 'dashboard-scope': 'profile' },
      '"dashboard-scope" must list "openid"',
    ],
    ['a word that it does not know', { organisation: 'Y90001' }, 'leave out "organisation"'],
    ['a claim that it does not know', { claims: { toString: 'x' } }, '"claims"'],
  ];
  it.each(wrong)('with %s keep the hub from starting, and it says what to write', async (_, change, word) => {
    const error = await read({ ...good, ...change }).catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(CannotStart);
    expect((error as Error).message).toContain('CAREGRAPH_ISSUERS: issuer 1');
    expect((error as Error).message).toContain(word);
  });

  it('that stand there twice, or in no list, or in no file keep it from starting too', async () => {
    await expect(read(good, good)).rejects.toThrow('twice');
    await expect(readIssuers('[]')).rejects.toThrow('list of issuers');
    await expect(readIssuers('[')).rejects.toThrow('neither YAML nor JSON');
    await expect(readIssuers(join(folder, 'none.yml'))).rejects.toThrow('cannot be read');
  });
});
