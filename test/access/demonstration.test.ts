import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { demonstrationIssuer, demonstrationTokens, writeAccounts } from '../../src/access/demonstration.ts';
import type { DemonstrationAccount } from '../../src/access/demonstration-accounts.ts';
import { issuersInForce } from '../../src/access/issuers-in-force.ts';
import { Tokens } from '../../src/access/tokens.ts';
import { CannotStart } from '../../src/database/cannot-start.ts';

const account: DemonstrationAccount = {
  agency: 'practice',
  organisation: 'Mill Street Surgery',
  code: 'Y90001',
  role: 'clinician',
  purpose: 'DIRECT_CARE',
};
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demonstration-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a demonstration', () => {
  it('takes the tokens that it issues, for whoever they name', async () => {
    const issuer = await demonstrationIssuer(folder);
    await writeAccounts(folder, [account]);
    const [made] = await demonstrationTokens(folder);
    expect(made).toMatchObject(account);
    const claims = await new Tokens([issuer]).claimsOf(`Bearer ${made?.token}`);
    expect(claims).toMatchObject({ organisation: 'Y90001', role: 'clinician', purpose: 'DIRECT_CARE' });
    expect(issuer.speaksFor({ code: 'Y90001', agency: 'practice' })).toBe(true);
  });

  it('issues tokens that end within half a day', async () => {
    await demonstrationIssuer(folder);
    await writeAccounts(folder, [account]);
    const { exp = Infinity, iat = 0 } = decodeJwt(String((await demonstrationTokens(folder))[0]?.token));
    expect(exp - iat).toBe(12 * 3600);
  });

  it('keeps its key over a restart, readable by nobody else, and no other secret in the open', async () => {
    await demonstrationIssuer(folder);
    await writeAccounts(folder, [account]);
    const [made] = await demonstrationTokens(folder);
    const again = new Tokens([await demonstrationIssuer(folder)]);
    await expect(again.claimsOf(`Bearer ${made?.token}`)).resolves.toBeDefined();
    expect((await readdir(folder)).sort()).toEqual(['demonstration.json', 'demonstration.key']);
    expect((await stat(join(folder, 'demonstration.key'))).mode & 0o077).toBe(0);
    expect(await readFile(join(folder, 'demonstration.json'), 'utf8')).not.toMatch(/"d"|eyJ/);
  });

  it('does not take the tokens of another demonstration', async () => {
    const other = await mkdtemp(join(tmpdir(), 'demonstration-'));
    await demonstrationIssuer(other);
    await writeAccounts(other, [account]);
    const [made] = await demonstrationTokens(other);
    const here = new Tokens([await demonstrationIssuer(folder)]);
    await expect(here.claimsOf(`Bearer ${made?.token}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await rm(other, { recursive: true });
  });
});

describe('the hub is its own issuer', () => {
  const configured = '[{ issuer: a, audience: b, jwks: "https://issuer.example/", organisations: [every home] }]';

  it('over the embedded database, and leaves a key', async () => {
    const { issuers, demonstration } = await issuersInForce({ kind: 'embedded', home: folder }, '');
    expect({ issuers: issuers.length, demonstration }).toEqual({ issuers: 1, demonstration: true });
    expect(await readdir(folder)).toEqual(['demonstration.key']);
  });

  it('never beside a configured issuer, nor over a database of one’s own', async () => {
    for (const kind of ['embedded', 'own'] as const) {
      const { issuers, demonstration } = await issuersInForce({ kind, home: folder }, configured);
      expect({ names: issuers.map(({ issuer }) => issuer), demonstration }).toEqual({
        names: ['a'],
        demonstration: false,
      });
    }
    const nobody = await issuersInForce({ kind: 'own', home: folder }, '');
    expect(nobody).toMatchObject({
      issuers: [],
      demonstration: false,
      notes: [expect.stringContaining('CAREGRAPH_ISSUERS')],
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('the command tokens', () => {
  const run = (...words: string[]) =>
    promisify(execFile)(process.execPath, ['dist/src/cli/caregraph.js', 'tokens', ...words], {
      env: { ...process.env, CAREGRAPH_DATA: folder },
    });

  it('says what to do where the hub was never started, and makes nothing there', async () => {
    await expect(demonstrationTokens(folder)).rejects.toBeInstanceOf(CannotStart);
    const { code, stdout, stderr } = await run().catch((failure) => failure);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Run `npm start` first');
    expect(await readdir(folder)).toEqual([]);
  });

  it('prints JSON and nothing else', async () => {
    await demonstrationIssuer(folder);
    await writeAccounts(folder, [account]);
    const { stdout } = await run();
    expect(JSON.parse(stdout)).toEqual([{ ...account, token: expect.stringMatching(/^eyJ/) }]);
  });

  it('prints the token of one account for a script, or says which accounts there are', async () => {
    await demonstrationIssuer(folder);
    await writeAccounts(folder, [account]);
    expect((await run(account.agency, account.role)).stdout).toMatch(/^eyJ[\w.-]+\n$/);
    const { code, stdout, stderr } = await run(account.agency, 'burglar').catch((failure) => failure);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`${account.agency} ${account.role} ${account.code}`);
  });
});
