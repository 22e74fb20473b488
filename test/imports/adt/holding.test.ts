import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MadeResident } from '../../support/factories.ts';
import { event, file } from '../support/adt-file.ts';
import { type OneTrust, oneTrust, secondOf } from './support/one-trust.ts';

let taking: OneTrust['taking'];
let make: OneTrust['make'];
let trust: OneTrust['trust'];
let take: OneTrust['take'];
beforeAll(async () => {
  ({ taking, make, trust, take } = await oneTrust());
});
afterAll(() => taking?.database.drop());

/** The locks of `hub.hold_numbers` that are held while messages of these visits are merged. */
async function heldFor(visits: readonly string[]): Promise<number[]> {
  const { owner } = taking.database;
  await owner.query('begin');
  try {
    await owner.query(
      `select set_config('role', 'caregraph_importer', true), set_config('hub.organisation', $1, true)`,
      [trust.id],
    );
    await owner.query('select hub.hold_patients($1, $2)', [[], visits]);
    const { rows } = await owner.query<{ lock: number }>(
      `select objid::int as lock from pg_locks where locktype = 'advisory' and classid = 7201600 and pid = pg_backend_pid()`,
    );
    return rows.map(({ lock }) => lock);
  } finally {
    await owner.query('rollback');
  }
}
async function lockOf({ nhsNumber }: MadeResident): Promise<number> {
  const [found] = await taking.rows<{ lock: number }>('select hashtext($1) & 255 as lock', nhsNumber);
  return found?.lock ?? -1;
}

describe('whose visits are reckoned', () => {
  it('are all held meanwhile: also who was told of under the number of another visit of the same person', async () => {
    const person = await make.resident();
    let former = await make.resident();
    while ((await lockOf(former)) === (await lockOf(person))) former = await make.resident();
    const shared = { 'PV1-19': 'SHARED' };
    await take(
      file(
        event('A01', '202603010930', former, shared),
        event('A03', '202603020930', former, shared),
        event('A01', '202604010930', person, shared),
        event('A03', '202604020930', person, shared),
        event('A01', '202605010930', person, secondOf(person)),
      ),
    );
    const [second = ''] = Object.values(secondOf(person));
    const both = [await lockOf(former), await lockOf(person)].sort((one, other) => one - other);
    expect((await heldFor([second])).sort((one, other) => one - other)).toEqual(both);
  });
});
