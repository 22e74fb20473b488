import { Field, Float, Int, ObjectType } from 'type-graphql';
import { peersTogether } from '../shared/peers.ts';
import { CalendarDate } from '../shared/scalars.ts';
import { MeasureKind } from './definitions/definition.ts';
import { Suppression } from './disclosure/rule.ts';
import { Dimension, MeasureBlock, MeasureName } from './measure.values.ts';

@ObjectType({ description: 'A half-open period of days.', simpleResolvers: true })
export class MeasurePeriod {
  @Field(() => CalendarDate, { description: 'The first day.' })
  from!: string;

  @Field(() => CalendarDate, { description: 'The first day that is not in it.' })
  to!: string;
}

@ObjectType({ description: 'The member of one dimension that a row is about.', simpleResolvers: true })
export class MeasureKey {
  @Field(() => Dimension, { description: 'Which dimension.' })
  dimension!: Dimension;

  @Field(() => String, { description: 'Its member, as `Dimension` describes them.' })
  value!: string;
}

@ObjectType({ description: 'A published number over the whole period.', simpleResolvers: true })
export class MeasureTotal {
  @Field(() => Float, {
    nullable: true,
    description:
      'The number itself, in the unit of the measure. A rate is by the year where the unit says so, else by days, however long the period; a share is in per cent; a mean or an amount is that of the whole period. From numerator and denominator as they are shown. Null if one of them is hidden, if there was nothing to divide by, of a share among fewer than ten, and of a mean or sum of which one event makes more than half.',
  })
  value!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'What is behind `value` lies with 95 % certainty at this or above. Of rates by Byar, of shares by Wilson, from the numbers as they are shown; null of means and amounts, and where there is no value.',
  })
  lower!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'What is behind `value` lies with 95 % certainty at this or below. Null where `lower` is.',
  })
  upper!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'What was counted in the whole period, not in a year; of a share those of whom it is so; of a mean the sum of the amounts, and of an amount the number itself. `measures` tells what that is. Rounded as the agreement says, period by period; null if hidden.',
  })
  numerator!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Of a rate the mean of residents over the days of the period, also where the unit counts days; of a share all of them; of a mean those that have an amount; of an amount null. `measures` tells of what. Rounded as the agreement says; null if hidden.',
  })
  denominator!: number | null;

  @Field(() => Suppression, {
    description:
      'What was done to what was counted; of a share to those of whom it is so or to all, whichever was worse.',
  })
  suppression!: Suppression;
}

@ObjectType({ description: 'A published number of one combination of members.', simpleResolvers: true })
export class MeasureRow extends MeasureTotal {
  @Field(() => [MeasureKey], {
    description: `One member of each dimension, in the order of \`groupBy\`. A home that asks by home is told of no other which it is: its key is empty, its value the mean of ${peersTogether} homes or more whose values lie next to one another, to two significant digits, and nothing else is told of it.`,
  })
  key!: MeasureKey[];
}

@ObjectType({
  description: 'Of how many homes a measure tells: those that did not report are in no number of it.',
  simpleResolvers: true,
})
export class MeasureHomes {
  @Field(() => Float, { description: 'Homes that should have reported, in the mean month of the period.' })
  expected!: number;

  @Field(() => Float, { description: 'Homes that did, in the mean month of the period.' })
  reporting!: number;
}

@ObjectType({ description: 'How many cells of a table were shown, and how.', simpleResolvers: true })
export class MeasureCells {
  @Field(() => Int, { description: 'Shown as they are: zeros.' })
  shown!: number;

  @Field(() => Int, { description: 'Shown, rounded.' })
  rounded!: number;

  @Field(() => Int, { description: 'Hidden, for whatever reason.' })
  hidden!: number;
}

@ObjectType({
  description: 'Another grouping of the same measure, over the periods that come nearest to what was asked.',
  simpleResolvers: true,
})
export class MeasureAlternative {
  @Field(() => [Dimension], { description: 'What to ask for in `groupBy`.' })
  dimensions!: Dimension[];

  @Field(() => MeasurePeriod, { description: 'What the answer would be about.' })
  period!: MeasurePeriod;

  @Field(() => MeasureCells, { description: 'What was done to its cells.' })
  cells!: MeasureCells;
}

@ObjectType({
  description:
    'What was counted, as published: each table is protected as a whole, once, so that no combination of answers tells of one person.',
  simpleResolvers: true,
})
export class Measure {
  @Field(() => MeasureName)
  name!: MeasureName;

  @Field(() => MeasureKind)
  kind!: MeasureKind;

  @Field(() => String, { description: 'What a number of it says.' })
  sentence!: string;

  @Field(() => String)
  unit!: string;

  @Field(() => MeasurePeriod, { description: 'What was asked for.' })
  asked!: MeasurePeriod;

  @Field(() => MeasurePeriod, {
    description:
      'What the answer is about: whole published periods, those of which at least half was asked for, or the one of which most was.',
  })
  period!: MeasurePeriod;

  @Field(() => String, {
    nullable: true,
    description: 'How `period` differs from `asked`, in a sentence to show beside the numbers; null if it does not.',
  })
  note!: string | null;

  @Field(() => CalendarDate, { description: 'The last day that is published in this grouping.' })
  dataThrough!: string;

  @Field(() => String, { description: 'What the agreement does to counts before they leave, in a sentence.' })
  rule!: string;

  @Field(() => MeasureCells, { description: 'What was done to the rows, or to the total where there are none.' })
  cells!: MeasureCells;

  @Field(() => MeasureHomes, {
    nullable: true,
    description: 'The homes that the numbers tell of; null where no home has to report.',
  })
  homes!: MeasureHomes | null;

  @Field(() => [MeasureAlternative], {
    description:
      'When more than 30 % of the rows are hidden: other groupings of which a smaller part is, the least hidden first. Empty otherwise.',
  })
  hiddenLess!: MeasureAlternative[];

  @Field(() => String, { description: 'The version of the agreement that it is shown under.' })
  agreement!: string;

  @Field(() => [MeasureRow], {
    description:
      'One for each combination of members, in their usual order. A home sees of organisations its own only; by home over one published year below that others without names, by their values.',
  })
  rows!: MeasureRow[];

  @Field(() => MeasureTotal, { description: 'Over all rows, rounded by itself: adding up rows gives about that.' })
  total!: MeasureTotal;
}

@ObjectType({ description: 'Dimensions that a measure is published by, together.', simpleResolvers: true })
export class MeasureGrouping {
  @Field(() => [Dimension], { description: 'In any order; none is the total alone.' })
  dimensions!: Dimension[];

  @Field(() => MeasureBlock, { description: 'The length of its periods, but for the first, which may be shorter.' })
  block!: MeasureBlock;

  @Field(() => [MeasurePeriod], {
    description: 'The periods that are published, the oldest first; empty if none is yet.',
  })
  periods!: MeasurePeriod[];
}

@ObjectType({ description: 'What a measure means and how it may be asked for.', simpleResolvers: true })
export class MeasureDefinition {
  @Field(() => MeasureName)
  name!: MeasureName;

  @Field(() => MeasureKind)
  kind!: MeasureKind;

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

  @Field(() => [Dimension], { description: 'What it could be grouped by: an agreement lists its groupings of these.' })
  dimensions!: Dimension[];

  @Field(() => [MeasureGrouping], { description: 'The groupings that the agreement publishes.' })
  groupings!: MeasureGrouping[];
}
