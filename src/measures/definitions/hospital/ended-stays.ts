import { About } from '../definition.ts';
import { eventsOfResidents, londonDay } from '../lived-then.ts';
import { byResident, coverageOf } from '../where-living.ts';

/** The day on which a stay began, and that on which it ended, in London; the latter null while it lasts. */
export const admittedOn = londonDay('fact.admitted_at');
export const dischargedOn = londonDay('fact.discharged_at');

/** Nights between the two. */
export const nights = `(${dischargedOn} - ${admittedOn})`;

const died = "fact.destination is not distinct from '79'";

/**
 * SQL: stays from which people went into a care home, or back to it: they lived there on the day of discharge, and did not die
 * in hospital (destination 79 of the NHS Data Dictionary). `countedOn` is a day on which all of it is over.
 */
export const wentToHome = (
  columns: Readonly<Record<string, string>>,
  { countedOn = dischargedOn, where = 'true' }: { countedOn?: string; where?: string } = {},
): string =>
  eventsOfResidents({
    ...{ from: 'public.hospital_stay', livedOn: dischargedOn, countedOn, columns },
    where: `fact.valid_until is null and not ${died} and ${where}`,
  });

export const endsTold = (where?: string): string =>
  coverageOf({ table: 'hospital_stay', at: 'discharged_at', ...(where && { where }) });

export const notToHome =
  'Stays that have not ended, or ended by death; people who did not live in a care home on the day of discharge.';

/** Emergency stays that ended, of people who lived in a care home on the day on which they were admitted, by that home. */
export const emergencyStays = (columns: Readonly<Record<string, string>>, where = 'true') => ({
  about: About.RESIDENTS as const,
  dimensions: byResident,
  coverage: endsTold(`fact.emergency and ${where}`),
  denominator:
    'Hospital stays that began as an emergency while the person lived in a care home, and ended in the period.',
  exclusions:
    'Stays that have not ended; planned admissions; people who had left, or had not yet moved in, on the day of admission.',
  events: eventsOfResidents({
    ...{ from: 'public.hospital_stay', livedOn: admittedOn, countedOn: dischargedOn, columns },
    where: `fact.emergency and fact.valid_until is null and ${where}`,
  }),
});
