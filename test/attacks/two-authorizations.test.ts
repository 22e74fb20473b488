import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHub } from '../server/support/hub.ts';

describe('a request that says twice who asks', () => {
  let hub: Awaited<ReturnType<typeof startHub>>;
  beforeAll(async () => {
    hub = await startHub();
  });
  afterAll(() => hub.close());

  const asked = (authorization: string[]) =>
    new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const { hostname, port } = new URL(hub.url);
      const path = `/graphql?query=${encodeURIComponent('{ __typename }')}`;
      const headers = authorization.flatMap((one) => ['authorization', one]);
      request(
        { hostname, port, path, headers: ['host', `${hostname}:${port}`, 'accept', 'application/json', ...headers] },
        (answer) => {
          let text = '';
          answer.on('data', (part) => {
            text += part;
          });
          answer.on('end', () => resolve({ status: answer.statusCode, text }));
        },
      )
        .on('error', reject)
        .end();
    });

  it('is refused, whichever of the two is good', async () => {
    expect(await asked(['Bearer home'])).toMatchObject({ status: 200 });
    for (const both of [
      ['Bearer home', 'Bearer nobody'],
      ['Bearer nobody', 'Bearer home'],
      ['Bearer home', 'Bearer practice'],
      ['Bearer home', 'Bearer home'],
    ]) {
      expect(await asked(both)).toEqual({ status: 401, text: expect.stringContaining('UNAUTHENTICATED') });
    }
  });
});
