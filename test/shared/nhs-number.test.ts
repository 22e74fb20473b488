import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkDigit, isNhsNumber, madeUpNhsNumbers, normaliseNhsNumber } from '../../src/shared/nhs-number.ts';

describe('an NHS number', () => {
  it('has the check digit of the NHS Data Dictionary', () => {
    // The worked example of the dictionary, and the first made-up number.
    expect(isNhsNumber('9434765919')).toBe(true);
    expect(isNhsNumber('9990000018')).toBe(true);
  });

  it('writes remainder 11 as 0 and exists for no nine digits whose remainder is 10', () => {
    expect(checkDigit('999000002')).toBe(6);
    expect([...Array(1000).keys()].map((n) => checkDigit(String(999_000_000 + n)))).toContain(0);
    expect([...Array(1000).keys()].map((n) => checkDigit(String(999_000_000 + n)))).toContain(null);
  });

  it('is none any more after one wrong digit or two neighbours swapped', () => {
    const numbers = fc.integer({ min: 0, max: 900_000 }).map((skip) => madeUpNhsNumbers(skip).next().value as string);
    fc.assert(
      fc.property(numbers, fc.nat(9), fc.integer({ min: 1, max: 9 }), (number, place, step) => {
        const digits = [...number];
        digits[place] = String((Number(digits[place]) + step) % 10);
        expect(isNhsNumber(digits.join(''))).toBe(false);
      }),
    );
    fc.assert(
      fc.property(numbers, fc.nat(8), (number, place) => {
        const swapped = number.slice(0, place) + number[place + 1] + number[place] + number.slice(place + 2);
        expect(isNhsNumber(swapped)).toBe(swapped === number);
      }),
    );
  });

  it('is none with letters, other digits or another length', () => {
    for (const text of [
      '',
      '943476591',
      '94347659190',
      '943476591X',
      '９４３４７６５９１９',
      '9434765919\n',
      '9434765919.',
    ])
      expect(isNhsNumber(text)).toBe(false);
    expect(normaliseNhsNumber(`9434765919${' '.repeat(1000)}`)).toBeNull();
  });
});

describe('made-up numbers', () => {
  it('are valid, in order, all from 999 and never twice', () => {
    const range = madeUpNhsNumbers();
    const numbers = Array.from({ length: 5000 }, () => range.next().value as string);
    expect(numbers.every((number) => isNhsNumber(number) && number.startsWith('999'))).toBe(true);
    expect(numbers).toEqual([...new Set(numbers)].sort());
  });

  it('end where the range ends', () => {
    const last = [...madeUpNhsNumbers(999_990)];
    expect(last.length).toBeLessThanOrEqual(10);
    expect(last.at(-1)).toMatch(/^99999999\d\d$/);
  });
});
