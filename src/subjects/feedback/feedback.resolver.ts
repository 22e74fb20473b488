import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { pageForCommissioners } from '../homes-answered-for.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { PersonalSummary } from '../personal-summary/personal-summary.entity.ts';
import { Resident } from '../resident/resident.entity.ts';
import { feedbackOfResident } from '../resident/resident.loaders.ts';
import { residentOf } from '../resident/resident-of-record.ts';
import { payloadOf } from '../writing/payload.ts';
import { Feedback } from './feedback.entity.ts';
import { ChooseOutcomesInput, RecordFeedbackInput, WithdrawFeedbackInput } from './feedback.inputs.ts';
import { RecordFeedbackPayload, WithdrawFeedbackPayload } from './feedback.types.ts';
import { chooseOutcomes, recordFeedback, withdrawFeedback } from './feedback.writes.ts';
import { UnnamedFeedback } from './unnamed-feedback.entity.ts';

const FeedbackConnection = connectionOf(Feedback);
const UnnamedFeedbackConnection = connectionOf(UnnamedFeedback);
const chosen = payloadOf('ChooseOutcomes', PersonalSummary);
const payloads = [chosen.PayloadResolver];

const what = { description: 'What is to be recorded.' };

@Resolver(() => Feedback)
class FeedbackResolver {
  @FieldResolver(() => CareHome, { nullable: true, description: 'The home of whose care it was said.' })
  home(@Root() feedback: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', feedback._home, info);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'To whom it was said: the home, or a council.' })
  recordedBy(@Root() feedback: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', feedback._recordedBy, info);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'Of whose care it was said.' })
  resident(@Root() feedback: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return residentOf(records, feedback, info);
  }

  @Mutation(() => RecordFeedbackPayload, {
    description:
      'Records what a resident, or somebody close to the resident, said of the care, to be shown as the giver chose. It is not given back; what the home may read with a name is in `Resident.feedback`.',
  })
  async recordFeedback(
    @Arg('input', () => RecordFeedbackInput, what) input: RecordFeedbackInput,
    @Ctx() { writer }: HubContext,
  ): Promise<RecordFeedbackPayload> {
    const receipt = writer.receiptOf('recordFeedback', input);
    const { problems } = await writer.write('recordFeedback', input, (write) => recordFeedback(write, input, receipt));
    return { receipt: problems.length ? null : (receipt.match(/.{4}/g)?.join('-') ?? null), problems };
  }

  @Mutation(() => WithdrawFeedbackPayload, {
    description:
      'Takes feedback back, because the giver wants it: nobody reads it from the next question on, but what was said of outcomes without a name, and is read already, goes at moments apart within 28 days. A home takes back by its id, within 24 hours, what it recorded itself as `NAMED`; everything else the council does, so that no home can take a complaint away. To a home every receipt is `UNKNOWN`: one that is found would tell what the giver chose.',
  })
  withdrawFeedback(
    @Arg('input', () => WithdrawFeedbackInput, what) input: WithdrawFeedbackInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('withdrawFeedback', input, (write) => withdrawFeedback(write, input));
  }

  @Mutation(() => chosen.Payload, {
    description: 'Writes which outcomes of care matter to a resident of your home, as the resident chose them.',
  })
  chooseOutcomes(
    @Arg('input', () => ChooseOutcomesInput, what) input: ChooseOutcomesInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('chooseOutcomes', input, (write) => chooseOutcomes(write, input));
  }
}

@Resolver(() => UnnamedFeedback)
class UnnamedFeedbackResolver {
  @FieldResolver(() => CareHome, { description: 'The home of whose care it was said.' })
  home(@Root() piece: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', piece._home_id, info);
  }
}

@Resolver(() => Resident)
class FeedbackOfResidentResolver {
  @FieldResolver(() => FeedbackConnection, {
    nullable: true,
    description:
      'What was said of the resident’s care by somebody who lets you read it with whom it is about, latest first; null if withheld. It does not tell whether anything else was said.',
  })
  feedback(
    @Root() resident: RecordRow,
    @Args() page: PageArguments,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return records.page(feedbackOfResident, resident, page, [], info);
  }
}

@Resolver(() => CareHome)
class FeedbackOfHomeResolver {
  @FieldResolver(() => UnnamedFeedbackConnection, {
    nullable: true,
    description:
      'What was said of the care in this home, without of whom or by whom: first what the home does not read yet, then by the month in which it was let read it, and in no order within that; null of every home but your own, those in the area of your council, and those for which your board commissions.',
  })
  unnamedFeedback(
    @Root() home: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow> | null> {
    // Whoever reads it already: by when the home does, and nothing else that tells what came before what.
    const order = { sql: `coalesce(t.released_in, '9999-12')`, type: 'text', direction: 'desc' } as const;
    return pageForCommissioners(
      context,
      info,
      { type: 'UnnamedFeedback', where: () => 't.home_id = p.id', order },
      page,
      home,
    );
  }
}

export const feedbackResolvers = [
  FeedbackResolver,
  UnnamedFeedbackResolver,
  FeedbackOfResidentResolver,
  FeedbackOfHomeResolver,
  ...payloads,
];
