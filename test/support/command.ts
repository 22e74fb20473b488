import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../src/cli/caregraph.js');

const running = new Set<ChildProcess>();

/** After a failed test, its commands would keep the tests from ending. */
export function endCommands(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** A command of `caregraph` with its options in a process of its own, as an operator starts it, with what is piped into it. */
export function command(name: string, environment: Record<string, string | undefined> = {}, input?: string | Buffer) {
  const child = spawn(process.execPath, [program, ...name.split(' ')], {
    env: { ...process.env, DATABASE_URL: undefined, CAREGRAPH_MASTER_KEY: undefined, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {}).end(input);
  running.add(child);
  let output = '';
  const watchers: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const watcher of watchers) watcher();
    });
  }
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, output });
    });
  });
  return {
    child,
    ended,
    /** Waits until the command has printed something that matches. */
    printed: (wanted: RegExp) =>
      new Promise<string>((resolve, reject) => {
        const look = () => wanted.test(output) && resolve(output);
        watchers.push(look);
        look();
        ended.then(() => reject(new Error(`${name} ended without printing ${wanted}:\n${output}`)));
      }),
  };
}
