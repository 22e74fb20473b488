import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { hubCode, seeds } from './hub-code.ts';
import type { Viewer } from './viewer.ts';

/** One PostgreSQL with the borough in it, as often as there are agreements; and who may sign tokens for it. */
export interface World {
  folder: string;
  adminUrl: string;
  key: Buffer;
  /** The process above all of PostgreSQL's. */
  postmaster: number;
  /** Where PostgreSQL writes its log. */
  log: string;
  /** For `CAREGRAPH_ISSUERS` of a hub, and for peers. */
  issuers: string;
  jwks: string;
  tokenOf(viewer: Viewer): Promise<string>;
  /** Copies the borough into a database of that name and gives back the administrator's address there. */
  database(name: string): Promise<string>;
  /** Runs on the administrator's connection to one database. */
  ask<Row extends object>(database: string, text: string, values?: unknown[]): Promise<Row[]>;
  /** Statistics and visibility maps as they are on a database at rest. */
  settle(database: string): Promise<void>;
  stop(): Promise<void>;
}

const template = 'borough';
const audience = 'https://hub.bench.invalid';
export const issuer = 'https://issuer.bench.invalid';
const everyAgency = ['home', 'practice', 'trust', 'council', 'icb', 'dashboard'].map((agency) => `every ${agency}`);

/** `years` of residents, as in the demonstration unless told otherwise. */
export async function makeWorld(now: Date, years?: number): Promise<World> {
  const { startEmbedded } = await hubCode('database/embedded');
  const { bootstrap, ensureDatabase } = await hubCode('database/bootstrap');
  const { withClient } = await hubCode('database/client');
  const { migrate } = await hubCode('database/migrate');
  const { urlAs } = await hubCode('database/urls');
  const folder = await mkdtemp(join(tmpdir(), 'caregraph-bench-'));
  const server = await startEmbedded(folder);
  const key = randomBytes(32);
  const at = (database: string) => urlAs(server.adminUrl, { database });
  const ask: World['ask'] = (database, text, values) =>
    withClient(at(database), async (client) => (await client.query(text, values)).rows);

  const { ownerUrl } = await bootstrap(await ensureDatabase(server.adminUrl, template), key);
  await migrate(ownerUrl);
  const { rowsOf } = await seeds('borough');
  const { demonstrationPlan } = await seeds('demonstration.plan');
  const { load } = await seeds('load');
  const plan = years === undefined ? demonstrationPlan : { ...demonstrationPlan, yearsOfHistory: years };
  await withClient(ownerUrl, (owner) => load(owner, rowsOf(plan, now)));
  // Work that PostgreSQL does for nobody in particular would be counted for whoever asks at that moment.
  await ask('postgres', 'alter system set autovacuum = off');
  await ask('postgres', 'select pg_reload_conf()');

  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwks = join(folder, 'jwks.json');
  await writeFile(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256' }] }));
  return {
    folder,
    adminUrl: server.adminUrl,
    key,
    postmaster: await postmasterOf(at('postgres')),
    log: join(server.home, 'postgres.log'),
    issuers: JSON.stringify([{ issuer, audience, jwks, organisations: everyAgency }]),
    jwks,
    tokenOf: ({ organisation, role, purpose }) =>
      new SignJWT({ organisation, role, purpose })
        .setProtectedHeader({ alg: 'ES256', kid: 'bench' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject('bench')
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(privateKey),
    async database(name) {
      await ask('postgres', `create database ${pg.escapeIdentifier(name)} template ${template}`);
      await bootstrap(at(name), key);
      return at(name);
    },
    ask,
    async settle(database) {
      await ask(database, 'vacuum (analyze)');
      await ask(database, 'checkpoint');
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
      if (server.home !== folder) await rm(server.home, { recursive: true, force: true });
    },
  };
}

/** Every server process is a child of PostgreSQL's first one. */
async function postmasterOf(url: string): Promise<number> {
  const { withClient } = await hubCode('database/client');
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const status = await readFile(`/proc/${rows[0]?.pid}/status`, 'utf8');
    return Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]);
  });
}
