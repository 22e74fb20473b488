import { describe, expect, it } from '@jest/globals';
import { contains, isDay, londonMidnight, londonTime, overlaps } from '../../src/shared/dates.ts';

describe('time in London', () => {
  it('is an hour ahead of UTC in summer, and the weekday follows the wall clock', () => {
    const late = londonTime(new Date('2026-06-05T23:30:00Z'));
    expect(late).toEqual({ date: '2026-06-06', weekday: 'SATURDAY', hour: 0, minute: 30 });
    const winter = londonTime(new Date('2026-12-04T18:05:00Z'));
    expect(winter).toEqual({ date: '2026-12-04', weekday: 'FRIDAY', hour: 18, minute: 5 });
  });

  it('shows the hour that is repeated in autumn twice and the one skipped in spring never', () => {
    expect(londonTime(new Date('2026-10-25T00:30:00Z')).hour).toBe(1);
    expect(londonTime(new Date('2026-10-25T01:30:00Z')).hour).toBe(1);
    expect(londonTime(new Date('2026-03-29T00:59:00Z')).hour).toBe(0);
    expect(londonTime(new Date('2026-03-29T01:00:00Z')).hour).toBe(2);
  });

  it('begins a day at midnight of the wall clock', () => {
    expect(londonMidnight('2026-06-05').toISOString()).toBe('2026-06-04T23:00:00.000Z');
    expect(londonMidnight('2026-12-04').toISOString()).toBe('2026-12-04T00:00:00.000Z');
    expect(londonMidnight('2026-03-29').toISOString()).toBe('2026-03-29T00:00:00.000Z');
    expect(londonMidnight('2026-03-30').toISOString()).toBe('2026-03-29T23:00:00.000Z');
    expect(londonMidnight('2026-10-25').toISOString()).toBe('2026-10-24T23:00:00.000Z');
    expect(londonMidnight('2026-10-26').toISOString()).toBe('2026-10-26T00:00:00.000Z');
  });
});

describe('an interval', () => {
  it('has its first moment and not its last', () => {
    const stay = { from: '2026-04-01', until: '2026-04-03' };
    expect(contains(stay, '2026-03-31')).toBe(false);
    expect(contains(stay, '2026-04-01')).toBe(true);
    expect(contains(stay, '2026-04-02')).toBe(true);
    expect(contains(stay, '2026-04-03')).toBe(false);
    expect(contains({ ...stay, until: null }, '2099-01-01')).toBe(true);
  });

  it('does not overlap the one that begins when it ends', () => {
    const april = { from: '2026-04-01', until: '2026-05-01' };
    expect(overlaps(april, { from: '2026-05-01', until: null })).toBe(false);
    expect(overlaps(april, { from: '2026-04-30', until: null })).toBe(true);
    expect(overlaps({ from: '2026-03-01', until: '2026-04-01' }, april)).toBe(false);
    expect(overlaps({ from: '2026-03-01', until: null }, april)).toBe(true);
  });
});

describe('a day', () => {
  it('is one of the calendar', () => {
    for (const day of ['2024-02-29', '1934-05-02', '0001-01-01']) expect(isDay(day)).toBe(true);
    for (const none of ['2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-1-1', '2026-04-01T00:00', ''])
      expect(isDay(none)).toBe(false);
  });
});
