import { parentPort, workerData } from 'node:worker_threads';
import { withClient } from '../../src/database/client.ts';
import { madeUpNhsNumbers } from '../../src/shared/nhs-number.ts';
import { rowsOf } from '../borough.ts';
import { copyRows } from '../copy-rows.ts';
import { Random } from '../random.ts';
import { withFormerVersions } from './former-versions.ts';
import { numbersBefore, placePlan } from './places.ts';

/** For a thread of its own: these places, none of them the demonstration, one after the other. */
export interface Task {
  ownerUrl: string;
  now: number;
  places: readonly number[];
}
/** Told after each place. */
export interface Copied {
  rows: number;
}

const { ownerUrl, now, places } = workerData as Task;
await withClient(ownerUrl, async (owner) => {
  await owner.query(`set hub.bulk = 'on'; set synchronous_commit = off`);
  for (const place of places) {
    const tables = rowsOf(placePlan(place), new Date(now), madeUpNhsNumbers(numbersBefore(place)));
    const history = withFormerVersions(tables, new Random(`former versions ${place}`, true), new Date(now));
    // Declared once for all, with the demonstration.
    tables['hub.data_complete'] = [];
    const filled = [...Object.entries(tables), ...Object.entries(history)].filter(([, rows]) => rows.length > 0);
    await owner.query('begin');
    for (const [table, rows] of filled) await copyRows(owner, table, rows);
    await owner.query('commit');
    parentPort?.postMessage({ rows: filled.reduce((sum, [, rows]) => sum + rows.length, 0) } satisfies Copied);
  }
});
