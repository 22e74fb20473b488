import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ServedHome, severalElse } from '../../src/measures/own-networks.ts';

const networks = ['A', 'B', 'C', 'NOT_ALIGNED'];
const served = (code: string, provider: string, ...own: string[]): ServedHome => ({
  ...{ home: code, provider, networks: own },
});
const several = (count: number, ...own: string[]) =>
  Array.from({ length: count }, (_, n) => served(`${own.join('')}${n}`, `P${n}`, ...own));

describe('a home is told of its network', () => {
  it('where it stands for five homes of others, and so do the networks that are left', () => {
    const own = served('own', 'ours', 'A');
    const told = (...others: ServedHome[]) => [...severalElse([own, ...others], 'own')];
    expect(told(...several(5, 'A'), ...several(5, 'B'))).toEqual(['A']);
    expect(told(...several(5, 'A'))).toEqual(['A']);
    expect(told(...several(4, 'A'), ...several(9, 'B'))).toEqual([]);
    // The borough's number less that of the network would be theirs.
    expect(told(...several(9, 'A'), ...several(4, 'B'))).toEqual([]);
    expect(told(...several(9, 'A'), served('moved', 'P', 'A', 'B'))).toEqual([]);
  });

  it('counting neither homes of its provider nor those that were there for a while or are in none', () => {
    const own = served('own', 'ours', 'A');
    const others = [...several(4, 'A'), ...several(9, 'B')];
    for (const one of [served('next', 'ours', 'A'), served('moved', 'P', 'A', 'B')])
      expect([...severalElse([own, ...others, one], 'own')]).toEqual([]);
    const alone = served('own', 'ours', 'NOT_ALIGNED');
    expect([...severalElse([alone, ...several(9, 'NOT_ALIGNED'), ...several(9, 'B')], 'own')]).toEqual([]);
  });

  it('and if it changed, of each that does', () => {
    const own = served('own', 'ours', 'A', 'B');
    expect([...severalElse([own, ...several(5, 'A'), ...several(5, 'B')], 'own')]).toEqual(['A', 'B']);
    expect([...severalElse([own, ...several(5, 'A'), ...several(5, 'C')], 'own')]).toEqual(['A']);
  });
});

it('nothing that managers of one provider can reckon together is about fewer than five homes of others', () => {
  const home = fc.record<Omit<ServedHome, 'home'>>({
    provider: fc.constantFrom('ours', 'P1', 'P2', 'P3', 'P4', 'P5'),
    networks: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom<string[]>(['A'], ['B'], ['C']) },
      { weight: 1, arbitrary: fc.subarray(networks, { minLength: 1 }) },
    ),
  });
  let toldSome = 0;
  let toldNone = 0;
  fc.assert(
    fc.property(fc.array(home, { minLength: 8, maxLength: 40 }), (made) => {
      const homes = made.map((one, n) => ({ ...one, home: `H${n}` }));
      const others = homes.filter(({ provider }) => provider !== 'ours');
      const ours = homes.filter(({ provider }) => provider === 'ours');
      const told = [...new Set(ours.flatMap((one) => [...severalElse(homes, one.home)]))];
      if (told.length > 0) toldSome++;
      else toldNone++;
      // Sums and differences of networks' numbers and the borough's are about some networks together.
      for (const some of subsets(told)) {
        for (const about of [some, networks.filter((name) => told.length > 0 && !some.includes(name))]) {
          const touched = others.filter((one) => one.networks.some((name) => about.includes(name)));
          const behind = others.filter((one) => one.networks.every((name) => about.includes(name)));
          if (touched.length > 0) expect(behind.length).toBeGreaterThanOrEqual(5);
        }
      }
    }),
    { numRuns: 2000, seed: 1 },
  );
  expect([toldSome, toldNone].map((runs) => runs > 50)).toEqual([true, true]);
});

function subsets(names: readonly string[]): string[][] {
  return names.reduce<string[][]>((found, name) => found.flatMap((some) => [some, [...some, name]]), [[]]);
}
