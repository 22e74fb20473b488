import { dayLength, instantText } from '../london.ts';
import { lastResidence, livesInHome, type Person } from '../people/people.ts';
import type { World } from '../world.ts';

/** Lines of files without a verified NHS number, and whom they may be about: waiting to be settled. */
export function addLineMatches(world: World, people: readonly Person[]): void {
  const random = world.random.branch('line matches');
  const residents = new Map(world.tables.resident.map((resident) => [resident.id, resident]));
  const saidAt = instantText(world.clock.now - 4 * dayLength);
  const living = people.filter(livesInHome);
  for (const { councilId, homes } of world.boroughs) {
    const here = living.filter((person) => homes.includes(lastResidence(person).home));
    const funded = world.tables.funding_component.filter(({ payerId, toOn }) => payerId === councilId && toOn === null);
    const paid = new Set(funded.map(({ residentId }) => residentId));
    const known = here.filter(({ id }) => paid.has(id));
    for (let place = 0; place < Math.min(3, known.length); place++) {
      const resident = residents.get(random.pick(known).id);
      if (resident === undefined) continue;
      const { familyName, givenName, dateOfBirth, sex } = resident;
      world.tables['hub.line_match'].push({
        ...{ id: random.uuid(), organisationId: councilId, personKey: `SC-${random.between(10_000, 99_999)}` },
        ...{ format: 'placements', line: random.between(2, 400), saidAt, familyName },
        // With the initial instead of the name, as `hub.person_score` reckons: birth date, family name, initial and sex.
        ...{ givenName: givenName.slice(0, 1), dateOfBirth, sex, residentId: resident.id, score: 40 + 25 + 8 + 5 },
        recordedAt: saidAt,
      });
    }
  }
}
