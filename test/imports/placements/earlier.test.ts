import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Begun, councilFiles } from './setting.ts';

const files = councilFiles({ paidFrom: '2024-03-01', placesItself: true });
const { line, take, paid, drift } = files;
let hub: Begun['hub'];
let home: Begun['home'];
let edith: Begun['edith'];
beforeEach(async () => {
  ({ hub, home, edith } = await files.begin());
});

describe('a part that the file lets begin earlier than the council recorded', () => {
  it('is put right, and the former version is kept', async () => {
    expect(await take([line()])).toMatchObject({ added: 0, changed: 1, ended: 0, unchanged: 1, lines: [] });
    expect(await paid()).toEqual([{ source: 'COUNCIL', weekly_amount: '812.50', from_on: '2024-01-01', to_on: null }]);
    expect(await paid(edith, 'former_of is not null')).toEqual([
      { source: 'COUNCIL', weekly_amount: '812.50', from_on: '2024-03-01', to_on: null },
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
