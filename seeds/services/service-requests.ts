import { atLondon, dayLength, dayText, hour, type Instant, instantText, londonDay } from '../london.ts';
import { lastResidence, type Person, residenceOn } from '../people/people.ts';
import type { Random } from '../random.ts';
import { recordedAt, type World } from '../world.ts';
import { ofCouncil, ofTrust, refusals, replies, type Service } from './kinds.ts';
import type { ServiceRequestRow } from './service-rows.ts';

/** Requests a year about somebody on the caseload of the community trust, and about somebody for whom the council pays. */
const yearly = { trust: 1.5, council: 0.4 };

interface Asking {
  person: Person;
  askedId: string;
  services: readonly Service[];
  rate: number;
  /** Whoever is asked knows the person by now. */
  from: Instant;
  to: Instant;
}

/** What homes and practices ask of the community trust and of councils, and how long that takes. */
export function addServiceRequests(world: World, people: readonly Person[]): void {
  const known = new Map(people.map((person) => [person.id, person]));
  const { clock, tables } = world;
  const begins = (text: string) => Math.max(Date.parse(text), atLondon(clock.start, 0));
  const ends = (text: string | null) => (text === null ? clock.now : Date.parse(text));
  for (const contact of tables.trust_contact) {
    const person = known.get(contact.residentId) as Person;
    const { startedAt, endedAt, trustId: askedId, kind } = contact;
    if (kind !== 'CASELOAD') continue;
    ask(world, { person, askedId, services: ofTrust, rate: yearly.trust, from: begins(startedAt), to: ends(endedAt) });
  }
  for (const { source, residentId, payerId, fromOn, toOn } of tables.funding_component) {
    const person = known.get(residentId) as Person;
    if (source !== 'COUNCIL' || payerId === null) continue;
    const asked = { person, askedId: payerId, services: ofCouncil, rate: yearly.council };
    ask(world, { ...asked, from: begins(fromOn), to: ends(toOn) });
  }
}

function ask(world: World, { person, askedId, services, rate, from, to }: Asking): void {
  const random = world.random.branch(`services ${person.number} ${askedId} ${from}`);
  const mean = (365 / rate) * dayLength;
  for (let at = from + random.exponential(mean); at < to - dayLength; at += random.exponential(mean)) {
    const requestedAt = atLondon(londonDay(at), random.between(8 * 60, 17 * 60));
    const home = residenceOn(person, londonDay(at))?.home;
    if (home === undefined || requestedAt < from || requestedAt >= Math.min(to, world.clock.now - hour)) continue;
    const service = random.weighted(services.map((each) => [each, each.weight] as const));
    const byPractice = services === ofTrust && random.chance(0.2);
    const said = courseOf(world, person, requestedAt, service, random);
    world.tables.service_request.push({
      ...{ id: random.uuid(), authorId: byPractice ? home.lead.organisationId : home.organisationId },
      ...{ residentId: person.id, askedId, kind: service.kind, details: service.details, ...said },
    });
  }
}

type Course = Omit<ServiceRequestRow, 'id' | 'authorId' | 'residentId' | 'askedId' | 'kind' | 'details'>;

/** Accepted after some days, planned, and delivered; a few are declined, and some end because the person has left. */
function courseOf({ clock }: World, person: Person, requestedAt: Instant, service: Service, random: Random): Course {
  const waits = service.days * dayLength * random.proneness(0.6);
  const declined = random.chance(0.06);
  const left = lastResidence(person).to;
  const gone = left === null ? Number.POSITIVE_INFINITY : atLondon(left, 10 * 60);
  const done = requestedAt + (declined ? waits * 0.2 : waits);
  const until = Math.min(done, gone, clock.now - hour);
  const acceptedAt = declined ? null : before(requestedAt + waits * 0.2, until);
  const scheduledAt = declined || random.chance(0.25) ? null : before(requestedAt + waits * 0.45, until);
  const ended = Math.min(done, gone);
  const endedAt = ended < clock.now - hour ? Math.max(ended, requestedAt + hour / 2) : null;
  const withdrawn = endedAt !== null && gone < done;
  const waiting = scheduledAt !== null ? 'SCHEDULED' : acceptedAt !== null ? 'ACCEPTED' : 'REQUESTED';
  const events = [requestedAt, acceptedAt, scheduledAt, endedAt].filter((at) => at !== null);
  return {
    ...{ version: events.length, ...recordedAt(Math.max(...events)), requestedAt: instantText(requestedAt) },
    state: endedAt === null ? waiting : withdrawn ? 'WITHDRAWN' : declined ? 'DECLINED' : 'DELIVERED',
    acceptedAt: textOf(acceptedAt),
    promisedBy:
      acceptedAt !== null && random.chance(0.7) ? dayText(londonDay(requestedAt + service.days * dayLength)) : null,
    ...{ scheduledAt: textOf(scheduledAt), scheduledFor: scheduledAt === null ? null : instantText(done) },
    endedAt: textOf(endedAt),
    reply: scheduledAt !== null || (endedAt !== null && !withdrawn && !declined) ? random.pick(replies) : null,
    reason: withdrawn ? 'Lives here no more.' : endedAt !== null && declined ? random.pick(refusals) : null,
  };
}

const before = (at: Instant, until: Instant) => (at < until ? at : null);
const textOf = (at: Instant | null) => (at === null ? null : instantText(at));
