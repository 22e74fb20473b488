import { type Day, isWeekend } from '../london.ts';
import type { Random } from '../random.ts';
import type { Borough, Home, World } from '../world.ts';
import { Admissions, type Bed, bedsOf, isForShortStays, isForYoungerAdults } from './admissions.ts';
import { ageOn, type Person } from './people.ts';

/** 1,250 residents in 1,400 beds. */
const occupied = 0.9;
/** The last weeks of a closed home saw nobody come. */
const closedForDays = 25;
const yearlyMoves = 0.05;
const yearlyReturns = 0.025;
/** Mean days in a bed for short stays. */
const shortStayDays = 40;

/** Lets people come, move and die, day by day, until yesterday. */
export function liveThrough(world: World): Person[] {
  const admissions = new Admissions(world.random.branch('admissions'));
  for (const borough of world.boroughs) {
    const life = new BoroughLife(world, borough, admissions, world.random.branch(`life of ${borough.plan.town}`));
    life.fill(world.clock.start);
    for (let day = world.clock.start + 1; day < world.clock.today; day++) life.pass(day);
  }
  return admissions.people;
}

class BoroughLife {
  private readonly bedsByHome: Map<Home, Bed[]>;
  private readonly beds: Bed[];
  private readonly longStayBeds: Bed[];
  private readonly shortStayBeds: Bed[];
  private readonly wanted: number;

  constructor(
    private readonly world: World,
    borough: Borough,
    private readonly admissions: Admissions,
    private readonly random: Random,
  ) {
    this.bedsByHome = new Map(borough.homes.map((home) => [home, bedsOf(home)]));
    this.beds = [...this.bedsByHome.values()].flat();
    this.longStayBeds = this.beds.filter((bed) => !isForShortStays(bed));
    this.shortStayBeds = this.beds.filter(isForShortStays);
    this.wanted = Math.round(this.longStayBeds.length * occupied);
  }

  /** Those who live there when the story begins came some time in the years before. */
  fill(day: Day): void {
    for (const bed of this.longStayBeds) {
      if (!this.random.chance(occupied) || this.keptFree(bed)) continue;
      const mean = isForYoungerAdults(bed) ? 2200 : 800;
      const since = day - Math.ceil(this.random.exponential(mean));
      this.admissions.admit(bed, Math.max(since, bed.home.openedOn));
    }
  }

  pass(day: Day): void {
    for (const bed of this.beds) {
      if (bed.occupant !== null && bed.occupant.from < day) this.live(bed, day);
    }
    this.admitNew(day);
  }

  private live(bed: Bed, day: Day): void {
    const person = bed.occupant?.person as Person;
    const chance = this.random.fraction() * 365;
    const deaths = yearlyDeaths(person, day);
    if (chance < deaths) {
      person.diedOn = day;
      this.leave(bed, day + 1);
    } else if (isForShortStays(bed)) {
      if (!isWeekend(day) && this.random.chance(7 / 5 / shortStayDays)) this.leaveShortStay(bed, day);
    } else if (chance < deaths + yearlyMoves && !isWeekend(day)) {
      this.move(bed, day);
    } else if (chance > 365 - yearlyReturns && !isWeekend(day)) {
      this.leave(bed, day);
    }
  }

  private leave(bed: Bed, day: Day): void {
    if (bed.occupant) bed.occupant.to = day;
    bed.occupant = null;
    bed.freeFrom = day;
  }

  /** Half go home, half find that they need a home for good. */
  private leaveShortStay(bed: Bed, day: Day): void {
    if (this.random.chance(0.5)) this.leave(bed, day);
    else this.move(bed, day);
  }

  private move(bed: Bed, day: Day): void {
    const person = bed.occupant?.person as Person;
    const suited = this.vacant(day).filter(
      (other) => other.home !== bed.home && isForYoungerAdults(other) === person.youngerAdult,
    );
    if (suited.length === 0) return;
    this.leave(bed, day);
    this.admissions.settle(person, this.random.pick(suited), day);
  }

  /** As many come as there is room up to the usual occupancy, over a week or so and seldom at weekends. */
  private admitNew(day: Day): void {
    const missing = this.wanted - this.longStayBeds.filter((bed) => bed.occupant !== null).length;
    const vacant = this.vacant(day);
    const expected = missing * (isWeekend(day) ? 0.06 : 0.25);
    let coming = Math.floor(expected + this.random.fraction());
    while (coming > 0 && vacant.length > 0) {
      const [bed] = vacant.splice(this.random.between(0, vacant.length - 1), 1) as [Bed];
      if (this.keptFree(bed)) continue;
      this.admissions.admit(bed, day);
      coming -= 1;
    }
    for (const bed of this.shortStayBeds) {
      if (isFree(bed, day) && !this.keptFree(bed) && this.random.chance(0.08)) this.admissions.admit(bed, day);
    }
  }

  private vacant(day: Day): Bed[] {
    return this.longStayBeds.filter((bed) => isFree(bed, day) && !this.closed(bed.home, day) && !this.keptFree(bed));
  }

  private closed(home: Home, day: Day): boolean {
    const status = home.quirk.status ?? 'OPEN';
    return status.startsWith('CLOSED') && day > this.world.clock.today - closedForDays;
  }

  /** A home that takes people at any hour always keeps two beds of each kind for that. */
  private keptFree(bed: Bed): boolean {
    if (bed.home.quirk.anyHour !== true) return false;
    let free = 0;
    for (const other of this.bedsByHome.get(bed.home) ?? []) {
      if (other.careType === bed.careType && other.occupant === null) free += 1;
    }
    return free <= 2;
  }
}

const isFree = (bed: Bed, day: Day) => bed.occupant === null && bed.freeFrom <= day;

/** Three in ten residents die in a year; more the older they are, few of the younger adults. */
function yearlyDeaths(person: Person, day: Day): number {
  if (person.youngerAdult) return 0.03;
  return 0.3 * Math.exp(0.03 * (ageOn(person, day) - 88)) * (0.75 + 0.25 * person.proneness);
}
