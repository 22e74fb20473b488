import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { RatingDomain, RatingGrade } from '../care-home/care-home.values.ts';
import { MutationInput } from '../writing/input.ts';
import { VersionRead } from '../writing/version.ts';
import { RecommendationPriority } from './quality-visit.values.ts';

@InputType({ description: 'What was found in one domain.' })
export class QualityFindingInput {
  @Field(() => RatingDomain, { description: 'Any but `OVERALL`.' })
  domain!: RatingDomain;

  @Field(() => RatingGrade, { description: 'Your council’s grade; `NOT_RATED`: words alone.' })
  rating!: RatingGrade;

  @Field(() => String, { nullable: true, description: 'What was seen, in at most 4,000 characters. Name nobody.' })
  words?: string | null;
}

@InputType({ description: 'What the home is to do.' })
export class RecommendationInput {
  @Field(() => String, { description: 'What is to be done, in at most 2,000 characters. Name nobody.' })
  text!: string;

  @Field(() => RecommendationPriority, { description: 'How much depends on it.' })
  priority!: RecommendationPriority;

  @Field(() => CalendarDate, { description: 'The last day on which it is to be done: not before the visit.' })
  dueOn!: string;
}

@InputType({ description: 'A visit to a home of your area. Name no resident, relative or member of staff.' })
export class RecordQualityVisitInput extends MutationInput {
  @Field(() => ID, { description: 'The id or the CQC location id of a home in the area of your council.' })
  home!: string;

  @Field(() => CalendarDate, { description: 'When it was: not in the future.' })
  visitedOn!: string;

  @Field(() => Boolean, { description: 'Whether the home had been told before.' })
  announced!: boolean;

  @Field(() => [QualityFindingInput], { description: 'What was found, each domain once.' })
  findings!: QualityFindingInput[];

  @Field(() => [RecommendationInput], { description: 'What is recommended: none, or up to 50.' })
  recommendations!: RecommendationInput[];
}

@InputType()
abstract class OfRecommendation extends MutationInput {
  @Field(() => ID, { description: 'A recommendation that you read.' })
  recommendation!: string;

  @VersionRead()
  version!: number;
}

@InputType({ description: 'What your home did about a recommendation.' })
export class AnswerRecommendationInput extends OfRecommendation {
  @Field(() => String, { description: 'What was done, in at most 4,000 characters. Name nobody.' })
  words!: string;

  @Field(() => CalendarDate, { description: 'When it was done: not in the future, nor before the visit.' })
  doneOn!: string;
}

@InputType({ description: 'What your council thinks of an answer.' })
export class SettleRecommendationInput extends OfRecommendation {
  @Field(() => Boolean, { description: 'True: it is done. False: the home is to answer anew.' })
  accepted!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'In at most 4,000 characters; what is still missing, where it is sent back. Name nobody.',
  })
  words?: string | null;
}
