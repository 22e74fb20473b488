import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Info,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { type OwnRow, ownPage, ownRow } from '../own-pages.ts';
import { recordById } from '../resident/resident.loaders.ts';
import { ProblemsPayload, whatCame } from '../writing/problem.ts';
import { DischargeReferral } from './discharge-referral.entity.ts';
import { stateNow } from './lapsing.ts';
import { PlacementRequest, requestsToHome } from './placement-request.ts';
import { AnswerRequestInput } from './referral.inputs.ts';
import { RequestState } from './referral.values.ts';
import { answerRequest } from './referral.writes.ts';

const PlacementRequestConnection = connectionOf(PlacementRequest);
const referralById = recordById('DischargeReferral');

@ArgsType()
class RequestPage extends PageArguments {
  @Field(() => RequestState, { nullable: true, description: 'Only those in this state now.' })
  state?: RequestState | null;
}

@ObjectType({ description: whatCame, simpleResolvers: true })
class AnswerRequestPayload extends ProblemsPayload {}

@Resolver(() => PlacementRequest)
class PlacementRequestResolver {
  @Query(() => PlacementRequestConnection, {
    description: 'What your home is asked for: places for people who are to leave hospital; newest first.',
  })
  placementRequests(
    @Args() { state, ...page }: RequestPage,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<OwnRow>> {
    // One of the enum's own values, so that it may stand in the text.
    const list = state ? { ...requestsToHome, where: `${stateNow('t')} = '${state}'` } : requestsToHome;
    return ownPage(context, info, list, page);
  }

  @FieldResolver(() => CareHome, { description: 'Your home.' })
  home(@Root() request: OwnRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', request.home, info);
  }

  @FieldResolver(() => Organisation, { description: 'Who asks: a trust or a council.' })
  referredBy(@Root() request: OwnRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', request.referredBy, info);
  }

  @FieldResolver(() => DischargeReferral, {
    nullable: true,
    description:
      'The referral with the person, once your home is chosen and as long as the bed is reserved; of a return from the beginning. Null before and afterwards.',
  })
  referral(@Root() { referral }: OwnRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return typeof referral === 'string' ? records.one(referralById, { _id: referral }, info) : null;
  }

  @Mutation(() => AnswerRequestPayload, {
    description:
      'Answers a placement request: offers the bed, asks something back, or declines with a reason. Of a return, saying yes settles it.',
  })
  answerRequest(
    @Arg('input', () => AnswerRequestInput, { description: 'What is to be recorded.' }) input: AnswerRequestInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('answerRequest', input, (write) => answerRequest(write, input));
  }
}

@Resolver(() => AnswerRequestPayload)
class AnswerRequestPayloadResolver {
  @FieldResolver(() => PlacementRequest, {
    nullable: true,
    description: 'The request as it stands; null with problems.',
  })
  async record(@Root() { record }: Written, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return record ? ownRow(context, info, requestsToHome, record) : null;
  }
}

export const placementRequestResolvers = [PlacementRequestResolver, AnswerRequestPayloadResolver];
