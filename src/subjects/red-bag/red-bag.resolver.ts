import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Resident } from '../resident/resident.entity.ts';
import { redBagsOfResident } from '../resident/resident.loaders.ts';
import { residentOf } from '../resident/resident-of-record.ts';
import { payloadOf } from '../writing/payload.ts';
import { RedBag } from './red-bag.entity.ts';
import { CheckRedBagInput, ReceiveRedBagInput, SendRedBagBackInput, SendRedBagInput } from './red-bag.inputs.ts';
import { checkRedBag, receiveRedBag, sendRedBag, sendRedBagBack } from './red-bag.writes.ts';

const RedBagConnection = connectionOf(RedBag);
const sent = payloadOf('SendRedBag', RedBag);
const received = payloadOf('ReceiveRedBag', RedBag);
const sentBack = payloadOf('SendRedBagBack', RedBag);
const checked = payloadOf('CheckRedBag', RedBag);
const payloads = [sent, received, sentBack, checked].map(({ PayloadResolver }) => PayloadResolver);

const what = { description: 'What is to be recorded.' };

@Resolver(() => RedBag)
class RedBagResolver {
  @FieldResolver(() => CareHome, { nullable: true, description: 'The home that sent it.' })
  home(@Root() bag: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', bag._home, info);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The trust whose hospital received it; null until one says so.',
  })
  receivedBy(@Root() bag: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', bag._receivedBy, info);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'With whom it goes.' })
  resident(@Root() bag: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return residentOf(records, bag, info);
  }

  @Mutation(() => sent.Payload, {
    description: 'Says what goes with a resident to hospital. One bag at a time is on its way.',
  })
  sendRedBag(
    @Arg('input', () => SendRedBagInput, what) input: SendRedBagInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('sendRedBag', input, (write) => sendRedBag(write, input));
  }

  @Mutation(() => received.Payload, {
    description:
      'Says that a red bag has come to your hospital, and what was in it. Said again by the same trust, it is corrected.',
  })
  receiveRedBag(
    @Arg('input', () => ReceiveRedBagInput, what) input: ReceiveRedBagInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('receiveRedBag', input, (write) => receiveRedBag(write, input));
  }

  @Mutation(() => sentBack.Payload, {
    description:
      'Says that a red bag leaves your hospital, and what is in it; also within 30 days after the patient left.',
  })
  sendRedBagBack(
    @Arg('input', () => SendRedBagBackInput, what) input: SendRedBagBackInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('sendRedBagBack', input, (write) => sendRedBagBack(write, input));
  }

  @Mutation(() => checked.Payload, {
    description:
      'Says what came back to the home that sent a red bag, whatever the hospital said of it: the rest is missing. Said again, it is corrected.',
  })
  checkRedBag(
    @Arg('input', () => CheckRedBagInput, what) input: CheckRedBagInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('checkRedBag', input, (write) => checkRedBag(write, input));
  }
}

@Resolver(() => Resident)
class RedBagsOfResidentResolver {
  @FieldResolver(() => RedBagConnection, {
    nullable: true,
    description: 'Red bags that went with this resident to hospital, latest first; null if withheld.',
  })
  redBags(
    @Root() resident: RecordRow,
    @Args() page: PageArguments,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return records.page(redBagsOfResident, resident, page, [], info);
  }
}

export const redBagResolvers = [RedBagResolver, RedBagsOfResidentResolver, ...payloads];
