import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { VersionRead } from '../writing/version.ts';
import { avoidableFactors, DelayAgency, DelayReason, DischargePathway } from './hospital-stay.values.ts';

@InputType()
export abstract class StayInput extends MutationInput {
  @Field(() => ID, { description: 'A stay in your own hospital.' })
  stay!: string;

  @VersionRead()
  version!: number;
}

@InputType({ description: 'Since when a patient could leave.' })
export class SetDischargeReadyInput extends StayInput {
  @Field(() => CalendarDate, {
    nullable: true,
    description:
      'The day on which the final period began in which the criteria to reside are not met; null: the patient needs the hospital again, and no delay counts any more.',
  })
  readyOn!: string | null;

  @Field(() => DischargePathway, { nullable: true, description: 'What the patient will need; absent: as it was.' })
  pathway?: DischargePathway | null;
}

@InputType({ description: 'Why a patient who could leave is still there.' })
export class RecordDelayInput extends StayInput {
  @Field(() => DelayReason, { nullable: true, description: 'Why; null, with `agency`: nothing delays it any more.' })
  reason!: DelayReason | null;

  @Field(() => DelayAgency, { nullable: true, description: 'Who is to end the delay; null only with `reason`.' })
  agency!: DelayAgency | null;
}

@InputType({ description: 'When a patient left, and for where.' })
export class DischargePatientInput extends StayInput {
  @Field(() => DateTime, {
    description:
      'When the patient left: not in the future, nor before the admission or the day since which the patient could leave.',
  })
  dischargedAt!: Date;

  @Field(() => DischargePathway, {
    description: 'What the patient needs afterwards. Back to the own care home without new help is P0.',
  })
  pathway!: DischargePathway;

  @Field(() => String, { description: 'NHS discharge destination code, two digits, such as 54.' })
  destination!: string;
}

@InputType({ description: 'What was mistyped of a stay. What is not named stays as it is.' })
export class CorrectStayInput extends StayInput {
  @Field(() => DateTime, { nullable: true, description: 'When the patient was admitted: not in the future.' })
  admittedAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'NHS admission method code, such as 21.' })
  admissionMethod?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the patient left: earlier than was said. A later one would keep the person open to you: somebody who came again is admitted anew.',
  })
  dischargedAt?: Date | null;
}

@InputType({ description: 'Which stay never was, and how it came to be recorded.' })
export class WithdrawStayInput extends StayInput {
  @Field(() => String, { description: 'How the mistake was made, in at most 500 characters.' })
  reason!: string;
}

@InputType({ description: 'What might have made an admission unnecessary.' })
export class ReviewAdmissionInput extends StayInput {
  @Field(() => [String], {
    description: `At most ten, each in at most 200 characters; none: nothing would have. Measures count those in these words by name, and all others together: ${Object.values(avoidableFactors).join('; ')}.`,
  })
  factors!: string[];
}
