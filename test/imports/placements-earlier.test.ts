import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { placements } from '../../src/imports/placements/placements.ts';
import {
  type Factories,
  factoriesOn,
  type MadeOrganisation,
  type MadePlace,
  type MadeResident,
} from '../support/factories.ts';
import { type Said, table } from './support/council-file.ts';
import { type Taking, takingFiles } from './support/taking.ts';

let hub: Taking;
let make: Factories;
let council: MadeOrganisation;
let home: MadePlace;
let edith: MadeResident;
/** The file of each test speaks as of a later moment than that of the one before. */
let moment = Date.parse('2100-01-01T06:00:00Z');

beforeAll(async () => {
  hub = await takingFiles();
  make = factoriesOn(hub.database.owner);
}, 60_000);
afterAll(async () => {
  await hub?.database.drop();
});

/** Somebody whom the council placed in 2024, and for whom it recorded that it pays from March on. */
beforeEach(async () => {
  council = await make.organisation('council');
  home = await make.home({ council });
  edith = await make.resident({ author: council });
  const placement = await make.placement({ resident: edith, home, from: '2024-01-01', author: council });
  await make.funding({ resident: edith, home, placement, source: 'COUNCIL', payer: council, from: '2024-03-01' });
});

const line = (more: Said = {}): Said => ({
  ...{ 'NHS number': edith.nhsNumber, Home: home.code, From: '2024-01-01', 'Care type': 'Residential' },
  ...{ Source: 'Council', 'Weekly rate': '812.50', ...more },
});
const take = (lines: readonly Said[]) => {
  moment += 86_400_000;
  return hub.take(placements, table(lines), {
    ...{ organisation: council.id, asOf: new Date(moment), allowLargeChange: true },
  });
};
const paid = (which = 'valid_until is null') =>
  hub.rows(
    `select weekly_amount, from_on::text, to_on::text from funding_component where resident_id = $1 and ${which} order by from_on`,
    edith.id,
  );
const drift = () => hub.rows('select * from hub.relationship_drift()');

describe('a part that the file lets begin earlier than the council recorded', () => {
  it('is put right, and the former version is kept', async () => {
    expect(await take([line()])).toMatchObject({ added: 0, changed: 1, ended: 0, unchanged: 1, lines: [] });
    expect(await paid()).toEqual([{ weekly_amount: '812.50', from_on: '2024-01-01', to_on: null }]);
    expect(await paid('former_of is not null')).toEqual([
      { weekly_amount: '812.50', from_on: '2024-03-01', to_on: null },
    ]);
    expect(await take([line()])).toMatchObject({ changed: 0, unchanged: 2, lines: [] });
    expect(await drift()).toEqual([]);
  });

  it('may end earlier, too, and not later than was said', async () => {
    expect(await take([line({ 'Paid to': '2098-01-01' })])).toMatchObject({ changed: 1, lines: [] });
    expect(await paid()).toMatchObject([{ from_on: '2024-01-01', to_on: '2098-01-01' }]);
    await hub.rows(`update funding_component set from_on = '2024-03-01' where resident_id = $1`, edith.id);
    expect((await take([line()])).lines).toEqual(['2 Source END_PUT_OFF']);
    expect(await drift()).toEqual([]);
  });

  it('keeps the rate at which it was paid: another one needs a part of its own up to that day', async () => {
    expect((await take([line({ 'Weekly rate': '800' })])).lines).toEqual(['2 Source PAST_PAID']);
    const before = line({ 'Weekly rate': '800', 'Paid to': '2024-03-01' });
    const taken = await take([before, line({ 'Paid from': '2024-03-01' })]);
    expect(taken).toMatchObject({ added: 1, changed: 0, lines: [] });
    expect(await paid()).toMatchObject([
      { weekly_amount: '800.00', from_on: '2024-01-01', to_on: '2024-03-01' },
      { weekly_amount: '812.50', from_on: '2024-03-01', to_on: null },
    ]);
  });

  it('takes no day of a part before it, and is no other than the one that the file names besides', async () => {
    await take([line({ 'Weekly rate': '800', 'Paid to': '2024-02-01' })]);
    expect((await take([line({ 'Paid from': '2024-01-15' })])).lines).toEqual(['2 Source NOT_POSSIBLE']);
    const twice = [line({ 'Paid from': '2024-02-01' }), line({ 'Paid from': '2024-03-01' })];
    expect((await take(twice)).lines).toEqual(['2 Source NOT_POSSIBLE']);
    expect(await take(twice.slice(0, 1))).toMatchObject({ changed: 1, lines: [] });
    expect(await paid()).toMatchObject([{ to_on: '2024-02-01' }, { from_on: '2024-02-01', to_on: null }]);
    expect(await drift()).toEqual([]);
  });

  it('stays as another organisation recorded it', async () => {
    await hub.rows(
      'update funding_component set author_id = $2 where resident_id = $1',
      ...[edith.id, home.organisation.id],
    );
    expect((await take([line()])).lines).toEqual(['2 Source NOT_POSSIBLE']);
    expect(await paid()).toMatchObject([{ from_on: '2024-03-01' }]);
  });
});
