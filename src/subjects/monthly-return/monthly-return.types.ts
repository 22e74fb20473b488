import { Field, Int, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { ReturnFigureName, ReturnState } from './monthly-return.values.ts';

@ObjectType({
  description: 'One figure of a return: as the hub counted it, as the home states it, and why they differ.',
  simpleResolvers: true,
})
export class ReturnFigure {
  @Field(() => ReturnFigureName, { description: 'What it tells.' })
  figure!: ReturnFigureName;

  @Field(() => Int, {
    nullable: true,
    description:
      'From what the home recorded, reckoned when it was submitted or, before, now; null of what the hub does not count.',
  })
  counted!: number | null;

  @Field(() => Int, { nullable: true, description: 'As it is returned; null of what the home has not said yet.' })
  value!: number | null;

  @Field(() => String, { nullable: true, description: 'Why it is not as counted.' })
  reason!: string | null;
}

@ObjectType({ description: 'Figures as they were submitted, which nobody changes.', simpleResolvers: true })
export class ReturnSubmission {
  @Field(() => Int, { description: 'The first is 1; each time that the council reopens the return, there is another.' })
  version!: number;

  @Field(() => DateTime, { description: 'When the home submitted it.' })
  submittedAt!: Date;

  @Field(() => [ReturnFigure], { description: 'All figures, in one order.' })
  figures!: ReturnFigure[];

  @Field(() => DateTime, { nullable: true, description: 'When the council reopened it; null of the one that stands.' })
  reopenedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why, in the words of the council.' })
  reopeningReason!: string | null;
}

@ObjectType({
  description: 'What a home tells of one month, once, to its council and to the NHS commissioner.',
  simpleResolvers: true,
})
export class MonthlyReturn {
  @Field(() => CalendarDate, { description: 'The first day of the month.' })
  month!: string;

  @Field(() => ReturnState, { description: 'How far it has come.' })
  state!: ReturnState;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which it is in time; null if the agreement has no reward scheme.',
  })
  dueOn!: string | null;

  @Field(() => [ReturnFigure], {
    nullable: true,
    description:
      'The figures that stand as submitted. Before, to the home itself as it would submit them now, and null to everybody else: not submitted is not zero.',
  })
  figures!: ReturnFigure[] | null;

  @Field(() => [ReturnSubmission], { description: 'Every version that was submitted, the latest first.' })
  submissions!: ReturnSubmission[];

  /** The uuid of the home. */
  _home!: string;
}
