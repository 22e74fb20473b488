import { describe, expect, it } from '@jest/globals';
import { limitsAround, scores, standing } from '../../../src/dashboard/app/pages/measures/limits.ts';
import type { Measured, Row } from '../../../src/dashboard/app/pages/measures/rows.ts';

type Total = Pick<Row, 'value' | 'numerator' | 'denominator'>;
const measured = (kind: Measured['kind'], total: Partial<Total>) =>
  ({ kind, total: { value: null, numerator: null, denominator: null, ...total } }) as Measured;
const row = (value: number | null, denominator: number | null) => ({ value, denominator }) as Row;

describe('the limits of chance around the borough', () => {
  it('are those of a binomial share, narrower the more there are', () => {
    // 80 of 100: a standard error of 4 per cent among 100, of 2 among 400.
    const limits = limitsAround(measured('SHARE', { value: 80, numerator: 800, denominator: 1000 }));
    expect(limits?.(100, 1)).toEqual({ lower: expect.closeTo(76, 9), upper: expect.closeTo(84, 9) });
    expect(limits?.(400, 1)).toEqual({ lower: expect.closeTo(78, 9), upper: expect.closeTo(82, 9) });
  });

  it('are those of a Poisson rate: the square root of what is expected, in the unit of the value', () => {
    // 200 of 100 residents in the year are 2 each: of 50 residents 100 are expected, give or take 10, which is a tenth.
    const limits = limitsAround(measured('RATE', { value: 200, numerator: 200, denominator: 100 }));
    expect(limits?.(50, 1)).toEqual({ lower: expect.closeTo(180, 9), upper: expect.closeTo(220, 9) });
  });

  it('never lie below nothing', () => {
    const limits = limitsAround(measured('RATE', { value: 10, numerator: 10, denominator: 100 }));
    expect(limits?.(5, scores.alarm).lower).toBe(0);
  });

  it('are none of sums and means, and none where the total is hidden or nothing', () => {
    const total = { value: 80, numerator: 800, denominator: 1000 };
    for (const kind of ['MEAN', 'AMOUNT'] as const) expect(limitsAround(measured(kind, total))).toBeUndefined();
    expect(limitsAround(measured('SHARE', { ...total, value: null }))).toBeUndefined();
    expect(limitsAround(measured('RATE', { ...total, numerator: null }))).toBeUndefined();
    expect(limitsAround(measured('RATE', { value: 0, numerator: 0, denominator: 100 }))).toBeUndefined();
  });

  it('put a home within, outside 95 % or outside 99.8 %, on either side', () => {
    const limits = limitsAround(measured('SHARE', { value: 80, numerator: 800, denominator: 1000 }));
    if (!limits) throw new Error('A share has limits.');
    const said = [80, 87, 89, 93, 73, 71, 67].map((value) => standing(row(value, 100), limits));
    const [above, below] = ['above the', 'below the'];
    expect(said).toEqual([
      ...['within what chance makes', 'within what chance makes', `${above} 95 % limit`, `${above} 99.8 % limit`],
      ...['within what chance makes', `${below} 95 % limit`, `${below} 99.8 % limit`],
    ]);
  });

  it('say nothing of a home whose value or size is hidden', () => {
    const limits = () => ({ lower: 0, upper: 0 });
    expect([standing(row(null, 100), limits), standing(row(80, null), limits)]).toEqual(['', '']);
  });
});
