/** A number and those between which, with so much certainty, what is behind it lies. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** How many standard deviations 95 % of a normal distribution lie within. */
const of95 = 1.96;

/** Byar's approximation to the exact bounds of a Poisson count (Breslow and Day 1987; used by Public Health England). */
export function byar(count: number, z = of95): Bounds {
  const bound = (number: number, by: number) =>
    number === 0 ? 0 : number * (1 - 1 / (9 * number) + by / (3 * Math.sqrt(number))) ** 3;
  return { lower: bound(count, -z), upper: bound(count + 1, z) };
}

/** Wilson's bounds of a share, from 0 to 1 (Wilson 1927; used by Public Health England). */
export function wilson(yes: number, all: number, z = of95): Bounds {
  const share = yes / all;
  const middle = share + z ** 2 / (2 * all);
  const off = z * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2));
  const whole = 1 + z ** 2 / all;
  return { lower: Math.max(0, (middle - off) / whole), upper: Math.min(1, (middle + off) / whole) };
}
