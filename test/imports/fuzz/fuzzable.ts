import type fc from 'fast-check';
import type { Format } from '../../../src/imports/engine/format.ts';
import type { Said } from './cells.ts';

/** A format that is read from tables of chance: some of their cells are varied. */
export interface Fuzzable {
  format: Format;
  headers: readonly string[];
  /** The cells of a line before any is varied, lines counted from 0. */
  line(place: number): Readonly<Record<string, string | undefined>>;
  /** By their columns, what is said there, and where the facts of a line have it. */
  varied: Readonly<Record<string, { place: Place; said: fc.Arbitrary<Said> }>>;
}

/** A cell by its place in the fact of that kind; or the kind itself of the only one. */
export type Place = readonly [kind: string, cell: number] | 'kind' | number;
