import { describe, expect, it } from '@jest/globals';
import type { Line } from '../../../src/dashboard/app/pages/rewards/gather.ts';
import { pounds, sumOf } from '../../../src/dashboard/app/pages/rewards/pounds.ts';
import { sumsOf } from '../../../src/dashboard/app/pages/rewards/sums.ts';

const line = (kind: Line['kind'], month: string, days: number, amount: number) =>
  ({ kind, month, days, amount }) as Line;

describe('what a home is paid', () => {
  it('is added penny by penny', () => {
    expect(sumOf([0.1, 0.2, 44.29, -2.86])).toBe(41.73);
    expect([pounds(1002.95), pounds(-2.86)]).toEqual(['£1,002.95', '−£2.86']);
  });

  it('is told by month: first the one that is paid, then what was put right, the latest first', () => {
    const lines = [
      line('ADJUSTMENT', '2026-07-01', -2, -2.86),
      line('PAYMENT', '2026-09-01', 30, 42.86),
      line('ADJUSTMENT', '2026-08-01', -3, -4.28),
      line('PAYMENT', '2026-09-01', 7, 10),
    ];
    expect(sumsOf(lines)).toEqual([
      { kind: 'PAYMENT', month: '2026-09-01', lines: 2, days: 37, amount: 52.86 },
      { kind: 'ADJUSTMENT', month: '2026-08-01', lines: 1, days: -3, amount: -4.28 },
      { kind: 'ADJUSTMENT', month: '2026-07-01', lines: 1, days: -2, amount: -2.86 },
    ]);
  });
});
