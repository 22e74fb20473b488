import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { agreementLines, type CitedAgreement } from './agreement-lines.ts';
import { docs } from './docs.ts';
import { localOnly, ownPagesOnly } from './local-only.ts';
import type { DemonstrationAccess } from './sign-in.ts';

export interface PageOptions {
  demonstration: DemonstrationAccess;
  /** The one in force. */
  agreement(): CitedAgreement;
  /** Its page, as Markdown. */
  agreementPage(): string;
}

/** Compiled modules lie beside this one; what is not compiled stays in `src`. */
const modules = join(import.meta.dirname, 'client');
const documents = join(import.meta.dirname, '../../../src/dashboard/static');

const own = "'self'";
const policy = {
  'default-src': "'none'",
  'script-src': own,
  'style-src': own,
  'img-src': own,
  'connect-src': own,
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};
const strict = { ...policy, 'require-trusted-types-for': "'script'" };
/** GraphiQL's menus add style elements of their own, and its style sheet holds its fonts and pictures. */
const graphiql = {
  ...policy,
  'style-src': `${own} 'unsafe-inline'`,
  'img-src': `${own} data:`,
  'font-src': `${own} data:`,
};

/** The pages of a demonstration: the same question for each agency side by side, and GraphiQL signed in as one. */
export function demonstrationPages({
  demonstration,
  agreement,
  agreementPage,
}: PageOptions): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.addHook('onRequest', localOnly);
    // Demonstration sign-ins are worth nothing elsewhere, but they open everything here: nobody may keep them.
    app.get('/demonstration/sign-ins', { onRequest: ownPagesOnly }, async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return demonstration.signIns();
    });
    app.get('/demonstration/agreement', { onRequest: ownPagesOnly }, async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return agreementLines(agreement());
    });
    docs(app, textOf(strict), agreementPage);
    await files(app);
  };
}

async function files(app: FastifyInstance): Promise<void> {
  const served = { serve: true as const, decorateReply: false, cacheControl: false, index: false as const };
  // Browsers keep the files and ask each time whether they are still the same: an ETag answers.
  const setHeaders = (reply: FastifyReply) => void reply.header('cache-control', 'no-cache');
  await app.register(fastifyStatic, { ...served, root: documents, prefix: '/page/', setHeaders, decorateReply: true });
  await app.register(fastifyStatic, {
    ...served,
    ...{ root: modules, prefix: '/page/client/', setHeaders },
    allowedPath: (path) => path.endsWith('.js'),
  });
  const page = (path: string, file: string, policies: Record<string, string>) =>
    app.get(path, async (_request, reply) => {
      reply.headers({ 'cache-control': 'no-cache', 'content-security-policy': textOf(policies) });
      return reply.sendFile(file, { cacheControl: false });
    });
  page('/', 'first-page.html', strict);
  page('/graphiql', 'graphiql.html', graphiql);
  for (const [name, file] of Object.entries(vendored())) {
    app.get(`/page/vendor/${name}`, async (_request, reply) => {
      reply.header('cache-control', 'no-cache');
      return reply.sendFile(basename(file), dirname(file), { cacheControl: false });
    });
  }
}

/** GraphiQL, React and the client of graphql-ws as their packages build them for a page without a bundler. */
function vendored(): Record<string, string> {
  const { resolve } = createRequire(import.meta.url);
  const folderOf = (name: string) => dirname(resolve(`${name}/package.json`));
  // Its parts bear other names in each release.
  const heard = readdirSync(join(folderOf('graphql-ws'), 'dist')).filter((file) =>
    /^(client|common-[\w-]+)\.js$/.test(file),
  );
  return {
    'react.js': join(folderOf('react'), 'umd/react.production.min.js'),
    'react-dom.js': join(folderOf('react-dom'), 'umd/react-dom.production.min.js'),
    'graphiql.js': join(folderOf('graphiql'), 'graphiql.min.js'),
    'graphiql.css': join(folderOf('graphiql'), 'graphiql.min.css'),
    ...Object.fromEntries(heard.map((file) => [`graphql-ws/${file}`, join(folderOf('graphql-ws'), 'dist', file)])),
  };
}

const textOf = (policies: Record<string, string>): string =>
  Object.entries(policies)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
