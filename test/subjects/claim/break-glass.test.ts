import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { normaliseNhsNumber } from '../../../src/shared/nhs-number.ts';
import { asking, driftOf } from '../../register/register.ts';
import { contentsOf } from '../../support/contents.ts';
import type { Asking } from '../../support/hub.ts';
import { BREAK_GLASS, nobody, type Problems, REVIEW, type Setting, setting } from './setting.ts';

interface Broken {
  breakGlass: { outcome: string | null; until: string | null; problems: Problems };
}
interface Reviewed {
  reviewBreakGlass: { record: Record<string, unknown> | null; problems: Problems };
}
const reason = 'Unconscious in the street';
const hour = 3_600_000;

describe('breaking the glass', () => {
  let s: Setting;
  let clinician: Asking;

  beforeAll(async () => {
    s = await setting();
    clinician = await s.hub.as(s.trust.code, 'clinician', 'DIRECT_CARE', 'dr-a');
  });
  afterAll(() => s.end());

  const breakGlass = async (viewer: Asking, person: { nhsNumber: string }, more: object = {}) =>
    (await viewer.ask<Broken>(BREAK_GLASS, { input: s.typed(person, { reason, ...more }) })).data.breakGlass;
  const review = async (viewer: Asking, alert: string | undefined, more: object = {}) => {
    const input = { idempotencyKey: `review-${alert}`.slice(0, 60), alert, outcome: 'JUSTIFIED', ...more };
    return (await viewer.ask<Reviewed>(REVIEW, { input })).data.reviewBreakGlass;
  };

  it('opens the record at once, for as long as the agreement allows, and no longer', async () => {
    const person = await s.someone();
    expect(await s.finds(clinician, person)).toBeNull();
    const { outcome, until } = await breakGlass(clinician, person);
    expect(outcome).toBe('ACCEPTED');
    expect(Date.parse(until ?? '') - Date.now()).toBeGreaterThan(23.9 * hour);
    expect(Date.parse(until ?? '') - Date.now()).toBeLessThanOrEqual(24 * hour);
    expect(await s.finds(clinician, person)).toMatchObject({ familyName: person.familyName });
    await s.database.owner.query(
      `update hub.relationship set since = since - interval '24 hours', until = until - interval '24 hours'
        where kind = 'trust.emergency'`,
    );
    expect(await s.finds(clinician, person)).toBeNull();
  });

  it('opens it for fewer hours if asked, and never for more', async () => {
    const person = await s.someone();
    const { until } = await breakGlass(clinician, person, { hours: 2 });
    expect(Date.parse(until ?? '') - Date.now()).toBeLessThanOrEqual(2 * hour);
    for (const hours of [0, -1, 25, 1000]) {
      expect(await breakGlass(clinician, person, { hours })).toEqual({
        outcome: null,
        until: null,
        problems: [{ path: ['input', 'hours'], code: 'OUT_OF_RANGE' }],
      });
    }
  });

  it('needs a reason', async () => {
    for (const [text, code] of [
      ['  ', 'REQUIRED'],
      ['x'.repeat(501), 'TOO_LONG'],
    ]) {
      const { problems } = await breakGlass(clinician, nobody, { reason: text });
      expect(problems).toEqual([{ path: ['input', 'reason'], code }]);
    }
  });

  it('answers the same for a person who is known, unknown, or of another birthday or name, in the same time', async () => {
    const person = await s.someone();
    const cases = [
      [person, {}],
      [nobody, {}],
      [person, { dateOfBirth: '1938-03-05' }],
      [person, { familyName: 'Jones' }],
    ] as const;
    const answers: { shape: string; milliseconds: number }[] = [];
    for (const [who, more] of [...cases, ...cases]) {
      const begun = performance.now();
      const answer = await breakGlass(clinician, who, { hours: 3, ...more });
      const milliseconds = performance.now() - begun;
      answers.push({ shape: JSON.stringify({ ...answer, until: typeof answer.until }), milliseconds });
    }
    expect(new Set(answers.map(({ shape }) => shape)).size).toBe(1);
    // Answers leave on a beat of 250 ms, whatever they took.
    for (const { milliseconds } of answers) expect(milliseconds).toBeGreaterThanOrEqual(249);
  });

  it('opens nothing unless number, birthday and family name all agree', async () => {
    const person = await s.someone();
    await breakGlass(clinician, person, { dateOfBirth: '1938-03-05' });
    await breakGlass(clinician, person, { familyName: 'O’Brien' });
    expect(await s.finds(clinician, person)).toBeNull();
    expect(
      (
        await s.database.owner.query(`select from hub.relationship where resident_id = $1 and kind like '%emergency'`, [
          person.id,
        ])
      ).rowCount,
    ).toBe(0);
  });

  it('is told at once to the privacy officers of its own organisation, of the home and of the registered practice', async () => {
    const person = await s.someone();
    await breakGlass(clinician, person);
    const common = {
      kind: 'BREAK_GLASS',
      organisation: { code: s.trust.code },
      relationship: 'trust.emergency',
      nhsNumber: person.nhsNumber,
      reason,
      role: 'clinician',
      until: expect.any(String),
    };
    const [own] = await s.alertsOf(s.trust);
    expect(own).toMatchObject({ ...common, madeBy: 'dr-a', awaitsReview: true });
    for (const organisation of [s.home.organisation, s.practice.organisation]) {
      const alerts = await s.alertsOf(organisation);
      expect(alerts.filter(({ kind, nhsNumber }) => kind === 'BREAK_GLASS' && nhsNumber === person.nhsNumber)).toEqual([
        expect.objectContaining({ ...common, madeBy: null, awaitsReview: false }),
      ]);
    }
    expect(await s.alertsOf(s.otherPractice.organisation)).toEqual([]);
  });

  it('of nobody is told to the own officer in the same words as of somebody', async () => {
    const person = await s.someone();
    await breakGlass(clinician, person, { hours: 5 });
    await breakGlass(clinician, nobody, { hours: 5 });
    const [unknown, known] = await s.alertsOf(s.trust, { first: 2 });
    const words = ({ id: _, nhsNumber: __, ...alert }: object & { id?: string; nhsNumber?: string }) => ({
      ...alert,
      raisedAt: 0,
      until: 0,
    });
    expect(unknown?.nhsNumber).toBe(nobody.nhsNumber);
    expect(words(unknown ?? {})).toEqual(words(known ?? {}));
  });

  it('is not done by whom the agreement does not name, and then changes nothing', async () => {
    const person = await s.someone();
    const before = await contentsOf(s.database.owner);
    for (const [organisation, role, purpose] of [
      [s.trust, 'discharge-coordinator', 'DISCHARGE'],
      [s.trust, 'privacy-officer', 'INFORMATION_GOVERNANCE'],
      [s.otherPractice.organisation, 'care-coordinator', 'DIRECT_CARE'],
      [s.otherPractice.organisation, 'analyst', 'PLANNING'],
    ] as const) {
      const viewer = await s.hub.as(organisation.code, role, purpose);
      const { errors } = await viewer.ask(BREAK_GLASS, { input: s.typed(person, { reason }) });
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    const manager = await s.hub.as(s.home.organisation.code, 'manager', 'DIRECT_CARE');
    const { errors } = await manager.ask(BREAK_GLASS, { input: s.typed(person, { reason }) });
    expect(errors?.map(({ extensions }) => extensions.code)).toContain('NOT_SHARED');
    expect(await contentsOf(s.database.owner)).toEqual(before);
  });

  it('cannot be done in the database by another agency, nor for one', async () => {
    const sql = `select * from hub.enter_claim('EMERGENCY', 'x', 'clinician', '${nobody.nhsNumber}', '1938-03-04', 'X', 'why', 24, null, null)`;
    const { pools } = s.database;
    for (const organisation of [
      s.home.organisation,
      await s.make.organisation('council'),
      await s.make.organisation('icb'),
    ]) {
      await expect(asking(pools.write, { agency: organisation.agency, organisation }, sql)).rejects.toThrow(
        'permission denied',
      );
    }
    const pretending = { agency: 'trust', organisation: s.home.organisation } as const;
    await expect(asking(pools.write, pretending, sql)).rejects.toThrow('claim no such thing');
    const crossed = { agency: 'practice', organisation: s.trust } as const;
    await expect(asking(pools.write, crossed, sql)).rejects.toThrow('claim no such thing');
    await expect(asking(pools.write, { agency: 'trust', organisation: { id: '' } }, sql)).rejects.toThrow(
      'claim no such thing',
    );
    for (const table of ['hub.claim', 'hub.privacy_alert', 'hub.relationship']) {
      const viewer = { agency: 'trust', organisation: s.trust } as const;
      await expect(asking(pools.write, viewer, `delete from ${table}`)).rejects.toThrow('permission denied');
      await expect(asking(pools.write, viewer, `select resident_id from hub.claim`)).rejects.toThrow(
        'permission denied',
      );
    }
  });

  it('does not pass an objection to sharing for care', async () => {
    const person = await s.someone();
    await s.make.objection({ resident: person, author: s.home.organisation, kind: 'DIRECT_CARE_SHARING' });
    expect((await breakGlass(clinician, person)).outcome).toBe('ACCEPTED');
    expect(await s.finds(clinician, person)).toBeNull();
  });

  it('is reviewed by a colleague of the officers, once, oldest first', async () => {
    await breakGlass(clinician, await s.someone());
    const waiting = await s.alertsOf(s.trust, { awaitingReview: true });
    expect(waiting.length).toBeGreaterThan(1);
    expect(waiting.every(({ awaitsReview, organisation }) => awaitsReview && organisation.code === s.trust.code)).toBe(
      true,
    );
    const raised = waiting.map((alert) => String((alert as unknown as { raisedAt: string }).raisedAt));
    expect(raised).toEqual([...raised].sort());
    const [first] = waiting;
    const officer = await s.officer(s.trust, 'officer-b');
    const { record, problems } = await review(officer, first?.id, { note: 'Saw the chart.' });
    expect(problems).toEqual([]);
    expect(record).toEqual({
      id: first?.id,
      outcome: 'JUSTIFIED',
      note: 'Saw the chart.',
      reviewedBy: 'officer-b',
      awaitsReview: false,
    });
    expect((await s.alertsOf(s.trust, { awaitingReview: true })).map(({ id }) => id)).not.toContain(first?.id);
    const again = await review(officer, first?.id, { idempotencyKey: 'review-again', note: 'x' });
    expect(again.problems).toEqual([{ path: ['input', 'alert'], code: 'ALREADY_ENDED' }]);
  });

  it('that was not justified is closed at once, and all who were told see the verdict but not the note', async () => {
    const person = await s.someone();
    await breakGlass(clinician, person);
    expect(await s.finds(clinician, person)).not.toBeNull();
    const [alert] = await s.alertsOf(s.trust);
    await review(await s.officer(s.trust), alert?.id, { outcome: 'NOT_JUSTIFIED', note: 'Curiosity.' });
    expect(await s.finds(clinician, person)).toBeNull();
    const [told] = (await s.alertsOf(s.home.organisation)).filter(({ nhsNumber }) => nhsNumber === person.nhsNumber);
    expect(told).toMatchObject({ outcome: 'NOT_JUSTIFIED', note: null, reviewedBy: null });
  });

  it('is reviewed neither by whoever did it, nor by another organisation, nor by another role', async () => {
    const person = await s.someone();
    await breakGlass(clinician, person);
    const [own] = await s.alertsOf(s.trust);
    const self = await s.officer(s.trust, 'dr-a');
    expect((await review(self, own?.id)).problems).toEqual([{ path: ['input', 'alert'], code: 'OWN_DEED' }]);
    const [told] = await s.alertsOf(s.practice.organisation);
    const officer = await s.officer(s.practice.organisation);
    for (const id of [told?.id, own?.id, 'nonsense']) {
      const { problems } = await review(officer, id, { idempotencyKey: `other-review-${id}` });
      expect(problems).toEqual([{ path: ['input', 'alert'], code: 'UNKNOWN' }]);
    }
    const { errors } = await clinician.ask(REVIEW, {
      input: { idempotencyKey: 'by-clinician', alert: own?.id, outcome: 'JUSTIFIED' },
    });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('twenty times within an hour stops the user, whom it may be about', async () => {
    const guesser = await s.hub.as(s.otherTrust.code, 'clinician', 'DIRECT_CARE', 'guesser');
    const person = await s.someone();
    const guesses = Array.from({ length: 22 }, (_, day) => `1938-04-${String(day + 1).padStart(2, '0')}`);
    const codes: (string | undefined)[] = [];
    for (const dateOfBirth of guesses) {
      const { errors } = await guesser.ask(BREAK_GLASS, { input: s.typed(person, { reason, dateOfBirth }) });
      codes.push(errors?.[0]?.extensions.code);
    }
    expect(codes).toEqual([...Array<undefined>(20).fill(undefined), 'TOO_MANY_REQUESTS', 'TOO_MANY_REQUESTS']);
    expect(await s.alertsOf(s.otherTrust, { first: 50 })).toHaveLength(20);
  });

  it('leaves the register equal to its recomputation', async () => {
    expect(normaliseNhsNumber(nobody.nhsNumber)).toBe(nobody.nhsNumber);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });
});
