import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { connectionOf, PageArguments } from '../connection.ts';
import { Resident } from '../resident/resident.entity.ts';
import { residentOf } from '../resident/resident-of-record.ts';
import { payloadOf } from '../writing/payload.ts';
import { HomeRound } from './home-round.entity.ts';
import { PutOnRoundInput, RecordRoundOutcomeInput } from './home-round.inputs.ts';
import { visitsOfResident } from './home-round.loaders.ts';
import { putOnRound, recordRoundOutcome } from './home-round.writes.ts';
import { RoundVisit } from './round-visit.entity.ts';

export const RoundVisitConnection = connectionOf(RoundVisit);
const put = payloadOf('PutOnRound', RoundVisit);
const recorded = payloadOf('RecordRoundOutcome', RoundVisit);
const payloads = [put.PayloadResolver, recorded.PayloadResolver];

@Resolver(() => RoundVisit)
class RoundVisitResolver {
  @FieldResolver(() => HomeRound, { nullable: true, description: 'The round on whose list the resident is.' })
  round(@Root() visit: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'HomeRound', visit._round, info);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'Who is on the list.' })
  resident(@Root() visit: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return residentOf(records, visit, info);
  }

  @Mutation(() => put.Payload, {
    description: 'Puts one more resident of the home on the list of a round, with what reasons there are, or none.',
  })
  putOnRound(
    @Arg('input', () => PutOnRoundInput, { description: 'Whom, and on which round.' }) input: PutOnRoundInput,
    @Ctx() context: HubContext,
  ): Promise<Written> {
    return context.writer.write('putOnRound', input, (write) => putOnRound(write, context, input));
  }

  @Mutation(() => recorded.Payload, {
    description:
      'Says what came of it that a resident was on the list of a round: seen or not, in which role, what follows and what is next. The home reads it from the next question on.',
  })
  recordRoundOutcome(
    @Arg('input', () => RecordRoundOutcomeInput, { description: 'What is to be recorded.' })
    input: RecordRoundOutcomeInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('recordRoundOutcome', input, (write) => recordRoundOutcome(write, input));
  }
}

@Resolver(() => Resident)
class RoundVisitsOfResidentResolver {
  @FieldResolver(() => RoundVisitConnection, {
    nullable: true,
    description:
      'On which home rounds the resident was on the list, latest first; null if withheld. A practice that is merely aligned to the home finds its own.',
  })
  roundVisits(
    @Root() resident: RecordRow,
    @Args() page: PageArguments,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return records.page(visitsOfResident, resident, page, [], info);
  }
}

export const roundVisitResolvers = [RoundVisitResolver, RoundVisitsOfResidentResolver, ...payloads];
