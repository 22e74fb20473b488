import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { payloadOf } from '../writing/payload.ts';
import { CarePlan } from './care-plan.entity.ts';
import {
  AgreeCarePlanInput,
  DeclineCarePlanInput,
  ReviewMedicinesInput,
  WriteHomePartInput,
} from './care-plan.inputs.ts';
import { agreeCarePlan, declineCarePlan, reviewMedicines, writeHomePart } from './care-plan.writes.ts';

const agreed = payloadOf('AgreeCarePlan', CarePlan);
const declined = payloadOf('DeclineCarePlan', CarePlan);
const reviewed = payloadOf('ReviewMedicines', CarePlan);
const written = payloadOf('WriteHomePart', CarePlan);
const payloads = [agreed, declined, reviewed, written].map(({ PayloadResolver }) => PayloadResolver);

@Resolver(() => CarePlan)
class CarePlanResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: 'The home that wrote its part.' })
  homePartBy(@Root() plan: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', plan._homePartBy, info);
  }

  @Mutation(() => agreed.Payload, {
    description:
      'Says that a care plan was agreed, or gone through again: on which day, with whom, and what. When it is due again follows from the agreement. What it said before is kept.',
  })
  agreeCarePlan(
    @Arg('input', () => AgreeCarePlanInput, { description: 'What was agreed.' }) input: AgreeCarePlanInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('agreeCarePlan', input, (write) => agreeCarePlan(write, input));
  }

  @Mutation(() => declined.Payload, {
    description:
      'Says that a care plan was offered, and none is wanted. It is offered again after the next return from hospital.',
  })
  declineCarePlan(
    @Arg('input', () => DeclineCarePlanInput, { description: 'What was said.' }) input: DeclineCarePlanInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('declineCarePlan', input, (write) => declineCarePlan(write, input));
  }

  @Mutation(() => reviewed.Payload, {
    description: 'Says that the medicines were reviewed (structured medication review), or that no review is wanted.',
  })
  reviewMedicines(
    @Arg('input', () => ReviewMedicinesInput, { description: 'What was done.' }) input: ReviewMedicinesInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('reviewMedicines', input, (write) => reviewMedicines(write, input));
  }

  @Mutation(() => written.Payload, {
    description: "Writes the home's own part of the care plan: how it helps the resident by day and by night.",
  })
  writeHomePart(
    @Arg('input', () => WriteHomePartInput, { description: 'How the home helps.' }) input: WriteHomePartInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('writeHomePart', input, (write) => writeHomePart(write, input));
  }
}

export const carePlanResolvers = [CarePlanResolver, ...payloads];
