import { describe, expect, it } from '@jest/globals';
import { nextOf, ownOf } from '../../../src/dashboard/app/pages/rounds/which.ts';

const today = '2026-11-23';
/** A round of this practice on this day; `over` if it was closed. */
const round = (plannedFor: string, over = false, code = 'Y90001') => ({
  ...{ id: `HomeRound:${plannedFor} ${code}`, plannedFor, closedAt: over ? `${plannedFor}T11:00:00Z` : null },
  practice: { organisation: { code } },
});

describe('the round whose list opens', () => {
  it('is the next that is not over, though later ones are planned', () => {
    const rounds = [round('2026-12-08'), round('2026-12-01'), round('2026-11-17', true)];
    expect(nextOf(rounds, today)).toBe(rounds[1]);
    expect(nextOf([round('2026-12-01'), round(today)], today)?.plannedFor).toBe(today);
  });

  it('is the last where none is to come, also where an older one was never closed', () => {
    const rounds = [round('2026-11-17', true), round('2026-11-10')];
    expect(nextOf(rounds, today)).toBe(rounds[0]);
    expect(nextOf([], today)).toBeUndefined();
  });

  it('is one of the own practice: others hold their own in the same home', () => {
    const rounds = [round('2026-12-01', false, 'Y90002'), round('2026-11-17', true)];
    expect(ownOf(rounds, 'Y90001')).toEqual([rounds[1]]);
    expect(ownOf(undefined, 'Y90001')).toEqual([]);
  });
});
