import { Field, ObjectType } from 'type-graphql';
import { ProblemsPayload, whatCame } from '../writing/problem.ts';

@ObjectType({ description: whatCame, simpleResolvers: true })
export class RecordFeedbackPayload extends ProblemsPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'Hand this to the giver: by it the giver has the feedback taken back by the council. It opens nothing, and says nothing of what was chosen. Null with problems.',
  })
  receipt!: string | null;
}

@ObjectType({ description: whatCame, simpleResolvers: true })
export class WithdrawFeedbackPayload extends ProblemsPayload {}
