import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { originsWanted } from '../../src/cli/origins.ts';
import { startHub } from './support/hub.ts';

const partner = 'https://dashboard.example';
const stranger = 'https://dashboard.example.elsewhere.example';

describe('a page of another origin', () => {
  let open: Awaited<ReturnType<typeof startHub>>;
  let closed: typeof open;
  beforeAll(async () => {
    [open, closed] = [await startHub({ origins: [partner] }), await startHub()];
  });
  afterAll(() => Promise.all([open.close(), closed.close()]));

  /** What a browser asks before it lets a page ask, and what it looks for in the answer. */
  const preflight = async (url: string, origin: string) => {
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    const { headers: said } = await fetch(`${url}/graphql`, { method: 'OPTIONS', headers });
    return [said.get('access-control-allow-origin'), said.get('access-control-allow-credentials')];
  };
  const question = async (url: string, origin: string, token = 'practice') => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { origin, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { agency } }' }),
    });
    return {
      status: answer.status,
      shownTo: answer.headers.get('access-control-allow-origin'),
      text: await answer.text(),
    };
  };

  it('may ask if it is named, with its token, and reads refusals too', async () => {
    expect(await preflight(open.url, partner)).toEqual([partner, null]);
    expect(await question(open.url, partner)).toMatchObject({ status: 200, shownTo: partner });
    expect(await question(open.url, partner, 'nonsense')).toMatchObject({ status: 401, shownTo: partner });
  });

  it('is shown nothing if it is not, nor where nobody is', async () => {
    for (const [url, origin] of [
      [open.url, stranger],
      [open.url, 'null'],
      [closed.url, partner],
    ] as const) {
      expect((await preflight(url, origin))[0]).toBeNull();
      expect((await question(url, origin)).shownTo).toBeNull();
    }
  });

  it('cannot ask without being asked about: a form that it sends is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const headers = { origin: stranger, 'content-type': type, authorization: 'Bearer practice' };
      const { status } = await fetch(`${open.url}/graphql`, {
        method: 'POST',
        headers,
        body: '{"query":"{ viewer { agency } }"}',
      });
      expect(status).toBe(415);
    }
  });
});

describe('CAREGRAPH_ORIGINS', () => {
  it('names origins and nothing besides', () => {
    expect(originsWanted('')).toEqual([]);
    expect(originsWanted(`${partner}, http://localhost:5173`)).toEqual([partner, 'http://localhost:5173']);
    for (const wrong of ['*', 'null', 'dashboard.example', 'http://dashboard.example', `${partner}/`, `${partner},*`])
      expect(() => originsWanted(wrong)).toThrow('no origin');
  });
});
