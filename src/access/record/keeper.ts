import { createHash, createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import { Refusal } from '../../shared/refusals.ts';
import { DerivedKeys } from '../keys.ts';
import type { Entry } from './entry.ts';
import { Flood } from './flood.ts';
import { PlanBound } from './plan-bound.ts';
import { Recorder, type RecorderParts } from './recorder.ts';
import { recordKeys } from './sealing/keys.ts';
import type { AboutWhom, ToldOf } from './trace.ts';
import { type RecordWarning, Upkeep, type UpkeepParts } from './upkeep.ts';
import { saidOf } from './write.ts';

export interface KeeperParts extends Omit<RecorderParts, 'pool' | 'keys'>, Omit<UpkeepParts, 'pool'> {
  pool: Pick<Pool, 'query'>;
  masterKey: Buffer;
  /** How many questions of new shapes an organisation may ask in an hour. */
  newShapes: number;
}

/** For this long after a failure the hub says that it cannot record, though nobody has asked since. */
const failing = 5_000;

/** The access record as a running hub keeps it. */
export class Keeper {
  readonly #pool: KeeperParts['pool'];
  readonly #recorder: Recorder;
  readonly #flood: Flood;
  readonly #upkeep: Upkeep;
  readonly #documentKey: Buffer;
  readonly #plans: PlanBound;

  constructor({ pool, masterKey, newShapes, failed, recovered, alarm }: KeeperParts) {
    this.#pool = pool;
    this.#recorder = new Recorder({
      pool,
      keys: recordKeys(masterKey),
      ...(failed && { failed }),
      ...(recovered && { recovered }),
    });
    this.#flood = new Flood((entry) => this.#recorder.record(entry));
    this.#upkeep = new Upkeep({ pool, alarm });
    this.#plans = new PlanBound({
      most: newShapes,
      alarm: (organisation) =>
        alarm(`organisation ${organisation} asks questions of too many shapes: further ones are refused`),
    });
    this.#documentKey = new DerivedKeys(masterKey).for('access record document', '', 32);
  }

  /** How many entries wait to be durable. */
  get waiting(): number {
    return this.#recorder.waiting;
  }

  start(): Promise<void> {
    return this.#upkeep.start();
  }

  /** Resolves when the entry is durable, or counted with others of nobody; throws a refusal if it cannot be. */
  record(entry: Entry): Promise<void> {
    return entry.organisation === null && entry.kind === 'REFUSAL'
      ? this.#flood.add(entry)
      : this.#recorder.record(entry);
  }

  /** Whether what was asked may be kept beside what was shown: an organisation that varies it without end is refused. */
  keepsPlan(hash: Buffer, organisation: string): boolean {
    return this.#plans.admits(hash, organisation);
  }

  /** Keyed, because a document may hold literals: a plain digest of an NHS number is found by trial. */
  markOf(document: string): Buffer {
    const digest = createHash('sha256').update(document).digest();
    return createHmac('sha256', this.#documentKey).update(digest).digest();
  }

  /** Whom claims and reports, alerts and releases are about. */
  readonly about: AboutWhom = async (type, ids) => {
    const [claims, alerts] = saidOf(type) === 'claims' ? [ids, []] : [[], ids];
    const { rows } = await this.#pool
      .query<{ id: string } & ToldOf>(
        'select id, resident, disclosed from hub.residents_told($1::uuid[], $2::uuid[])',
        [claims, alerts],
      )
      .catch((error: unknown) => {
        throw new Refusal('AUDIT_UNAVAILABLE', {}, error);
      });
    return new Map(rows.map(({ id, ...told }) => [id, told]));
  };

  /** Throws AUDIT_UNAVAILABLE while nothing can be recorded; tells what soon could not. */
  async check(): Promise<RecordWarning[]> {
    const { failure } = this.#recorder;
    if (failure && Date.now() - failure.at < failing) throw new Refusal('AUDIT_UNAVAILABLE', {}, failure.error);
    return this.#upkeep.check();
  }

  async close(): Promise<void> {
    this.#upkeep.stop();
    await this.#flood.flush();
    await this.#recorder.close();
  }
}
