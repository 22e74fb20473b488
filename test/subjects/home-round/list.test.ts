import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import type { MadePlace } from '../../support/factories.ts';
import { type Round, type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

const ago = (days: number, hours = 0) => new Date(Date.now() - days * 86_400_000 - hours * 3_600_000).toISOString();
const daysAgo = (days: number) => ago(days).slice(0, 10);
const raise = (home: MadePlace, resident: { id: string }, columns = '', values = '') =>
  s.database.owner.query(
    `insert into concern (author_id, resident_id, addressed_to, urgency, text, raised_at, answer_due_at${columns})
     values ($1, $2, 'PRACTICE', 'SOON', 'Sleepy.', now() - interval '2 days', now()${values})`,
    [home.organisation.id, resident.id],
  );

describe('the list of a home round', () => {
  it('has whoever lives there for whom there is a reason, with every reason, and nobody else', async () => {
    const home = await s.home();
    const trust = await s.make.organisation('trust');
    const nothing = await s.someone(home);
    const fell = await s.someone(home);
    await s.make.incident({ resident: fell, home, occurredAt: ago(3) });
    const moved = await s.someone(home, { since: daysAgo(5) });
    const back = await s.someone(home, { since: daysAgo(4) });
    await s.make.placement({ resident: back, home, from: '2024-01-01', to: '2024-06-01' });
    const discharged = await s.someone(home);
    await s.make.stay({ resident: discharged, trust, admittedAt: ago(9), dischargedAt: ago(2) });
    const waiting = await s.someone(home);
    await raise(home, waiting);
    const asked = await s.someone(home);
    await raise(home, asked, ', for_next_round', ', true');
    const promised = await s.someone(home);
    const answered = `, 'Will come.', 'VISIT_ARRANGED', now(), '${s.practice.organisation.id}'`;
    await raise(home, promised, ', answer, outcome, answered_at, answered_by_id', answered);
    const [planDue, medicines, noPlan] = [await s.someone(home), await s.someone(home), await s.someone(home)];
    const plan = (resident: { id: string }, set: string) =>
      s.database.owner.query(`update care_plan set ${set} where resident_id = $1`, [resident.id]);
    await plan(planDue, `due_on = current_date - 1`);
    await plan(medicines, `medication_review_due_on = current_date + 10`);
    await plan(noPlan, `valid_until = now()`);
    const longAgo = await s.someone(home);
    await s.make.incident({ resident: longAgo, home, occurredAt: ago(40) });
    const elsewhere = await s.someone(await s.home());
    await s.make.incident({ resident: elsewhere, home, occurredAt: ago(1) });

    const { record, problems } = await s.start(home);
    expect(problems).toEqual([]);
    expect(s.reasons(record)).toEqual({
      [fell.familyName]: ['INCIDENT'],
      [moved.familyName]: ['NEW_RESIDENT'],
      // Whoever comes, or is back from hospital, needs the plan gone through again.
      [back.familyName]: ['READMITTED', 'CARE_PLAN_DUE', 'MEDICATION_REVIEW_DUE'],
      [discharged.familyName]: ['DISCHARGED_FROM_HOSPITAL', 'CARE_PLAN_DUE', 'MEDICATION_REVIEW_DUE'],
      [waiting.familyName]: ['CONCERN_WAITING'],
      [asked.familyName]: ['CONCERN_WAITING', 'ASKED_BY_HOME'],
      [promised.familyName]: ['VISIT_ARRANGED'],
      [planDue.familyName]: ['CARE_PLAN_DUE'],
      [medicines.familyName]: ['MEDICATION_REVIEW_DUE'],
      [noPlan.familyName]: ['CARE_PLAN_DUE'],
    });
    expect(s.reasons(record)).not.toHaveProperty(nothing.familyName);
  });

  it('tells an aligned practice of those registered outside its network no reason that follows from what it may not see', async () => {
    const home = await s.home();
    const other = await s.someone(home, { registeredWith: s.outside });
    const colleague = await s.someone(home, { registeredWith: s.colleague });
    for (const resident of [other, colleague]) {
      await raise(home, resident, ', for_next_round', ', true');
      await s.make.incident({ resident, home, occurredAt: ago(1) });
      await s.database.owner.query(
        `update care_plan set due_on = current_date + 10, medication_review_due_on = current_date + 10 where resident_id = $1`,
        [resident.id],
      );
    }
    const { record } = await s.start(home);
    const [unnamed] = (record.visits?.nodes ?? []).filter(({ resident }) => resident.familyName === null);
    expect(unnamed?.reasons).toEqual(['INCIDENT', 'CARE_PLAN_DUE']);
    expect(s.reasons(record)[colleague.familyName]).toEqual([
      ...['INCIDENT', 'CONCERN_WAITING', 'ASKED_BY_HOME', 'CARE_PLAN_DUE', 'MEDICATION_REVIEW_DUE'],
    ]);
    // The practice where they are registered goes by its own list, and reads no round of the aligned one about nobody of its own.
    const theirs = await s.hub.as(s.outside.organisation.code, 'clinician', 'DIRECT_CARE');
    const own = await s.start(home, {}, theirs);
    expect(s.reasons(own.record)[other.familyName]).toContain('CONCERN_WAITING');
    const again = await s.coordinator.ask<{ node: Round }>(
      `query ($id: ID!) { node(id: $id) { ... on HomeRound { visits(first: 9) { totalCount } } } }`,
      { id: own.record.id },
    );
    expect(again.data.node.visits?.totalCount).toBe(0);
  });

  it('begins again for whoever was seen, and keeps whoever was not', async () => {
    const home = await s.home();
    const [seen, unseen] = [await s.someone(home), await s.someone(home)];
    for (const resident of [seen, unseen]) await s.make.incident({ resident, home, occurredAt: ago(1) });
    const { record } = await s.start(home, { plannedFor: daysAgo(0) });
    const place = (name: string) => record.visits?.nodes.find(({ resident }) => resident.familyName === name);
    const outcome = { seen: true, seenBy: 'NURSE', outcomes: ['MEDICINES_CHANGED'] };
    const one = { roundVisit: place(seen.familyName)?.id, version: 1 };
    await s.write(s.coordinator, 'recordRoundOutcome', { ...one, ...outcome });
    const other = { roundVisit: place(unseen.familyName)?.id, version: 1 };
    await s.write(s.coordinator, 'recordRoundOutcome', { ...other, seen: false, followUp: 'Out with family.' });
    await s.write(s.coordinator, 'closeHomeRound', { round: record.id });
    const next = await s.start(home);
    expect(s.reasons(next.record)).toEqual({ [unseen.familyName]: ['INCIDENT'] });
    await s.make.incident({ resident: seen, home, occurredAt: new Date().toISOString() });
    const renewed = await s.write<Round>(s.coordinator, 'renewRoundList', { round: next.record.id });
    expect(s.reasons(renewed.record)).toEqual({ [unseen.familyName]: ['INCIDENT'], [seen.familyName]: ['INCIDENT'] });
  });

  it('has whoever the last round asked to be seen by now', async () => {
    const home = await s.home();
    const resident = await s.someone(home);
    await s.make.incident({ resident, home, occurredAt: ago(1) });
    const { record } = await s.start(home);
    const today = new Date().toISOString().slice(0, 10);
    await s.write(s.coordinator, 'recordRoundOutcome', {
      ...{ roundVisit: record.visits?.nodes[0]?.id, version: 1, seen: true, seenBy: 'GENERAL_PRACTITIONER' },
      ...{ outcomes: ['URGENT_REVIEW'], nextOn: today },
    });
    await s.write(s.coordinator, 'closeHomeRound', { round: record.id });
    expect(s.reasons((await s.start(home)).record)).toEqual({ [resident.familyName]: ['FOLLOW_UP_DUE'] });
  });

  it('is made by as many statements for forty residents as for two, and read by as many', async () => {
    const statementsFor = async (residents: number) => {
      const home = await s.home();
      for (let n = 0; n < residents; n++) {
        const resident = await s.someone(home);
        await s.make.incident({ resident, home, occurredAt: ago(1) });
      }
      const sent = jest.spyOn(pg.Client.prototype, 'query');
      const { record } = await s.start(home);
      const texts = sent.mock.calls.map(([sql]) => (typeof sql === 'string' ? sql : (sql as { text: string }).text));
      // Who asks is looked up, and a plan is recorded, when that was long ago or never done: how busy the machine is decides.
      const count = texts.filter((text) => !/ from organisation |hub\.access_/.test(text)).length;
      sent.mockRestore();
      expect(record.visits?.totalCount).toBe(residents);
      return count;
    };
    const few = await statementsFor(2);
    expect(few).toBeGreaterThan(5);
    expect(await statementsFor(40)).toBe(few);
  });
});
