import type { CareType, CareTypeCapacityInput, OwnBedsQuery } from '../../graph/documents.ts';
import { careTypes } from '../../parts/care-types.ts';

export type HomeBeds = NonNullable<OwnBedsQuery['careHome']>;

/** Beds of one kind of care, as they stand in the fields; empty where nothing was told or typed. */
export interface Figures {
  readonly careType: CareType;
  readonly available: string;
  readonly occupied: string;
  readonly reserved: string;
  readonly maximum: string;
}

export const counts = ['available', 'occupied', 'reserved', 'maximum'] as const;
export type Count = (typeof counts)[number];

/**
 * What the home told last of each kind of care that it gives; nothing promised where it never told. Of a kind that it
 * gave up nothing is said until it says that it has no such beds.
 */
export function figuresOf(home: HomeBeds): Figures[] {
  const given = home.careTypes.map((careType) => {
    const told = home[careType];
    return told ? textsOf(told) : saidOf(careType, '');
  });
  return [...given, ...givenUp(home).map((careType) => saidOf(careType, ''))];
}

/** Numbers as the fields have them. */
export const textsOf = ({ careType, ...beds }: CareTypeCapacityInput): Figures => ({
  ...{ careType, available: `${beds.available}`, occupied: `${beds.occupied}` },
  ...{ reserved: `${beds.reserved}`, maximum: `${beds.maximum}` },
});

/** Kinds of care that the home does not give any more, and of which beds stand all the same. */
export const givenUp = (home: HomeBeds): CareType[] =>
  careTypes.filter((careType) => !home.careTypes.includes(careType) && (home[careType]?.maximum ?? 0) > 0);

/** Nothing, but that none is promised; or that there are no such beds at all. */
export const saidOf = (careType: CareType, beds: '' | '0'): Figures => ({
  ...{ careType, available: beds, occupied: beds, reserved: '0', maximum: beds },
});

/** A whole number of beds; undefined of anything else. */
export const bedsIn = (text: string): number | undefined =>
  /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : undefined;

/** One bed more or fewer is free: it comes from those in use, or goes to them, as far as they are known. */
export function stepped(figures: Figures, by: 1 | -1): Figures {
  const [free, used] = [bedsIn(figures.available) ?? 0, bedsIn(figures.occupied)];
  const available = String(Math.max(0, free + by));
  return used === undefined || free + by < 0
    ? { ...figures, available }
    : { ...figures, available, occupied: String(Math.max(0, used - by)) };
}

/** Nothing is said of a kind of care of which nothing was told before and nothing was typed now. */
const isUnsaid = ({ available, occupied, maximum }: Figures) => !available && !occupied && !maximum;

/** What is wrong with them by themselves, in words; undefined if nothing is. */
export function faultIn(figures: Figures): string | undefined {
  if (isUnsaid(figures)) return undefined;
  if (counts.some((count) => bedsIn(figures[count]) === undefined)) return 'Say every number of beds, such as 0 or 12.';
  const { available, occupied, reserved, maximum } = inputOf(figures);
  const more = available + occupied + reserved - maximum;
  return more > 0 ? `Free, in use and promised come to ${more} more than the beds in all.` : undefined;
}

export const inputsOf = (all: readonly Figures[]): CareTypeCapacityInput[] =>
  all.filter((one) => !isUnsaid(one)).map(inputOf);

const inputOf = ({ careType, ...texts }: Figures) => ({
  careType,
  available: bedsIn(texts.available) ?? 0,
  occupied: bedsIn(texts.occupied) ?? 0,
  reserved: bedsIn(texts.reserved) ?? 0,
  maximum: bedsIn(texts.maximum) ?? 0,
});
