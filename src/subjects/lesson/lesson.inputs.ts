import { Field, ID, InputType } from 'type-graphql';
import { Harm, IncidentKind } from '../incident/incident.values.ts';
import { MutationInput } from '../writing/input.ts';

const words = 'in at most 4,000 characters, without names, numbers or full dates';

@InputType({ description: 'What was learned, without saying to whom it happened.' })
export class ShareLessonInput extends MutationInput {
  @Field(() => IncidentKind, { description: 'The kind of incident from which it was learned.' })
  incidentKind!: IncidentKind;

  @Field(() => Harm, { nullable: true, description: 'How much harm came of it, if you tell.' })
  harm?: Harm | null;

  @Field(() => String, { description: `What happened, ${words}.` })
  whatHappened!: string;

  @Field(() => String, { description: `What was learned from it, ${words}.` })
  whatWeLearned!: string;

  @Field(() => String, { description: `What is done otherwise since, ${words}.` })
  whatWeChanged!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: your organisation is not named; others read of which kind it is, such as a care home. `NOT_POSSIBLE` where fewer than three of that kind use the hub.',
  })
  unnamed?: boolean | null;
}

@InputType({ description: 'Which lesson is shared no more.' })
export class WithdrawLessonInput extends MutationInput {
  @Field(() => ID, { description: 'A lesson of your organisation that is shared.' })
  lesson!: string;
}
