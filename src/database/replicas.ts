import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { inTime } from '../shared/in-time.ts';
import { readingPool } from './pools.ts';

/** How often standbys are looked at, in milliseconds. */
const interval = 500;
/** Milliseconds in which a standby says where it stands. */
const patience = 1_000;
/** Positions of the primary that are remembered: for longer than any lag that may be allowed. */
const mostRemembered = 240;

/** Why a standby is not asked: it is behind, follows nobody, follows another primary, or does not answer. */
export const replicaStates = ['WELL', 'BEHIND', 'NO_STANDBY', 'OTHER_CLUSTER', 'AWAY'] as const;
export type ReplicaState = (typeof replicaStates)[number];

interface Replica {
  pool: pg.Pool;
  state: ReplicaState;
  /** It has replayed everything that the primary had written by then (`performance.now()`). */
  asOf: number;
}

interface ReplicasParts {
  /** As the hub signs in at each. */
  urls: readonly string[];
  /** Of the primary: for what the hub looks up itself. */
  primary: Pick<pg.Pool, 'query'>;
  /** Milliseconds that an answer may be older than the primary. */
  mostBehind: number;
}

/** Where a server stands in the log that standbys follow. */
interface Position {
  cluster: string;
  timeline: number;
  standby: boolean;
  written: string | null;
}

/** Of a primary what it has written, of a standby what it has replayed. A timeline begins when a standby is promoted. */
const looking = `select system_identifier::text as cluster, timeline_id as timeline, pg_is_in_recovery() as standby,
  (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end)::text as written
  from pg_control_system(), pg_control_checkpoint()`;

/**
 * Standbys of the primary, for what is about no resident. One is asked only while it is known to have replayed what the
 * primary had written not long ago; how old it may be is measured by this hub's own clock, between looking at the primary
 * and finding the same position in the standby, so that neither a quiet primary nor a lost connection between the two reads
 * as being up to date. What an organisation writes it reads at the primary for as long as a standby may be behind.
 */
export class Replicas {
  readonly #parts: ReplicasParts;
  readonly #replicas: Replica[];
  readonly #ending = new AbortController();
  readonly #positions: { at: number; written: bigint }[] = [];
  readonly #wrote = new Map<string, number>();
  #everybodyWrote = performance.now();
  #turn = 0;
  #watching: Promise<void> | undefined;

  constructor(parts: ReplicasParts) {
    this.#parts = parts;
    this.#replicas = parts.urls.map((url) => ({
      pool: readingPool(url),
      state: 'AWAY',
      asOf: Number.NEGATIVE_INFINITY,
    }));
  }

  /** Looks at all of them until it is closed. */
  start(): void {
    this.#watching ??= this.#watch();
  }

  /** The state of each, in the order of their addresses. */
  get states(): ReplicaState[] {
    return this.#replicas.map((replica) =>
      replica.state === 'WELL' && !this.#isFresh(replica) ? 'BEHIND' : replica.state,
    );
  }

  /** A standby that may answer this organisation, each in its turn; undefined if none may. */
  poolFor(organisation: string): pg.Pool | undefined {
    const wrote = Math.max(this.#everybodyWrote, this.#wrote.get(organisation) ?? Number.NEGATIVE_INFINITY);
    if (performance.now() - wrote < this.#parts.mostBehind) return undefined;
    const able = this.#replicas.filter((replica) => replica.state === 'WELL' && this.#isFresh(replica));
    return able[this.#turn++ % able.length]?.pool;
  }

  /** An organisation has written something: at this hub, or at another. Nobody named: any of them may have. */
  written(organisation?: string): void {
    if (!organisation) {
      this.#everybodyWrote = performance.now();
      return;
    }
    this.#wrote.delete(organisation);
    this.#wrote.set(organisation, performance.now());
    for (const [one, at] of this.#wrote) {
      if (performance.now() - at < this.#parts.mostBehind) break;
      this.#wrote.delete(one);
    }
  }

  /** A question failed there: nobody is sent there before it has been looked at again. */
  failed(pool: pg.Pool): void {
    for (const replica of this.#replicas) if (replica.pool === pool) replica.state = 'AWAY';
  }

  async close(): Promise<void> {
    this.#ending.abort();
    await this.#watching;
    await Promise.all(this.#replicas.map(({ pool }) => pool.end()));
  }

  #isFresh({ asOf }: Replica): boolean {
    return performance.now() - asOf <= this.#parts.mostBehind;
  }

  async #watch(): Promise<void> {
    while (!this.#ending.signal.aborted) {
      await this.#look().catch(() => undefined);
      await pause(interval, undefined, { signal: this.#ending.signal, ref: false }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const at = performance.now();
    const primary = await positionOf(this.#parts.primary);
    if (primary.standby || primary.written === null) return;
    this.#positions.push({ at, written: numberOf(primary.written) });
    if (this.#positions.length > mostRemembered) this.#positions.shift();
    await Promise.all(this.#replicas.map((replica) => this.#lookAt(replica, primary)));
  }

  async #lookAt(replica: Replica, primary: Position): Promise<void> {
    try {
      const { cluster, timeline, standby, written } = await inTime(positionOf(replica.pool), patience, () => {});
      if (!standby) replica.state = 'NO_STANDBY';
      // One that did not go along when another was promoted may hold what the primary never wrote.
      else if (cluster !== primary.cluster || timeline !== primary.timeline) replica.state = 'OTHER_CLUSTER';
      else {
        const replayed = numberOf(written ?? '0/0');
        replica.asOf =
          this.#positions.findLast((position) => position.written <= replayed)?.at ?? Number.NEGATIVE_INFINITY;
        replica.state = 'WELL';
      }
    } catch {
      replica.state = 'AWAY';
    }
  }
}

async function positionOf(pool: Pick<pg.Pool, 'query'>): Promise<Position> {
  const { rows } = await pool.query<Position>(looking);
  return rows[0] as Position;
}

/** A position as PostgreSQL writes it, `16/B374D848`, as a number. */
function numberOf(position: string): bigint {
  const [high = '0', low = '0'] = position.split('/');
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}
