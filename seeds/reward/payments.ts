import { atLondon, dayNamed, instantText } from '../london.ts';
import type { FundingComponentRow } from '../personal-rows.ts';
import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { Eligibility } from './eligibility.ts';
import { nextMonth } from './figures.ts';
import { monthsOf, returnWithinDays } from './returns.ts';
import type { RewardLineRow, RewardStatementRow } from './reward-rows.ts';

/** Pounds a bed and week, of councils and of the NHS alike, as the demonstration's agreement says. */
const weeklyRate = 10;
/** Who vouches for the users of the demonstration: the newest run can be approved by its account of finance. */
const preparedAuthority = 'https://caregraph.invalid/demonstration';
/** Homes took part for a while before the first payment; each month has a line for each resident who is paid for. */
const monthsPaid = 12;
/** Of so many who left it was told late, so that some days too many were reckoned, which the next run puts right. */
const toldLate = 0.08;

interface Payer {
  id: string;
  code: string;
  /** Funded placements, with the home where each is. */
  pays: { component: FundingComponentRow; homeId: string }[];
}

interface Correction {
  homeId: string;
  placementId: string;
  month: string;
  /** As they were paid, and as they are. */
  days: readonly [paid: number, due: number];
}

/** What councils and the ICB paid the homes of the reward scheme, month by month. The newest run waits for its approval. */
export function addPayments(world: World): void {
  const months = [...new Set(world.homes.flatMap((home) => monthsOf(world, home)))].sort();
  const over = months.filter((month) => dayNamed(nextMonth(month)) - 1 + returnWithinDays + 2 < world.clock.today);
  const due = over.slice(-monthsPaid);
  const eligibility = new Eligibility(world);
  for (const payer of payersOf(world)) {
    let corrections: Correction[] = [];
    due.forEach((month, place) => {
      const last = place === due.length - 1;
      corrections = new Run(world, payer, month, eligibility, last).reckon(corrections);
    });
  }
}

/** Councils with a member of the scheme, for the care that they fund; the ICB for continuing healthcare in nursing homes. */
function payersOf({ tables, boroughs, icbId, plan: { icb } }: World): Payer[] {
  const homes = new Map(tables.placement.map(({ id, homeId }) => [id, homeId]));
  const nursing = new Set(tables.care_home.filter((home) => home.nursing).map(({ id }) => id));
  const payer = (id: string, code: string, sources: readonly string[], counts: (homeId: string) => boolean): Payer => ({
    ...{ id, code },
    pays: tables.funding_component.flatMap((component) => {
      const homeId = homes.get(component.placementId) as string;
      return component.payerId === id && sources.includes(component.source) && counts(homeId)
        ? [{ component, homeId }]
        : [];
    }),
  });
  const councils = boroughs.filter(({ homes }) => homes.some(({ signedUpOn }) => signedUpOn !== null));
  return [
    ...councils.map(({ councilId, plan }) =>
      payer(councilId, plan.councilCode, ['COUNCIL', 'JOINT', 'SECTION_117', 'DEFERRED_PAYMENT'], () => true),
    ),
    payer(icbId, icb.code, ['CHC', 'CHC_FAST_TRACK', 'JOINT'], (homeId) => nursing.has(homeId)),
  ];
}

/** In pence, half a penny up, which does not occur: seven is odd. */
const pence = (days: number) => Math.round((days * weeklyRate * 100) / 7);
const pounds = (pence: number) => (pence / 100).toFixed(2);

/** One month of one payer, reckoned once by one user and approved by another. */
class Run {
  private readonly id: string;
  private readonly random: Random;
  private readonly lines: RewardLineRow[] = [];
  private readonly statements = new Map<string, RewardStatementRow & { pence: number }>();
  private readonly preparedAt: number;
  private readonly approvedAt: number | null;

