import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { agreementPage } from '../../src/agreement/page.ts';
import { readAgreement } from '../../src/agreement/read.ts';
import type { AgreementLines } from '../../src/dashboard/agreement-lines.ts';
import { demonstrationPages } from '../../src/dashboard/demonstration-pages.ts';
import { rolePages } from '../../src/dashboard/role-pages.ts';
import { Refusal } from '../../src/shared/refusals.ts';

const agreement = readAgreement('schema/agreement.yml');
const signIn = {
  agency: 'home',
  organisation: 'A',
  code: 'a',
  role: 'manager',
  purpose: 'DIRECT_CARE',
  token: 't',
} as const;

let app: FastifyInstance;
beforeAll(async () => {
  app = Fastify();
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof Refusal ? error.status : 500).send({ message: (error as Error).message }),
  );
  await app.register(rolePages({ demonstration: true, issuers: [] }));
  await app.register(
    demonstrationPages({
      demonstration: { signIns: async () => [signIn] },
      agreement: () => agreement,
      agreementPage: () => agreementPage(agreement),
    }),
  );
});
afterAll(() => app.close());

const get = (url: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  app.inject({ url, remoteAddress, headers: { host: 'localhost:4000', ...headers } });

describe('the sign-ins of a demonstration', () => {
  const path = '/demonstration/sign-ins';

  it.each(['localhost:4000', '127.0.0.1:4000', '[::1]:4000', 'localhost'])('are told to a page of %s', async (host) => {
    const answer = await get(path, { host, 'sec-fetch-site': 'same-origin' });
    expect(answer.json()).toEqual([signIn]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['another machine', {}, '192.0.2.7'],
    ['another name that points here', { host: 'rebound.example:4000' }, '127.0.0.1'],
    ['a name that only begins like ours', { host: 'localhost.example' }, '127.0.0.1'],
    ['somebody behind a proxy on this machine', { 'x-forwarded-for': '192.0.2.7' }, '127.0.0.1'],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, '127.0.0.1'],
    ['a page of another port', { 'sec-fetch-site': 'same-site' }, '127.0.0.1'],
  ])('are not told to %s', async (_who, headers, address) => {
    const answer = await get(path, headers, address);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toContain('token');
  });

  it('are opened to no other origin', async () => {
    const answer = await get(path, { origin: 'https://elsewhere.example' });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a page', () => {
  it.each(['/', '/graphiql', '/docs', '/docs/docs/errors.md'])(
    'at %s runs no script but our own files',
    async (path) => {
      const { statusCode, headers, body } = await get(path);
      expect(statusCode).toBe(200);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toMatch(/script-src 'self'(;|$)/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(body).not.toMatch(/<script(?![^>]* src="\/)|\son\w+=|<style|\sstyle=/);
    },
  );

  it('names no address outside the hub', async () => {
    const folder = 'src/dashboard/static';
    for (const name of await readdir(folder)) {
      const text = await readFile(`${folder}/${name}`, 'utf8');
      expect(text.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|\/\//);
    }
  });

  it('gets modules that need nothing but each other, since they are served alone', async () => {
    const folder = 'dist/src/dashboard/client';
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.js'))) {
      const text = await readFile(`${folder}/${name}`, 'utf8');
      for (const [, wanted] of text.matchAll(/^(?:import|export)[^']*from '([^']+)'/gm))
        expect(wanted).toMatch(/^\.\/[\w-]+\.js$/);
    }
  });

  it('is opened from a link elsewhere, but not under another name', async () => {
    expect((await get('/', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(200);
    expect((await get('/', { host: 'rebound.example' })).statusCode).toBe(404);
  });

  it.each(['first-page.js', 'graphiql.js'])('finds its script %s, and is told when that is unchanged', async (name) => {
    const { statusCode, headers } = await get(`/page/client/${name}`);
    expect(statusCode).toBe(200);
    const again = await get(`/page/client/${name}`, { 'if-none-match': String(headers.etag) });
    expect(again.statusCode).toBe(304);
  });

  it.each(['react.js', 'react-dom.js', 'graphiql.js', 'graphiql.css'])('finds %s among the packages', async (name) => {
    expect((await get(`/page/vendor/${name}`)).statusCode).toBe(200);
  });

  it.each([
    '/page/../pages.ts',
    '/page/client/%2e%2e/pages.js',
    '/page/client/',
    '/docs/..%2fpackage.json',
    '/docs/docs/../../README.md',
  ])('serves nothing beside its files: %s', async (path) => {
    expect((await get(path)).statusCode).toBe(404);
  });
});

describe('the documents', () => {
  it('lead nowhere that is not there', async () => {
    const [waiting, found] = [['/docs'], new Map<string, number>()];
    for (let path = waiting.pop(); path; path = waiting.pop()) {
      if (found.has(path)) continue;
      const { statusCode, headers, body } = await get(path);
      found.set(path, statusCode);
      if (!String(headers['content-type']).startsWith('text/html')) continue;
      for (const [, link = ''] of body.replace(/<pre.*?<\/pre>/gs, '').matchAll(/(?:href|src)="([^"]+)"/g)) {
        const { host, pathname } = new URL(link, `http://localhost${path}`);
        if (host === 'localhost') waiting.push(pathname);
      }
    }
    expect(found.size).toBeGreaterThan(30);
    expect([...found].filter(([, status]) => status !== 200 && status !== 302)).toEqual([]);
  });

  it('show the page of the agreement in force', async () => {
    expect((await get('/docs/schema/agreement.md')).body).toContain(`<h1>${agreement.title}`);
  });
});

describe("the agreement's lines", () => {
  it('are those of each clause, whole', async () => {
    const { file, lines, clauses, fields } = (await get('/demonstration/agreement')).json<AgreementLines>();
    expect(file).toBe('schema/agreement.yml');
    const reference = fields['Resident.dateOfBirth']?.[0] ?? '';
    const { from, to } = clauses[reference] ?? { from: 0, to: 0 };
    const text = lines.slice(from - 1, to).join('\n');
    expect(text).toMatch(
      /^\s*- fields: \[dateOfBirth, dateOfDeath\]\n[\s\S]*year: \[practice.aligned\]\n\s*because: .*birthday$/,
    );
  });

  it('are known for every clause and query', async () => {
    const { lines, clauses, queries, sections } = (await get('/demonstration/agreement')).json<AgreementLines>();
    for (const { from, to } of [...Object.values(clauses), ...Object.values(queries)]) {
      expect(lines.slice(from - 1, to).join('\n')).toMatch(/because:|nobody: true/);
    }
    expect(Object.keys(queries).sort()).toEqual([...agreement.queries.keys()].sort());
    expect(sections['small-numbers']).toBeDefined();
  });
});
