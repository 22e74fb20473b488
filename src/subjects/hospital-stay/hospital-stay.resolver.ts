import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Resident } from '../resident/resident.entity.ts';
import { residentOf } from '../resident/resident-of-record.ts';
import { payloadOf } from '../writing/payload.ts';
import { correctStay, withdrawStay } from './correction.writes.ts';
import { HospitalStay } from './hospital-stay.entity.ts';
import {
  CorrectStayInput,
  DischargePatientInput,
  RecordDelayInput,
  ReviewAdmissionInput,
  SetDischargeReadyInput,
  WithdrawStayInput,
} from './hospital-stay.inputs.ts';
import { dischargePatient, recordDelay, reviewAdmission, setDischargeReady } from './hospital-stay.writes.ts';

const ready = payloadOf('SetDischargeReady', HospitalStay);
const delayed = payloadOf('RecordDelay', HospitalStay);
const discharged = payloadOf('DischargePatient', HospitalStay);
const reviewed = payloadOf('ReviewAdmission', HospitalStay);
const corrected = payloadOf('CorrectStay', HospitalStay);
const withdrawn = payloadOf('WithdrawStay', HospitalStay);
const payloads = [ready, delayed, discharged, reviewed, corrected, withdrawn].map(
  ({ PayloadResolver }) => PayloadResolver,
);

@Resolver(() => HospitalStay)
class HospitalStayResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: 'The hospital trust.' })
  trust(@Root() stay: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', stay._trust, info);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'Who was admitted.' })
  resident(@Root() stay: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return residentOf(records, stay, info);
  }

  @Mutation(() => ready.Payload, {
    description:
      'Says since when a patient could leave, or that the patient needs the hospital again. Delays count from this day.',
  })
  setDischargeReady(
    @Arg('input', () => SetDischargeReadyInput, { description: 'What is to be recorded.' })
    input: SetDischargeReadyInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('setDischargeReady', input, (write) => setDischargeReady(write, input));
  }

  @Mutation(() => delayed.Payload, {
    description: 'Says why a patient who could leave is still there, and who is to end that.',
  })
  recordDelay(
    @Arg('input', () => RecordDelayInput, { description: 'What is to be recorded.' }) input: RecordDelayInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('recordDelay', input, (write) => recordDelay(write, input));
  }

  @Mutation(() => discharged.Payload, {
    description:
      'Ends a stay. From the next question on your organisation reads what it recorded itself, for 30 days, and no more of the person.',
  })
  dischargePatient(
    @Arg('input', () => DischargePatientInput, { description: 'What is to be recorded.' })
    input: DischargePatientInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('dischargePatient', input, (write) => dischargePatient(write, input));
  }

  @Mutation(() => reviewed.Payload, {
    description:
      'Says what might have made an admission unnecessary, during the stay or within 30 days after it. A later review takes the place of an earlier one.',
  })
  reviewAdmission(
    @Arg('input', () => ReviewAdmissionInput, { description: 'What is to be recorded.' }) input: ReviewAdmissionInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('reviewAdmission', input, (write) => reviewAdmission(write, input));
  }

  @Mutation(() => corrected.Payload, {
    description: 'Puts right what was mistyped of a stay in your hospital. What was said before is kept.',
  })
  correctStay(
    @Arg('input', () => CorrectStayInput, { description: 'What is to be recorded.' }) input: CorrectStayInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('correctStay', input, (write) => correctStay(write, input));
  }

  @Mutation(() => withdrawn.Payload, {
    description:
      'Takes back a stay that was entered in error, such as that of another person. What it opened to your organisation closes at once; that it stood, and why it was taken back, stays on record.',
  })
  withdrawStay(
    @Arg('input', () => WithdrawStayInput, { description: 'What is to be recorded.' }) input: WithdrawStayInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('withdrawStay', input, (write) => withdrawStay(write, input));
  }
}

export const hospitalStayResolvers = [HospitalStayResolver, ...payloads];
