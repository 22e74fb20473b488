import { expect } from '@jest/globals';
import { monthsAgo, returned } from '../../subjects/reward-scheme/setting.ts';
import type { Day } from '../support/day.ts';
import type { Step } from '../support/step.ts';
import { atNight } from './back-home.ts';

/** What the hub does not count, and the home says itself. */
const byHand = [
  ...['SAFEGUARDING_CONCERNS_RAISED', 'COMPLAINTS', 'STAFF_IN_POST', 'VACANCIES', 'LEAVERS', 'STAFF_TRAINED'],
].map((figure) => ({ figure, value: 1 }));
const [lastMonth, monthBefore] = [monthsAgo(1), monthsAgo(2)];
const daysOf = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
const pounds = (days: number) => Math.round((days * 1_000) / 7) / 100;

const statement = `home { cqcLocationId } eligible unmet total lines { nodes { kind month days amount
  placement { resident { nhsNumber } } } }`;
interface Run {
  id: string;
  total: number;
  statements: { nodes: { eligible: boolean; unmet: string[]; lines: { nodes: object[] } }[] };
}
async function prepared(day: Day, month: string): Promise<Run> {
  const { data, text } = await day.at('council', 'finance', 'FUNDING').ask<{ prepareRewardPayments: { record: Run } }>(
    `mutation ($input: PrepareRewardPaymentsInput!) { prepareRewardPayments(input: $input) { problems { code }
       record { id total statements(first: 5) { nodes { ${statement} } } } } }`,
    { input: { idempotencyKey: `payments-of-${month}-${Math.random()}`, month } },
  );
  if (!data?.prepareRewardPayments?.record) throw new Error(text);
  return data.prepareRewardPayments.record;
}

export const monthCloses: readonly Step[] = [
  {
    title: 'the month closes: the home returns what the hub counted of it, and what it adds, once',
    async happens(day) {
      // For two months it has taken part, and returned the first of them.
      await returned(day, day.home, monthBefore);
      const manager = day.at('home', 'manager', 'QUALITY_MONITORING');
      const asked = `{ monthlyReturn(home: "${day.home.code}", month: "${lastMonth}") { state figures { figure value } } }`;
      type Told = { monthlyReturn: { state: string; figures: { figure: string; value: number | null }[] } | null };
      const before = (await manager.ask<Told>(asked)).data.monthlyReturn;
      expect(before?.figures).toContainEqual({ figure: 'OCCUPIED_BED_DAYS', value: daysOf(lastMonth) });
      expect((await manager.tries('submitReturn', { month: lastMonth })).problems).not.toEqual([]);
      await manager.writes('correctReturn', { month: lastMonth, figures: byHand });
      await manager.writes('submitReturn', { month: lastMonth });
      expect((await manager.tries('submitReturn', { month: lastMonth })).problems).not.toEqual([]);
      const told = async (party: 'council' | 'second', role: string) =>
        (await day.at(party, role, 'QUALITY_MONITORING').ask<Told>(asked)).data.monthlyReturn;
      expect((await told('council', 'analyst'))?.figures).toContainEqual({ figure: 'LEAVERS', value: 1 });
      expect(await told('second', 'manager')).toBeNull();
    },
    ...atNight,
  },
  {
    title: 'the council pays for her, day by day, and a second person approves it; the home reads for whom',
    async happens(day) {
      const days = daysOf(monthBefore);
      const line = { kind: 'PAYMENT', month: monthBefore, days, amount: pounds(days) };
      const run = await prepared(day, monthBefore);
      const lines = { nodes: [{ ...line, placement: { resident: { nhsNumber: day.resident.nhsNumber } } }] };
      expect(run).toMatchObject({ total: pounds(days), statements: { nodes: [{ eligible: true, unmet: [], lines }] } });
      // Asked again, nothing is paid again.
      expect(await prepared(day, monthBefore)).toEqual(run);

      const read = `{ rewardStatements { nodes { ${statement} } } }`;
      const manager = day.at('home', 'manager', 'DISCHARGE');
      expect((await manager.ask(read)).data).toEqual({ rewardStatements: { nodes: [] } });
      const approval = { run: run.id };
      expect(
        (await day.at('council', 'finance', 'FUNDING').tries('approveRewardPayments', approval)).problems,
      ).toMatchObject([{ code: 'OWN_DEED' }]);
      await day.at('council', 'finance', 'FUNDING', 'the head of finance').writes('approveRewardPayments', approval);
      expect((await manager.ask(read)).data).toMatchObject({
        rewardStatements: { nodes: [{ total: run.total, lines }] },
      });
      expect((await day.at('second', 'manager', 'DISCHARGE').ask(read)).data).toEqual({
        rewardStatements: { nodes: [] },
      });
    },
    ...atNight,
  },
  {
    title: 'of the month that was returned today it pays if that was in time, and else says by which rule it does not',
    async happens(day) {
      const returnedIn = (Date.now() - Date.parse(`${monthsAgo(0)}T00:00:00Z`)) / 86_400_000;
      const inTime = returnedIn < 10;
      const [told] = (await prepared(day, lastMonth)).statements.nodes;
      expect(told).toMatchObject({ eligible: inTime, unmet: inTime ? [] : ['RETURN_IN_TIME'] });
    },
    ...atNight,
  },
];
