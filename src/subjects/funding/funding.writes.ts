import type { Write, Written } from '../../access/writing/writer.ts';
import { daysAfter, londonTime } from '../../shared/dates.ts';
import { type Problem, problem, toConfirm } from '../../shared/problem-catalogue.ts';
import { ClaimOutcome } from '../claim/claim.values.ts';
import { verdictOn } from '../writing/verdict.ts';
import type {
  ChangeRateInput,
  ConfirmFundingInput,
  EndFundingComponentInput,
  RecordFundingComponentInput,
  RecordPlacementInput,
} from './funding.inputs.ts';

/** No week of care costs more; a slip of the comma does. */
const mostAWeek = 100_000;
/** So many days ahead a council may say that somebody moves in. */
const plannedDays = 28;
const full = 'As many residents live in this home by that day as the CQC registered beds.';

export async function recordComponent(write: Write, input: RecordFundingComponentInput): Promise<Written> {
  const { source, weeklyAmount, from, to } = input;
  const resident = await write.residentNamed(input.resident);
  const home = await homeNamed(write, input.home);
  const problems = [
    ...(resident ? [] : [problem('UNKNOWN', 'resident')]),
    ...(home ? [] : [problem('UNKNOWN', 'home')]),
    ...amountProblems(weeklyAmount),
    ...(to && to <= from ? [problem('TOO_EARLY', 'to')] : []),
  ];
  if (problems.length) return { problems };
  return verdictOn(
    write,
    undefined,
    'select id, verdict from hub.record_component($1, $2, $3, $4::numeric, $5::date, $6::date)',
    [resident, home, source, asPounds(weeklyAmount), from, to ?? null],
  );
}

export async function endComponent(write: Write, input: EndFundingComponentInput): Promise<Written> {
  const { version, on } = input;
  const component = await write.recordNamed('FundingComponent', input.fundingComponent);
  if (!component) return { problems: [problem('UNKNOWN', 'fundingComponent')] };
  return verdictOn(write, component, 'select hub.end_component($1, $2::int, $3::date) as verdict', [
    ...[component, version, on],
  ]);
}

export async function changeRate(write: Write, input: ChangeRateInput): Promise<Written> {
  const { version, weeklyAmount, from } = input;
  const component = await write.recordNamed('FundingComponent', input.fundingComponent);
  const problems = [...(component ? [] : [problem('UNKNOWN', 'fundingComponent')]), ...amountProblems(weeklyAmount)];
  if (problems.length) return { problems };
  return verdictOn(write, undefined, 'select id, verdict from hub.change_rate($1, $2::int, $3::numeric, $4::date)', [
    ...[component, version, asPounds(weeklyAmount), from],
  ]);
}

export async function recordPlacement(write: Write, input: RecordPlacementInput): Promise<Written> {
  const { careType, from } = input;
  const home = await homeNamed(write, input.home, from);
  // Of two who come at once to the last bed, the second is told.
  if (home) await write.oneAtATime(`admissions ${home}`);
  const resident = await write.residentNamed(input.resident);
  const problems = [
    ...(resident ? [] : [problem('UNKNOWN', 'resident')]),
    ...(home ? [] : [problem('UNKNOWN', 'home')]),
    ...(from > daysAfter(londonTime(write.now).date, plannedDays) ? [problem('IN_FUTURE', 'from')] : []),
  ];
  if (problems.length) return { problems };
  if (!input.confirm) {
    const [beds] = await write.query<{ taken: boolean | null }>('select hub.home_is_full($1, $2, $3::date) as taken', [
      ...[home, resident, from],
    ]);
    if (beds?.taken) return { problems: [toConfirm(full, 'home')] };
  }
  return verdictOn(write, undefined, 'select id, verdict from hub.record_placement($1, $2, $3, $4::date)', [
    ...[resident, home, careType, from],
  ]);
}

/** The answer is the same whether or not the payer has said that it pays: that is its own to tell. */
export async function confirmFunding(write: Write, input: ConfirmFundingInput) {
  const resident = await write.residentNamed(input.resident);
  const [payer] = await write.query<{ id: string }>(
    `select id from public.organisation where code = $1 and agency in ('council', 'icb')`,
    [input.payer],
  );
  const problems = [
    ...(resident ? [] : [problem('UNKNOWN', 'resident')]),
    ...(payer ? [] : [problem('UNKNOWN', 'payer')]),
  ];
  if (problems.length) return { problems };
  const { problems: found } = await verdictOn(
    write,
    resident,
    'select hub.confirm_funding($1, $2, $3, $4) as verdict',
    [resident, payer?.id, input.source, write.viewer.user],
  );
  return found.length ? { problems: found } : { outcome: ClaimOutcome.ACCEPTED, problems: [] };
}

/** An amount that money has: kept as a decimal number, of which none is rounded on the way. */
export function amountProblems(amount: number): Problem[] {
  const pence = amount * 100;
  const whole = Math.abs(pence - Math.round(pence)) < 1e-6;
  return whole && amount >= 0 && amount <= mostAWeek ? [] : [problem('OUT_OF_RANGE', 'weeklyAmount')];
}

export const asPounds = (amount: number): string => Math.abs(amount).toFixed(2);

/** The uuid of a home, if the CQC registers it on that day, where one is named: nobody moves in to one that it closed. */
export async function homeNamed({ query }: Write, code: string, on?: string): Promise<string | undefined> {
  const [found] = await query<{ id: string }>(
    `select id from public.care_home
     where cqc_location_id = $1 and (deregistered_on is null or $2::date is null or deregistered_on > $2::date)`,
    [code, on ?? null],
  );
  return found?.id;
}
