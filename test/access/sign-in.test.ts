import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { readIssuers } from '../../src/access/issuers.ts';
import { Organisations } from '../../src/access/organisations.ts';
import { SignIn, type SignInParts } from '../../src/access/sign-in.ts';
import { Tokens } from '../../src/access/tokens.ts';
import type { Asker, ViewerOrganisation } from '../../src/access/viewer.ts';
import type { Agreement, PurposeRule } from '../../src/agreement/model.ts';
import { parseAgreement } from '../../src/agreement/read.ts';
import type { Agency } from '../../src/shared/agencies.ts';
import type { Purpose } from '../../src/shared/purposes.ts';
import { Refusal } from '../../src/shared/refusals.ts';
import { example } from '../agreement/example.ts';
import { audience, startIssuer } from '../support/issuer.ts';

const table: Record<string, Agency> = {
  Y90001: 'practice',
  Y90002: 'practice',
  'E1-1': 'home',
  QZ9: 'icb',
  RZZ: 'trust',
};
const rule = (who: PurposeRule['who']): PurposeRule => ({
  line: 1,
  who,
  relationships: 0,
  endsWith: 0,
  neverEnds: 0,
  basis: '',
  confidentiality: '',
});
const agreement: SignInParts['agreement'] = {
  purposes: new Map<Purpose, PurposeRule>([
    ['DIRECT_CARE', rule({ practice: ['clinician'], home: ['manager'] })],
    ['DISCHARGE', rule({ practice: ['clinician'] })],
    ['PLANNING', rule({ practice: ['analyst'], icb: ['analyst'] })],
  ]),
  signatures: [
    { organisation: 'Y90001', name: 'A. Guardian', on: '2026-04-01' },
    { organisation: 'RZZ', name: 'B. Guardian', on: '2026-04-01' },
    { every: 'icb', name: 'C. Guardian', on: '2026-04-01' },
  ],
};

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let asked: string[];
let organisations: Organisations;
let signIn: SignIn;
let tokens: Tokens;

async function load(code: string): Promise<ViewerOrganisation | null> {
  asked.push(code);
  const agency = table[code];
  return agency ? { id: `id of ${code}`, code, name: `Name of ${code}`, agency } : null;
}

beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.close());
beforeEach(async () => {
  asked = [];
  const bound = ['Y90001', 'Y90002', 'Y90009', 'RZZ', 'every icb'];
  const entry = { issuer: issuer.name, audience, jwks: issuer.jwks, organisations: bound };
  tokens = new Tokens((await readIssuers(JSON.stringify([entry]))) ?? []);
  organisations = new Organisations(load);
  signIn = new SignIn({ tokens, organisations, agreement });
});

