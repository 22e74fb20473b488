import { Field, ID, InputType } from 'type-graphql';
import type { WriteInput } from '../../access/writing/writer.ts';
import { VersionIfAny } from './version.ts';

@InputType()
export abstract class MutationInput implements WriteInput {
  @Field(() => String, {
    description:
      'Made up by you for this one request, 8 to 100 characters. Sent again by the same user in the same role for the same purpose with the same input, it has one effect and the same answer.',
  })
  idempotencyKey!: string;
}

/** Of some records there is one of each resident, so that it is named by whom it is about. */
@InputType()
export abstract class OneOfResidentInput extends MutationInput {
  @Field(() => ID, { description: 'The resident whom it is about.' })
  resident!: string;

  @VersionIfAny()
  version?: number | null;
}
