import { Field, Float, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../shared/scalars.ts';
import { Suppression } from './disclosure/rule.ts';
import { Dimension, MeasureName } from './measure.values.ts';

@ObjectType({ description: 'A half-open period of whole calendar months.', simpleResolvers: true })
export class MeasurePeriod {
  @Field(() => CalendarDate)
  from!: string;

  @Field(() => CalendarDate, { description: 'The first day that is not in it.' })
  to!: string;
}

@ObjectType({ description: 'The member of one dimension that a row is about.', simpleResolvers: true })
export class MeasureKey {
  @Field(() => Dimension)
  dimension!: Dimension;

  @Field(() => String)
  value!: string;
}

@ObjectType({ description: 'A published number over the whole period.', simpleResolvers: true })
export class MeasureTotal {
  @Field(() => Float, {
    nullable: true,
    description:
      'In the unit of the measure, from numerator and denominator as they are shown; null if one of them is hidden or there was nobody.',
  })
  value!: number | null;

  @Field(() => Int, { nullable: true, description: 'Rounded as the agreement says; null if hidden.' })
  numerator!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Rounded as the agreement says; null if hidden because it is small.',
  })
  denominator!: number | null;

  @Field(() => Suppression, { description: 'What was done to the numerator.' })
  suppression!: Suppression;
}

@ObjectType({ description: 'A published number of one combination of members.', simpleResolvers: true })
export class MeasureRow extends MeasureTotal {
  @Field(() => [MeasureKey], { description: 'One member of each dimension, in the order of `groupBy`.' })
  key!: MeasureKey[];
}

@ObjectType({
  description:
    'What was counted, as published: each table is protected as a whole, once, so that no combination of answers tells of one person.',
  simpleResolvers: true,
})
export class Measure {
  @Field(() => MeasureName)
  name!: MeasureName;

  @Field(() => String, { description: 'What a number of it says.' })
  sentence!: string;

  @Field(() => String)
  unit!: string;

  @Field(() => MeasurePeriod, {
    description: 'What the answer is about: the published periods that cover what was asked for, a year or more.',
  })
  period!: MeasurePeriod;

  @Field(() => CalendarDate, { description: 'The last day of the last month that is published.' })
  dataThrough!: string;

  @Field(() => String, { description: 'The version of the agreement that it is shown under.' })
  agreement!: string;

  @Field(() => [MeasureRow])
  rows!: MeasureRow[];

  @Field(() => MeasureTotal)
  total!: MeasureTotal;
}

@ObjectType({ description: 'Dimensions that a measure is published by, together.', simpleResolvers: true })
export class MeasureGrouping {
  @Field(() => [Dimension], { description: 'In any order; none is the total alone.' })
  dimensions!: Dimension[];
}

@ObjectType({ description: 'What a measure means and how it may be asked for.', simpleResolvers: true })
export class MeasureDefinition {
  @Field(() => MeasureName)
  name!: MeasureName;

  @Field(() => String, { description: 'What a number of it says.' })
  sentence!: string;

  @Field(() => String)
  unit!: string;

  @Field(() => String)
  numerator!: string;

  @Field(() => String)
  denominator!: string;

  @Field(() => String, { description: 'What is not counted.' })
  exclusions!: string;

  @Field(() => String, { description: 'Where the definition comes from.' })
  source!: string;

  @Field(() => [MeasureGrouping], { description: 'The groupings that the agreement publishes.' })
  groupings!: MeasureGrouping[];
}
