import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import { inEqualTime } from '../../access/writing/equal-time.ts';
import type { Written } from '../../access/writing/writer.ts';
import { ClaimPayload } from '../claim/claim.types.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Resident } from '../resident/resident.entity.ts';
import { residentOf } from '../resident/resident-of-record.ts';
import { payloadOf } from '../writing/payload.ts';
import { ProblemsPayload, whatCame } from '../writing/problem.ts';
import {
  DecideSafeguardingConcernInput,
  RaiseSafeguardingConcernInput,
  ReleaseSafeguardingConcernInput,
  ReportSafeguardingConcernInput,
  WithdrawSafeguardingReleaseInput,
} from './safeguarding.inputs.ts';
import {
  decideConcern,
  type Reported,
  raiseConcern,
  releaseConcern,
  reportConcern,
  withdrawRelease,
} from './safeguarding.writes.ts';
import { SafeguardingConcern } from './safeguarding-concern.entity.ts';

const raised = payloadOf('RaiseSafeguardingConcern', SafeguardingConcern);
const decided = payloadOf('DecideSafeguardingConcern', SafeguardingConcern);
const payloads = [raised.PayloadResolver, decided.PayloadResolver];

@ObjectType({ description: whatCame, simpleResolvers: true })
class SafeguardingReleasePayload extends ProblemsPayload {}

@Resolver(() => SafeguardingConcern)
class SafeguardingConcernResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: 'The organisation that raised it.' })
  raisedBy(@Root() concern: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', concern._raisedBy, info);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'The council with which it was raised.' })
  council(@Root() concern: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', concern._council, info);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'Whom it is about.' })
  resident(@Root() concern: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return residentOf(records, concern, info);
  }

  @Mutation(() => raised.Payload, {
    description:
      'Raises a safeguarding concern about a resident with the council of the area. Nobody else is told of it; the council sees the resident from then on, until the concern ends. `record` is null to roles that raise concerns and do not read them.',
  })
  raiseSafeguardingConcern(
    @Arg('input', () => RaiseSafeguardingConcernInput) input: RaiseSafeguardingConcernInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('raiseSafeguardingConcern', input, (write) => raiseConcern(write, input));
  }

  @Mutation(() => ClaimPayload, {
    description:
      'Raises a safeguarding concern about a person whom you cannot see in the hub. The answer is the same whether the hub knows the person or not; the council is told in any case.',
  })
  reportSafeguardingConcern(
    @Arg('input', () => ReportSafeguardingConcernInput) input: ReportSafeguardingConcernInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Reported> {
    return inEqualTime(() => writer.write('reportSafeguardingConcern', input, (write) => reportConcern(write, input)));
  }

  @Mutation(() => decided.Payload, {
    description:
      'Records what your council decided about a concern. What was decided before is kept. Where the concern ends, so does what it opened of the resident; your council goes on reading the concern itself.',
  })
  decideSafeguardingConcern(
    @Arg('input', () => DecideSafeguardingConcernInput) input: DecideSafeguardingConcernInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('decideSafeguardingConcern', input, (write) => decideConcern(write, input));
  }

  @Mutation(() => SafeguardingReleasePayload, {
    description:
      'Lets one organisation read one concern, with the council’s findings, from the next question on, as long as it stands in a relationship to the resident. Whether it does is not told.',
  })
  releaseSafeguardingConcern(
    @Arg('input', () => ReleaseSafeguardingConcernInput) input: ReleaseSafeguardingConcernInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('releaseSafeguardingConcern', input, (write) => releaseConcern(write, input));
  }

  @Mutation(() => SafeguardingReleasePayload, {
    description: 'Ends a release from the next question on, also of a concern that has ended.',
  })
  withdrawSafeguardingRelease(
    @Arg('input', () => WithdrawSafeguardingReleaseInput) input: WithdrawSafeguardingReleaseInput,
    @Ctx() { writer, identifiers, viewer }: HubContext,
  ): Promise<Written> {
    const named = identifiers.decode(input.concern, viewer.organisation.id);
    const concern = named?.type === 'SafeguardingConcern' ? named.uuid : undefined;
    return writer.write('withdrawSafeguardingRelease', input, (write) => withdrawRelease(write, concern, input));
  }
}

export const safeguardingConcernResolvers = [SafeguardingConcernResolver, ...payloads];
