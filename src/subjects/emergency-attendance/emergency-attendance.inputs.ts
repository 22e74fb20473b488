import { Field, ID, InputType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { VersionRead } from '../writing/version.ts';
import { ArrivalMode, AttendanceOutcome, ConveyedFrom } from './emergency-attendance.values.ts';

@InputType()
export abstract class AttendanceInput extends MutationInput {
  @Field(() => ID, { description: 'An attendance at your own emergency department.' })
  attendance!: string;

  @VersionRead()
  version!: number;
}

@InputType({
  description: 'How a patient was brought to the emergency department. What is absent or null is not known.',
})
export class RecordConveyanceInput extends AttendanceInput {
  @Field(() => ArrivalMode, { description: 'How the patient came.' })
  arrivalMode!: ArrivalMode;

  @Field(() => ConveyedFrom, { nullable: true, description: 'From where.' })
  conveyedFrom?: ConveyedFrom | null;

  @Field(() => DateTime, { nullable: true, description: 'When the ambulance was called: not after it left.' })
  calledAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it left with the patient: not after the arrival.' })
  conveyedAt?: Date | null;
}

@InputType({ description: 'When a patient left the emergency department, and what came of it.' })
export class EndAttendanceInput extends AttendanceInput {
  @Field(() => DateTime, { description: 'When the patient left: not in the future, nor before the arrival.' })
  departedAt!: Date;

  @Field(() => AttendanceOutcome, { description: 'What came of it.' })
  outcome!: AttendanceOutcome;

  @Field(() => String, { nullable: true, description: 'What was found, in at most 500 characters.' })
  diagnosis?: string | null;
}

@InputType({ description: 'Which attendance never was, and how it came to be recorded.' })
export class WithdrawAttendanceInput extends AttendanceInput {
  @Field(() => String, { description: 'How the mistake was made, in at most 500 characters.' })
  reason!: string;
}
