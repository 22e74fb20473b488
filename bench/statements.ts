import { readFile, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { World } from './world.ts';

/** How many statements PostgreSQL gets while something is done, by its own log; BEGIN, settings and COMMIT count. */
export async function statementsIn(world: World, work: () => Promise<unknown>): Promise<number> {
  await logging(world, 'all');
  const { size } = await stat(world.log);
  await work();
  await pause(200);
  const log = (await readFile(world.log)).subarray(size).toString();
  await logging(world, 'none');
  return [...log.matchAll(/LOG: {2}(?:statement|execute [^:]*):/g)].length;
}

async function logging({ ask }: World, what: 'all' | 'none'): Promise<void> {
  await ask('postgres', `alter system set log_statement = '${what}'`);
  await ask('postgres', 'select pg_reload_conf()');
  await pause(300);
}
