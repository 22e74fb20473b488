import { describe, expect, it } from '@jest/globals';
import { rowsOf } from '../../seeds/borough.ts';
import { demonstrationPlan } from '../../seeds/demonstration.plan.ts';
import { smallPlan } from '../../seeds/small.plan.ts';

const text = '2026-11-21T12:00:00Z';
const now = new Date(text);
const tables = rowsOf(demonstrationPlan, now);
const share = <One>(rows: readonly One[], met: (row: One) => boolean) => rows.filter(met).length / rows.length;
const hours = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 3_600_000;
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const years = tables.placement.reduce((sum, { fromOn, toOn }) => {
  const from = Math.max(Date.parse(fromOn), now.getTime() - 2 * 31_557_600_000);
  return sum + Math.max(0, (toOn === null ? now.getTime() : Date.parse(toOn)) - from) / 31_557_600_000;
}, 0);

describe('what agencies of the demonstration do with each other', () => {
  it('are nearly one attendance a resident and year, six in ten by ambulance, the admitted ones at the start of a stay', () => {
    expect(Math.abs(tables.emergency_attendance.length / years - 0.98)).toBeLessThan(0.08);
    expect(
      Math.abs(share(tables.emergency_attendance, ({ arrivalMode }) => arrivalMode === 'AMBULANCE') - 0.6),
    ).toBeLessThan(0.05);
    const admitted = new Set(tables.hospital_stay.map(({ residentId, admittedAt }) => `${residentId} ${admittedAt}`));
    const to = tables.emergency_attendance.filter(({ outcome }) => outcome === 'ADMITTED');
    expect(to.length).toBeGreaterThan(1000);
    expect(to.filter(({ residentId, departedAt }) => !admitted.has(`${residentId} ${departedAt}`))).toEqual([]);
  });

  it('are red bags of which most come back, and some not whole', () => {
    expect(share(tables.red_bag, ({ returnedAt }) => returnedAt !== null)).toBeGreaterThan(0.9);
    const lost = share(tables.red_bag, ({ missing }) => (missing ?? []).length > 0);
    expect(lost).toBeGreaterThan(0.05);
    expect(lost).toBeLessThan(0.25);
  });

  it('are returns of which about 85 in a hundred are in time', () => {
    const end = (month: string) =>
      new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 11)).toISOString();
    const first = tables['hub.return_submission'].filter(({ version }) => version === 1);
    const told = tables.care_home.flatMap(({ rewardSchemeSignedUpOn }) => rewardSchemeSignedUpOn ?? []);
    const due = told.reduce((sum, since) => {
      const months = (2026 - Number(since.slice(0, 4))) * 12 + 10 - Number(since.slice(5, 7));
      return sum + months;
    }, 0);
    const inTime = first.filter(({ month, submittedAt }) => submittedAt < end(month)).length / due;
    expect(inTime).toBeGreaterThan(0.78);
    expect(inTime).toBeLessThan(0.92);
  });

  it('are questions to homes that are answered within hours on a weekday, and slower at weekends', () => {
    const taken = (weekend: boolean) =>
      tables.referral_request
        .filter(({ askedAt }) => [0, 6].includes(new Date(askedAt).getUTCDay()) === weekend)
        .flatMap(({ askedAt, answeredAt }) => (answeredAt === null ? [] : [hours(askedAt, answeredAt)]));
    expect(median(taken(false))).toBeLessThan(8);
    expect(median(taken(true))).toBeGreaterThan(1.3 * median(taken(false)));
    expect(Math.min(...taken(true), ...taken(false))).toBeGreaterThan(0);
    const states = new Set(
      tables.referral_request.filter(({ lapsesAt }) => lapsesAt !== null).map(({ state }) => state),
    );
    expect([...states].sort()).toEqual(['CHOSEN', 'OFFERED', 'QUESTIONED', 'WAITING']);
  });

  it('are weekly rounds of which some are missed, and lists to prepare', () => {
    const homes = new Set(tables.home_round.map(({ homeId }) => homeId)).size;
    const held = tables.home_round.filter(({ closedAt }) => closedAt !== null).length / (homes * 104);
    expect(held).toBeGreaterThan(0.8);
    expect(held).toBeLessThan(0.97);
    const open = new Set(tables.home_round.filter(({ closedAt }) => closedAt === null).map(({ id }) => id));
    expect(tables.round_visit.filter(({ roundId }) => open.has(roundId)).length).toBeGreaterThan(20);
  });

  it('leave something open for everybody who looks at a list', () => {
    expect(tables.service_request.some(({ endedAt }) => endedAt === null)).toBe(true);
    expect(tables.quality_recommendation.some(({ state }) => state === 'OPEN')).toBe(true);
    expect(tables.reward_run.some(({ approvedAt }) => approvedAt === null)).toBe(true);
    expect(tables['hub.privacy_alert'].some(({ reviewedAt }) => reviewedAt === null)).toBe(true);
    expect(tables['hub.claim'].some(({ opened }) => !opened)).toBe(true);
    expect(new Set(tables['hub.feedback_giver'].map(({ shownAs }) => shownAs)).size).toBe(3);
  });

  it('have happened when they are told of', () => {
    const past = [
      'arrivedAt',
      'departedAt',
      'calledAt',
      'sentAt',
      'receivedAt',
      'returnedAt',
      'submittedAt',
      'reopenedAt',
    ];
    past.push(
      'startedAt',
      'closedAt',
      'seenAt',
      'addedAt',
      'referredAt',
      'chosenAt',
      'endedAt',
      'askedAt',
      'answeredAt',
    );
    past.push('repliedAt', 'requestedAt', 'acceptedAt', 'preparedAt', 'approvedAt', 'saidAt', 'raisedAt', 'madeAt');
    past.push('recordedAt', 'validFrom', 'validUntil', 'reviewedAt');
    const late = Object.entries(tables).flatMap(([table, rows]) =>
      (rows as object[]).flatMap((row) =>
        Object.entries(row).flatMap(([name, at]) =>
          past.includes(name) && at !== null && at >= text ? [`${table} ${name}`] : [],
        ),
      ),
    );
    expect([...new Set(late)]).toEqual([]);
  });

  it('are left out of the small borough, where tests make their own', () => {
    const small = rowsOf(smallPlan, now);
    for (const table of [
      'emergency_attendance',
      'red_bag',
      'discharge_referral',
      'home_round',
      'reward_run',
    ] as const) {
      expect(small[table]).toEqual([]);
    }
  });
});
