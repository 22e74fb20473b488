import type { Agreement } from '../agreement/model.ts';
import { withClient } from '../database/client.ts';
import { publishMeasures } from './publish.ts';

/** A month that is complete is published within so long; looking whether there is one costs a few milliseconds. */
const interval = 3_600_000;

/**
 * Publishes measures now and whenever another month is complete, for as long as the hub runs. `failed` is told what
 * went wrong; the tables that stand are shown meanwhile, and the next attempt is an hour later.
 */
export async function keepPublished(
  ownerUrl: string,
  agreement: Agreement,
  failed: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const publish = () => withClient(ownerUrl, (owner) => publishMeasures(owner, agreement));
  await publish();
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = publish().catch(failed);
  }, interval);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
