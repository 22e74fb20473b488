import { loginsAt } from '../database/bootstrap.ts';
import { CannotStart } from '../database/cannot-start.ts';
import { replicaUrlsGiven } from '../database/given.ts';
import type { Pools } from '../database/pools.ts';
import { Replicas } from '../database/replicas.ts';

/** Seconds. Longer than any standby is behind that is well. */
const usual = 5;
const most = 60;

/** The standbys that are to be asked; undefined if none are named. The hub signs in there as it does at the primary. */
export function replicasWanted(key: Buffer, { control }: Pick<Pools, 'control'>): Replicas | undefined {
  const urls = replicaUrlsGiven();
  const seconds = Number(process.env.DATABASE_REPLICA_MAX_LAG ?? usual);
  if (!(seconds >= 1 && seconds <= most))
    throw new CannotStart(`DATABASE_REPLICA_MAX_LAG must be a number of seconds from 1 to ${most}.`);
  if (urls.length === 0) return undefined;
  const replicas = new Replicas({
    urls: urls.map((url) => loginsAt(url, key).hubUrl),
    primary: control,
    mostBehind: seconds * 1000,
  });
  replicas.start();
  return replicas;
}
