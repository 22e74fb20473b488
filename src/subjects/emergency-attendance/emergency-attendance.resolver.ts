import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Resident } from '../resident/resident.entity.ts';
import { attendancesOfResident } from '../resident/resident.loaders.ts';
import { residentOf } from '../resident/resident-of-record.ts';
import { payloadOf } from '../writing/payload.ts';
import { EmergencyAttendance } from './emergency-attendance.entity.ts';
import { EndAttendanceInput, RecordConveyanceInput, WithdrawAttendanceInput } from './emergency-attendance.inputs.ts';
import { endAttendance, recordConveyance, withdrawAttendance } from './emergency-attendance.writes.ts';

const EmergencyAttendanceConnection = connectionOf(EmergencyAttendance);
const conveyed = payloadOf('RecordConveyance', EmergencyAttendance);
const ended = payloadOf('EndAttendance', EmergencyAttendance);
const withdrawn = payloadOf('WithdrawAttendance', EmergencyAttendance);
const payloads = [conveyed, ended, withdrawn].map(({ PayloadResolver }) => PayloadResolver);

const what = { description: 'What is to be recorded.' };

@Resolver(() => EmergencyAttendance)
class EmergencyAttendanceResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: 'The hospital trust.' })
  trust(@Root() attendance: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', attendance._trust, info);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'Who attended.' })
  resident(@Root() attendance: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return residentOf(records, attendance, info);
  }

  @Mutation(() => conveyed.Payload, {
    description:
      'Says how a patient was brought to your emergency department, from where and when; also after the patient left. Said again, it is corrected.',
  })
  recordConveyance(
    @Arg('input', () => RecordConveyanceInput, what) input: RecordConveyanceInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('recordConveyance', input, (write) => recordConveyance(write, input));
  }

  @Mutation(() => ended.Payload, {
    description:
      'Ends an attendance: the patient went back, or to a ward, or elsewhere. From the next question on your organisation reads what it recorded itself, for 30 days, and no more of the person, unless a stay has begun.',
  })
  endAttendance(
    @Arg('input', () => EndAttendanceInput, what) input: EndAttendanceInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('endAttendance', input, (write) => endAttendance(write, input));
  }

  @Mutation(() => withdrawn.Payload, {
    description:
      'Takes back an attendance that was entered in error. What it opened to your organisation closes at once; that it stood, and why it was taken back, stays on record.',
  })
  withdrawAttendance(
    @Arg('input', () => WithdrawAttendanceInput, what) input: WithdrawAttendanceInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('withdrawAttendance', input, (write) => withdrawAttendance(write, input));
  }
}

@Resolver(() => Resident)
class AttendancesOfResidentResolver {
  @FieldResolver(() => EmergencyAttendanceConnection, {
    nullable: true,
    description: 'Attendances at emergency departments, latest arrival first; null if withheld.',
  })
  emergencyAttendances(
    @Root() resident: RecordRow,
    @Args() page: PageArguments,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return records.page(attendancesOfResident, resident, page, [], info);
  }
}

export const emergencyAttendanceResolvers = [EmergencyAttendanceResolver, AttendancesOfResidentResolver, ...payloads];
