import { atLondon, type Day, instantText, londonDay, midnight } from '../london.ts';
import { weeklyRates } from '../people/funding.ts';
import type { Person } from '../people/people.ts';
import type { Random } from '../random.ts';
import type { CareType } from '../rows.ts';
import type { Home, World } from '../world.ts';
import { figuresAge } from './homes.ts';

/** Homes stated their figures every week of the last year, every four weeks before it. */
const weeksOfWeekly = 52;

/** How many beds of a care type were in use in a home on a day. */
class Census {
  private readonly changes = new Map<string, Map<Day, number>>();

  constructor(people: readonly Person[]) {
    for (const { residences } of people) {
      for (const { home, careType, from, to } of residences) {
        const key = `${home.id} ${careType}`;
        const days = this.changes.get(key) ?? new Map<Day, number>();
        this.changes.set(key, days);
        days.set(from, (days.get(from) ?? 0) + 1);
        if (to !== null) days.set(to, (days.get(to) ?? 0) - 1);
      }
    }
  }

  /** Occupied beds on each of these days, which are in order. */
  on(home: Home, careType: CareType, days: readonly Day[]): number[] {
    const changes = [...(this.changes.get(`${home.id} ${careType}`) ?? [])].sort(([one], [other]) => one - other);
    let next = 0;
    let occupied = 0;
    return days.map((day) => {
      for (; next < changes.length && (changes[next]?.[0] as Day) <= day; next++) occupied += changes[next]?.[1] ?? 0;
      return occupied;
    });
  }
}

/** Capacity per home and care type as the home stated it: a history, of which the last is current. */
export function addCapacities(world: World, people: readonly Person[]): void {
  const census = new Census(people);
  world.homes.forEach((home, index) => {
    const random = world.random.branch(`capacity ${home.code}`);
    const statedAt = statements(world, home, index + 1);
    for (const { careType, count } of home.beds) {
      const occupied = census.on(home, careType, statedAt.map(londonDay));
      const [from, until] = weeklyRates[careType];
      const dearer = random.between(-4, 12) * 10;
      const suits = home.quirk.anyHour ? 'ANY' : genders(random);
      statedAt.forEach((asOf, place) => {
        const next = statedAt[place + 1];
        world.tables.capacity.push({
          ...{ id: random.uuid(), homeId: home.id, careType, authorId: home.organisationId },
          ...beds(count, occupied[place] as number, home, random),
          gendersSuited: suits,
          ...{ weeklyRateFrom: from + dearer, weeklyRateUntil: until + dearer },
          ...{ asOf: instantText(asOf), validFrom: instantText(asOf) },
          validUntil: next === undefined ? null : instantText(next),
        });
      });
    }
  });
}

const genders = (random: Random) =>
  random.weighted([
    ['ANY', 70],
    ['FEMALE', 20],
    ['MALE', 10],
  ] as const);

/** Of the free beds some are promised and some out of use; a home that takes people at any hour keeps one available. */
function beds(maximum: number, inUse: number, home: Home, random: Random) {
  const occupied = Math.min(inUse, maximum);
  const free = maximum - occupied;
  const kept = home.quirk.anyHour === true ? 1 : 0;
  const reserved = free > kept && random.chance(0.35) ? 1 : 0;
  const outOfUse = free - reserved > kept + 1 && random.chance(0.2) ? 1 : 0;
  return { maximum, occupied, reserved, available: free - reserved - outOfUse };
}

/** Instants at which a home stated its figures, oldest first; the last one is as old as the plan says. */
function statements({ clock }: World, home: Home, number: number): number[] {
  const last = clock.now - figuresAge(home.quirk, number);
  const instants: number[] = [];
  const weeks = Math.floor((clock.today - clock.start) / 7);
  const weekday = number % 5;
  for (let week = weeks; week > 0; week--) {
    if (week > weeksOfWeekly && week % 4 !== 0) continue;
    const day = clock.today - week * 7 + weekday;
    const at = atLondon(day, 9 * 60 + ((number * 37) % 420));
    if (at < last && at >= midnight(clock.start)) instants.push(at);
  }
  return [...instants, last];
}
