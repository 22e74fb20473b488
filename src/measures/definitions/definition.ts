import type { Dimension, MeasureName } from '../measure.values.ts';

/** Of what a rate is: of residents, as many as in a year, or of days on which a bed was slept in. */
export enum Exposure {
  RESIDENT_YEARS = 'RESIDENT_YEARS',
  BED_DAYS = 'BED_DAYS',
}

/** One question that is answered with published numbers: what it means, and the SQL that counts. */
export interface MeasureDefinition {
  readonly name: MeasureName;
  /** What a reader should say when reading a number of it aloud. */
  readonly sentence: string;
  readonly unit: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly exclusions: string;
  /** Where the definition comes from. */
  readonly source: string;
  /** What its events can be grouped by; the agreement chooses among these. */
  readonly dimensions: readonly Dimension[];
  /** SQL: one row with the `first` and the `last` day that there are data of, or nulls. */
  readonly coverage: string;
  /** SQL with `$1` and `$2`, the days [from, to): one row an event, one column a dimension, each text. */
  readonly events: string;
  /** What its denominator can be grouped by. Along other dimensions every cell has the same denominator. */
  readonly populationDimensions: readonly Dimension[];
  /** SQL with the same parameters: rows by month and these dimensions with `days`, the days that people lived there. */
  readonly population: string;
  readonly exposure: Exposure;
  /** The value is the numerator for so many of the denominator: residents in a year, or days. */
  readonly per: number;
}
