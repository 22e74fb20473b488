import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { VersionRead } from '../writing/version.ts';
import { AbsenceReason, PlacementEndReason } from './placement.values.ts';

@InputType({ description: 'Which placement in your home ends, when and why.' })
export class EndPlacementInput extends MutationInput {
  @Field(() => ID, { description: 'A placement in your home that has not ended.' })
  placement!: string;

  @VersionRead()
  version!: number;

  @Field(() => CalendarDate, {
    description:
      'The first day on which the resident no longer lives in the home, at most 28 days ahead; of somebody who died, the day of death.',
  })
  on!: string;

  @Field(() => PlacementEndReason, { description: 'Why it ends.' })
  reason!: PlacementEndReason;
}

@InputType({ description: 'Of whom it was said by mistake that they have died.' })
export class WithdrawDeathInput extends MutationInput {
  @Field(() => ID, { description: 'A placement in your home that your home has ended with `DIED`.' })
  placement!: string;

  @VersionRead()
  version!: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Say true if more people live in the home than the CQC registered beds, and it is so.',
  })
  confirm?: boolean | null;
}

@InputType({ description: 'Until when the bed of a resident who is away is kept.' })
export class HoldBedInput extends MutationInput {
  @Field(() => ID, { description: 'A placement in your home that has not ended.' })
  placement!: string;

  @VersionRead()
  version!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'In the future, and not after the end of the placement; absent: the bed is kept no longer.',
  })
  until?: Date | null;
}

@InputType({ description: 'Which resident is away from your home, since when and why.' })
export class RecordAbsenceInput extends MutationInput {
  @Field(() => ID, { description: 'A resident of your home.' })
  resident!: string;

  @Field(() => CalendarDate, { description: 'The first day away, while the placement holds; not in the future.' })
  from!: string;

  @Field(() => AbsenceReason, { description: 'Why the resident is away.' })
  reason!: AbsenceReason;
}

@InputType({ description: 'Who is back in your home, and since when.' })
export class EndAbsenceInput extends MutationInput {
  @Field(() => ID, { description: 'An absence that has not ended.' })
  absence!: string;

  @VersionRead()
  version!: number;

  @Field(() => CalendarDate, { description: 'The day of the return; not in the future.' })
  on!: string;
}
