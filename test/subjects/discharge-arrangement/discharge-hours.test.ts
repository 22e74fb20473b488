import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contentsOf } from '../../support/contents.ts';
import { type Setting, setting } from '../capacity/setting.ts';

interface Hours {
  weekday: string;
  from: string;
  until: string;
}
interface Shown {
  dischargeHours: Hours[];
  acceptsTrustedAssessor: boolean;
  dutyContact: { name: string | null; telephone: string | null } | null;
  dischargeHistory: { nodes: { hours: Hours[]; until: string | null; dutyContact: object | null }[] };
}
const shown = `dischargeHours { weekday from until } acceptsTrustedAssessor dutyContact { name telephone }
  dischargeHistory { nodes { hours { weekday from until } until asOf dutyContact { name telephone } } }`;
const on = (weekday: string, from: string, until: string): Hours => ({ weekday, from, until });

describe('a home that states when it takes people from hospital', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
    await s.make.capacity({ home: s.home });
  });
  afterAll(() => s.end());

  const set = (hours: Hours[], more: object = {}) =>
    s.tell<Shown>(s.manager, 'setDischargeHours', { hours, ...more }, shown);
  /** Whether somebody who may go at this moment can go there. */
  async function takes(at: string): Promise<boolean> {
    const { data } = await s.coordinator.ask<{ careHomes: { nodes: { cqcLocationId: string }[] } }>(
      `{ careHomes(filter: { acceptsDischargeAt: "${at}" }) { nodes { cqcLocationId } } }`,
    );
    return data.careHomes.nodes.some(({ cqcLocationId }) => cqcLocationId === s.home.code);
  }
  // A Saturday in summer time: six in the evening in London.
  const saturdayAtSix = '2026-07-04T17:00:00Z';

  it('is found by discharge teams for these hours with the next question, and for no others', async () => {
    expect(await takes(saturdayAtSix)).toBe(false);
    const told = await set(
      [on('SATURDAY', '08:00', '12:00'), on('SATURDAY', '13:00', '19:00'), on('SUNDAY', '00:00', '24:00')],
      {
        acceptsTrustedAssessor: true,
        dutyContact: { name: 'Duty nurse', telephone: '01632 960000' },
      },
    );
    expect(told.problems).toEqual([]);
    expect(told.record).toMatchObject({
      dischargeHours: [
        on('SATURDAY', '08:00', '12:00'),
        on('SATURDAY', '13:00', '19:00'),
        on('SUNDAY', '00:00', '24:00'),
      ],
      acceptsTrustedAssessor: true,
      dutyContact: { name: 'Duty nurse', telephone: '01632 960000' },
    });
    expect(await takes(saturdayAtSix)).toBe(true);
    expect(await takes('2026-07-04T11:30:00Z')).toBe(false);
    expect(await takes('2026-07-05T22:59:00Z')).toBe(true);
    await set([on('SATURDAY', '08:00', '18:00')]);
    expect(await takes(saturdayAtSix)).toBe(false);
  });

  it('keeps what it does not say again, and what it stated before in the history', async () => {
    await set([on('MONDAY', '09:00', '17:00')], {
      acceptsTrustedAssessor: true,
      dutyContact: { telephone: '01632 960001' },
    });
    const kept = await set([on('TUESDAY', '09:00', '17:00')]);
    expect(kept.record).toMatchObject({
      dischargeHours: [on('TUESDAY', '09:00', '17:00')],
      acceptsTrustedAssessor: true,
      dutyContact: { name: null, telephone: '01632 960001' },
    });
    const nobody = await set([], { acceptsTrustedAssessor: false, dutyContact: null });
    expect(nobody.record).toMatchObject({ dischargeHours: [], acceptsTrustedAssessor: false, dutyContact: null });
    expect(nobody.record?.dischargeHistory.nodes.slice(0, 3)).toMatchObject([
      { hours: [], until: null, dutyContact: null },
      { hours: [on('TUESDAY', '09:00', '17:00')], dutyContact: { telephone: '01632 960001' } },
      { hours: [on('MONDAY', '09:00', '17:00')], dutyContact: { telephone: '01632 960001' } },
    ]);
  });

  it.each<[string, Hours[], object, [string, string]]>([
    ['a time that is none', [on('MONDAY', '9:00', '17:00')], {}, ['hours.0.from', 'OUT_OF_RANGE']],
    ['an hour that no day has', [on('MONDAY', '09:00', '24:01')], {}, ['hours.0.until', 'OUT_OF_RANGE']],
    ['an end before the beginning', [on('MONDAY', '17:00', '17:00')], {}, ['hours.0.until', 'OUT_OF_RANGE']],
    [
      'hours that overlap',
      [on('MONDAY', '09:00', '12:00'), on('TUESDAY', '09:00', '12:00'), on('MONDAY', '11:59', '13:00')],
      {},
      ['hours.2.from', 'NAMED_TWICE'],
    ],
    ['a name without end', [], { dutyContact: { name: 'x'.repeat(201) } }, ['dutyContact.name', 'TOO_LONG']],
    ['a number without end', [], { dutyContact: { telephone: '0'.repeat(41) } }, ['dutyContact.telephone', 'TOO_LONG']],
  ])('is told of %s, and nothing is recorded', async (_, hours, more, [place, code]) => {
    const before = await contentsOf(s.database.owner);
    const { problems, record } = await set(hours, more);
    expect(record).toBeNull();
    expect(problems.map(({ path, code }) => [path.slice(1).join('.'), code])).toEqual([[place, code]]);
    expect(await contentsOf(s.database.owner)).toEqual(before);
  });

  it('is its manager, and nobody else', async () => {
    const document =
      'mutation { setDischargeHours(input: { idempotencyKey: "who-may-say", hours: [] }) { problems { code } } }';
    const codeFor = async (viewer: typeof s.manager) => (await viewer.ask(document)).errors?.[0]?.extensions.code;
    expect(await codeFor(await s.hub.as(s.home.organisation.code, 'care-worker', 'DIRECT_CARE'))).toBe('FORBIDDEN');
    expect(await codeFor(s.coordinator)).toBe('NOT_SHARED');
    expect(await codeFor(s.broker)).toBe('NOT_SHARED');
  });

  it('finds no two hours of one day that overlap in the database, whoever writes them', async () => {
    const insert = (from: string, until: string) =>
      s.database.owner.query(
        `insert into discharge_hours (home_id, weekday, from_at, until_at) values ($1, 'MONDAY', $2, $3)`,
        [s.otherHome.id, from, until],
      );
    await insert('09:00', '12:00');
    await insert('12:00', '13:00');
    await expect(insert('08:00', '09:01')).rejects.toThrow('discharge_hours_no_overlap');
  });
});
