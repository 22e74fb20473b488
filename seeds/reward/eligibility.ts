import { dayNamed, midnight } from '../london.ts';
import type { World } from '../world.ts';
import { nextMonth } from './figures.ts';
import { returnWithinDays } from './returns.ts';
import type { RewardRule } from './reward-rows.ts';

/** Which rules of the reward scheme a home has not met for a month, as `hub.reward_rules` finds it. */
export class Eligibility {
  private readonly signedUp: Map<string, string>;
  private readonly returns: Map<string, World['tables']['hub.return_submission']>;
  private readonly accounts: Map<string, World['tables']['quality_account']>;
  private readonly adoptions: Map<string, World['tables']['initiative_adoption']>;
  private readonly embargoedSince: Map<string, number>;

  constructor({ tables }: World) {
    this.signedUp = new Map(tables.reward_sign_up.map(({ homeId, signedUpOn }) => [homeId, signedUpOn]));
    this.returns = byHome(tables['hub.return_submission']);
    this.accounts = byHome(tables.quality_account);
    this.adoptions = byHome(tables.initiative_adoption);
    const closed = tables.care_home.filter(({ admissionStatus }) => admissionStatus === 'CLOSED_BY_COMMISSIONER');
    this.embargoedSince = new Map(closed.map(({ id, admissionStatusAsOf }) => [id, Date.parse(admissionStatusAsOf)]));
  }

  unmet(homeId: string, month: string): RewardRule[] {
    const end = midnight(dayNamed(nextMonth(month)) + returnWithinDays);
    const year = Number(month.slice(0, 4));
    const inTime = (this.returns.get(homeId) ?? []).some(
      (sent) =>
        sent.month === month &&
        Date.parse(sent.submittedAt) < end &&
        (sent.reopenedAt === null || Date.parse(sent.reopenedAt) >= end),
    );
    const account = (this.accounts.get(homeId) ?? []).some(
      (one) => Date.parse(one.validFrom) < end && (one.year === year || one.year === year - 1),
    );
    const adopted = (this.adoptions.get(homeId) ?? []).some(
      ({ recordedAt, fromOn }) => Date.parse(recordedAt) < end && fromOn <= month,
    );
    const rules: [RewardRule, boolean][] = [
      ['SIGNED_UP', (this.signedUp.get(homeId) ?? '9999') <= month],
      ['RETURN_IN_TIME', inTime],
      ['QUALITY_ACCOUNT', account],
      ['INITIATIVES', adopted],
      ['NO_EMBARGO', (this.embargoedSince.get(homeId) ?? Infinity) >= midnight(dayNamed(nextMonth(month)))],
    ];
    return rules.flatMap(([rule, met]) => (met ? [] : [rule]));
  }
}

function byHome<One extends { homeId: string }>(rows: readonly One[]): Map<string, One[]> {
  const found = new Map<string, One[]>();
  for (const row of rows) {
    const known = found.get(row.homeId);
    if (known) known.push(row);
    else found.set(row.homeId, [row]);
  }
  return found;
}
