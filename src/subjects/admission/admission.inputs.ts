import { Field, ID, InputType } from 'type-graphql';
import { AdmissionStatus } from '../care-home/care-home.values.ts';
import { MutationInput } from '../writing/input.ts';

@InputType({ description: 'Whether your home admits anyone from now on.' })
export class SetAdmissionStatusInput extends MutationInput {
  @Field(() => AdmissionStatus, {
    description: 'Any but `CLOSED_BY_COMMISSIONER`, which is the council’s to say (`setEmbargo`).',
  })
  status!: AdmissionStatus;

  @Field(() => String, {
    nullable: true,
    description:
      'On what conditions it admits, for everybody who looks for a bed: with `OPEN_WITH_RESTRICTIONS`, and only then. Name nobody.',
  })
  restrictions?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why, for the council and the NHS commissioner. Name nobody.',
  })
  reason?: string | null;
}

@InputType({ description: 'In which home nobody is to be placed for now.' })
export class SetEmbargoInput extends MutationInput {
  @Field(() => ID, { description: 'The id or the CQC location id of a home in the area of your council.' })
  home!: string;

  @Field(() => String, {
    description: 'Why: the home itself, councils and the NHS commissioner read it. Name nobody.',
  })
  reason!: string;
}

@InputType({ description: 'In which home people may be placed again.' })
export class LiftEmbargoInput extends MutationInput {
  @Field(() => ID, { description: 'The id or the CQC location id of a home on which your council placed an embargo.' })
  home!: string;
}
