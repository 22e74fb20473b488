import pg from 'pg';
import { Refusal } from '../shared/refusals.ts';
import { type Listening, listen } from './listen.ts';
import { recorder } from './roles.ts';
import { togetherSocket } from './together.ts';
import { getTypeParser } from './values.ts';

/** The hub's connections, all signed in as `caregraph_hub`. */
export interface Pools {
  /** Pipelined: all statements of a transaction may be sent without waiting for each other. Refuses cursors. */
  read: pg.Pool;
  /** For whatever must see one answer before it asks again. */
  write: pg.Pool;
  /** For what the hub looks up itself, and to cancel: whoever holds all the others must not keep it from that. */
  control: pg.Pool;
  /** For the access record alone, as `caregraph_recorder`: whoever waits for a reader's connection must not hold it up. */
  record: pg.Pool;
  /** Calls who listens whenever something is notified on its channel, or may have been missed; gives back how to end that. */
  listen(listening: Listening): () => Promise<void>;
  close(): Promise<void>;
}

/** Connections of a hub: on two cores more of them answer no more. */
export const poolSizes = { read: 8, write: 4 };

export function openPools(hubUrl: string, { read, write } = poolSizes): Pools {
  const pools = {
    read: readingPool(hubUrl, read),
    write: poolOf(hubUrl, write, { options: writing }),
    control: poolOf(hubUrl, 2, { query_timeout: 4_000 }),
    record: recordingPool(hubUrl),
  };
  return {
    ...pools,
    listen: (listening) => listen(hubUrl, listening),
    async close() {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
  };
}

/**
 * What PostgreSQL keeps to by itself, also when the hub that asked is gone or frozen: a little more than a question may
 * take, no work for a client whose connection has closed, and no locks for one that says nothing.
 */
const guarded = '-c client_connection_check_interval=500 -c idle_in_transaction_session_timeout=45s';
const reading = `${guarded} -c statement_timeout=35s`;
/** Who waits for another's lock is told to come back while he still listens. */
const writing = `${guarded} -c statement_timeout=25s -c lock_timeout=10s`;

/** Connections that read, pipelined, at whatever server. */
export function readingPool(url: string, max = poolSizes.read): pg.Pool {
  return poolOf(url, max, { pipeline: true, stream: togetherSocket, options: reading });
}

/** The pool's own errors for a connection that it cannot give in time have no code. */
export function connectionOf(pool: pg.Pool): Promise<pg.PoolClient> {
  return pool.connect().catch((error: unknown) => {
    throw error instanceof Error && !('code' in error) ? new Refusal('OVERLOADED', {}, error) : error;
  });
}

/** A commit is durable when it is answered, whatever the server is set to otherwise, and nobody waits for one for long. */
const recording = `set role ${recorder}; set synchronous_commit = on; set statement_timeout = '5s'; set lock_timeout = '4s'`;

function recordingPool(hubUrl: string): pg.Pool {
  return poolOf(hubUrl, 1, {
    // A server that does not answer at all ends no statement either.
    query_timeout: 6_000,
    verify: (client, ready) => {
      client.query(recording).then(() => ready(), ready);
    },
  });
}

function poolOf(connectionString: string, max: number, more: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: 'caregraph',
    // Better a clear error than a request that waits for ever on a database that has gone.
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    types: { getTypeParser },
    ...more,
  });
  // A connection lost while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  // Lost while in use: its statements fail and say so; again, without a listener the process would end.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
