import { Field, Float, InputType, Int } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { CareType } from '../care-home/care-home.values.ts';
import { MutationInput } from '../writing/input.ts';
import { GendersSuited } from './capacity.values.ts';

@InputType({ description: 'How many beds of one care type the home has now, and how many are free.' })
export class CareTypeCapacityInput {
  @Field(() => CareType, { description: 'The kind of care that these beds are for: one that the home gives.' })
  careType!: CareType;

  @Field(() => Int, { description: 'Beds of this care type.' })
  maximum!: number;

  @Field(() => Int, { description: 'Beds in use or held for somebody in hospital.' })
  occupied!: number;

  @Field(() => Int, { description: 'Free beds promised to somebody.' })
  reserved!: number;

  @Field(() => Int, { description: 'Free beds that somebody can have; reserved ones are not among them.' })
  available!: number;

  @Field(() => GendersSuited, {
    nullable: true,
    description: 'Whom the free beds suit; absent: as it stands, or anyone.',
  })
  gendersSuited?: GendersSuited | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Lowest rate, pounds a week; absent: as it stands, null: not stated.',
  })
  weeklyRateFrom?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Highest rate, pounds a week; absent: as it stands, null: not stated.',
  })
  weeklyRateUntil?: number | null;
}

@InputType({ description: 'The beds of your home, of one care type or several. Those left out stay as they stand.' })
export class UpdateCapacityInput extends MutationInput {
  @Field(() => [CareTypeCapacityInput], { description: 'Each care type once. All are recorded, or none.' })
  careTypes!: CareTypeCapacityInput[];

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was so; absent: now. Not before the moment of which the home has stated these beds already.',
  })
  asOf?: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: record it also where the answer to it was the problem `CONFIRM`.',
  })
  confirm?: boolean | null;
}
