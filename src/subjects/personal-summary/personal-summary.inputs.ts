import { Field, InputType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { OneOfResidentInput } from '../writing/input.ts';
import { DeprivationOfLiberty } from './personal-summary.values.ts';

@InputType({
  description: 'Who stands by a resident, and what matters. Absent: it stays as it is; null: it is taken back.',
})
export class WritePersonalSummaryInput extends OneOfResidentInput {
  @Field(() => String, { nullable: true, description: 'Whom to tell, in at most 200 characters.' })
  nextOfKinName?: string | null;

  @Field(() => String, { nullable: true, description: 'The number at which to reach them, in at most 50 characters.' })
  nextOfKinTelephone?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who holds a lasting power of attorney, and for what, in at most 500 characters.',
  })
  lastingPowerOfAttorney?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "In the resident's own words, where there are any, in at most 4,000 characters.",
  })
  whatMattersToMe?: string | null;
}

@InputType({
  description: 'What the council decided, or that it was asked. It takes the place of what was said before.',
})
export class StateDeprivationOfLibertyInput extends OneOfResidentInput {
  @Field(() => DeprivationOfLiberty, { description: 'What is so now.' })
  deprivationOfLiberty!: DeprivationOfLiberty;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'First day on which it is authorised. Needed for AUTHORISED; else only with ENDED.',
  })
  authorisedFrom?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Last day on which it is, or was, authorised: within a year of the first.',
  })
  authorisedUntil?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'On which conditions, in at most 4,000 characters; only with AUTHORISED and ENDED.',
  })
  conditions?: string | null;
}
