import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { publicById } from '../../access/reading/public-records.ts';
import { Refusal } from '../../shared/refusals.ts';
import { CalendarDate } from '../../shared/scalars.ts';
import { assertFirstDay } from '../month-asked.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { recordById } from '../resident/resident.loaders.ts';
import { codedNamed } from '../writing/named-public.ts';
import { FundingComponent } from './funding-component.entity.ts';
import { type Paid, paidIn } from './funding-paid.ts';
import { FundingPeriod, FundingTotal, FundingTotals } from './funding-paid.types.ts';

const componentById = recordById('FundingComponent');
const pounds = (pence: number) => pence / 100;
/** More would be no question about one person’s money, or about a month. */
const mostYears = 10;
/** The month that follows has a year of four digits, too. */
const lastYear = 9998;

@Resolver(() => FundingPeriod)
class FundingPeriodResolver {
  @Query(() => [FundingPeriod], {
    nullable: true,
    description:
      'Who pays what for a resident in a period, earliest first, of no more than ten years; empty for a period without days. Null if there is no such resident, or if none of it is shared with you.',
  })
  async fundingOf(
    @Arg('resident', () => ID, { description: 'A resident, by the id that your organisation was given.' })
    resident: string,
    @Arg('from', () => CalendarDate, { description: 'First day.' }) from: string,
    @Arg('to', () => CalendarDate, { description: 'The first day that no longer counts.' }) to: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { identifiers, trace, viewer } = context;
    if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > mostYears) throw new Refusal('BAD_INPUT', { at: 'to' });
    const named = identifiers.decode(resident, viewer.organisation.id);
    if (named?.type !== 'Resident') return null;
    const paid = await paidIn(context, { from, to }, { resident: named.uuid });
    if (!paid) return null;
    // That nothing is paid is told of somebody, too.
    trace.show(info.fieldNodes[0], 'FundingPeriod', paid.length ? paid : [{ _resident: named.uuid, _m: 0 }]);
    return paid.map((one) => ({ ...one, total: one.pence === null ? null : pounds(one.pence) }));
  }

  @FieldResolver(() => FundingComponent, {
    nullable: true,
    description: 'What pays: who, on what ground and how much a week, as far as it is shared with you.',
  })
  component(@Root() { _id }: Paid, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return records.one(componentById, { _id }, info);
  }
}

@Resolver(() => FundingTotal)
class FundingTotalsResolver {
  @Query(() => FundingTotals, {
    description:
      'What a home is paid in a month, by payer: all of it to the home itself, to a council or an integrated care board what it pays. Of residents who have left, a home sees no amounts.',
  })
  async fundingTotals(
    @Arg('home', () => ID, { description: 'The id or the CQC location id of the home.' }) home: string,
    @Arg('month', () => CalendarDate, { description: 'The first day of the month.' }) month: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<FundingTotals> {
    if (Number(month.slice(0, 4)) > lastYear) throw new Refusal('BAD_INPUT', { at: 'month' });
    assertFirstDay(month);
    const from = month;
    const to = new Date(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5, 7)), 1)).toISOString().slice(0, 10);
    const place = await codedNamed(context.read, 'CareHome', home);
    const paid = (place && (await paidIn(context, { from, to }, { home: place }))) || [];
    const counted = paid.filter(({ pence }) => pence !== null);
    context.trace.show(info.fieldNodes[0], 'FundingTotals', counted);
    const grounds = Map.groupBy(counted, ({ payer, source }) => `${payer} ${source}`);
    return { from, to, ...sumOf(counted), payers: [...grounds.values()].map(groundOf).sort(largestFirst) };
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The organisation that pays; null: the resident or the family.',
  })
  payer(@Root() { _payer }: FundingTotal & Ground, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', _payer, info);
  }
}

interface Ground {
  _payer: string | null;
}

function sumOf(paid: readonly Paid[]) {
  return {
    residents: new Set(paid.map(({ _resident }) => _resident)).size,
    total: pounds(paid.reduce((sum, { pence }) => sum + (pence ?? 0), 0)),
  };
}

function groundOf(paid: readonly Paid[]): FundingTotal & Ground {
  const [{ payer, source }] = paid as [Paid];
  return { _payer: payer, source: source as FundingTotal['source'], ...sumOf(paid) };
}

const largestFirst = (one: FundingTotal, other: FundingTotal) => other.total - one.total;

export const fundingPaidResolvers = [FundingPeriodResolver, FundingTotalsResolver];
