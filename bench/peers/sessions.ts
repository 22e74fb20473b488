import { readFileSync } from 'node:fs';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { Viewer } from '../viewer.ts';

/** What the row policies of the hub's database ask to be told of whoever asks. */
export interface Session {
  databaseRole: string;
  agency: string;
  organisationId: string;
  kinds: string;
  endsWith: string;
  neverEnds: string;
}

const { sessions, jwks, issuer } = JSON.parse(process.env.PEER ?? '{"sessions":{}}') as {
  sessions: Record<string, Session>;
  jwks?: string;
  issuer: string;
};
const keys = jwks ? createLocalJWKSet(JSON.parse(readFileSync(jwks, 'utf8'))) : undefined;

/** Who a token says that asks; its signature is checked. */
export async function whoAsks(authorization: string): Promise<Viewer> {
  if (!keys) throw new Error('nobody may sign');
  const { payload } = await jwtVerify<Viewer & object>(authorization.replace(/^Bearer /, ''), keys, { issuer });
  return { organisation: payload.organisation, role: payload.role, purpose: payload.purpose };
}

export function sessionOf(viewer: Viewer): Session {
  const session = sessions[keyOf(viewer)];
  if (!session) throw new Error('this viewer is not known here');
  return session;
}

export const keyOf = ({ organisation, role, purpose }: Viewer) => `${organisation} ${role} ${purpose}`;
