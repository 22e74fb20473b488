import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packShown, type ShownRow, unpackShown } from '../../../src/access/record/shown.ts';

const resident = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const row = fc.record({
  _resident: fc.nat({ max: 30 }).map(resident),
  _m: fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 0x7fffffff })),
});
const answers = fc.array(fc.array(row, { maxLength: 60 }), { maxLength: 6 });

/** What was shown, said plainly: how many records of whom, at which place, under which mask. */
function counted(places: readonly (readonly ShownRow[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  places.forEach((rows, place) => {
    for (const { _resident, _m } of rows) {
      const key = `${place} ${_resident} ${_m}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  });
  return counts;
}

describe('what was shown', () => {
  it('is read as it was packed, whatever it was', () => {
    fc.assert(
      fc.property(answers, (places) => {
        const { residents, bytes } = packShown(places);
        expect(new Set(residents).size).toBe(residents.length);
        const groups = bytes ? unpackShown(bytes, places.length) : [];
        const read = groups.map(
          ({ place, resident: at, mask, records }) => [`${place} ${residents[at]} ${mask}`, records] as const,
        );
        expect(new Map(read)).toEqual(counted(places));
        expect(read.length).toBe(counted(places).size);
      }),
      { numRuns: 500 },
    );
  });

  it('is small where many are seen in the same way', () => {
    const everybody = Array.from({ length: 120 }, (_, n) => ({ _resident: resident(n), _m: 3 }));
    const incidents = everybody.flatMap((one) => [one, one, one, one, one]);
    expect(packShown([everybody, everybody, incidents]).bytes?.length).toBeLessThan(25);
  });

  it('is refused when it is cut short, continued or of another kind', () => {
    const bytes = packShown([[{ _resident: resident(1), _m: 300 }]]).bytes as Buffer;
    expect(() => unpackShown(bytes.subarray(0, -1), 1)).toThrow('ends too early');
    expect(() => unpackShown(Buffer.concat([bytes, Buffer.of(0)]), 1)).toThrow('behind its end');
    expect(() => unpackShown(Buffer.concat([Buffer.of(2), bytes.subarray(1)]), 1)).toThrow('does not know');
  });
});
