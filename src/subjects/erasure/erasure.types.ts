import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { MutationInput } from '../writing/input.ts';
import { ProblemsPayload, whatCame } from '../writing/problem.ts';

export enum ErasureReason {
  WRONG_PERSON = 'WRONG_PERSON',
  NAMES_ANOTHER = 'NAMES_ANOTHER',
  ORDERED = 'ORDERED',
}
registerEnumType(ErasureReason, {
  name: 'ErasureReason',
  description: 'Why a record is erased before its time.',
  valuesConfig: {
    WRONG_PERSON: { description: 'It was written of a person whom it is not about.' },
    NAMES_ANOTHER: { description: 'It tells of another person what must not stand in this record.' },
    ORDERED: { description: 'A court or the Information Commissioner ordered it.' },
  },
});

@InputType({ description: 'Which record is to be erased, and why.' })
export class OrderErasureInput extends MutationInput {
  @Field(() => ID, {
    description:
      'The id of a record that your organisation wrote, as its staff see it; also of one that was ended or that you do not see yourself. Of a council also that of feedback about a home of its area, named or not.',
  })
  record!: string;

  @Field(() => ErasureReason, { description: 'Why. It stands in the access record, and nothing of what was erased.' })
  reason!: ErasureReason;
}

@ObjectType({ description: 'That a record was ordered to be erased.', simpleResolvers: true })
export class ErasureOrder {
  @Field(() => String, { description: 'What kind of record it was, such as `Incident`.' })
  type!: string;

  @Field(() => ErasureReason, { description: 'Why.' })
  reason!: ErasureReason;
}

@ObjectType({ description: whatCame, simpleResolvers: true })
export class OrderErasurePayload extends ProblemsPayload {
  @Field(() => ErasureOrder, {
    nullable: true,
    description: 'The order that was carried out; null with problems. The record is in no answer any more.',
  })
  order!: ErasureOrder | null;
}
