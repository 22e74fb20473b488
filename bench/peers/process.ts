import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Starts a server, its output in a file, and waits until it says there where it listens. */
export async function startProcess(
  command: readonly string[],
  env: Record<string, string>,
  log: string,
): Promise<{ process: ChildProcess; origin: string }> {
  const output = openSync(log, 'w');
  const child = spawn(process.execPath, command, {
    cwd: new URL('../..', import.meta.url),
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', ...env, ...profiling() },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  for (let waited = 0; waited < 60_000 && child.exitCode === null; waited += 50) {
    const port = /https?:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(readFileSync(log, 'utf8'))?.[1];
    if (port) return { process: child, origin: `http://127.0.0.1:${port}` };
    await pause(50);
  }
  child.kill();
  throw new Error(`${command.join(' ')} did not start:\n${readFileSync(log, 'utf8')}`);
}

/** BENCH_NODE_OPTIONS reaches the servers alone: `--cpu-prof`, for one. */
function profiling(): Record<string, string> {
  const options = process.env.BENCH_NODE_OPTIONS;
  return options ? { NODE_OPTIONS: options } : {};
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await Promise.race([gone, pause(15_000)]);
  child.kill('SIGKILL');
}
