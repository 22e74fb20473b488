import { writeSync } from 'node:fs';

/** Nobody who follows the log notices so much; a line written by itself costs a small question a twentieth of its time. */
const milliseconds = 100;

let waiting: string[] = [];
let timer: NodeJS.Timeout | undefined;

/** Writes to standard output, lines that come close together at once; what is left goes when the process ends by itself. */
export function writeLine(line: string): void {
  listen();
  waiting.push(line);
  timer ??= setTimeout(() => process.stdout.write(taken()), milliseconds);
}

let listening = false;
/** A hub goes on answering though whoever read its log has gone. */
function listen(): void {
  if (listening) return;
  listening = true;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

function taken(): string {
  const lines = waiting.join('');
  waiting = [];
  clearTimeout(timer);
  timer = undefined;
  return lines;
}

process.on('exit', () => {
  const left = taken();
  if (!left) return;
  try {
    writeSync(process.stdout.fd, left);
  } catch {
    // Nobody listens any more.
  }
});
