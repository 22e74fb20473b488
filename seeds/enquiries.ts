import { dayText } from './london.ts';
import { lastResidence, type Person } from './people.ts';
import { recorded, type World } from './world.ts';

/** One enquiry in forty residents and year; some are open. */
export function addEnquiries(world: World, people: readonly Person[]): void {
  const random = world.random.branch('enquiries');
  const { clock } = world;
  for (const person of people) {
    if (!random.chance(0.025 * Math.min(world.plan.seldomTimes, 4))) continue;
    const { home, from, to } = lastResidence(person);
    const last = (to ?? clock.today) - 1;
    const opened = random.between(Math.max(from, last - 400), last);
    const closed = opened + random.between(20, 120);
    world.tables.safeguarding_enquiry.push({
      ...{ id: random.uuid(), authorId: home.borough.councilId, ...recorded(clock, opened) },
      ...{ residentId: person.id, councilId: home.borough.councilId },
      ...{ openedOn: dayText(opened), closedOn: closed < clock.today ? dayText(closed) : null },
    });
  }
}
