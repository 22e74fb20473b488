import { Field, ID, InputType, Int } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { ReturnFigureName } from './monthly-return.values.ts';

const firstDay = 'The first day of the month.';

@InputType({ description: 'What a figure is.' })
export class ReturnFigureInput {
  @Field(() => ReturnFigureName, { description: 'Which.' })
  figure!: ReturnFigureName;

  @Field(() => Int, {
    nullable: true,
    description: 'As it is to be returned; null: as counted, or not said after all.',
  })
  value?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is not as counted: required of every figure that the hub counts. Name nobody.',
  })
  reason?: string | null;
}

@InputType({ description: 'What figures of your home’s return are.' })
export class CorrectReturnInput extends MutationInput {
  @Field(() => CalendarDate, { description: firstDay })
  month!: string;

  @Field(() => [ReturnFigureInput], { description: 'Those that you state; the others stay as they are.' })
  figures!: ReturnFigureInput[];
}

@InputType({ description: 'Which return your home submits.' })
export class SubmitReturnInput extends MutationInput {
  @Field(() => CalendarDate, { description: `${firstDay} It must be over.` })
  month!: string;
}

@InputType({ description: 'Which return a home is to submit again.' })
export class ReopenReturnInput extends MutationInput {
  @Field(() => ID, { description: 'The id or the CQC location id of a home in the area of your council.' })
  home!: string;

  @Field(() => CalendarDate, { description: firstDay })
  month!: string;

  @Field(() => String, { description: 'Why: the home and the NHS commissioner read it. Name nobody.' })
  reason!: string;
}
