import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Edge } from '../../access/reading/reader.ts';
import { rowBy } from '../../access/reading/sources.ts';
import type { Written } from '../../access/writing/writer.ts';
import { relationshipBits } from '../../agreement/relationships.ts';
import { manyOf } from '../batch.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Placement } from '../placement/placement.entity.ts';
import { publicPage } from '../public-pages.ts';
import { recordById } from '../resident/resident.loaders.ts';
import { payloadOf } from '../writing/payload.ts';
import { csvOf, type PaidLine } from './csv.ts';
import { RewardLine } from './reward-line.entity.ts';
import { ApproveRewardPaymentsInput, PrepareRewardPaymentsInput } from './reward-payment.inputs.ts';
import { approveRewardPayments, prepareRewardPayments } from './reward-payment.writes.ts';
import { RewardRun } from './reward-run.entity.ts';
import { RewardStatement } from './reward-statement.entity.ts';

const RewardRunConnection = connectionOf(RewardRun);
const RewardStatementConnection = connectionOf(RewardStatement);
const RewardLineConnection = connectionOf(RewardLine);
const prepared = payloadOf('PrepareRewardPayments', RewardRun);
const approved = payloadOf('ApproveRewardPayments', RewardRun);
const payloads = [prepared.PayloadResolver, approved.PayloadResolver];

const latest = { sql: 't.month', type: 'date', direction: 'desc' } as const;
const placementById = recordById('Placement');
/** Of somebody who has left, a home is not told through what is paid later that somebody began or ceased to pay. */
const placementOfHome: Edge = {
  subject: 'Placement',
  source: (shape, asker) => rowBy(shape, asker, ['t.id = p.id', `r.m & ${relationshipBits['home.current']} <> 0`]),
  order: [],
};

@Resolver(() => RewardRun)
class RewardRunResolver {
  @Query(() => RewardRunConnection, {
    description: 'What your organisation pays by the reward scheme, the latest month first.',
  })
  rewardRuns(
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    return publicPage(context, info, { type: 'RewardRun', where: () => 'true', order: latest }, page);
  }

  @FieldResolver(() => Organisation, { description: 'The council or integrated care board that pays.' })
  payer(@Root() run: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', run._payer_id, info);
  }

  @FieldResolver(() => RewardStatementConnection, {
    description: 'One statement for each home in which somebody lived for whom your organisation pays.',
  })
  statements(
    @Root() run: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const order = { sql: 't.home_id::text', type: 'text', direction: 'asc' } as const;
    return publicPage(context, info, { type: 'RewardStatement', where: () => 't.run_id = p.id', order }, page, run._id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Every line of an approved run as comma-separated values with a header (RFC 4180), for the ledger; null until it is approved. It names homes and no person: `line` is the id of the line, which leads to the placement.',
  })
  async csv(
    @Root() run: PublicRow,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<string | null> {
    if (!run._approved_at) return null;
    const lines = await manyOf<PaidLine & { _parent: string }>(context, info, run._id, () => ({
      text: `select line.run_id as _parent, home.cqc_location_id as "cqcLocationId", home.name as home, line.kind,
          to_char(line.month, 'YYYY-MM-DD') as month, line.days, line.weekly_rate::text as "weeklyRate",
          line.amount::text as amount, 'RewardLine:' || line.id as line
        from public.reward_line line
        join public.reward_statement told on told.id = line.statement_id
        join public.care_home home on home.id = told.home_id
        where line.run_id = any ($1::uuid[]) order by home.cqc_location_id, line.month, line.id`,
    }));
    return csvOf(lines);
  }

  @Mutation(() => prepared.Payload, {
    description:
      'Reckons what your organisation pays homes for a month, and what has become known of earlier months since they were reckoned. A month is reckoned once: asked again, it answers with the same run.',
  })
  prepareRewardPayments(
    @Arg('input', () => PrepareRewardPaymentsInput, { description: 'Which month.' }) input: PrepareRewardPaymentsInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('prepareRewardPayments', input, (write) => prepareRewardPayments(write, input));
  }

  @Mutation(() => approved.Payload, {
    description:
      'Approves a run that another user prepared. The homes read their statements from then on; nothing of it changes any more.',
  })
  approveRewardPayments(
    @Arg('input', () => ApproveRewardPaymentsInput, { description: 'Which run.' }) input: ApproveRewardPaymentsInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('approveRewardPayments', input, (write) => approveRewardPayments(write, input));
  }
}

@Resolver(() => RewardStatement)
class RewardStatementResolver {
  @Query(() => RewardStatementConnection, {
    description: 'What your home is paid by the reward scheme, the latest month first: statements of approved runs.',
  })
  rewardStatements(
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    return publicPage(context, info, { type: 'RewardStatement', where: () => 'true', order: latest }, page);
  }

  @FieldResolver(() => Organisation, { description: 'The council or integrated care board that pays.' })
  payer(@Root() statement: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', statement._payer_id, info);
  }

  @FieldResolver(() => CareHome, { description: 'The home that is paid.' })
  home(@Root() statement: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', statement._home_id, info);
  }

  @FieldResolver(() => RewardLineConnection, { description: 'For what it is paid, by placement and month.' })
  lines(
    @Root() statement: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const list = { type: 'RewardLine', where: () => 't.statement_id = p.id', order: latest };
    return publicPage(context, info, list, page, statement._id);
  }
}

@Resolver(() => RewardLine)
class RewardLineResolver {
  @FieldResolver(() => Placement, {
    nullable: true,
    description:
      'The placement whose days are paid, as far as you may see it for your purpose: null if you may not, or no more. A home sees those of its residents of today.',
  })
  placement(@Root() line: PublicRow, @Ctx() { records, viewer }: HubContext, @Info() info: GraphQLResolveInfo) {
    const { _placement_id: id } = line;
    if (typeof id !== 'string') return null;
    return records.one(viewer.agency === 'home' ? placementOfHome : placementById, { _id: id }, info);
  }
}

export const rewardPaymentResolvers = [RewardRunResolver, RewardStatementResolver, RewardLineResolver, ...payloads];
