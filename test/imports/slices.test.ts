import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { forgetWaiting } from '../../src/access/retention/forget-waiting.ts';
import { applyAgreement } from '../../src/agreement/apply.ts';
import { sentenceOf } from '../../src/cli/import/report.ts';
import { inTransaction, withClient } from '../../src/database/client.ts';
import { adt } from '../../src/imports/adt/events.ts';
import type { Format } from '../../src/imports/engine/format.ts';
import type { Slice } from '../../src/imports/engine/slices.ts';
import { contractOf } from '../../src/server/contract/contract.ts';
import { contentsOf } from '../support/contents.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadeResident } from '../support/factories.ts';
import { freshFolder } from '../support/folder.ts';
import { agreementFile } from '../support/hub.ts';
import { event, file } from './support/adt-file.ts';
import { type Taking, takingFiles } from './support/taking.ts';

let taking: Taking;
let make: Factories;
let trust: MadeOrganisation;
let patients: MadeResident[];
beforeAll(async () => {
  taking = await takingFiles();
  make = factoriesOn(taking.database.owner);
});
beforeEach(async () => {
  trust = await make.organisation('trust');
  patients = await Promise.all(Array.from({ length: 30 }, () => make.resident()));
});
afterAll(() => taking?.database.drop());

/** Brings into force what the shipped agreement becomes. */
const agreed = async (becomes: (text: string) => string) => {
  const { folder, remove } = await freshFolder();
  const path = join(folder, 'agreement.yml');
  await writeFile(path, becomes(await readFile(agreementFile, 'utf8')));
  const { agreement, tables } = await contractOf(path);
  await withClient(taking.database.ownerUrl, (owner) => applyAgreement(owner, agreement, tables));
  await remove();
};
/** Until somebody waits for the agreement in this database. */
const waits = async () => {
  const waiting = `select from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`;
  while (!(await taking.rows(waiting)).length) await pause(20);
};

/** Told of each slice before it is merged: of one line or a little more, and then of up to twice as many as the one before. */
const inSlices = (of: (slice: Slice) => Promise<void> | void, lines = 1): Format => ({
  ...adt,
  slices: { ...adt.slices, lines },
  async merge(client, importId, how, slice) {
    await of(slice);
    return adt.merge(client, importId, how, slice);
  },
});
const take = (format: Format, content: string, how = {}) =>
  taking.take(format, content, { organisation: trust.id, allowLargeChange: true, ...how });
const at = (kind: string, time: string) => file(...patients.map((patient) => event(kind, time, patient)));
const standing = async () =>
  (
    await taking.rows<{ n: number }>(
      'select count(*)::int as n from hospital_stay where trust_id = $1 and valid_until is null and discharged_at is null',
      trust.id,
    )
  )[0]?.n;
const entries = () => taking.rows(`select from hub.access_entry where organisation_id = $1`, trust.id);

