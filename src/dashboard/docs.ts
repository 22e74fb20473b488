import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import markdown from 'markdown-it';
import { Refusal } from '../shared/refusals.ts';

const home = join(import.meta.dirname, '../../..');
/** Folders of pages that people read, as they are headed in the list. */
const shelves: readonly (readonly [folder: string, heading: string])[] = [
  ['schema', 'The agreement'],
  ['docs', 'For those who build, run and write agreements'],
  ['docs/safety', 'For those who answer for a hub'],
  ['docs/examples', 'Other agreements'],
  ['docs/decisions', 'Decisions'],
];
/** What pages lead to besides: shown as it is written. */
const plain = /^((schema|docs\/grafana|docs\/examples(\/questions)?)\/[\w.-]+\.(graphql|yml|json|mjs)|LICENSE)$/;
/** Pages that lie beside what they speak of. */
const elsewhere = ['README.md', 'bench/README.md'];
const pictures = /^docs\/(?:screens\/)?[\w-]+\.(png|jpg)$/;
const agreementInForce = 'schema/agreement.md';

interface Page {
  /** Its file, from the root of the repository. */
  path: string;
  title: string;
  text: string;
}

/** The documentation as pages, so that it can be read beside a hub that has no way to the internet. */
export function docs(app: FastifyInstance, policy: string, agreementPage: () => string): void {
  const renderer = markdown({ html: false, linkify: false, typographer: false });
  const headers = { 'cache-control': 'no-cache', 'content-security-policy': policy };
  app.get('/docs', async (_request, reply) => {
    const lists = await Promise.all(
      shelves.map(async ([folder, heading]) => {
        const pages = await pagesIn(folder);
        const items = pages.map(({ path, title }) => `<li><a href="/docs/${path}">${escaped(title)}</a></li>`);
        return items.length > 0 ? `<h2>${heading}</h2><ul>${items.join('')}</ul>` : '';
      }),
    );
    return reply
      .headers(headers)
      .type('text/html')
      .send(htmlOf('Docs', `<h1>Docs</h1>${lists.join('')}`));
  });
  app.get<{ Params: { '*': string } }>('/docs/*', async ({ params }, reply) => {
    const wanted = params['*'];
    const folder = wanted.slice(0, Math.max(0, wanted.lastIndexOf('/')));
    if (wanted.endsWith('/') && shelves.some(([name]) => name === folder)) return reply.redirect('/docs');
    const show = (title: string, body: string) =>
      reply
        .headers(headers)
        .type('text/html')
        .send(htmlOf(title, body.replaceAll('<pre>', '<pre tabindex="0">')));
    if (wanted === agreementInForce) return show('The agreement in force', renderer.render(agreementPage()));
    const kind = pictures.exec(wanted)?.[1];
    if (kind)
      return reply
        .headers(headers)
        .type(kind === 'png' ? 'image/png' : 'image/jpeg')
        .send(await fileAt(wanted));
    if (plain.test(wanted))
      return show(wanted, `<h1>${wanted}</h1><pre>${escaped(String(await fileAt(wanted)))}</pre>`);
    const shelf = shelves.some(([name]) => name === folder) ? await pagesIn(folder) : [];
    const page = elsewhere.includes(wanted) ? await pageAt(wanted) : shelf.find(({ path }) => path === wanted);
    if (!page) throw new Refusal('NOT_FOUND');
    return show(page.title, renderer.render(page.text));
  });
}

async function fileAt(path: string): Promise<Buffer> {
  return readFile(join(home, path)).catch((error) => {
    throw new Refusal('NOT_FOUND', {}, error);
  });
}

async function pagesIn(folder: string): Promise<Page[]> {
  const names = (await readdir(join(home, folder))).filter((name) => name.endsWith('.md')).sort();
  return Promise.all(names.map((name) => pageAt(`${folder}/${name}`)));
}

async function pageAt(path: string): Promise<Page> {
  const text = String(await fileAt(path));
  return { path, text, title: /^# (.+)$/m.exec(text)?.[1] ?? path };
}

function htmlOf(title: string, body: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>CareGraph: ${escaped(title)}</title>
<link rel="icon" href="/page/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/base.css">
<link rel="stylesheet" href="/page/docs.css">
</head>
<body>
<header class="top">
<a class="mark" href="/"><img src="/page/mark.svg" alt="" width="28" height="28">CareGraph</a>
<nav aria-label="Pages"><a href="/">First page</a><a href="/graphiql">GraphiQL</a><a href="/docs" aria-current="page">Docs</a></nav>
</header>
<main class="reading">${body}</main>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