  constructor(
    private readonly world: World,
    private readonly payer: Payer,
    private readonly month: string,
    private readonly eligibility: Eligibility,
    last: boolean,
  ) {
    this.random = world.random.branch(`run ${payer.code} ${month}`);
    this.id = this.random.uuid();
    const day = dayNamed(nextMonth(month)) - 1 + returnWithinDays + 1;
    this.preparedAt = atLondon(day, 10 * 60 + this.random.between(0, 300));
    this.approvedAt = last ? null : atLondon(day + this.random.between(1, 5), 10 * 60 + this.random.between(0, 300));
  }

  /** Gives what the next run has to put right. */
  reckon(corrections: readonly Correction[]): Correction[] {
    for (const { homeId, placementId, month, days } of corrections) {
      this.add(homeId, placementId, month, days[1] - days[0], pence(days[1]) - pence(days[0]));
    }
    const wrong = this.payer.pays.flatMap((paid) => this.pay(paid));
    this.write();
    return wrong;
  }

  private pay({ component, homeId }: Payer['pays'][number]): Correction[] {
    const { month, random } = this;
    const { placementId } = component;
    const due = daysIn(month, component.fromOn, component.toOn);
    if (due === 0 || !this.statement(homeId).eligible) return [];
    const { toOn } = component;
    const left = toOn !== null && toOn < nextMonth(month) ? dayNamed(nextMonth(month)) - dayNamed(toOn) : 0;
    const late = this.approvedAt !== null && left > 3 && random.chance(toldLate);
    const paid = late ? due + random.between(1, 3) : due;
    this.add(homeId, placementId, month, paid, pence(paid));
    return late ? [{ homeId, placementId, month, days: [paid, due] }] : [];
  }

  private statement(homeId: string): RewardStatementRow & { pence: number } {
    const known = this.statements.get(homeId);
    if (known) return known;
    const unmet = this.eligibility.unmet(homeId, this.month);
    const made = {
      ...{ id: this.random.uuid(), runId: this.id, payerId: this.payer.id, homeId, month: this.month },
      ...{ eligible: unmet.length === 0, unmet, total: '0.00', pence: 0 },
      approvedAt: this.approvedAt === null ? null : instantText(this.approvedAt),
    };
    this.statements.set(homeId, made);
    return made;
  }

  private add(homeId: string, placementId: string, month: string, days: number, amount: number): void {
    const statement = this.statement(homeId);
    statement.pence += amount;
    this.lines.push({
      ...{ id: this.random.uuid(), runId: this.id, statementId: statement.id, placementId },
      kind: month === this.month ? 'PAYMENT' : 'ADJUSTMENT',
      ...{ month, days, weeklyRate: weeklyRate.toFixed(2), amount: pounds(amount) },
    });
  }

  private write(): void {
    const { tables } = this.world;
    const told = [...this.statements.values()];
    const user = (name: string) => `${name}@${this.payer.code.toLowerCase()}.invalid`;
    tables.reward_run.push({
      ...{ id: this.id, payerId: this.payer.id, month: this.month, weeklyRate: weeklyRate.toFixed(2) },
      total: pounds(told.reduce((sum, { pence }) => sum + pence, 0)),
      ...{ preparedBy: user('payments-clerk'), preparedAuthority, preparedAt: instantText(this.preparedAt) },
      approvedBy: this.approvedAt === null ? null : user('finance'),
      approvedAt: this.approvedAt === null ? null : instantText(this.approvedAt),
    });
    tables.reward_statement.push(...told.map(({ pence, ...row }) => ({ ...row, total: pounds(pence) })));
    tables.reward_line.push(...this.lines);
  }
}

/** Days [from, to) that lie in the month. */
function daysIn(month: string, fromOn: string, toOn: string | null): number {
  const next = nextMonth(month);
  if (fromOn >= next || (toOn !== null && toOn <= month)) return 0;
  const end = toOn === null || toOn > next ? next : toOn;
  return Math.max(0, dayNamed(end) - dayNamed(fromOn > month ? fromOn : month));
}
