import type { Dimension, MeasureName } from '../measure.values.ts';

/** What a number of a measure is. */
export enum MeasureKind {
  /** So many events for each so many residents or bed-days. */
  RATE = 'RATE',
  /** The part of them of which something is so. */
  SHARE = 'SHARE',
  /** The mean of an amount that each of them has. */
  MEAN = 'MEAN',
  /** How many there were, or the sum of an amount that each of them has. */
  AMOUNT = 'AMOUNT',
}

/** Of what a rate is: of residents, as many as in a year, or of days on which a bed was slept in. */
export enum Exposure {
  RESIDENT_YEARS = 'RESIDENT_YEARS',
  BED_DAYS = 'BED_DAYS',
}

/** Whom the numbers are about: of people, small numbers are hidden; of what organisations did, none need be. */
export enum About {
  RESIDENTS = 'RESIDENTS',
  ORGANISATIONS = 'ORGANISATIONS',
}

interface Definition {
  readonly name: MeasureName;
  /** What a reader should say when reading a number of it aloud. */
  readonly sentence: string;
  readonly unit: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly exclusions: string;
  /** Where the definition comes from. */
  readonly source: string;
  readonly about: About;
  /** What its events can be grouped by; the agreement chooses among these. */
  readonly dimensions: readonly Dimension[];
  /** SQL: one row with the `first` and the `last` day that there are data of, or nulls. */
  readonly coverage: string;
  /** SQL with `$1` and `$2`, the days [from, to): one row an event, one column a dimension, each text. */
  readonly events: string;
  /**
   * SQL with the same parameters: rows by month with `expected`, the homes that should have told of it, and `reporting`,
   * those that did. Left out where no home has to tell, because trusts, practices or councils do. Of homes that did not,
   * neither events nor population are counted: a return that was not submitted is not zero.
   */
  readonly reporting?: string;
}

export interface RateDefinition extends Definition {
  readonly kind: MeasureKind.RATE;
  /** What its denominator can be grouped by. Along other dimensions every cell has the same denominator. */
  readonly populationDimensions: readonly Dimension[];
  /** SQL with the same parameters: rows by month and these dimensions with `days`, the days that people lived there. */
  readonly population: string;
  readonly exposure: Exposure;
  /** The value is the numerator for so many of the denominator: residents in a year, or days. */
  readonly per: number;
}

/** Its events have one column more, `MET`: YES where it is so, NO where it is not. The value is in per cent. */
export interface ShareDefinition extends Definition {
  readonly kind: MeasureKind.SHARE;
}

/** Its events have one column more, `amount`, a number of at least zero; values are rounded to `decimals`. */
export interface MeanDefinition extends Definition {
  readonly kind: MeasureKind.MEAN;
  readonly decimals: number;
}

/** Its events have a column `amount` if `amounts` is given, to a multiple of which sums are rounded; else each counts one. */
export interface AmountDefinition extends Definition {
  readonly kind: MeasureKind.AMOUNT;
  readonly amounts?: { readonly roundTo: number };
}

/** One question that is answered with published numbers: what it means, and the SQL that counts. */
export type MeasureDefinition = RateDefinition | ShareDefinition | MeanDefinition | AmountDefinition;
