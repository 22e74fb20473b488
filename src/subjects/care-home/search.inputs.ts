import { ArgsType, Field, Float, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { PageArguments } from '../connection.ts';
import { CareType, RatingGrade } from './care-home.values.ts';

@InputType({ description: 'A place on the map, WGS 84.' })
export class PointInput {
  @Field(() => Float, { description: 'Degrees north.' })
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east.' })
  longitude!: number;
}

/** TypeGraphQL cannot say so, so `exactlyOne` marks the type once the schema is built. */
@InputType({ description: 'Where to search from: exactly one of these.' })
export class NearInput {
  @Field(() => String, { nullable: true, description: 'A postcode, however it is spaced.' })
  postcode?: string | null;

  @Field(() => PointInput, { nullable: true, description: 'A place by its coordinates.' })
  point?: PointInput | null;

  @Field(() => ID, { nullable: true, description: 'The id or the CQC location id of a care home.' })
  careHome?: string | null;
}

@InputType({ description: 'Which homes are wanted. Every condition must hold.' })
export class CareHomeFilter {
  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  name?: string | null;

  @Field(() => CareType, {
    nullable: true,
    description: 'Homes that give this kind of care; beds are then counted for it alone.',
  })
  careType?: CareType | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'At least so many free beds, reserved ones not counted. Leaves out homes that are closed to admissions, and figures older than seven days unless `asOfWithinHours` allows them.',
  })
  availableAtLeast?: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Homes that take somebody discharged from hospital at this moment, by their hours in Europe/London. Leaves out homes that are closed to admissions.',
  })
  acceptsDischargeAt?: Date | null;

  @Field(() => NearInput, { nullable: true, description: 'Where distances are measured from.' })
  near?: NearInput | null;

  @Field(() => Float, { nullable: true, description: 'At most so many kilometres from `near`, as the crow flies.' })
  withinKm?: number | null;

  @Field(() => RatingGrade, {
    nullable: true,
    description: 'Rated so by the CQC, or better. A home that was not rated is left out.',
  })
  ratingAtLeast?: RatingGrade | null;

  @Field(() => Int, { nullable: true, description: 'Homes that stated their beds within so many hours.' })
  asOfWithinHours?: number | null;
}

export enum CareHomeOrderField {
  NAME = 'NAME',
  DISTANCE = 'DISTANCE',
  AVAILABLE = 'AVAILABLE',
}
registerEnumType(CareHomeOrderField, {
  name: 'CareHomeOrderField',
  description: 'What homes may be ordered by.',
  valuesConfig: {
    DISTANCE: { description: 'From `near`, which must be given.' },
    AVAILABLE: { description: 'Free beds, of `careType` if given; figures that are too old count as none.' },
  },
});

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(OrderDirection, { name: 'OrderDirection', description: 'Which end of an order comes first.' });

@InputType({ description: 'In which order homes are listed.' })
export class CareHomeOrder {
  @Field(() => CareHomeOrderField, { description: 'What decides the order.' })
  field!: CareHomeOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'Which end comes first.' })
  direction: OrderDirection = OrderDirection.ASC;
}

@ArgsType()
export class CareHomeSearch extends PageArguments {
  @Field(() => CareHomeFilter, { nullable: true })
  filter?: CareHomeFilter | null;

  @Field(() => CareHomeOrder, {
    nullable: true,
    description: 'By default the nearest first if `near` is given, else by name.',
  })
  orderBy?: CareHomeOrder | null;
}

/** What may rule a home out. */
export enum SearchCondition {
  NAME = 'NAME',
  CARE_TYPE = 'CARE_TYPE',
  BEDS = 'BEDS',
  TOO_OLD = 'TOO_OLD',
  CLOSED = 'CLOSED',
  HOURS = 'HOURS',
  DISTANCE = 'DISTANCE',
  RATING = 'RATING',
}
registerEnumType(SearchCondition, {
  name: 'SearchCondition',
  description: 'Why a home is not in a list of homes.',
  valuesConfig: {
    NAME: { description: 'Another name.' },
    CARE_TYPE: { description: 'Does not give this kind of care.' },
    BEDS: { description: 'Gives this kind of care, and has too few free beds by its latest figure.' },
    TOO_OLD: { description: 'Gives this kind of care, and its figure is too old to count on, or it never gave one.' },
    CLOSED: { description: 'Closed to admissions.' },
    HOURS: { description: 'Takes nobody discharged at that moment.' },
    DISTANCE: { description: 'Too far away.' },
    RATING: { description: 'Rated below, or not rated.' },
  },
});
