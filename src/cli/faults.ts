import { describe } from '../server/log.ts';

/**
 * What an operator is told of a fault of ours: where it was, and never its message, in which PostgreSQL and libraries quote
 * rows and values.
 */
export function tellFault(error: unknown): void {
  const { frames, ...what } = describe(error);
  const where = frames.map((frame) => `\n    ${frame}`).join('');
  console.error(
    `\nThis is a fault of CareGraph itself. Whoever looks after it needs this: ${JSON.stringify(what)}${where}`,
  );
}

/** A fault that nobody caught ends the process, as Node has it, but is told without its message. */
export function endOnFault(): void {
  process.on('uncaughtException', (error) => {
    tellFault(error);
    process.exit(1);
  });
}
