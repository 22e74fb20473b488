import { tellFault } from './faults.ts';

/** One Ctrl-C may arrive twice: from the terminal, and again from npm. */
const sameSignal = 1_000;

/**
 * Stops the hub in good order when asked to; whoever asks again does not want to wait. Returns whether it was asked:
 * what then fails on the way up fails for that reason.
 */
export function stopOnSignal(stop: () => Promise<void>): () => boolean {
  let since: number | undefined;
  const onSignal = async () => {
    if (since !== undefined) {
      if (performance.now() - since > sameSignal) process.exit(1);
      return;
    }
    since = performance.now();
    console.log('\nStopping… (once more to force)');
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      tellFault(error);
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return () => since !== undefined;
}
