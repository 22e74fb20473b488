import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type pg from 'pg';
import { withClient } from '../../src/database/client.ts';
import { rowsOf } from '../borough.ts';
import { copyRows } from '../copy-rows.ts';
import { load } from '../load.ts';
import type { OrganisationRow } from '../rows.ts';
import { emptyTables } from '../world.ts';
import type { Copied, Task } from './copy-places.ts';
import { boards, demonstrationInEngland, placesInEngland } from './places.ts';
import { type Again, setAside, setAsideButKeys } from './set-aside.ts';

export interface Making {
  /** The story ends on the day before. */
  now: Date;
  /** So many places, the demonstration among them; all of England unless told otherwise. */
  places?: number;
  /** Threads that make rows and connections that write them: as many as there are processors, four at most. */
  workers?: number;
  /** Told of each step when it begins, and of each place that has been written. */
  onStep?: (step: string) => void;
}

const register = 'hub.relationship';
/** Residents whose relationships are derived by one statement. */
const residentsAtOnce = 100_000;
const settings = `set hub.bulk = 'on'; set synchronous_commit = off; set jit = off;
  set maintenance_work_mem = '512MB'; set work_mem = '256MB'`;

/**
 * Fills a migrated, empty database with England. Not in one transaction: if it fails, the database is of no use. What holds
 * for rows that come one by one holds for all of these in the end, since keys and foreign keys are made again over them.
 */
export async function makeEngland(ownerUrl: string, making: Making): Promise<void> {
  const { now, places = placesInEngland, workers = Math.min(4, availableParallelism()), onStep = () => {} } = making;
  await withClient(ownerUrl, async (owner) => {
    onStep('the demonstration');
    // Nobody has declared that the data of all places have come, so that nothing is counted for measures yet.
    await load(owner, { ...rowsOf(demonstrationInEngland, now), 'hub.data_complete': [] });
    await owner.query(settings);
    await copyRows(owner, 'organisation', boards.map(boardRow));

    const aside = await setAside(owner, Object.keys(emptyTables()), ['placement_pkey']);
    await copyPlaces({ ownerUrl, now, places, workers, onStep });
    onStep('keys and indexes');
    await makeAgain(ownerUrl, aside.keys, workers);
    await makeAgain(ownerUrl, aside.indexes, workers);
    await makeAgain(ownerUrl, aside.policies, 1);
    await owner.query('analyze');

    onStep('register and foreign keys');
    const ofRegister = await setAsideButKeys(owner, register);
    await Promise.all([deriveRegister(owner), makeAgain(ownerUrl, aside.foreignKeys, 1)]);
    await makeAgain(ownerUrl, ofRegister.indexes, workers);
    await makeAgain(ownerUrl, ofRegister.foreignKeys, workers);
    onStep('statistics');
    await owner.query('vacuum (analyze)');
  });
}

const boardRow = ({ id, code, name }: (typeof boards)[number]): OrganisationRow => ({
  ...{ id, agency: 'icb', code, name, odsCode: code },
  telephone: '01632 960000',
});

/** Each thread takes every so-manieth place, on a connection of its own. */
async function copyPlaces({
  ownerUrl,
  now,
  places,
  workers,
  onStep,
}: Required<Making> & { ownerUrl: string }): Promise<void> {
  let done = 1;
  let rows = 0;
  const copied = async (first: number) => {
    const own = Array.from({ length: places - 1 }, (_, place) => place + 1).filter(
      (place) => place % workers === first,
    );
    const task: Task = { ownerUrl, now: now.getTime(), places: own };
    const worker = new Worker(new URL('./copy-places.js', import.meta.url), { workerData: task });
    worker.on('message', (copied: Copied) => {
      rows += copied.rows;
      done += 1;
      onStep(`place ${done} of ${places}, ${rows} rows`);
    });
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`))));
    });
  };
  await Promise.all(Array.from({ length: workers }, (_, first) => copied(first)));
}

/** A table is one connection's at a time, for most of it locks the table. */
async function makeAgain(ownerUrl: string, all: readonly Again[], connections: number): Promise<void> {
  const waiting = [...Map.groupBy(all, ({ table }) => table).values()];
  const one = () =>
    withClient(ownerUrl, async (owner) => {
      await owner.query(settings);
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        for (const { statement } of next) await owner.query(statement);
      }
    });
  await Promise.all(Array.from({ length: connections }, one));
}

async function deriveRegister(owner: pg.ClientBase): Promise<void> {
  const { rows } = await owner.query<{ ids: string[] }>(
    `select array_agg(id) as ids from (
       select id, row_number() over (order by id) / $1::int as part from resident
     ) numbered group by part order by part`,
    [residentsAtOnce],
  );
  for (const { ids } of rows) await owner.query('select hub.derive_relationships($1)', [ids]);
}
