#!/usr/bin/env node
// Brings the packages of the peers, if they are not there as the lock file has them, and runs.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const installed = `${here}node_modules/.installed-from`;
const lock = readFileSync(`${here}package-lock.json`, 'utf8');
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
  console.error('Installing the packages of the peers …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(installed, lock);
}
await import('./run.ts');
