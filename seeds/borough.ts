import { addCapacities } from './capacities.ts';
import { addCareRecords } from './care-records.ts';
import { addConcerns } from './concerns.ts';
import { addContacts } from './contacts.ts';
import { addDirectory } from './directory.ts';
import { addEnquiries } from './enquiries.ts';
import { addFunding } from './funding.ts';
import { addHomeConcerns } from './home-concerns.ts';
import { addHomes } from './homes.ts';
import { addHospitalStays } from './hospital-stays.ts';
import { addIncidents } from './incidents.ts';
import { liveThrough } from './lives.ts';
import { type Day, dayText } from './london.ts';
import { addObjections } from './objections.ts';
import { addOrganisations, Telephones } from './organisations.ts';
import type { Plan } from './plan.ts';
import { addRegistrations } from './registrations.ts';
import { addResidents } from './residents.ts';
import type { Tables } from './rows.ts';
import { addStandings } from './standing.ts';
import { emptyWorld } from './world.ts';

/** All rows of a plan, the same for the same plan and moment. */
export function rowsOf(plan: Plan, now: Date): Tables {
  const world = emptyWorld(plan, now);
  const telephones = new Telephones();
  addOrganisations(world, telephones);
  addHomes(world, telephones);
  addStandings(world);
  addDirectory(world, telephones);
  const people = liveThrough(world);
  const stays = addHospitalStays(world, people);
  addResidents(world, people);
  addRegistrations(world, people);
  addFunding(world, people);
  addCareRecords(world, people);
  addIncidents(world, people, stays);
  addHomeConcerns(world, people);
  addContacts(world, people, stays);
  addObjections(world, people);
  addEnquiries(world, people);
  addConcerns(world, people);
  addCapacities(world, people);
  world.tables.postcode_location = world.boroughs.flatMap(({ town }) => town.locations);
  const firstOf = (day: Day) => `${dayText(day).slice(0, 7)}-01`;
  world.tables['hub.data_complete'] = [
    { fromOn: firstOf(world.clock.start), toOn: firstOf(world.clock.today), declaredBy: 'the story, which ends here' },
  ];
  return world.tables;
}
