import type { Facts, FactsOfHome, FactsOfPlacement, Line, Run } from './facts.ts';
import { daysOf, returnDue, rewarding, terms } from './terms.ts';

/** A payer, as who pays by its kind of agency. */
export interface Payer {
  id: string;
  agency: 'council' | 'icb';
}
const holds = ({ from, to }: { from: string; to: string | null }, day: string) =>
  from <= day && (to === null || day < to);

/** The rules that a home has not met for a month, by what was on record when its return was due. */
export function unmetBy(home: FactsOfHome, month: string): string[] {
  const due = returnDue(month);
  const [first, year] = [month, Number(month.slice(0, 4))];
  const last = daysOf(month).at(-1) as string;
  const rules: [string, boolean][] = [
    ['SIGNED_UP', home.member.some((member) => holds(member, first))],
    [
      'RETURN_IN_TIME',
      home.returns.some((sent) => {
        const sentBack = sent.reopenedOn !== null && sent.reopenedOn <= due;
        return sent.month === month && sent.submittedOn <= due && !sentBack;
      }),
    ],
    ['QUALITY_ACCOUNT', home.accounts.some((told) => [year, year - 1].includes(told.year) && told.publishedOn <= due)],
    [
      'INITIATIVES',
      home.initiatives.filter((adopted) => adopted.recordedOn <= due && holds(adopted, first)).length >=
        terms.initiatives,
    ],
    ['NO_EMBARGO', !home.embargoes.some(({ from, until }) => from <= last && (until === null || until >= first))],
  ];
  return rules.filter(([, met]) => !met).map(([rule]) => rule);
}

/** The days of a month on which somebody lives in a home and the payer pays for it on a ground that is rewarded. */
export function daysPaid({ paid, ...placement }: FactsOfPlacement, payer: Payer, month: string): string[] {
  const own = paid.filter((one) => one.payer === payer.id && rewarding[payer.agency]?.includes(one.source));
  return daysOf(month).filter((day) => holds(placement, day) && own.some((one) => holds(one, day)));
}

/** Days times a seventh of the weekly rate, rounded once, half a penny up. */
const penceFor = (days: number, weekly: number) => Math.floor((2 * days * weekly + 7) / 14);

interface Sum {
  home: string;
  days: number;
  pence: number;
}
/** What one payer must have paid by now for the months that it has reckoned, by placement and month. */
function due({ homes, placements, lines }: Facts, payer: Payer, months: readonly string[]): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const month of months)
    for (const home of homes) {
      const answers = home.commissioners.includes(payer.id) && (payer.agency === 'council' || home.nursing);
      // Where a month was paid it stays paid, whoever commissions the care by now.
      const wasPaid = lines.some((line) => line.payer === payer.id && line.home === home.id && line.month === month);
      if (!(answers || wasPaid) || unmetBy(home, month).length > 0) continue;
      for (const placement of placements) {
        const days = placement.home === home.id ? daysPaid(placement, payer, month).length : 0;
        const pence = penceFor(days, terms.weekly[payer.agency]);
        if (days > 0) sums.set(`${placement.id} ${month}`, { home: home.id, days, pence });
      }
    }
  return sums;
}

function paid(lines: readonly Line[]): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const { placement, month, home, days, pence } of lines) {
    const sum = sums.get(`${placement} ${month}`) ?? { home, days: 0, pence: 0 };
    if (sum.home !== home) throw new Error(`placement ${placement} is paid to two homes in ${month}`);
    sums.set(`${placement} ${month}`, { home, days: sum.days + days, pence: sum.pence + pence });
  }
  return sums;
}

