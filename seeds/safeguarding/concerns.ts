import { dayText, instantText } from '../london.ts';
import { lastResidence, livesInHome, type Person } from '../people/people.ts';
import { EvenShare, type Random } from '../random.ts';
import type { World } from '../world.ts';
import { concernNarratives } from './narratives-of-concern.ts';

/** Shares of residents about whom a concern is open now, and of those in homes about whom one ended in the last year. */
const open = 0.006;
const ended = 0.012;
const hour = 3_600_000;
const day = 24 * hour;

/** What homes, practices and the trust fear for residents, what the council decided, and whom it let read it. */
export function addConcerns(world: World, people: readonly Person[]): void {
  const random = world.random.branch('safeguarding concerns');
  const times = Math.min(world.plan.seldomTimes, 5);
  const shares = { open: new EvenShare(open * times, random), ended: new EvenShare(ended * times, random) };
  for (const person of people.filter(livesInHome)) {
    const lived = world.clock.today - lastResidence(person).from;
    if (shares.open.next() && lived > 3) {
      addConcern(world, person, world.clock.now - random.between(1, Math.min(lived - 1, 21)) * day, null, random);
    }
    if (shares.ended.next() && lived > 100) {
      const raisedAt = world.clock.now - random.between(60, Math.min(lived - 1, 360)) * day;
      addConcern(world, person, raisedAt, raisedAt + random.between(5, 50) * day, random);
    }
  }
}

function addConcern(world: World, person: Person, raised: number, ends: number | null, random: Random): void {
  const { home } = lastResidence(person);
  const raisedAt = raised - random.between(0, 600) * 60_000;
  const told = random.pick(concernNarratives);
  const author = random.weighted([
    [home.organisationId, 55],
    [home.lead.organisationId, 30],
    [world.acuteTrustId, 15],
  ] as const);
  const enquires = ends === null && random.chance(0.6);
  const decided = ends ?? (enquires ? Math.min(raisedAt + 2 * day, world.clock.now - hour) : null);
  const enquired = ends !== null && random.chance(0.7);
  const id = random.uuid();
  world.tables.safeguarding_concern.push({
    ...{ id, authorId: author, residentId: person.id, councilId: home.borough.councilId },
    ...{ recordedAt: instantText(decided ?? raisedAt), validFrom: instantText(decided ?? raisedAt) },
    ...{ kinds: told.kinds, narrative: told.narrative, location: told.location, allegedSource: told.allegedSource },
    occurredAt: told.ongoing ? null : instantText(raisedAt - random.between(2, 40) * hour),
    ongoingSince: told.ongoing ? dayText(Math.floor(raisedAt / day) - random.between(10, 60)) : null,
    ...{ immediateAction: told.immediateAction, wishes: told.wishes },
    status: ends === null ? (enquires ? 'ENQUIRY' : 'RAISED') : enquired ? 'CLOSED' : 'NO_FURTHER_ACTION',
    raisedAt: instantText(raisedAt),
    outcome: ends === null ? null : told.outcome,
    decidedOn: decided === null ? null : dayText(Math.floor(decided / day)),
    endedAt: ends === null ? null : instantText(ends),
  });
  // Of what it enquires into, the council lets the home or the practice know that did not raise it.
  const to = author === home.organisationId ? home.lead.organisationId : home.organisationId;
  if (enquires) {
    world.tables['hub.release'].push({
      ...{ id: random.uuid(), recordId: id, residentId: person.id, organisationId: to },
      ...{ councilId: home.borough.councilId, reason: 'Takes part in keeping the resident safe.' },
      ...{ releasedBy: 'social-worker', since: instantText((decided ?? raisedAt) + hour), until: null },
    });
  }
}
