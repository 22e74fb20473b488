import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { DecidedBy, ObjectionKind } from './objection.values.ts';

@InputType({ description: 'Who objects to what.' })
export class RecordObjectionInput extends MutationInput {
  @Field(() => ID, { description: 'The resident who objects.' })
  resident!: string;

  @Field(() => ObjectionKind, { description: 'What the resident objects to.' })
  kind!: ObjectionKind;

  @Field(() => String, {
    nullable: true,
    description: 'The organisation that the objection is against, by its id or code; absent: against all.',
  })
  against?: string | null;

  @Field(() => DecidedBy, { description: 'Who decided it for the resident.' })
  decidedBy!: DecidedBy;

  @Field(() => CalendarDate, { nullable: true, description: 'The day on which it was made; absent: today.' })
  madeOn?: string | null;
}

@InputType({ description: 'Which objection holds no more.' })
export class WithdrawObjectionInput extends MutationInput {
  @Field(() => ID, { description: 'An objection that your organisation recorded.' })
  objection!: string;

  @Field(() => DecidedBy, { description: 'Who decided to withdraw it.' })
  decidedBy!: DecidedBy;

  @Field(() => CalendarDate, { nullable: true, description: 'The day on which it was withdrawn; absent: today.' })
  withdrawnOn?: string | null;
}
