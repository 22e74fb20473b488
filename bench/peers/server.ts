import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hubCode } from '../hub-code.ts';
import type { Question } from '../questions.ts';
import { issuer, type World } from '../world.ts';
import { startProcess, stopProcess } from './process.ts';
import { keyOf, type Session } from './sessions.ts';

/** A peer of the hub's that we serve, on the hub's own database and signed in as the hub's own user. */
export interface PeerServer {
  origin: string;
  process: Awaited<ReturnType<typeof startProcess>>['process'];
  stop(): Promise<void>;
}

export async function startServer(
  world: World,
  database: string,
  name: string,
  program: readonly string[],
  questions: readonly Question[],
): Promise<PeerServer> {
  const { loginsAt } = await hubCode('database/bootstrap');
  const { urlAs } = await hubCode('database/urls');
  const sessions = await sessionsOf(world, database, questions);
  const env = {
    DATABASE_URL: loginsAt(urlAs(world.adminUrl, { database }), world.key).hubUrl,
    NODE_ENV: 'production',
    PEER: JSON.stringify({ sessions, jwks: world.jwks, issuer }),
  };
  const { process, origin } = await startProcess(program, env, join(world.folder, `${name}.log`));
  return { origin, process, stop: () => stopProcess(process) };
}

/** What the row policies are told of each viewer, by the same agreement that the hub follows. */
async function sessionsOf(
  world: World,
  database: string,
  questions: readonly Question[],
): Promise<Record<string, Session>> {
  const { kindsOf } = await hubCode('agreement/compile');
  const { parseAgreement } = await hubCode('agreement/read');
  const file = new URL('../../schema/agreement.yml', import.meta.url);
  const agreement = parseAgreement(readFileSync(file, 'utf8'), file.pathname);
  const sessions: Record<string, Session> = {};
  for (const { viewer } of questions) {
    const [organisation] = await world.ask<{ id: string; agency: Parameters<typeof kindsOf>[2] }>(
      database,
      'select id, agency from organisation where code = $1',
      [viewer.organisation],
    );
    if (!organisation) throw new Error(`${viewer.organisation} is no organisation`);
    const { id, agency } = organisation;
    const purpose = viewer.purpose as Parameters<typeof kindsOf>[1];
    sessions[keyOf(viewer)] = {
      databaseRole: `caregraph_${agency}`,
      agency,
      organisationId: id,
      kinds: String(kindsOf(agreement, purpose, agency, viewer.role)),
      endsWith: String(agreement.purposes.get(purpose)?.endsWith ?? 0),
      neverEnds: String(agreement.purposes.get(purpose)?.neverEnds ?? 0),
    };
  }
  return sessions;
}
