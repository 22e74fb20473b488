import type pg from 'pg';
import { type AtWork, keepAtWork } from '../../database/at-work.ts';

/** A bed that nobody came for is free again so soon. */
const interval = 10_000;
/** What comes with a day is looked for so often. */
const daily = 60_000;
/** Each in a transaction of its own, as it is about other people. */
const withTheDay = ['select hub.wind_begun_placements()', 'select hub.settle_left_elsewhere()'];

interface EndingParts {
  ownerUrl: string;
  /** Told what went wrong; the next attempt follows in a moment. */
  failed(error: unknown): void;
  every?: number;
}

/**
 * Records the end of referrals that have run out, and lets their beds go, for as long as the hub runs. Nothing waits for
 * it: referrals, requests and relationships read as ended by their moment, and whoever chooses a bed lets go first what
 * has run out there. Each referral is ended in a transaction of its own, by whichever process comes first. What begins or
 * ends on a day that was told ahead is followed in the same way: nobody writes anything on the day itself.
 */
export function keepLapsedEnded({ ownerUrl, failed, every = interval }: EndingParts): AtWork {
  let followed = Number.NEGATIVE_INFINITY;
  return keepAtWork({
    ...{ ownerUrl, name: 'caregraph referrals', every, failed },
    limits: { query_timeout: 30_000, statement_timeout: 20_000 },
    async pass(client, wanted) {
      while (wanted() && (await endOne(client)) > 0);
      if (performance.now() - followed < daily) return;
      for (const statement of withTheDay) await client.query(statement);
      followed = performance.now();
    },
  });
}

async function endOne(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ ended: number }>('select hub.end_lapsed_referrals(null, null, 1) as ended');
  return rows[0]?.ended ?? 0;
}
