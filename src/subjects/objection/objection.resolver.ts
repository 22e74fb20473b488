import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { payloadOf } from '../writing/payload.ts';
import { Objection } from './objection.entity.ts';
import { RecordObjectionInput, WithdrawObjectionInput } from './objection.inputs.ts';
import { recordObjection, withdrawObjection } from './objection.writes.ts';

const recorded = payloadOf('RecordObjection', Objection);
const withdrawn = payloadOf('WithdrawObjection', Objection);
const payloads = [recorded.PayloadResolver, withdrawn.PayloadResolver];

@Resolver(() => Objection)
class ObjectionResolver {
  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The organisation that the objection is against; null if against all, or if withheld.',
  })
  against(@Root() objection: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', objection._against, info);
  }

  @Mutation(() => recorded.Payload, {
    description:
      'Records that a resident objects to sharing. It counts from the next question on, for the purposes that the agreement names, and ends none of the relationships that it says no objection ends. Your organisation can read and withdraw it in any case.',
  })
  recordObjection(
    @Arg('input', () => RecordObjectionInput, { description: 'What is to be recorded.' }) input: RecordObjectionInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('recordObjection', input, (write) => recordObjection(write, input));
  }

  @Mutation(() => withdrawn.Payload, {
    description:
      'Records that an objection was withdrawn. It ceases to count from the next question on. Whoever recorded it can do so at any time, also when it no longer sees the resident; `record` is null then.',
  })
  withdrawObjection(
    @Arg('input', () => WithdrawObjectionInput, { description: 'What is to be recorded.' })
    input: WithdrawObjectionInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('withdrawObjection', input, (write) => withdrawObjection(write, input));
  }
}

export const objectionResolvers = [ObjectionResolver, ...payloads];
