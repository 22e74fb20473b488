import { demonstrationPlan } from '../demonstration.plan.ts';
import type { BoroughPlan, HomeGroup, Plan, Quirk } from '../plan.ts';
import { Random } from '../random.ts';
import { postcodeAreas } from './postcode-areas.ts';

/** Each has 40 homes: 15,000 together, as the CQC registers them. */
export const placesInEngland = 375;
/** 42 boards beside the demonstration's, as there are integrated care boards: each commissions for nine places. */
const placesOfBoard = 9;
/** 1,065 residents a place, so that there are 400,000 with those of the demonstration. */
const bedsShare = 0.828;
/** A little more than the three years that measures are asked about. */
const yearsOfHistory = 3.5;

/** Degrees: a rectangle that holds most of England, with a place every twenty kilometres or so. */
const england = { south: 50.4, north: 54.9, west: -4.2, east: 1.2, columns: 20, rows: 20 };
/** Nobody else lies near the demonstration: what is searched for there is found there alone. */
const around = { latitude: 0.3, longitude: 0.5 };

/** The middle of each place but the demonstration. */
const middles = Array.from({ length: england.columns * england.rows }, (_, cell) => {
  const { south, north, west, east, columns, rows } = england;
  return {
    latitude: south + ((north - south) * (Math.floor(cell / columns) + 0.5)) / rows,
    longitude: west + ((east - west) * ((cell % columns) + 0.5)) / columns,
  };
}).filter(
  ({ latitude, longitude }) =>
    !demonstrationPlan.boroughs.some(
      (borough) =>
        Math.abs(borough.latitude - latitude) < around.latitude &&
        Math.abs(borough.longitude - longitude) < around.longitude,
    ),
);

const beginnings = `Ash Birt Brad Crow Dun Eller Fen Gar Hather Holl Kers Lang Mar Nether Old Pen Rams Shaw Thorn Whit
  Wool Catter Green Hors Grim`.split(/\s+/);
const endings =
  'burstow mossley wickham thorley dalham fordmere becksby holmeby tarnsworth gillsby leywick combury garside mereport hythe'.split(
    ' ',
  );

/** The demonstration with as many years as the others: what is answered about it in England can be laid beside its answers alone. */
export const demonstrationInEngland: Plan = { ...demonstrationPlan, yearsOfHistory };

/** The boards of all places but the demonstration, which brings its own. Their codes are of no region. */
export const boards: readonly { id: string; code: string; name: string }[] = Array.from(
  { length: Math.ceil(placesInEngland / placesOfBoard) },
  (_, number) => ({
    id: new Random(`caregraph england board ${number}`, true).uuid(),
    code: `Q${number.toString(36).toUpperCase().padStart(2, '0')}`,
    name: `NHS ${townName(number * placesOfBoard)} Integrated Care Board`,
  }),
);

/** One of the places: each like the demonstration, which is the first of them, but without the whole story of their dealings. */
export function placePlan(number: number): Plan {
  if (number === 0) return demonstrationInEngland;
  const town = townName(number);
  const trust = (which: number) => `R${(2 * number + which).toString(36).toUpperCase().padStart(2, '0')}`;
  return {
    ...demonstrationInEngland,
    ...{ seed: `caregraph england ${number}`, oneOfMany: true, number, wholeStory: false, dashboard: null },
    icb: boards[Math.floor(number / placesOfBoard)] as (typeof boards)[number],
    acuteTrust: { code: trust(0), name: `${town} Hospitals NHS Trust` },
    communityTrust: { code: trust(1), name: `${town} Community and Mental Health NHS Trust` },
    boroughs: demonstrationPlan.boroughs.map((borough, index) => boroughOf(number, borough, index, town)),
  };
}

/** Runs of nine digits that come before a place's own made-up NHS numbers (`madeUpNhsNumbers`): ten in eleven of them are one. */
export const numbersBefore = (place: number): number =>
  place === 0 ? 0 : runsOfDemonstration + (place - 1) * runsOfPlace;
const runsOfDemonstration = 3_400;
const runsOfPlace = 2_650;

function townName(number: number): string {
  const [beginning, ending] = [beginnings[number % beginnings.length], endings[Math.floor(number / beginnings.length)]];
  return `${beginning}${ending}`;
}

/** The second borough lies a little to the north of the first, in districts of its own of the same postcode area. */
function boroughOf(number: number, borough: BoroughPlan, index: number, town: string): BoroughPlan {
  const middle = middles[number - 1] as (typeof middles)[number];
  const name = index === 0 ? town : `North ${town}`;
  return {
    ...borough,
    town: name,
    councilCode: `E0899${String(2 * number + index + 1).padStart(4, '0')}`,
    councilName: `${name} Council`,
    postcodeArea: postcodeAreas[number] as string,
    firstDistrict: index === 0 ? 1 : 11,
    latitude: middle.latitude + index * 0.065,
    longitude: middle.longitude,
    homes: borough.homes.map(smaller),
  };
}

const share = (beds: number) => Math.round(beds * bedsShare);

function smaller(group: HomeGroup): HomeGroup {
  const quirks = Object.entries(group.quirks).map(([index, quirk]) => [index, smallerQuirk(quirk)] as const);
  return { ...group, beds: group.beds.map(share), quirks: Object.fromEntries(quirks) };
}

function smallerQuirk({ youngerAdults, shortStay, ...quirk }: Quirk): Quirk {
  return {
    ...quirk,
    ...(youngerAdults && { youngerAdults: { ...youngerAdults, beds: share(youngerAdults.beds) } }),
    ...(shortStay && { shortStay: { ...shortStay, beds: share(shortStay.beds) } }),
  };
}