async function viewer(claims: JWTPayload, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await issuer.token(claims)}`;
  return signIn.viewerOf({ authorization, ...headers }, 'request-1');
}

async function refusal(claims: JWTPayload, headers: Record<string, string> = {}): Promise<Refusal> {
  const outcome = await viewer(claims, headers).catch((error: unknown) => error);
  if (outcome instanceof Refusal) return outcome;
  throw new Error('signed in');
}

describe('who asks', () => {
  it('is the organisation of the database, the user and role of the token, and a purpose', async () => {
    expect(await viewer({ organisation: 'Y90001', role: 'analyst', sub: 'service-7' })).toEqual({
      organisation: { id: 'id of Y90001', code: 'Y90001', name: 'Name of Y90001', agency: 'practice' },
      agency: 'practice',
      user: 'service-7',
      role: 'analyst',
      purpose: 'PLANNING',
      requestId: 'request-1',
      expires: expect.any(Number),
      authority: 'https://issuer.example',
    });
  });

  it('is vouched for by the issuer, with the client, the acting party and the device that the token names', async () => {
    const named = { azp: 'round-app', act: { sub: 'gateway' }, device: 'ward tablet 4' };
    expect(await viewer({ organisation: 'Y90001', role: 'analyst', ...named })).toMatchObject({
      authority: 'https://issuer.example, client round-app, acting gateway',
      device: 'ward tablet 4',
    });
    const odd = await viewer({ organisation: 'Y90001', role: 'analyst', client_id: 'two\nlines', device: 7 });
    expect([odd.authority, odd.device]).toEqual(['https://issuer.example', undefined]);
  });

  it('is known to the access record as far as he was found out, also when he is not let in', async () => {
    const found: Asker = {};
    const token = await issuer.token({ organisation: 'E1-1', role: 'analyst', sub: 'service-7' });
    await expect(signIn.viewerOf({ authorization: `Bearer ${token}` }, 'request-1', found)).rejects.toThrow();
    expect(found).toEqual({ user: 'service-7', role: 'analyst', authority: 'https://issuer.example' });
  });

  it('is nobody without a token, and the database is not asked for a bad one', async () => {
    await expect(signIn.viewerOf({}, 'request-1')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await refusal({ exp: 1 })).code).toBe('TOKEN_EXPIRED');
    expect((await refusal({ aud: 'elsewhere' })).code).toBe('UNAUTHENTICATED');
    expect(asked).toEqual([]);
  });

  it('is not an organisation that the issuer may not speak for, whether it exists or not', async () => {
    const [unbound, absent] = [await refusal({ organisation: 'E1-1' }), await refusal({ organisation: 'Y90009' })];
    expect(unbound.code).toBe('ORGANISATION_REFUSED');
    expect(unbound.toJSON()).toEqual(absent.toJSON());
  });

  it('belongs to the agency that the database says; a token that says another is refused', async () => {
    expect((await viewer({ role: 'analyst', agency: 'practice' })).agency).toBe('practice');
    expect((await refusal({ role: 'analyst', agency: 'trust' })).code).toBe('AGENCY_CONTRADICTED');
    expect((await refusal({ role: 'analyst', agency: 'icb' })).code).toBe('AGENCY_CONTRADICTED');
    expect((await refusal({ role: 'analyst', agency: 'nonsense' })).code).toBe('AGENCY_CONTRADICTED');
  });

  it('may still call itself by the old name of an integrated care board', async () => {
    expect((await viewer({ organisation: 'QZ9', role: 'analyst', agency: 'ccg' })).agency).toBe('icb');
    expect((await viewer({ organisation: 'QZ9', role: 'analyst', agency: 'icb' })).agency).toBe('icb');
  });

  it('is refused if its organisation has not signed the agreement', async () => {
    expect((await refusal({ organisation: 'Y90002' })).code).toBe('NOT_SIGNED');
  });

  it('is refused if what its organisation signed was another version', async () => {
    const before = parseAgreement(example, 'agreement.yml', { today: '2026-11-01' });
    const after = parseAgreement(example.replace('because: rounds', 'because: walks'), 'agreement.yml', {
      today: '2026-11-01',
    });
    const as = (agreement: Agreement) => {
      signIn = new SignIn({ tokens, organisations, agreement });
      return { organisation: 'Y90001', role: 'clinician' };
    };
    expect((await viewer(as(before))).purpose).toBe('DIRECT_CARE');
    expect((await refusal(as(after))).code).toBe('NOT_SIGNED');
  });

  it('is refused in a role that the agreement does not give its agency', async () => {
    expect((await refusal({ role: 'manager' })).code).toBe('ROLE_UNKNOWN');
    expect((await refusal({ organisation: 'RZZ' })).code).toBe('ROLE_UNKNOWN');
    expect((await refusal({ role: 'constructor' })).code).toBe('ROLE_UNKNOWN');
  });

  it('is looked up once in a while, and anew when told to', async () => {
    for (let n = 0; n < 3; n++) await viewer({ role: 'analyst' });
    await Promise.all([refusal({ organisation: 'Y90009' }), refusal({ organisation: 'Y90009' })]);
    expect(asked).toEqual(['Y90001', 'Y90009']);
    organisations.forget('Y90001');
    await viewer({ role: 'analyst' });
    expect(asked).toEqual(['Y90001', 'Y90009', 'Y90001']);
    organisations.forget();
    await viewer({ role: 'analyst' });
    expect(asked).toHaveLength(4);
  });

  it('cannot be told while the database is away, and can as soon as it is back', async () => {
    let away = true;
    const wavering = new Organisations(async (code) => {
      if (away) throw new Error('connect ECONNREFUSED');
      return load(code);
    });
    await expect(wavering.byCode('Y90001')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    away = false;
    await expect(wavering.byCode('Y90001')).resolves.toMatchObject({ code: 'Y90001' });
  });
});

describe('the purpose', () => {
  const allowed = ['DIRECT_CARE', 'DISCHARGE'];

  it('is what the header says, before what the token says', async () => {
    const headers = { 'purpose-of-use': 'DISCHARGE' };
    expect((await viewer({ purpose: 'DIRECT_CARE' }, headers)).purpose).toBe('DISCHARGE');
    expect((await viewer({ purpose: 'DIRECT_CARE' })).purpose).toBe('DIRECT_CARE');
  });

  it('is the only one there is if nobody says it, and must be said if there are more', async () => {
    expect((await viewer({ role: 'analyst' })).purpose).toBe('PLANNING');
    const { code, extensions } = await refusal({});
    expect({ code, extensions }).toMatchObject({ code: 'PURPOSE_REQUIRED', extensions: { allowed } });
  });

  it('must be one that the agreement allows this role, even as the only one named', async () => {
    expect((await refusal({}, { 'purpose-of-use': 'PLANNING' })).toJSON()).toMatchObject({
      extensions: { code: 'PURPOSE_NOT_ALLOWED', at: 'purpose-of-use', allowed },
    });
    expect((await refusal({ role: 'analyst', purpose: 'DIRECT_CARE' })).code).toBe('PURPOSE_NOT_ALLOWED');
  });

  it('must exist, and an unknown one is not repeated', async () => {
    for (const wanted of ['MARKETING', 'direct_care', 'DIRECT_CARE, DISCHARGE', 'toString']) {
      const { code, message, extensions } = await refusal({}, { 'purpose-of-use': wanted });
      expect(code).toBe('PURPOSE_UNKNOWN');
      expect(message + extensions.remedy).not.toContain(wanted);
    }
    expect((await refusal({ purpose: 'MARKETING' })).code).toBe('PURPOSE_UNKNOWN');
  });
});
