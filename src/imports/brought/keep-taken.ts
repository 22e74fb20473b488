import { recordKeys } from '../../access/record/sealing/keys.ts';
import { type AtWork, keepAtWork } from '../../database/at-work.ts';
import { expireBrought } from './settle.ts';
import { takeNextBrought } from './take-brought.ts';

const interval = 2_000;
const anHour = 3_600_000;

interface TakingParts {
  ownerUrl: string;
  key: Buffer;
  /** Told what went wrong; the next attempt follows in a moment. */
  failed(error: unknown): void;
}

/** Takes what organisations have uploaded, one file after the other, for as long as the hub runs. */
export function keepBroughtTaken({ ownerUrl, key, failed }: TakingParts): AtWork {
  const keys = recordKeys(key);
  let expired = Number.NEGATIVE_INFINITY;
  return keepAtWork({
    ...{ ownerUrl, name: 'caregraph imports', every: interval, failed },
    async pass(client, wanted) {
      if (performance.now() - expired > anHour) {
        await expireBrought(client);
        expired = performance.now();
      }
      while (wanted() && (await takeNextBrought(client, { keys, failed })));
    },
  });
}
