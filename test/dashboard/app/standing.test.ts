import { describe, expect, it } from '@jest/globals';
import { monthsBefore, type Returned, standingOf } from '../../../src/dashboard/app/pages/returns/standing.ts';

const month = '2026-05-01';
const dueOn = '2026-06-10';
/** A return with these submissions, each with the moment at which it was sent back, if it was. */
const returned = (state: Returned['state'], ...sent: [string, string?][]): Returned => ({
  ...{ month, dueOn, state },
  submissions: sent.map(([submittedAt, reopenedAt = null], n) => ({ version: n + 1, submittedAt, reopenedAt })),
});
const standing = (one: Returned, since: string | null = '2025-01-01', today = '2026-08-01') =>
  standingOf(one, since, today);

describe('how a return stands', () => {
  it('is in time until the day ends on which it was due, by the clock of England', () => {
    expect(standing(returned('SUBMITTED', ['2026-06-10T22:59:59Z']))).toBe('IN_TIME');
    expect(standing(returned('SUBMITTED', ['2026-06-10T23:00:00Z']))).toBe('LATE');
  });

  it('is in time although the council sent it back later, and not if it had by then', () => {
    expect(standing(returned('REOPENED', ['2026-06-05T12:00:00Z', '2026-06-20T12:00:00Z']))).toBe('IN_TIME');
    const backBefore: [string, string] = ['2026-06-05T12:00:00Z', '2026-06-06T12:00:00Z'];
    expect(standing(returned('REOPENED', backBefore))).toBe('MISSING');
    expect(standing(returned('SUBMITTED', ['2026-06-12T12:00:00Z'], backBefore))).toBe('LATE');
    expect(standing(returned('SUBMITTED', ['2026-06-09T12:00:00Z'], backBefore))).toBe('IN_TIME');
  });

  it('is still due until that day has ended, and missing after it', () => {
    expect(standing(returned('NOT_SUBMITTED'), undefined, '2026-06-10')).toBe('DUE');
    expect(standing(returned('NOT_SUBMITTED'), undefined, '2026-06-11')).toBe('MISSING');
  });

  it('is asked of homes alone that took part on the first of the month; what others returned is shown', () => {
    expect(standing(returned('NOT_SUBMITTED'), '2026-05-02')).toBe('NOT_EXPECTED');
    expect(standing(returned('NOT_SUBMITTED'), null)).toBe('NOT_EXPECTED');
    expect(standing(returned('NOT_SUBMITTED'), month)).toBe('MISSING');
    expect(standing(returned('SUBMITTED', ['2026-06-05T12:00:00Z']), null)).toBe('IN_TIME');
  });

  it('is looked at for months that have ended, over the turn of a year', () => {
    expect(monthsBefore('2026-02-14', 3)).toEqual(['2025-11-01', '2025-12-01', '2026-01-01']);
  });
});
