import type { Viewer } from '../../../src/access/viewer.ts';
import { createHttp } from '../../../src/server/http.ts';
import { defaultLimits } from '../../../src/server/limits/limits.ts';
import type { Operation } from '../../../src/server/operation.ts';
import type { Ended, Parts, Terms } from '../../../src/server/parts.ts';
import { serve } from '../../../src/server/served.ts';
import { type Agency, agencyNamed } from '../../../src/shared/agencies.ts';
import { Refusal } from '../../../src/shared/refusals.ts';
import { careSchemas } from './care.ts';

interface Asked {
  query?: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

interface Answer {
  status: number;
  headers: Headers;
  text: string;
  data: Record<string, unknown> | null | undefined;
  errors: { message: string; path?: unknown; locations?: unknown; extensions: Record<string, unknown> }[];
  /** Code of the first error. */
  code: unknown;
}

/** The HTTP layer over a small graph, with a token for each agency that is the agency's name; no database. */
export async function startHub({
  limits = {},
  log,
  afterRequest,
  ready,
  pages,
  origins,
  ...given
}: Partial<Parts & Terms> = {}) {
  const opened: { operation: Operation; signal: AbortSignal }[] = [];
  const finished: boolean[] = [];
  const ended: Ended[] = [];
  const lines: string[] = [];
  const terms: Terms = {
    schemas: careSchemas(),
    async viewerOf({ authorization }, requestId) {
      if (authorization === 'Bearer expired') throw new Refusal('TOKEN_EXPIRED');
      const agency = agencyNamed(authorization?.replace('Bearer ', '') ?? '');
      if (!agency) throw new Refusal('UNAUTHENTICATED');
      return viewer(agency, requestId);
    },
    contextOf({ agency }, operation, signal) {
      opened.push({ operation, signal });
      return { context: { agency, rows: [] }, finish: (ok) => void finished.push(ok) };
    },
    ...given,
  };
  const served = await serve(terms, { ...defaultLimits, ...limits });
  const app = await createHttp({
    following: { hold: async () => ({ served, release() {} }), isReplaced: async () => false },
    afterRequest: afterRequest ?? ((end) => ended.push(end)),
    log: log ?? { level: 'info', stream: { write: (line) => void lines.push(line) } },
    limits,
    ...(ready && { ready }),
    ...(pages && { pages }),
    ...(origins && { origins }),
  });
  app.addHook('onClose', () => served.stop());
  const url = await app.listen({ host: '127.0.0.1', port: 0 });

  async function send(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(url + path, init);
    const text = await response.text();
    const body = text.startsWith('{') ? JSON.parse(text) : {};
    const { data, errors = [] } = body;
    return { status: response.status, headers: response.headers, text, data, errors, code: errors[0]?.extensions.code };
  }

  const headersOf = (token: string, more: Record<string, string> = {}) => ({
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    accept: 'application/graphql-response+json',
    ...more,
  });

  return {
    app,
    url,
    opened,
    finished,
    ended,
    lines,
    send,
    headersOf,
    close: () => app.close(),
    /** Asks as an agency; a text is sent as it is. */
    ask(agency: Agency | string, asked: Asked | string, headers: Record<string, string> = {}): Promise<Answer> {
      const body = typeof asked === 'string' ? asked : JSON.stringify(asked);
      return send('/graphql', { method: 'POST', headers: headersOf(agency, headers), body });
    },
  };
}

function viewer(agency: Agency, requestId: string): Viewer {
  const organisation = { id: '00000000-0000-4000-8000-000000000001', code: `X-${agency}`, name: 'Example', agency };
  return { organisation, agency, user: 'someone', role: 'clinician', purpose: 'DIRECT_CARE', requestId };
}
