import type { Pool } from 'pg';
import { Refusal } from '../../shared/refusals.ts';

/** What is amiss with the access record while it can still be written. */
export type RecordWarning = 'ACCESS_PARTITION_MISSING' | 'ACCESS_RECORD_NOT_SEALED';

export interface UpkeepParts {
  /** Connections that have taken on the recorder's role. */
  pool: Pick<Pool, 'query'>;
  /** Whoever runs the hub must hear of it: the record will end. */
  alarm(what: string, error?: unknown): void;
}

const hour = 3_600_000;

/** Makes the months of the access record ahead of time and tells how it stands. The sealer drops those past their retention. */
export class Upkeep {
  readonly #parts: UpkeepParts;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  /** Does it now and from now on. */
  async start(): Promise<void> {
    this.#timer = setInterval(() => void this.#keep(), hour).unref();
    await this.#keep();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Throws AUDIT_UNAVAILABLE if nothing could be recorded now; otherwise tells what soon could not. */
  async check(): Promise<RecordWarning[]> {
    const { rows } = await this.#parts.pool
      .query<{ until: Date }>('select hub.access_covered_until() as until')
      .catch((error: unknown) => {
        throw new Refusal('AUDIT_UNAVAILABLE', {}, error);
      });
    const until = rows[0]?.until ?? new Date(0);
    if (until <= new Date()) throw new Refusal('AUDIT_UNAVAILABLE');
    return until <= nextMonth() ? ['ACCESS_PARTITION_MISSING'] : [];
  }

  async #keep(): Promise<void> {
    const { pool, alarm } = this.#parts;
    try {
      const made = await pool.query<{ until: Date }>('select hub.make_access_partitions() as until');
      const until = made.rows[0]?.until ?? new Date(0);
      if (until <= nextMonth()) alarm(`the access record has partitions until ${until.toISOString()} only`);
    } catch (error) {
      alarm('the partitions of the access record could not be made', error);
    }
  }
}

/** When the next month begins, in UTC as the partitions do. */
function nextMonth(): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1));
}
