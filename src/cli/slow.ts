import { CannotStart } from '../database/cannot-start.ts';
import { writeLine } from '../server/log-output.ts';
import type { SlowOperations } from '../server/slow.ts';

/** Milliseconds: nobody notices less, and whoever waits longer wonders. */
const usual = 1_000;

/** Operations that take so long, by `CAREGRAPH_SLOW_MS`, are told in the log. */
export function slowOperations(setting = process.env.CAREGRAPH_SLOW_MS): SlowOperations {
  const milliseconds = Number(setting || usual);
  if (!Number.isFinite(milliseconds) || milliseconds < 0)
    throw new CannotStart(`CAREGRAPH_SLOW_MS must be a number of milliseconds, and is "${setting}".`);
  return {
    milliseconds,
    tell: (slow) =>
      writeLine(`${JSON.stringify({ level: 'warn', time: new Date().toISOString(), ...slow, msg: 'slow' })}\n`),
  };
}
