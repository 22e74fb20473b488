import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

describe('a home that states its beds after one was kept for somebody', () => {
  it('is asked to look again if it says that it promised none, and may say that it is so', async () => {
    const [home] = s.homes;
    const person = await s.patient();
    await s.refer(person);
    await s.answer(home, 'ACCEPT');
    await s.choose(person, home);
    expect(await s.beds(home)).toBe('37 occupied, 2 reserved, 1 available');
    const manager = await s.managerOf(home);
    const states = async (reserved: number, confirm?: boolean) => {
      const { data, text } = await manager.ask<{ updateCapacity: { problems: { path: string[]; code: string }[] } }>(
        `mutation ($input: UpdateCapacityInput!) { updateCapacity(input: $input) { problems { path code } } }`,
        {
          input: {
            idempotencyKey: `promised-${reserved}-${confirm}`,
            careTypes: [{ careType: 'RESIDENTIAL', maximum: 40, occupied: 37, reserved, available: 2 }],
            ...(confirm && { confirm }),
          },
        },
      );
      if (!data?.updateCapacity) throw new Error(text);
      return data.updateCapacity.problems;
    };
    expect(await states(0)).toEqual([{ path: ['input', 'careTypes', '0', 'reserved'], code: 'CONFIRM' }]);
    expect(await s.beds(home)).toBe('37 occupied, 2 reserved, 1 available');
    expect(await states(1)).toEqual([]);
    expect(await states(0, true)).toEqual([]);
    expect(await s.beds(home)).toBe('37 occupied, 0 reserved, 2 available');
  });
});
