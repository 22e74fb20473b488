import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

const run = promisify(execFile);

/** What a running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port, , , , status] = text.split('\n');
  return pid ? { pid: Number(pid), port: Number(port), ready: status?.trim() === 'ready' } : undefined;
}

/**
 * Stops the server of these files, if there is one, and waits until it is gone: our own, or one that a killed hub left
 * behind. Forgets a dead one. To be called under the folder's lock only. A pid that now belongs to some other program
 * must neither be signalled nor keep us from starting.
 */
export async function clearPostmaster(cluster: string, { control }: Binaries, account: Account): Promise<boolean> {
  const found = await readPostmaster(cluster);
  if (!found) return false;
  if (!(await isServerOf(found.pid, cluster))) {
    await rm(join(cluster, 'postmaster.pid'), { force: true });
    return false;
  }
  const wanted = ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '60', '-s'];
  try {
    await run(control, wanted, { ...account, cwd: cluster });
  } catch (error) {
    // It may have ended by itself meanwhile.
    if (await isServerOf(found.pid, cluster)) throw error;
  }
  return true;
}

async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return (await commandOf(pid)).includes(cluster);
}

async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (process.platform === 'win32') return '';
  return (await run('ps', ['-p', String(pid), '-o', 'args=']).catch(() => ({ stdout: '' }))).stdout;
}
