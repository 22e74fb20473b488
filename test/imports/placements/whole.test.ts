import { beforeEach, describe, expect, it } from '@jest/globals';
import { sentenceOf } from '../../../src/cli/import/report.ts';
import { table } from '../support/council-file.ts';
import { type Begun, councilFiles } from './setting.ts';

const files = councilFiles({ whole: true, placesItself: true });
const { paidFor, line, take, placed, paid, drift, moment } = files;
let hub: Begun['hub'];
let home: Begun['home'];
let other: Begun['other'];
let edith: Begun['edith'];
beforeEach(async () => {
  ({ hub, home, other, edith } = await files.begin());
});
const dayOfFile = () => new Date(moment()).toISOString().slice(0, 10);

describe('a whole file, of somebody of whom a line was not taken,', () => {
  it('ends nothing that is paid, though the line overlaps what it would have ended', async () => {
    const taken = await take([line({ From: '2023-12-01', 'Weekly rate': '800' })]);
    expect(taken).toMatchObject({ ended: 0, changed: 1, lines: ['2 Source PAST_PAID'] });
    expect(await placed()).toMatchObject([{ from_on: '2023-12-01', to_on: null }]);
    expect(await paid()).toMatchObject([{ source: 'COUNCIL', from_on: '2024-01-01', to_on: null }]);
    expect(await drift()).toEqual([]);
  });

  it.each(['2024-01-01', '2026-01-01'])(
    'ends no placement, though she would live elsewhere from %s on',
    async (From) => {
      const taken = await take([line({ Home: other.code, From })]);
      expect(taken).toMatchObject({ added: 0, changed: 0, ended: 0, lines: ['2 NOT_POSSIBLE'] });
      expect([await placed(), await paid()]).toMatchObject([[{ home: home.code, to_on: null }], [{ to_on: null }]]);
      expect(await drift()).toEqual([]);
    },
  );

  it('ends no placement where only what is paid was not taken', async () => {
    await hub.rows('update care_home set registered_beds = 1 where id = $1', home.id);
    await hub.rows(
      `update placement set from_on = (now() at time zone 'Europe/London')::date where resident_id = $1`,
      edith.id,
    );
    await hub.rows(
      `update funding_component set from_on = (now() at time zone 'Europe/London')::date where resident_id = $1`,
      edith.id,
    );
    const taken = await take([
      line({ Home: other.code, From: '2023-01-01', To: '2023-06-01', 'Paid from': '2022-12-01' }),
    ]);
    expect(taken).toMatchObject({ added: 1, ended: 0, lines: ['2 Source OUTSIDE'] });
    expect([await placed(), await paid()]).toMatchObject([
      [{ to_on: '2023-06-01' }, { home: home.code, to_on: null }],
      [{ to_on: null }],
    ]);
    expect(await drift()).toEqual([]);
  });

  it('takes the others as ever', async () => {
    const [left, moved] = [await paidFor(), await paidFor()];
    const taken = await take([
      line({ From: '2023-12-01', 'Weekly rate': '800' }),
      line({ 'NHS number': moved.nhsNumber, To: '2026-01-01' }),
      line({ 'NHS number': moved.nhsNumber, Home: other.code, From: '2026-01-01' }),
    ]);
    expect(taken).toMatchObject({ added: 2, ended: 4, changed: 1, lines: ['2 Source PAST_PAID'] });
    expect([await placed(left), await paid(left)]).toMatchObject([[{ to_on: dayOfFile() }], [{ to_on: dayOfFile() }]]);
    expect(await placed(moved)).toMatchObject([{ to_on: '2026-01-01' }, { home: other.code, to_on: null }]);
    expect(await paid()).toMatchObject([{ to_on: null }]);
    expect(await drift()).toEqual([]);
  });

  it('must say of each placement what is paid, or nothing that is paid ends', async () => {
    const unpaid = table([line()]).replace('Source', 'Funded by');
    await expect(take(unpaid, { allowLargeChange: false })).rejects.toThrow('lacks the column Source');
    const empty = await take([line({ Source: '' })], { allowLargeChange: false });
    expect(empty).toMatchObject({ ended: 0, lines: ['2 Source REQUIRED'] });
  });
});

it('asks where most of what is paid would end, however many placements stand', async () => {
  const names = [line({ 'Paid to': '2026-01-01' })];
  for (let n = 0; n < 2; n++) names.push(line({ 'NHS number': (await paidFor()).nhsNumber, 'Paid to': '2026-01-01' }));
  for (let n = 0; n < 6; n++) {
    const { id, nhsNumber } = await paidFor();
    // What others recorded the file does not end.
    await hub.rows('update funding_component set author_id = $2 where resident_id = $1', id, home.organisation.id);
    names.push(line({ 'NHS number': nhsNumber }));
  }
  const asked = await take(names, { allowLargeChange: false });
  expect(asked).toMatchObject({ state: 'ASKING', ended: 3, changed: 0, stood: 12 });
  expect(asked.kinds).toEqual({
    placements: { changed: 0, ended: 0, stood: 9 },
    'parts paid': { changed: 0, ended: 3, stood: 3 },
  });
  expect(sentenceOf('file', asked)).toContain(
    'change 0 and end 0 of 9 placements, and change 0 and end 3 of 3 parts paid:',
  );
});
