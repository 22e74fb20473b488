import { Field, Float, InputType, Int } from 'type-graphql';
import { CalendarDate, DateTime, NhsNumber } from '../../shared/scalars.ts';
import { CareType } from '../care-home/care-home.values.ts';
import { FundingSource } from '../funding/funding.values.ts';
import { Sex } from '../resident/resident.values.ts';
import { MutationInput } from '../writing/input.ts';

/** Names a person by what whoever stands before that person knows. */
@InputType()
export abstract class PersonInput extends MutationInput {
  @Field(() => NhsNumber, { description: 'The NHS number, with or without blanks.' })
  nhsNumber!: string;

  @Field(() => CalendarDate, { description: 'The day of birth, exactly.' })
  dateOfBirth!: string;

  @Field(() => String, { description: 'Case, blanks, hyphens and apostrophes do not matter.' })
  familyName!: string;
}

@InputType({ description: 'What opens a record in an emergency: whose, and why.' })
export class BreakGlassInput extends PersonInput {
  @Field(() => String, {
    description: 'Why the record is needed now, in at most 500 characters. Privacy officers read it.',
  })
  reason!: string;

  @Field(() => Int, { nullable: true, description: 'For how long; absent: as long as the agreement allows.' })
  hours?: number | null;
}

@InputType({ description: 'Who is registered with your practice, and since when.' })
export class ClaimRegistrationInput extends PersonInput {
  @Field(() => CalendarDate, { description: 'The first day of the registration.' })
  from!: string;
}

@InputType({ description: 'Who is in your emergency department, and since when.' })
export class ClaimAttendanceInput extends PersonInput {
  @Field(() => DateTime, { description: 'When the person arrived; not in the future.' })
  arrivedAt!: Date;
}

@InputType({ description: 'Who is an inpatient of your trust, and since when.' })
export class ClaimStayInput extends PersonInput {
  @Field(() => DateTime, { description: 'When the person was admitted; not in the future.' })
  admittedAt!: Date;

  @Field(() => String, { description: 'NHS admission method code, such as 21.' })
  admissionMethod!: string;
}

@InputType({ description: 'Who moved into your home, and since when.' })
export class AdmitResidentInput extends PersonInput {
  @Field(() => String, { nullable: true, description: 'Given name, in at most 200 characters.' })
  givenName?: string | null;

  @Field(() => Sex, { nullable: true, description: 'Sex as the NHS records it; absent: not known.' })
  sex?: Sex | null;

  @Field(() => String, { description: 'CQC location id of your home.' })
  home!: string;

  @Field(() => CareType, { description: 'The kind of care for which the person moved in.' })
  careType!: CareType;

  @Field(() => CalendarDate, { description: 'The first day in the home; not in the future.' })
  from!: string;

  @Field(() => String, { nullable: true, description: 'As the home names its rooms, in at most 50 characters.' })
  room?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: record it also where the answer to it was the problem `CONFIRM`.',
  })
  confirm?: boolean | null;
}

@InputType({ description: 'For whose care in which home your organisation pays, and how much.' })
export class ClaimFundingInput extends PersonInput {
  @Field(() => String, { description: 'CQC location id of the home that is paid.' })
  home!: string;

  @Field(() => FundingSource, { description: 'On what ground your organisation pays.' })
  source!: FundingSource;

  @Field(() => Float, { description: 'Pounds a week, with no more than two decimals.' })
  weeklyAmount!: number;

  @Field(() => CalendarDate, { description: 'First day that is paid for.' })
  from!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'The first day on which it is no longer paid.' })
  to?: string | null;
}
