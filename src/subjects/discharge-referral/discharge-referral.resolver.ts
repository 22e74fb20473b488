import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Edge } from '../../access/reading/reader.ts';
import { childrenBy } from '../../access/reading/sources.ts';
import type { Written } from '../../access/writing/writer.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Resident } from '../resident/resident.entity.ts';
import { residentOf } from '../resident/resident-of-record.ts';
import { payloadOf } from '../writing/payload.ts';
import { DischargeReferral } from './discharge-referral.entity.ts';
import {
  AcceptAsTrustedAssessorInput,
  AnswerQuestionInput,
  ChooseOfferInput,
  ReferDischargeInput,
  WithdrawReferralInput,
} from './referral.inputs.ts';
import {
  acceptAsTrustedAssessor,
  answerQuestion,
  chooseOffer,
  referDischarge,
  withdrawReferral,
} from './referral.writes.ts';
import { ReferralRequest } from './referral-request.entity.ts';

const requestsOfReferral: Edge = {
  subject: 'ReferralRequest',
  source: (shape) => childrenBy(shape, 'discharge_referral_id'),
  order: [{ field: 'askedAt', direction: 'asc', type: 'timestamptz' }],
};

const referred = payloadOf('ReferDischarge', DischargeReferral);
const withdrawn = payloadOf('WithdrawReferral', DischargeReferral);
const replied = payloadOf('AnswerQuestion', ReferralRequest);
const assessed = payloadOf('AcceptAsTrustedAssessor', ReferralRequest);
const chosen = payloadOf('ChooseOffer', ReferralRequest);
const payloads = [referred, withdrawn, replied, assessed, chosen].map(({ PayloadResolver }) => PayloadResolver);

@Resolver(() => DischargeReferral)
class DischargeReferralResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: 'The trust or council that refers.' })
  referredBy(@Root() referral: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', referral._referredBy, info);
  }

  @FieldResolver(() => CareHome, {
    nullable: true,
    description: 'The home whose offer was chosen; null if none is, or if withheld.',
  })
  chosenHome(@Root() referral: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', referral._chosenHome, info);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'Who is to leave hospital.' })
  resident(@Root() referral: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return residentOf(records, referral, info);
  }

  @FieldResolver(() => [ReferralRequest], {
    nullable: true,
    description: 'The homes that were asked, with what they answered; null if withheld.',
  })
  requests(@Root() referral: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return records.list(requestsOfReferral, referral, info);
  }

  @Mutation(() => referred.Payload, {
    description:
      'Asks homes for a place for somebody who is to leave hospital, without telling them for whom; or the own home to take its resident back, which is told.',
  })
  referDischarge(
    @Arg('input', () => ReferDischargeInput, { description: 'What is to be recorded.' }) input: ReferDischargeInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('referDischarge', input, (write) => referDischarge(write, input));
  }

  @Mutation(() => withdrawn.Payload, {
    description:
      'Takes a referral back, at any time before it ends; a reserved bed is free again, and a chosen home sees the person no more.',
  })
  withdrawReferral(
    @Arg('input', () => WithdrawReferralInput, { description: 'What is to be recorded.' }) input: WithdrawReferralInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('withdrawReferral', input, (write) => withdrawReferral(write, input));
  }
}

@Resolver(() => ReferralRequest)
class ReferralRequestResolver {
  @FieldResolver(() => CareHome, { nullable: true, description: 'The home that was asked.' })
  home(@Root() request: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', request._home, info);
  }
  @Mutation(() => replied.Payload, {
    description: 'Answers what a home asked back; the home can then offer, decline or ask again.',
  })
  answerQuestion(
    @Arg('input', () => AnswerQuestionInput, { description: 'What is to be recorded.' }) input: AnswerQuestionInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('answerQuestion', input, (write) => answerQuestion(write, input));
  }

  @Mutation(() => assessed.Payload, {
    description: 'Offers the bed in the place of a home that admits on a trusted assessor’s assessment.',
  })
  acceptAsTrustedAssessor(
    @Arg('input', () => AcceptAsTrustedAssessorInput, { description: 'What is to be recorded.' })
    input: AcceptAsTrustedAssessorInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('acceptAsTrustedAssessor', input, (write) => acceptAsTrustedAssessor(write, input));
  }

  @Mutation(() => chosen.Payload, {
    description:
      'Chooses one of the offers: its bed is reserved until the stated moment, the home sees the person from then on, and the other requests are closed. `NO_BED` if another was faster.',
  })
  chooseOffer(
    @Arg('input', () => ChooseOfferInput, { description: 'What is to be recorded.' }) input: ChooseOfferInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('chooseOffer', input, (write) => chooseOffer(write, input));
  }
}

export const dischargeReferralResolvers = [DischargeReferralResolver, ReferralRequestResolver, ...payloads];
