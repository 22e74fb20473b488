import { describe, expect, it } from '@jest/globals';
import type { Measured } from '../../../src/dashboard/app/pages/measures/rows.ts';
import { peersOf } from '../../../src/dashboard/app/pages/own/peers.ts';

/** Homes 0, 1, 2 … with these values. */
const measured = (values: readonly (number | null)[], kind: Measured['kind'] = 'RATE') =>
  ({
    kind,
    rows: values.map((value, n) => ({ value, key: [{ dimension: 'CARE_HOME', value: `${n}` }] })),
  }) as unknown as Measured;

describe('the own home beside others', () => {
  it('is left out of the middle half of the others, of whom those that are hidden are counted and not ranked', () => {
    const { own, others, shown, half } = peersOf(measured([99, 5, 1, null, 2, 3, 8, 4, 7, 6, 9]), '0');
    expect(own?.value).toBe(99);
    expect([others, shown]).toEqual([10, 9]);
    expect(half).toEqual({ from: 3, to: 7 });
  });

  it('lies beside nothing where so few others are shown that they could be told from one another', () => {
    expect(peersOf(measured([1, 2, 3, 4, 5, 6, 7, 8]), '0').half).toBeUndefined();
    expect(peersOf(measured([1, 2, 3, 4, 5, 6, 7, 8, 9]), '0').half).toEqual({ from: 3.75, to: 7.25 });
  });

  it('lies beside no sums of others, and may be one of which nothing is counted', () => {
    expect(peersOf(measured([1, 2, 3, 4, 5, 6, 7, 8, 9], 'AMOUNT'), '0').half).toBeUndefined();
    expect(peersOf(measured([1, 2, 3]), 'another')).toMatchObject({ own: undefined, others: 3 });
  });
});
