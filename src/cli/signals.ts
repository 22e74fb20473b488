/** One Ctrl-C may arrive twice: from the terminal, and again from npm. */
const sameSignal = 1_000;

/** Stops the hub in good order when asked to. Whoever asks again does not want to wait. */
export function stopOnSignal(stop: () => Promise<void>): void {
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
      console.error(error);
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}
