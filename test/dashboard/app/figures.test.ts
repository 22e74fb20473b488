import { describe, expect, it } from '@jest/globals';
import {
  type Figures,
  faultIn,
  figuresOf,
  type HomeBeds,
  inputsOf,
  saidOf,
  stepped,
} from '../../../src/dashboard/app/pages/capacity/figures.ts';

const told: Figures = { careType: 'NURSING', available: '1', occupied: '38', reserved: '1', maximum: '40' };

describe('the figures of the form for free beds', () => {
  it('take a bed that is free no more into those in use, and the other way round', () => {
    expect(stepped(told, -1)).toEqual({ ...told, available: '0', occupied: '39' });
    expect(stepped(told, 1)).toEqual({ ...told, available: '2', occupied: '37' });
  });

  it('never fall below none, and leave alone what is not known', () => {
    const none = { ...told, available: '0' };
    expect(stepped(none, -1)).toEqual(none);
    expect(stepped({ ...told, occupied: '' }, 1)).toEqual({ ...told, available: '2', occupied: '' });
  });

  it('are whole numbers that come to no more than the beds in all', () => {
    expect(faultIn(told)).toBeUndefined();
    expect(faultIn({ ...told, available: '3' })).toBe('Free, in use and promised come to 2 more than the beds in all.');
    for (const wrong of ['', '-1', '1.5', 'two']) expect(faultIn({ ...told, occupied: wrong })).toMatch(/^Say every/);
  });

  it('say nothing of a kind of care of which nothing was ever told', () => {
    const untold = { careType: 'RESPITE', available: '', occupied: '', reserved: '0', maximum: '' } as const;
    expect(faultIn(untold)).toBeUndefined();
    expect(inputsOf([told, untold])).toEqual([
      { careType: 'NURSING', available: 1, occupied: 38, reserved: 1, maximum: 40 },
    ]);
  });

  it('say nothing of a kind of care that was given up, until it has no beds', () => {
    const stands = { careType: 'RESPITE', available: 1, occupied: 2, reserved: 0, maximum: 3 };
    const home = { careTypes: ['NURSING'], RESPITE: stands, MENTAL_HEALTH: { ...stands, maximum: 0 } };
    const figures = figuresOf(home as unknown as HomeBeds);
    expect(figures.map(({ careType }) => careType)).toEqual(['NURSING', 'RESPITE']);
    expect(inputsOf(figures)).toEqual([]);
    const none = saidOf('RESPITE', '0');
    expect(faultIn(none)).toBeUndefined();
    expect(inputsOf([none])).toEqual([{ careType: 'RESPITE', available: 0, occupied: 0, reserved: 0, maximum: 0 }]);
  });
});
