import { Field, InputType, Int } from 'type-graphql';
import { OneOfResidentInput } from '../writing/input.ts';
import { Resuscitation } from './clinical-summary.values.ts';

@InputType({
  description: 'What a clinician must know at once. Absent: it stays as it is; null: it is taken back.',
})
export class WriteClinicalSummaryInput extends OneOfResidentInput {
  @Field(() => [String], {
    nullable: true,
    description: 'At most 50, each in at most 200 characters; empty: asked, and none known. Needed once, never null.',
  })
  allergies?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Current medicines with dose: at most 100, each in at most 200 characters. Needed once, never null.',
  })
  medicines?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'What to do if the resident gets worse (ReSPECT), in at most 4,000 characters.',
  })
  escalationPlan?: string | null;

  @Field(() => Resuscitation, {
    nullable: true,
    description: 'Whether cardiopulmonary resuscitation is to be attempted (DNACPR). Never null.',
  })
  resuscitation?: Resuscitation | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Clinical frailty scale (Rockwood), 1 very fit to 9 dying.',
  })
  frailty?: number | null;
}
