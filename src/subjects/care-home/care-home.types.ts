import { Field, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { connectionOf } from '../connection.ts';
import { CareHome } from './care-home.entity.ts';
import { RatingGrade } from './care-home.values.ts';
import { Rating } from './rating.entity.ts';
import { SearchCondition } from './search.inputs.ts';

@ObjectType({ description: 'What the CQC last published about a home.', simpleResolvers: true })
export class HomeRating {
  @Field(() => RatingGrade, { description: 'The overall grade in force.' })
  overall!: RatingGrade;

  @Field(() => CalendarDate, { description: 'When the overall rating was published.' })
  publishedOn!: string;

  @Field(() => Boolean, { description: 'It was given to the home under its former registration.' })
  inherited!: boolean;

  @Field(() => [Rating], { description: 'Of each domain that was rated.' })
  domains!: Rating[];
}

@ObjectType({ description: 'Whom to ring about a vacancy or a discharge.', simpleResolvers: true })
export class DutyContact {
  @Field(() => String, { nullable: true, description: 'Who answers for admissions.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'The number to ring.' })
  telephone!: string | null;
}

@ObjectType({
  description: 'The clinician who leads the care that the network gives to a home.',
  simpleResolvers: true,
})
export class ClinicalLead {
  @Field(() => String, { description: 'Title and name.' })
  name!: string;
}

@ObjectType({
  description:
    'How many homes one condition rules out, whatever the others do: a home may be counted under several. Of the homes within the distance that was asked for, or of the whole directory without one; too far away are all others.',
  simpleResolvers: true,
})
export class ConditionExcluded {
  @Field(() => SearchCondition, { description: 'The condition of the search.' })
  condition!: SearchCondition;

  @Field(() => Int, { description: 'How many homes it ruled out.' })
  homes!: number;
}

/** A list of homes that also tells what it left out. */
export const CareHomeSearchConnection = connectionOf(CareHome, 'CareHomeSearch');
Field(() => [ConditionExcluded], {
  description:
    'Why homes are not in the list, for each condition that was asked for, so that an empty list never reads as "no beds".',
})(CareHomeSearchConnection.prototype, 'excluded');
