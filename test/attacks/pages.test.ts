import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agreementPage } from '../../src/agreement/page.ts';
import { readAgreement } from '../../src/agreement/read.ts';
import { demonstrationPages } from '../../src/dashboard/demonstration-pages.ts';
import { startHub } from '../server/support/hub.ts';

describe('a path out of the folder of pages', () => {
  let hub: Awaited<ReturnType<typeof startHub>>;
  beforeAll(async () => {
    const agreement = readAgreement('schema/agreement.yml');
    hub = await startHub({
      pages: demonstrationPages({
        demonstration: { signIns: async () => [] },
        agreement: () => agreement,
        agreementPage: () => agreementPage(agreement),
      }),
    });
  });
  afterAll(() => hub.close());

  /** As it is written: `fetch` would put dots in order. */
  const statusOf = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(hub.url);
      request({ hostname, port, path, headers: { host: 'localhost' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });

  it.each([
    '/page/../../../package.json',
    '/page/..%2f..%2f..%2fpackage.json',
    '/page/client/%2e%2e/%2e%2e/cli/start.js',
    '/page/.%00',
    '/docs/docs/..%2f..%2fpackage.json',
  ])('leads nowhere, and is no fault of the hub: %s', async (path) => {
    expect(await statusOf(path)).toBe(404);
    expect(hub.lines.filter((line) => line.includes('unforeseen'))).toEqual([]);
  });
});
