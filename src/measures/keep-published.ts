import type { Agreement } from '../agreement/model.ts';
import { withClient } from '../database/client.ts';
import { publishInForce } from './publish.ts';

/** A month that is complete is published within so long; looking whether there is one costs a few milliseconds. */
const interval = 3_600_000;

export interface Publishing {
  /** Publishes under another agreement from now on, at once where its terms are others. */
  under(agreement: Agreement): void;
  stop(): Promise<void>;
}

/**
 * Publishes measures now and whenever another month is complete or another agreement in force, for as long as the hub
 * runs. `failed` is told what went wrong; the tables that stand are shown meanwhile, and the next attempt is an hour later.
 */
export async function keepPublished(
  ownerUrl: string,
  agreement: Agreement,
  failed: (error: unknown) => void,
): Promise<Publishing> {
  let current = agreement;
  const publish = () => withClient(ownerUrl, (owner) => publishInForce(owner, current));
  // What cannot be published keeps nobody from the answers that need no measure.
  await publish().catch(failed);
  let running: Promise<unknown> = Promise.resolve();
  const publishNext = () => {
    running = running.then(publish).catch(failed);
  };
  const timer = setInterval(publishNext, interval);
  timer.unref();
  return {
    under(next) {
      current = next;
      publishNext();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
