import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { ProviderOrigins } from '../../src/dashboard/provider-origins.ts';
import { type RolePageOptions, rolePages } from '../../src/dashboard/role-pages.ts';
import { Refusal } from '../../src/shared/refusals.ts';

let app: FastifyInstance;
afterEach(() => app.close());

const issuer = 'https://login.calderholme.example/';
const production: RolePageOptions = {
  demonstration: false,
  issuers: [{ issuer, dashboard: { client: 'caregraph', scope: 'openid' } }, { issuer: 'https://elsewhere.example' }],
};

async function get(options: RolePageOptions, url: string, remoteAddress = '127.0.0.1') {
  app = Fastify();
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof Refusal ? error.status : 500).send({ message: (error as Error).message }),
  );
  await app.register(rolePages(options));
  return app.inject({ url, remoteAddress, headers: { host: 'localhost:4000' } });
}

describe('the pages of roles', () => {
  it('are one document at every address below /dashboard, which runs no script but our own files', async () => {
    for (const path of ['/dashboard', '/dashboard/measures/FALLS']) {
      const { statusCode, headers, body } = await get(production, path);
      expect(statusCode).toBe(200);
      expect(headers['content-security-policy']).toContain("script-src 'self';");
      expect(headers['cache-control']).toBe('no-cache');
      expect(body).not.toMatch(/<script(?![^>]*\ssrc="\/dashboard\/assets\/)/);
      await app.close();
    }
  });

  it('ask nobody but the hub and the identity providers that know the dashboard', async () => {
    const { headers } = await get(production, '/dashboard');
    expect(headers['content-security-policy']).toContain("connect-src 'self' https://login.calderholme.example;");
  });

  it('ask where tokens are had too, as the provider itself says, and again after a while', async () => {
    const said = { token_endpoint: 'https://tokens.calderholme.example/token' };
    const asked: string[] = [];
    const server = createServer(({ url = '' }, response) => {
      asked.push(url);
      response.writeHead(asked.length === 1 ? 500 : 200).end(asked.length === 1 ? '' : JSON.stringify(said));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const own = `http://localhost:${(server.address() as AddressInfo).port}`;
      let now = 0;
      const origins = new ProviderOrigins(`${own}/realm/`, () => now);
      expect(await origins.current()).toEqual([own]);
      now = 31_000;
      expect(await origins.current()).toEqual([own, 'https://tokens.calderholme.example']);
      said.token_endpoint = 'https://elsewhere.example/token';
      now = 600_000;
      expect(await origins.current()).toEqual([own, 'https://tokens.calderholme.example']);
      now = 700_000;
      expect(await origins.current()).toEqual([own, 'https://elsewhere.example']);
      expect(asked).toEqual(Array(3).fill('/realm/.well-known/openid-configuration'));
    } finally {
      server.close();
    }
  });

  it('tell where to sign in, and are where the hub itself leads', async () => {
    const told = await get(production, '/dashboard/sign-in.json');
    expect(told.json()).toEqual({
      demonstration: false,
      providers: [{ issuer, client: 'caregraph', scope: 'openid' }],
    });
    expect(told.headers['cache-control']).toBe('no-store');
    await app.close();
    const { statusCode, headers } = await get(production, '/');
    expect([statusCode, headers.location]).toEqual([302, '/dashboard']);
  });

  it('keep what never changes under its name for good', async () => {
    const { body } = await get(production, '/dashboard');
    const script = /src="(\/dashboard\/assets\/[^"]+\.js)"/.exec(body)?.[1] ?? '';
    const { statusCode, headers } = await app.inject({ url: script });
    expect([statusCode, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect((await app.inject({ url: '/dashboard/assets/none.js' })).statusCode).toBe(404);
  });

  it('send scripts compressed to whoever takes them so, and as they are to others', async () => {
    const { body } = await get(production, '/dashboard');
    const url = /src="(\/dashboard\/assets\/[^"]+\.js)"/.exec(body)?.[1] ?? '';
    const plain = await app.inject({ url });
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const [encoding, opened] of [
      ['gzip', gunzipSync],
      ['br', brotliDecompressSync],
    ] as const) {
      const packed = await app.inject({ url, headers: { 'accept-encoding': encoding } });
      expect(packed.headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
      expect(packed.headers['content-type']).toBe(plain.headers['content-type']);
      expect(packed.headers['cache-control']).toContain('immutable');
      expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
      expect(opened(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
    }
  });

  it('open a demonstration to this machine alone', async () => {
    const demonstration = { demonstration: true, issuers: [] };
    expect((await get(demonstration, '/dashboard')).statusCode).toBe(200);
    await app.close();
    expect((await get(demonstration, '/dashboard', '192.0.2.7')).statusCode).toBe(404);
  });
});
