import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Page } from '../../access/reading/page.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Resident } from '../resident/resident.entity.ts';
import { concernsOfEveryone, concernsOfResident } from '../resident/resident.loaders.ts';
import { residentOf } from '../resident/resident-of-record.ts';
import { payloadOf } from '../writing/payload.ts';
import { Concern } from './concern.entity.ts';
import { AnswerConcernInput, RaiseConcernInput } from './concern.inputs.ts';
import { answerConcern, raiseConcern } from './concern.writes.ts';

const ConcernConnection = connectionOf(Concern);
const unanswered = { field: 'answeredAt', operator: 'is', value: null, type: 'timestamptz' } as const;
const raised = payloadOf('RaiseConcern', Concern);
const answered = payloadOf('AnswerConcern', Concern);
const payloads = [raised.PayloadResolver, answered.PayloadResolver];

@Resolver(() => Concern)
class ConcernResolver {
  @Query(() => ConcernConnection, {
    description:
      'Concerns that nobody has answered yet, about residents whose concerns you may read; the one that is due first comes first.',
  })
  waitingConcerns(
    @Args() page: PageArguments,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<RecordRow>> {
    return records.rootPage(concernsOfEveryone, page, [unanswered], info);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'The home whose staff raised it.' })
  raisedBy(@Root() concern: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', concern._raisedBy, info);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The practice or trust that answered; null as long as nobody has.',
  })
  answeredBy(@Root() concern: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', concern._answeredBy, info);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'Whom it is about.' })
  resident(@Root() concern: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return residentOf(records, concern, info);
  }

  @Mutation(() => raised.Payload, {
    description:
      'Asks the clinic to look into something that staff noticed about a resident of your home. Whoever cares for the resident reads it from the next question on. For fear of abuse or neglect there is `raiseSafeguardingConcern`.',
  })
  raiseConcern(
    @Arg('input', () => RaiseConcernInput, { description: 'What is asked.' }) input: RaiseConcernInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('raiseConcern', input, (write) => raiseConcern(write, input));
  }

  @Mutation(() => answered.Payload, {
    description:
      'Answers a concern of a home, whoever it was addressed to. Whoever answered may correct the answer; nobody else answers again.',
  })
  answerConcern(
    @Arg('input', () => AnswerConcernInput, { description: 'What is answered.' }) input: AnswerConcernInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('answerConcern', input, (write) => answerConcern(write, input));
  }
}

@Resolver(() => Resident)
class ConcernsOfResidentResolver {
  @FieldResolver(() => ConcernConnection, {
    nullable: true,
    description: 'What homes asked the clinic to look into, latest first; null if withheld. No safeguarding concerns.',
  })
  concerns(
    @Root() resident: RecordRow,
    @Args() page: PageArguments,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return records.page(concernsOfResident, resident, page, [], info);
  }
}

export const concernResolvers = [ConcernResolver, ConcernsOfResidentResolver, ...payloads];