describe('a file that is merged in slices of people', () => {
  it('holds only those of one slice up at a time, and comes to what it would come to at once', async () => {
    const slices: Slice[] = [];
    const free: number[] = [];
    const watched = inSlices(async (slice) => {
      slices.push(slice);
      await withClient(taking.database.ownerUrl, (bystander) =>
        inTransaction(bystander, async () => {
          const { rows } = await bystander.query<{ free: number }>(
            `select count(*) filter (where pg_try_advisory_xact_lock(7201600, n))::int as free from generate_series(0, 255) n`,
          );
          free.push(rows[0]?.free ?? 0);
        }),
      );
    });
    const told: [number, number][] = [];
    const merging = (done: number, of: number) => told.push([done, of]);
    expect(await take(watched, at('A01', '202603010930'), { merging })).toMatchObject({
      ...{ state: 'DONE', read: 30, added: 30 },
    });
    expect(told).toEqual([[0, 1], ...slices.map(({ from }) => [from, 256])]);
    expect(slices.length).toBeGreaterThan(3);
    expect(slices.map(({ from }) => from)).toEqual([0, ...slices.slice(0, -1).map(({ until }) => until)]);
    expect(free).toEqual(slices.map(() => 256));
    expect(await standing()).toBe(30);
    expect(await entries()).toHaveLength(1);
    expect(await taking.rows('select from hub.import_row')).toEqual([]);
    expect(
      await taking.rows('select state, added, merged_below from hub.import where organisation_id = $1', trust.id),
    ).toEqual([{ state: 'DONE', added: 30, merged_below: 256 }]);
  });

  it('goes on with the slice at which it was broken off, and asks nobody again', async () => {
    await take(adt, at('A01', '202603010930'));
    const cancelled = at('A11', '202603011000');
    const merged: Slice[] = [];
    let last = 3;
    const breaking = inSlices((slice) => {
      if (merged.length === last) throw new Error('broken off');
      merged.push(slice);
    });
    const same = { asOf: new Date() };
    await expect(take(breaking, cancelled, same)).rejects.toThrow('broken off');
    const left = (await standing()) ?? 0;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(30);
    last = 1_000;
    const went = await take(breaking, cancelled, { ...same, allowLargeChange: false });
    expect(went).toMatchObject({ state: 'DONE', read: 30, ended: 30 });
    expect(await standing()).toBe(0);
    expect(merged.map(({ from }) => from)).toEqual([0, ...merged.slice(0, -1).map(({ until }) => until)]);
    // Each attempt is on record before it writes anything.
    expect(await entries()).toHaveLength(3);
    expect(await take(breaking, cancelled, same)).toMatchObject({ state: 'BEFORE' });
  });

  it('is asked about as a whole before its first slice, and tried as a whole', async () => {
    await take(adt, at('A01', '202603010930'));
    const cancelled = at('A11', '202603011000') + at('A01', '209903011000');
    const few = inSlices(() => {}, 15);
    const before = await contentsOf(taking.database.owner);
    const tried = await take(few, cancelled, { dryRun: true });
    expect(tried).toMatchObject({ state: 'TRIED', rejected: 30, ended: 30, stood: 30 });
    expect(await contentsOf(taking.database.owner)).toEqual(before);
    const same = { asOf: new Date() };
    const asked = await take(few, cancelled, { ...same, allowLargeChange: false });
    expect(asked).toMatchObject({ state: 'ASKING', rejected: 30, ended: 30, stood: 30 });
    expect(asked.lines).toHaveLength(30);
    expect(await standing()).toBe(30);
    expect(await take(few, cancelled, same)).toMatchObject({ state: 'DONE', rejected: 30, ended: 30 });
    expect(await standing()).toBe(0);
  });

  it('says what stands where the agreement refuses the rest, and goes on under one that allows it', async () => {
    let merged = 0;
    let applied: Promise<unknown> | undefined;
    const refusing = inSlices(async () => {
      if (++merged !== 3 || applied) return;
      applied = agreed((text) => text.replace('every: trust, name', 'every: home, name'));
      // Comes into force before the next slice: it waits for this one already.
      await waits();
    });
    const [told, same] = [at('A01', '202603010930'), { asOf: new Date() }];
    const stopped = await take(refusing, told, same);
    await applied;
    const left = (await standing()) ?? 0;
    expect(left).toBeGreaterThan(0);
    const refused = { state: 'STOPPED', read: 30, added: left, left: 30 - left, doneAt: null };
    const because = expect.stringMatching(/has not signed the agreement in force/);
    expect(stopped).toMatchObject({ ...refused, refusedBecause: because });
    expect(sentenceOf('visits.hl7', stopped)).toMatch(
      new RegExp(`${left} added, .* that stands. ${30 - left} more lines wait, and are refused: .* goes on there.$`),
    );
    // Brought again while it is refused, it is no file of which nothing was taken.
    expect(await take(refusing, told, same)).toMatchObject({ ...refused, refusedBecause: because });
    await expect(take(refusing, told)).rejects.toThrow('has not signed');
    await agreed((text) => text);
    expect(await take(refusing, told, same)).toMatchObject({ state: 'DONE', read: 30, added: 30 });
    expect(await standing()).toBe(30);
  });

  it('is not tried as a whole where it can change and end no more than is usual', async () => {
    const merged: Slice[] = [];
    const counted = inSlices((slice) => {
      merged.push(slice);
    });
    expect(await take(counted, at('A01', '202603010930'), { allowLargeChange: false })).toMatchObject({ added: 30 });
    expect(merged.filter(({ from }) => from === 0)).toHaveLength(1);
    // What takes visits back may be more than that.
    await take(counted, at('A11', '202603011000'), { allowLargeChange: false });
    expect(merged.filter(({ from }) => from === 0)).toHaveLength(2);
    expect(await standing()).toBe(30);
  });

  it('begins anew where what waited of it was forgotten, and keeps what it has said until then', async () => {
    let merged = 0;
    const breaking = inSlices(() => {
      if (++merged === 3) throw new Error('broken off');
    });
    const [told, same] = [at('A01', '202603010930'), { asOf: new Date() }];
    await expect(take(breaking, told, same)).rejects.toThrow('broken off');
    const [{ id } = { id: '' }] = await taking.rows<{ id: string }>(
      `select id from hub.import where organisation_id = $1 and state = 'MERGING'`,
      trust.id,
    );
    expect(await withClient(taking.database.ownerUrl, (owner) => forgetWaiting(owner, [id]))).toBe(30);
    const anew = await take(breaking, told, same);
    expect(anew).toMatchObject({ state: 'DONE', read: 30 });
    expect(anew.id).not.toBe(id);
    expect(await standing()).toBe(30);
  });
});
