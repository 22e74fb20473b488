import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Issuer } from '../access/issuers.ts';
import { localOnly } from './local-only.ts';
import { ProviderOrigins } from './provider-origins.ts';

export interface RolePageOptions {
  /** Whoever opens it chooses who to be; only this machine may. Otherwise people sign in, and `/` leads here. */
  demonstration: boolean;
  issuers: readonly Pick<Issuer, 'issuer' | 'dashboard'>[];
}

/** As `npm run build` leaves it, beside the compiled sources. */
const built = join(import.meta.dirname, '../../dashboard');

/** The dashboard's pages, one application in the browser: what it shows it asks the graph, as whoever is signed in. */
export function rolePages({ demonstration, issuers }: RolePageOptions): (app: FastifyInstance) => Promise<void> {
  const providers = issuers.flatMap(({ issuer, dashboard }) => (dashboard ? [{ issuer, ...dashboard }] : []));
  const offered = demonstration ? [] : providers;
  const origins = offered.map(({ issuer }) => new ProviderOrigins(issuer));
  return async (app) => {
    if (demonstration) app.addHook('onRequest', localOnly);
    else app.get('/', async (_request, reply) => reply.redirect('/dashboard'));
    app.get('/dashboard/sign-in.json', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return { demonstration, providers: offered };
    });
    // Their names change with what is in them, so that browsers need never ask for one again.
    await app.register(fastifyStatic, {
      ...{ root: join(built, 'assets'), prefix: '/dashboard/assets/', index: false, cacheControl: false },
      preCompressed: true,
      setHeaders: (reply) => void reply.header('cache-control', 'public, max-age=31536000, immutable'),
    });
    const document = await readFile(join(built, 'index.html'));
    for (const path of ['/dashboard', '/dashboard/*']) {
      app.get(path, async (_request, reply) => {
        const asked = (await Promise.all(origins.map((one) => one.current()))).flat();
        reply.headers({ 'cache-control': 'no-cache', 'content-security-policy': policyFor(asked) });
        return reply.type('text/html; charset=utf-8').send(document);
      });
    }
  };
}

/** Nothing runs, is loaded or asked but from here, and at the identity providers. */
function policyFor(providers: readonly string[]): string {
  const own = "'self'";
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    `img-src ${own}`,
    `connect-src ${[own, ...new Set(providers)].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}
