import { describe, expect, it } from '@jest/globals';
import type { Measured } from '../../../src/dashboard/app/pages/measures/rows.ts';
import { legendOf, linesOf } from '../../../src/dashboard/app/pages/own/legend.ts';
import { peersOf } from '../../../src/dashboard/app/pages/own/peers.ts';

const total = { value: 50, numerator: 500, denominator: 1000 };
/** The own home with this value, and others without names. */
const measured = (own: number | null, values: readonly number[], told: Partial<Measured> = {}) =>
  ({
    kind: 'RATE',
    total,
    rows: [
      {
        ...{ value: own, denominator: 40, suppression: own === null ? 'PRIMARY' : 'ROUNDED' },
        key: [{ dimension: 'CARE_HOME', value: 'own' }],
      },
      ...values.map((value) => ({ value, key: [], suppression: 'ROUNDED' })),
    ],
    cells: { hidden: own === null ? 3 : 2 },
    ...told,
  }) as unknown as Measured;
const ten = [1, 1, 1, 1, 1, 9, 9, 9, 9, 9];

describe('the own home beside others', () => {
  it.each([[99], [null]])('is none of the others, of whom those that are hidden are counted: %j', (value) => {
    const { own, peers, hidden, half } = peersOf(measured(value, ten), 'own');
    expect(own?.value).toBe(value);
    expect([peers, hidden]).toEqual([ten, 2]);
    expect(half).toEqual({ from: 1, to: 9 });
  });

  it('lies beside nothing where the hub tells of no others, and may be one of which nothing is counted', () => {
    expect(peersOf(measured(1, []), 'own').half).toBeUndefined();
    expect(peersOf(measured(1, ten), 'another')).toMatchObject({ own: undefined, peers: ten });
  });
});

describe('the legend speaks of what is drawn and of nothing else', () => {
  const both = (of: Measured) => {
    const told = peersOf(of, 'own');
    return { legend: legendOf(of, told), looks: linesOf(of, told).map(({ look }) => look) };
  };

  it('of the borough and of chance, where both are known', () => {
    const { legend, looks } = both(measured(60, ten));
    expect(looks).toEqual(['borough', 'dashed', 'dashed', 'dotted', 'dotted']);
    expect(legend).toMatch(/large point is your home.*solid line is the borough.*dashed lines.*dotted ones/);
  });

  it('of no chance around a mean, of no borough that is hidden, of no point of a home without a value', () => {
    const mean = both(measured(60, ten, { kind: 'MEAN' }));
    expect(mean.looks).toEqual(['borough']);
    expect(mean.legend).not.toMatch(/chance|dashed|dotted/);
    const hidden = both(measured(60, ten, { total: { ...total, value: null } as Measured['total'] }));
    expect(hidden.looks).toEqual([]);
    expect(hidden.legend).not.toMatch(/borough|chance/);
    const none = both(measured(null, ten));
    expect(none.looks).toEqual(['borough']);
    expect(none.legend).not.toMatch(/large point|chance/);
  });
});
