import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Info,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Page } from '../../access/reading/page.ts';
import type { Condition } from '../../access/reading/page-statement.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { Refusal } from '../../shared/refusals.ts';
import { connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Resident } from '../resident/resident.entity.ts';
import { serviceRequestsOfEveryone, serviceRequestsOfResident } from '../resident/resident.loaders.ts';
import { residentOf } from '../resident/resident-of-record.ts';
import { payloadOf } from '../writing/payload.ts';
import { ServiceRequest } from './service-request.entity.ts';
import {
  AnswerServiceRequestInput,
  RequestServiceInput,
  WithdrawServiceRequestInput,
} from './service-request.inputs.ts';
import { ServiceRequestState } from './service-request.values.ts';
import { answerServiceRequest, requestService, withdrawServiceRequest } from './service-request.writes.ts';

const ServiceRequestConnection = connectionOf(ServiceRequest);
const requested = payloadOf('RequestService', ServiceRequest);
const answered = payloadOf('AnswerServiceRequest', ServiceRequest);
const withdrawn = payloadOf('WithdrawServiceRequest', ServiceRequest);
const payloads = [requested, answered, withdrawn].map(({ PayloadResolver }) => PayloadResolver);

@ArgsType()
class ServiceRequestPage extends PageArguments {
  @Field(() => ServiceRequestState, {
    nullable: true,
    description: 'Only those in this state; absent: all that still wait.',
  })
  state?: ServiceRequestState | null;

  @Field(() => Int, { nullable: true, description: 'Only those asked for more than so many days ago, at most 3,660.' })
  olderThanDays?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only those that your organisation made.' })
  own?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only those that your organisation was asked.' })
  asked?: boolean | null;
}

const mostDays = 3_660;

@Resolver(() => ServiceRequest)
class ServiceRequestResolver {
  @Query(() => ServiceRequestConnection, {
    description:
      'Requests for services that still wait, or are in a state, of residents whose requests you may read; the oldest comes first.',
  })
  serviceRequests(
    @Args() { state, olderThanDays, own, asked, ...page }: ServiceRequestPage,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<RecordRow>> {
    const conditions: Condition[] = [
      state
        ? { field: 'state', operator: '=', value: state, type: 'text' }
        : { field: 'endedAt', operator: 'is', value: null, type: 'timestamptz' },
    ];
    if (olderThanDays != null) {
      if (olderThanDays < 0 || olderThanDays > mostDays)
        throw new Refusal('BAD_INPUT', { at: 'serviceRequests.olderThanDays' });
      const before = new Date(Date.now() - olderThanDays * 86_400_000);
      conditions.push({
        ...{ field: 'requestedAt', operator: '<', value: before, asked: olderThanDays, type: 'timestamptz' },
      });
    }
    const edge = serviceRequestsOfEveryone({ own: own === true, asked: asked === true });
    return records.rootPage(edge, page, conditions, info);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'The home or practice that asks.' })
  requestedBy(@Root() request: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', request._requestedBy, info);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'The organisation that is asked.' })
  asked(@Root() request: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', request._asked, info);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'Who needs it.' })
  resident(@Root() request: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return residentOf(records, request, info);
  }

  @Mutation(() => requested.Payload, {
    description:
      'Asks an organisation for something that a resident needs. It must look after the resident or pay for the care already, as far as the hub knows: a request opens no record. Otherwise the problem is `NOT_INVOLVED`.',
  })
  requestService(
    @Arg('input', () => RequestServiceInput, { description: 'What is asked, of whom.' }) input: RequestServiceInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('requestService', input, (write) => requestService(write, input));
  }

  @Mutation(() => answered.Payload, {
    description: 'Says how a request that your organisation was asked goes on: accepted, planned, done or declined.',
  })
  answerServiceRequest(
    @Arg('input', () => AnswerServiceRequestInput, { description: 'What is answered.' })
    input: AnswerServiceRequestInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('answerServiceRequest', input, (write) => answerServiceRequest(write, input));
  }

  @Mutation(() => withdrawn.Payload, {
    description: 'Says that something is not needed any more that your organisation asked for.',
  })
  withdrawServiceRequest(
    @Arg('input', () => WithdrawServiceRequestInput, { description: 'Which, and why.' })
    input: WithdrawServiceRequestInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('withdrawServiceRequest', input, (write) => withdrawServiceRequest(write, input));
  }
}

@Resolver(() => Resident)
class ServiceRequestsOfResidentResolver {
  @FieldResolver(() => ServiceRequestConnection, {
    nullable: true,
    description: 'What was asked for this resident, latest first; null if withheld.',
  })
  serviceRequests(
    @Root() resident: RecordRow,
    @Args() page: PageArguments,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return records.page(serviceRequestsOfResident, resident, page, [], info);
  }
}

export const serviceRequestResolvers = [ServiceRequestResolver, ServiceRequestsOfResidentResolver, ...payloads];
