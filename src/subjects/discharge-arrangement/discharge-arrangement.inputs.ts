import { Field, InputType } from 'type-graphql';
import { Weekday } from '../care-home/care-home.values.ts';
import { MutationInput } from '../writing/input.ts';

@InputType({ description: 'Hours of one weekday, Europe/London. A day may have several, which do not overlap.' })
export class DischargeHoursInput {
  @Field(() => Weekday, { description: 'The day on which these hours hold.' })
  weekday!: Weekday;

  @Field(() => String, { description: 'First moment, as 08:00.' })
  from!: string;

  @Field(() => String, { description: 'Before this time, as 18:00; 24:00 is midnight.' })
  until!: string;
}

@InputType({ description: 'Whom to ring about a vacancy or a discharge.' })
export class DutyContactInput {
  @Field(() => String, { nullable: true, description: 'Who answers for admissions.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'The number to ring.' })
  telephone?: string | null;
}

@InputType({ description: 'When your home takes people discharged from hospital.' })
export class SetDischargeHoursInput extends MutationInput {
  @Field(() => [DischargeHoursInput], {
    description: 'All hours of the week: on a day that is missing, the home takes nobody.',
  })
  hours!: DischargeHoursInput[];

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether it admits on a trusted assessor's assessment, without its own; absent: as it stands.",
  })
  acceptsTrustedAssessor?: boolean | null;

  @Field(() => DutyContactInput, {
    nullable: true,
    description: 'Whom to ring; absent: as it stands, null: nobody.',
  })
  dutyContact?: DutyContactInput | null;
}
