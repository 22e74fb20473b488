import { dayText } from '../london.ts';
import { lastResidence, livesInHome, type Person } from '../people/people.ts';
import { EvenShare } from '../random.ts';
import { recorded, type World } from '../world.ts';

/** Shares of residents about whom the council enquires now, and did in the last year. */
const open = 0.01;
const closed = 0.025;

export function addEnquiries(world: World, people: readonly Person[]): void {
  const random = world.random.branch('enquiries');
  const { today } = world.clock;
  const shares = {
    open: new EvenShare(open * Math.min(world.plan.seldomTimes, 5), random),
    closed: new EvenShare(closed, random),
  };
  for (const person of people) {
    const { home, from, to } = lastResidence(person);
    const last = (to ?? today) - 1;
    const add = (opened: number, closedOn: number | null) =>
      world.tables.safeguarding_enquiry.push({
        ...{ id: random.uuid(), authorId: home.borough.councilId, ...recorded(world.clock, opened) },
        ...{ residentId: person.id, councilId: home.borough.councilId },
        ...{ openedOn: dayText(opened), closedOn: closedOn === null ? null : dayText(closedOn) },
      });
    if (livesInHome(person) && shares.open.next()) add(random.between(Math.max(from, today - 60), last), null);
    const opened = random.between(Math.max(from, last - 400), last);
    const end = opened + random.between(20, 120);
    if (end < today && shares.closed.next()) add(opened, end);
  }
}