/** Everything in which the payments of one payer are not as they must be; `months` are those that it has reckoned. */
export function wrongIn(facts: Facts, payer: Payer, months: readonly string[]): string[] {
  const wrong: string[] = [];
  const own = facts.lines.filter((line) => line.payer === payer.id);
  const [must, is] = [due(facts, payer, months), paid(own)];
  for (const key of new Set([...must.keys(), ...is.keys()])) {
    const [due, paid] = [must.get(key), is.get(key)];
    const [days, pence] = [paid?.days ?? 0, paid?.pence ?? 0];
    const what = `by the ${payer.agency} for ${key}: ${days} days and ${pence}p, where ${due?.days ?? 0} days and ${due?.pence ?? 0}p are due`;
    if (days < (due?.days ?? 0)) wrong.push(`a day is unpaid ${what}`);
    else if (days > (due?.days ?? 0)) wrong.push(`a day is paid twice, or without reason, ${what}`);
    else if (pence !== (due?.pence ?? 0)) wrong.push(`a sum is wrong ${what}`);
    else if (due && paid && due.home !== paid.home) wrong.push(`another home is paid ${what}`);
  }
  // One person lives in one home on a day, by whatever records.
  const byPerson = new Map<string, string>();
  for (const placement of facts.placements)
    for (const month of months.filter((month) => must.has(`${placement.id} ${month}`)))
      for (const day of daysPaid(placement, payer, month)) {
        const bed = `${placement.nhsNumber} ${day}`;
        const other = byPerson.get(bed);
        if (other) wrong.push(`the ${payer.agency} pays ${bed} for the placements ${other} and ${placement.id}`);
        byPerson.set(bed, placement.id);
      }
  return [
    ...[...wrong, ...wrongSums(facts, payer, own), ...wrongDecisions(facts, payer, months.at(-1))],
    ...(payer.agency === 'icb' ? wrongCommissioners(facts, payer, own) : []),
  ];
}

/** Runs are the sum of their statements, and statements of their lines; what is not of the run's month is an adjustment. */
function wrongSums({ runs, statements }: Facts, { id }: Payer, lines: readonly Line[]): string[] {
  const total = (of: readonly { pence: number }[]) => of.reduce((sum, { pence }) => sum + pence, 0);
  return [
    ...runs
      .filter((run) => run.payer === id && run.pence !== total(statements.filter((told) => told.run === run.id)))
      .map((run) => `the run of ${run.month} is not the sum of its statements`),
    ...statements
      .filter(({ payer, run, home, pence }) => {
        return payer === id && pence !== total(lines.filter((line) => line.run === run && line.home === home));
      })
      .map(({ month, home }) => `the statement of home ${home} for ${month} is not the sum of its lines`),
    ...lines
      .filter(
        ({ kind, month, runMonth }) => kind !== (month === runMonth ? 'PAYMENT' : 'ADJUSTMENT') || month > runMonth,
      )
      .map((line) => `a line is of the wrong kind: ${JSON.stringify(line)}`),
  ];
}

/** Each statement tells the rules that were not met; of the last month each home has one for which anything would be due. */
function wrongDecisions({ homes, placements, statements }: Facts, payer: Payer, last: string | undefined): string[] {
  return homes.flatMap((home) => {
    const told = statements.filter((one) => one.payer === payer.id && one.home === home.id);
    const wrong = told
      .filter(({ month, unmet, eligible }) => {
        const must = unmetBy(home, month);
        return eligible !== (must.length === 0) || [...unmet].sort().join() !== must.sort().join();
      })
      .map(
        ({ month, unmet }) =>
          `home ${home.code} has not met [${unmet}] in ${month}, and must [${unmetBy(home, month)}]`,
      );
    const here = home.commissioners.includes(payer.id) && (payer.agency === 'council' || home.nursing);
    const concerned =
      last && here && placements.some((one) => one.home === home.id && daysPaid(one, payer, last).length > 0);
    if (concerned && !told.some(({ month }) => month === last))
      wrong.push(`home ${home.code} is told nothing of ${last}`);
    return wrong;
  });
}

/** The month of a run is paid by the board that commissioned the care then; what was said at that very moment may count or not. */
function wrongCommissioners({ homes, runs }: Facts, { id }: Payer, lines: readonly Line[]): string[] {
  const moment = 2;
  return lines
    .filter(({ kind, run, home }) => {
      const { preparedAt, preparedOn } = runs.find((one) => one.id === run) as Run;
      const known = (homes.find((one) => one.id === home)?.boards ?? [])
        .filter(({ from, recordedAt }) => from <= preparedOn && recordedAt <= preparedAt)
        .sort((one, other) => (one.from < other.from ? 1 : -1));
      const latest = known.find(({ recordedAt }) => recordedAt <= preparedAt - moment);
      return kind === 'PAYMENT' && ![known[0]?.board, latest?.board].includes(id);
    })
    .map((line) => `a board pays a home for which it did not commission: ${JSON.stringify(line)}`);
}
