import { dayText, yearsBefore } from '../london.ts';
import { nameOfWorker } from '../names/people.ts';
import type { Random } from '../random.ts';
import type { RatingDomain, RatingGrade } from '../rows.ts';
import type { Home, Network, World } from '../world.ts';

const domains: readonly RatingDomain[] = ['SAFE', 'EFFECTIVE', 'CARING', 'RESPONSIVE', 'WELL_LED'];
const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** How homes stand with others: the regulator's ratings, the hours for discharges, the network that serves them. */
export function addStandings(world: World): void {
  for (const home of world.homes) {
    const random = world.random.branch(`standing ${home.code}`);
    addRatings(world, home, random);
    addDischargeHours(world, home, random);
    addAlignments(world, home, random);
  }
}

function addRatings(world: World, home: Home, random: Random): void {
  const overall = home.quirk.rating ?? 'GOOD';
  const inheritedFromId = home.predecessorId;
  const lastDay = inheritedFromId === null ? world.clock.today : home.openedOn;
  const publishedOn = dayText(lastDay - random.between(60, 1000));
  const add = (domain: RatingDomain, rating: RatingGrade) => {
    const given = { domain, rating, publishedOn };
    world.tables.rating.push({ id: random.uuid(), homeId: home.id, ...given, inheritedFromId });
    if (inheritedFromId === null) return;
    world.tables.rating.push({ id: random.uuid(), homeId: inheritedFromId, ...given, inheritedFromId: null });
  };
  add('OVERALL', overall);
  const unlike = random.between(0, domains.length - 1);
  domains.forEach((domain, index) => {
    add(domain, domainRating(overall, index === unlike, random));
  });
}

/** An overall rating comes from its domains: Requires Improvement needs two, Outstanding two, Good lets one differ. */
function domainRating(overall: RatingGrade, unlike: boolean, random: Random): RatingGrade {
  if (overall === 'GOOD') {
    return unlike
      ? random.weighted<RatingGrade>([
          ['GOOD', 6],
          ['OUTSTANDING', 1],
          ['REQUIRES_IMPROVEMENT', 3],
        ])
      : 'GOOD';
  }
  return unlike ? 'GOOD' : overall;
}

/** Most take people until the early evening of a weekday, about half at weekends, a few at any hour. */
function addDischargeHours(world: World, home: Home, random: Random): void {
  const fromAt = random.pick(['08:00', '09:00', '09:00', '10:00']);
  const untilAt = random.weighted([
    ['17:00', 3],
    ['18:00', 4],
    ['20:00', 3],
  ] as const);
  const weekends = random.chance(0.45);
  const sunday = random.pick(['15:00', '16:00', '20:00']);
  weekdays.forEach((weekday, index) => {
    const add = (from: string, until: string) =>
      world.tables.discharge_hours.push({ id: random.uuid(), homeId: home.id, weekday, fromAt: from, untilAt: until });
    if (home.quirk.anyHour) add('00:00', '24:00');
    else if (index < 4) add(fromAt, untilAt);
    else if (index === 4) add(fromAt, untilAt === '20:00' ? '20:00' : '17:00');
    else if (weekends) add('10:00', index === 5 ? '16:00' : sunday);
  });
}

/** One in six homes changed its network a year or so ago. */
function addAlignments(world: World, home: Home, random: Random): void {
  const since = dayText(yearsBefore(world.clock.today, 4) + random.between(0, 300));
  const add = (network: Network, leadPracticeId: string, fromOn: string, toOn: string | null) =>
    world.tables.alignment.push({
      ...{ id: random.uuid(), homeId: home.id, networkId: network.id, leadPracticeId },
      clinicalLeadName: `Dr ${nameOfWorker(random)}`,
      ...{ fromOn, toOn },
    });
  const others = world.practices.filter(({ network }) => network !== null && network !== home.network);
  const before = random.chance(1 / 6) && others.length > 0 ? random.pick(others) : null;
  const changed = dayText(world.clock.today - random.between(300, 420));
  if (before?.network) add(before.network, before.id, since, changed);
  add(home.network, home.lead.id, before ? changed : since, null);
}
