import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { VersionRead } from '../writing/version.ts';
import { ServiceAnswer, ServiceKind } from './service-request.values.ts';

@InputType({ description: 'What is needed for whom, and who is asked for it.' })
export class RequestServiceInput extends MutationInput {
  @Field(() => ID, { description: 'The resident who needs it.' })
  resident!: string;

  @Field(() => ID, {
    description:
      'The id of the organisation that is asked, or its code: one that looks after the resident or pays for the care already. A practice asks trusts.',
  })
  asked!: string;

  @Field(() => ServiceKind, { description: 'What is asked for.' })
  kind!: ServiceKind;

  @Field(() => String, { description: 'What is needed and why, in at most 4,000 characters.' })
  details!: string;
}

@InputType({ description: 'What is answered to which request.' })
export class AnswerServiceRequestInput extends MutationInput {
  @Field(() => ID, { description: 'A request that your organisation was asked.' })
  serviceRequest!: string;

  @VersionRead()
  version!: number;

  @Field(() => ServiceAnswer, { description: 'What you say.' })
  answer!: ServiceAnswer;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'By which day you promise it, today or later; absent: as it was said before.',
  })
  promisedBy?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'For when it is planned: with `SCHEDULED`, and only then.' })
  scheduledFor?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'For whoever asked, in at most 4,000 characters. With `DECLINED` it is the reason, and must be said.',
  })
  reply?: string | null;
}

@InputType({ description: 'Which request is no longer needed, and why.' })
export class WithdrawServiceRequestInput extends MutationInput {
  @Field(() => ID, { description: 'A request of your organisation that still waits.' })
  serviceRequest!: string;

  @VersionRead()
  version!: number;

  @Field(() => String, { description: 'Why it is not needed any more, in at most 1,000 characters.' })
  reason!: string;
}
