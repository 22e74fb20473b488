import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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
  /**
   * The administrator's address of a database of that name: one that was made, else a copy of the borough, which it makes.
   */
  database(name: string): Promise<string>;
  /** Makes a database, migrates it and has it filled by the owner, unless that was done when the folder was used before. */
  make(name: string, fill: (ownerUrl: string) => Promise<void>): Promise<void>;
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

export interface MakingWorld {
  /** Years of residents, as in the demonstration unless told otherwise. */
  years?: number;
  /** Where everything is kept for the next time; in a folder that is deleted unless told otherwise. */
  folder?: string;
}

export async function makeWorld(now: Date, { years, folder: kept }: MakingWorld = {}): Promise<World> {
  const { startEmbedded } = await hubCode('database/embedded');
  const { bootstrap, ensureDatabase } = await hubCode('database/bootstrap');
  const { withClient } = await hubCode('database/client');
  const { migrate } = await hubCode('database/migrate');
  const { urlAs } = await hubCode('database/urls');
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'caregraph-bench-')));
  await mkdir(folder, { recursive: true });
  const server = await startEmbedded(folder);
  const key = await keyIn(folder);
  const at = (database: string) => urlAs(server.adminUrl, { database });
  const ask: World['ask'] = (database, text, values) =>
    withClient(at(database), async (client) => (await client.query(text, values)).rows);

  const made = new Set([template]);
  const make: World['make'] = async (name, fill) => {
    made.add(name);
    const finished = `select from pg_database where datname = $1 and shobj_description(oid, 'pg_database') = 'made'`;
    if ((await ask('postgres', finished, [name])).length > 0) return;
    const database = pg.escapeIdentifier(name);
    await ask('postgres', `drop database if exists ${database}`);
    const { ownerUrl } = await bootstrap(await ensureDatabase(server.adminUrl, name), key);
    await migrate(ownerUrl);
    await fill(ownerUrl);
    await ask('postgres', `comment on database ${database} is 'made'`);
  };
  await make(template, async (ownerUrl) => {
    const { rowsOf } = await seeds('borough');
    const { demonstrationPlan } = await seeds('demonstration.plan');
    const { load } = await seeds('load');
    const plan = years === undefined ? demonstrationPlan : { ...demonstrationPlan, yearsOfHistory: years };
    await withClient(ownerUrl, (owner) => load(owner, rowsOf(plan, now)));
  });
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
    make,
    async database(name) {
      if (made.has(name)) return at(name);
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
      if (kept) return;
      await rm(folder, { recursive: true, force: true });
      if (server.home !== folder) await rm(server.home, { recursive: true, force: true });
    },
  };
}

/** The master key of all hubs here: what was sealed with it is read again the next time. */
async function keyIn(folder: string): Promise<Buffer> {
  const file = join(folder, 'key');
  try {
    return Buffer.from(await readFile(file, 'utf8'), 'hex');
  } catch {
    const key = randomBytes(32);
    await writeFile(file, key.toString('hex'), { mode: 0o600 });
    return key;
  }
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
