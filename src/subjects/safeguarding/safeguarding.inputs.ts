import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate, DateTime, NhsNumber } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { AbuseKind, SafeguardingDecision } from './safeguarding.values.ts';

@InputType({ description: 'What is feared, in the words of whoever raises it.' })
export abstract class ConcernInput extends MutationInput {
  @Field(() => [AbuseKind], { description: 'At least one.' })
  kinds!: AbuseKind[];

  @Field(() => DateTime, { nullable: true, description: 'When it happened, if it was one event.' })
  occurredAt?: Date | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Since when it has gone on, if it was not one event.' })
  ongoingSince?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it happened, in at most 500 characters.' })
  location?: string | null;

  @Field(() => String, { description: 'What was seen, heard or told, in at most 10,000 characters.' })
  narrative!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The person or organisation from whom harm is feared, in at most 2,000 characters.',
  })
  allegedSource?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was done at once to keep the resident safe, in at most 2,000 characters.',
  })
  immediateAction?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the resident wants to come of it, in at most 2,000 characters.',
  })
  wishes?: string | null;
}

@InputType({ description: 'A concern about a resident whom you see.' })
export class RaiseSafeguardingConcernInput extends ConcernInput {
  @Field(() => ID, { description: 'The resident whom it is about.' })
  resident!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the council to raise it with, for a resident who lives in no home now. Otherwise it goes to the council of the area in which the home lies.',
  })
  council?: string | null;
}

@InputType({ description: 'A concern about a person whom you name by number, birthday and name.' })
export class ReportSafeguardingConcernInput extends ConcernInput {
  @Field(() => NhsNumber, { description: 'Of the person whom it is about.' })
  nhsNumber!: string;

  @Field(() => CalendarDate, { description: 'The day of birth, exactly.' })
  dateOfBirth!: string;

  @Field(() => String, { description: 'Case, blanks, hyphens and apostrophes do not matter.' })
  familyName!: string;

  @Field(() => String, { description: 'Code of the council in whose area the person is.' })
  council!: string;
}

@InputType({ description: 'What your council decided about a concern.' })
export class DecideSafeguardingConcernInput extends MutationInput {
  @Field(() => ID, { description: 'A concern that was raised with your council.' })
  concern!: string;

  @Field(() => SafeguardingDecision, { description: 'An enquiry is begun before it is closed.' })
  decision!: SafeguardingDecision;

  @Field(() => String, {
    nullable: true,
    description: 'What was found and what came of it, in at most 10,000 characters; needed where the concern ends.',
  })
  outcome?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The day of the decision; absent: today.' })
  decidedOn?: string | null;
}

@InputType({ description: 'Which concern who may read, why and until when.' })
export class ReleaseSafeguardingConcernInput extends MutationInput {
  @Field(() => ID, { description: 'A concern that was raised with your council.' })
  concern!: string;

  @Field(() => String, { description: 'Code of the organisation that is to read it; it must know the resident.' })
  organisation!: string;

  @Field(() => String, { description: 'Why it needs to read it, in at most 500 characters.' })
  reason!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The first day on which it may no longer read it; absent: until you withdraw the release.',
  })
  until?: string | null;
}

@InputType({ description: 'Which concern who may no longer read, and why.' })
export class WithdrawSafeguardingReleaseInput extends MutationInput {
  @Field(() => ID, { description: 'A concern that your council released, also one that has ended.' })
  concern!: string;

  @Field(() => String, { description: 'Code of the organisation that read it until now.' })
  organisation!: string;

  @Field(() => String, { description: 'Why, in at most 500 characters.' })
  reason!: string;
}
