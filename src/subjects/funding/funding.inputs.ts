import { Field, Float, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { CareType } from '../care-home/care-home.values.ts';
import { MutationInput } from '../writing/input.ts';
import { VersionRead } from '../writing/version.ts';
import { FundingSource } from './funding.values.ts';

const pounds = 'Pounds a week, with no more than two decimals.';

@InputType({ description: 'What else your organisation pays for a resident for whom it pays already.' })
export class RecordFundingComponentInput extends MutationInput {
  @Field(() => ID, { description: 'A resident for whom your organisation pays.' })
  resident!: string;

  @Field(() => String, { description: 'CQC location id of the home that is paid, where the resident lives.' })
  home!: string;

  @Field(() => FundingSource, {
    description: 'On what ground. One by which you would see more of the resident than you do is claimed instead.',
  })
  source!: FundingSource;

  @Field(() => Float, { description: pounds })
  weeklyAmount!: number;

  @Field(() => CalendarDate, { description: 'First day that is paid for, while the placement holds.' })
  from!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The first day on which it is no longer paid; absent: when the placement ends.',
  })
  to?: string | null;
}

@InputType({ description: 'Which component is no longer paid, and from when on.' })
export class EndFundingComponentInput extends MutationInput {
  @Field(() => ID, { description: 'A component that your organisation pays and recorded.' })
  fundingComponent!: string;

  @VersionRead()
  version!: number;

  @Field(() => CalendarDate, { description: 'The first day on which it is no longer paid.' })
  on!: string;
}

@InputType({ description: 'Which component changes to which amount, and from when on.' })
export class ChangeRateInput extends MutationInput {
  @Field(() => ID, { description: 'A component that your organisation pays and recorded.' })
  fundingComponent!: string;

  @VersionRead()
  version!: number;

  @Field(() => Float, { description: pounds })
  weeklyAmount!: number;

  @Field(() => CalendarDate, { description: 'The first day of the new amount.' })
  from!: string;
}

@InputType({ description: 'Where somebody for whom your council pays moves in.' })
export class RecordPlacementInput extends MutationInput {
  @Field(() => ID, { description: 'A resident for whom your council pays.' })
  resident!: string;

  @Field(() => String, { description: 'CQC location id of the home.' })
  home!: string;

  @Field(() => CareType, { description: 'The kind of care that was arranged.' })
  careType!: CareType;

  @Field(() => CalendarDate, { description: 'First day in the home, at most 28 days ahead.' })
  from!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: record it also where the answer to it was the problem `CONFIRM`.',
  })
  confirm?: boolean | null;
}

@InputType({ description: 'Who pays for the care of your resident.' })
export class ConfirmFundingInput extends MutationInput {
  @Field(() => ID, { description: 'A resident of your home.' })
  resident!: string;

  @Field(() => String, { description: 'Code of the council or integrated care board that pays your home.' })
  payer!: string;

  @Field(() => FundingSource, { description: 'On what ground it pays: nothing else is borne out by it.' })
  source!: FundingSource;
}
