import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { VersionRead } from '../writing/version.ts';

@InputType({ description: 'Which registration has ended, and when.' })
export class EndRegistrationInput extends MutationInput {
  @Field(() => ID, { description: 'A registration with your own practice.' })
  gpRegistration!: string;

  @VersionRead()
  version!: number;

  @Field(() => CalendarDate, {
    description:
      'The first day on which it no longer holds: not in the future, nor before it began. On the day on which it began: it never held.',
  })
  to!: string;
}

@InputType({ description: 'Whom a resident prefers to see.' })
export class SetPreferredClinicianInput extends MutationInput {
  @Field(() => ID, { description: 'A resident who is registered with your practice.' })
  resident!: string;

  @VersionRead()
  version!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Name and role of the clinician, in at most 200 characters; null: the resident prefers nobody. Never absent.',
  })
  preferredClinician?: string | null;
}
