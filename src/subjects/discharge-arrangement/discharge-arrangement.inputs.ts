import { Field, InputType } from 'type-graphql';
import { ofHours, WeekHoursInput } from '../week-hours.ts';
import { MutationInput } from '../writing/input.ts';

@InputType({ description: ofHours })
export class DischargeHoursInput extends WeekHoursInput {}

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
