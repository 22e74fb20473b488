import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { CalendarDate } from '../../shared/scalars.ts';
import { manyOf } from '../batch.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { homesAnsweredFor, nullElsewhere } from '../homes-answered-for.ts';
import { assertFirstDay, assertMonths } from '../month-asked.ts';
import { codedNamed } from '../writing/named-public.ts';
import { ProblemsPayload, whatCame } from '../writing/problem.ts';
import { CorrectReturnInput, ReopenReturnInput, SubmitReturnInput } from './monthly-return.inputs.ts';
import { MonthlyReturn, type ReturnFigure } from './monthly-return.types.ts';
import { correctReturn, reopenReturn, submitReturn } from './monthly-return.writes.ts';

interface Told {
  state: MonthlyReturn['state'];
  dueOn: string | null;
  figures: ReturnFigure[] | null;
  submissions: { version: number; submittedAt: string; reopenedAt: string | null; figures: ReturnFigure[] }[];
}

/** As the database tells it to whoever asks: null of a home with which the viewer has nothing to do. */
async function returnOf({ read }: HubContext, home: string, month: string): Promise<MonthlyReturn | null> {
  const [row] = await read.query<{ told: Told | null }>('select hub.monthly_return($1, $2::date) as told', [
    home,
    month,
  ]);
  return row?.told ? asReturn(row.told, home, month) : null;
}

function asReturn(told: Told, home: string, month: string): MonthlyReturn {
  const at = (text: string | null) => (text === null ? null : new Date(text));
  const submissions = told.submissions.map((one) => ({
    ...{ ...one, submittedAt: at(one.submittedAt), reopenedAt: at(one.reopenedAt) },
  }));
  return { ...told, submissions, month, _home: home } as MonthlyReturn;
}

@ObjectType({ description: whatCame, simpleResolvers: true })
export class MonthlyReturnPayload extends ProblemsPayload {}

@Resolver(() => MonthlyReturnPayload)
class MonthlyReturnPayloadResolver {
  @FieldResolver(() => MonthlyReturn, { nullable: true, description: 'The return as it stands; null with problems.' })
  async record(@Root() { record, month }: Written, @Ctx() context: HubContext) {
    return record && typeof month === 'string' ? returnOf(context, record, month) : null;
  }
}

@Resolver(() => MonthlyReturn)
class MonthlyReturnResolver {
  @Query(() => MonthlyReturn, {
    nullable: true,
    description:
      'What a home returns for a month: to the home pre-filled from what it recorded, to its council and its integrated care board as it was submitted. Null of any other home, and of a month that has not begun.',
  })
  async monthlyReturn(
    @Arg('home', () => ID, { description: 'The id or the CQC location id of the home.' }) home: string,
    @Arg('month', () => CalendarDate, { description: 'The first day of the month.' }) month: string,
    @Ctx() context: HubContext,
  ): Promise<MonthlyReturn | null> {
    assertFirstDay(month);
    const place = await codedNamed(context.read, 'CareHome', home);
    return place ? returnOf(context, place, month) : null;
  }

  @FieldResolver(() => CareHome, { description: 'The home that returns it.' })
  home(@Root() { _home }: MonthlyReturn, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', _home, info);
  }

  @Mutation(() => MonthlyReturnPayload, {
    description:
      'States figures of your home’s return of a month, before it is submitted. What was counted is kept beside what you state, with the reason.',
  })
  correctReturn(
    @Arg('input', () => CorrectReturnInput, { description: 'Which figures, and why.' }) input: CorrectReturnInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('correctReturn', input, (write) => correctReturn(write, input));
  }

  @Mutation(() => MonthlyReturnPayload, {
    description:
      'Submits your home’s return of a month that is over, with every figure as it is then. What is recorded later does not change it; only the council reopens it.',
  })
  submitReturn(
    @Arg('input', () => SubmitReturnInput, { description: 'Which month.' }) input: SubmitReturnInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('submitReturn', input, (write) => submitReturn(write, input));
  }

  @Mutation(() => MonthlyReturnPayload, {
    description: 'Asks a home of your area to submit the return of a month again. What it submitted before is kept.',
  })
  reopenReturn(
    @Arg('input', () => ReopenReturnInput, { description: 'Of which home and month, and why.' })
    input: ReopenReturnInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('reopenReturn', input, (write) => reopenReturn(write, input));
  }
}

@Resolver(() => CareHome)
class ReturnsOfHomeResolver {
  @FieldResolver(() => [MonthlyReturn], {
    nullable: true,
    description: `What the home returns for each of these months that has begun, the earliest first; as \`monthlyReturn\` tells it. ${nullElsewhere}`,
  })
  async monthlyReturns(
    @Root() { _id: home }: PublicRow,
    @Arg('from', () => CalendarDate, { description: 'The first day of the first month.' }) from: string,
    @Arg('to', () => CalendarDate, { description: 'The first day of the month after the last; at most 24 months.' })
    to: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<MonthlyReturn[] | null> {
    assertMonths(from, to);
    if (!(await homesAnsweredFor(context)).has(home)) return null;
    const rows = await manyOf<{ _parent: string; month: string; told: Told | null }>(context, info, home, () => ({
      text: `select place as _parent, to_char(asked.month, 'YYYY-MM-DD') as month,
          hub.monthly_return(place, asked.month::date) as told
        from unnest($1::uuid[]) place, generate_series($2::date::timestamp, $3::date - 1, interval '1 month') asked (month)
        order by asked.month`,
      values: [from, to],
    }));
    return rows.flatMap(({ told, month }) => (told ? [asReturn(told, home, month)] : []));
  }
}

export const monthlyReturnResolvers = [MonthlyReturnPayloadResolver, MonthlyReturnResolver, ReturnsOfHomeResolver];
