import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '../../src/access/viewer.ts';
import type { Agreement } from '../../src/agreement/model.ts';
import { emergencyAdmissions } from '../../src/measures/definitions/hospital/emergency-admissions.ts';
import { Suppression } from '../../src/measures/disclosure/rule.ts';
import type { MeasureRow } from '../../src/measures/measure.types.ts';
import { Dimension } from '../../src/measures/measure.values.ts';
import { among, isWalled, seenBy } from '../../src/measures/peers.ts';
import type { Agency } from '../../src/shared/agencies.ts';

describe('what stands for the others', () => {
  const row = (value: number | null, place: number): MeasureRow => ({
    ...{ key: [{ dimension: Dimension.CARE_HOME, value: `home ${place}` }], value, lower: 1, upper: 2 },
    ...{ numerator: place, denominator: 5 * place },
    suppression:
      value === null
        ? ([Suppression.PRIMARY, Suppression.WITHHELD][place % 2] ?? Suppression.PRIMARY)
        : Suppression.ROUNDED,
  });
  const values = [0, 0, null, 12.5, 31, 31, 44, 52.3, null, 66, 71, 80.9, 120];

  it('is the same whichever home has which value, and whichever is hidden', () => {
    const as = (order: readonly (number | null)[]) => among([], order.map(row));
    expect(as(values.toReversed())).toEqual(as(values));
    expect(as([...values.slice(5), ...values.slice(0, 5)])).toEqual(as(values));
    expect(as(values).cells).toEqual({ shown: 0, rounded: 11, hidden: 2 });
  });

  it.each([
    [9, []],
    [10, [5, 5]],
    [14, [7, 7]],
    [15, [5, 5, 5]],
    [19, [6, 7, 6]],
  ])('of %d homes is so many together: %j', (count, sizes) => {
    const { rows } = among(
      [],
      Array.from({ length: count }, (_, place) => row(place * 10, place)),
    );
    expect([...Map.groupBy(rows, ({ value }) => value).values()].map((alike) => alike.length)).toEqual(sizes);
  });

  it('is nothing of organisations of any kind, now or in a later agreement, and all of what tells of none', () => {
    const walled = (agency: Agency, ...dimensions: string[]) => isWalled({ viewer: { agency } as Viewer }, dimensions);
    expect(Object.values(Dimension).filter((dimension) => walled('home', dimension))).toEqual([
      'CARE_HOME',
      'PROVIDER',
      'NETWORK',
    ]);
    expect([walled('home', 'PROVIDER'), walled('home', 'MONTH', 'CARE_HOME')]).toEqual([true, true]);
    expect([walled('icb', 'CARE_HOME'), walled('practice', 'CARE_HOME')]).toEqual([false, false]);
  });

  it('is nothing where an agreement does not tell homes who runs which home', async () => {
    const context = {
      viewer: { agency: 'home', organisation: { code: 'home 3' } } as Viewer,
      agreement: { subjects: new Map() } as unknown as Agreement,
      read: { query: () => Promise.reject(new Error('refused by the database')) },
    };
    const run = { dimensions: [Dimension.CARE_HOME], tables: [], days: { from: '', to: '' } };
    const rows = values.map(row);
    const published = { rows, cells: { shown: 0, rounded: 11, hidden: 2 } };
    expect((await seenBy(context, emergencyAdmissions, run, published)).rows).toEqual([rows[3]]);
  });
});
