import { madeUpNhsNumbers } from '../src/shared/nhs-number.ts';
import { addCareRecords } from './care/care-records.ts';
import { addHomeConcerns } from './care/home-concerns.ts';
import { addIncidents } from './care/incidents.ts';
import { addDealings } from './dealings.ts';
import { addContacts } from './hospital/contacts.ts';
import { addHospitalStays } from './hospital/hospital-stays.ts';
import { type Day, dayText } from './london.ts';
import { addFunding } from './people/funding.ts';
import { liveThrough } from './people/lives.ts';
import { addObjections } from './people/objections.ts';
import { addRegistrations } from './people/registrations.ts';
import { addResidents } from './people/residents.ts';
import { addCapacities } from './places/capacities.ts';
import { addDirectory } from './places/directory.ts';
import { addHomes } from './places/homes.ts';
import { addOrganisations, Telephones } from './places/organisations.ts';
import { addStandings } from './places/standing.ts';
import type { Plan } from './plan.ts';
import type { Tables } from './rows.ts';
import { addConcerns } from './safeguarding/concerns.ts';
import { addEnquiries } from './safeguarding/enquiries.ts';
import { emptyWorld } from './world.ts';

/** All rows of a plan, the same for the same plan and moment; its people have the next of these numbers. */
export function rowsOf(plan: Plan, now: Date, nhsNumbers = madeUpNhsNumbers()): Tables {
  const world = emptyWorld(plan, now);
  const telephones = new Telephones();
  addOrganisations(world, telephones);
  addHomes(world, telephones);
  addStandings(world);
  addDirectory(world, telephones);
  const people = liveThrough(world);
  const stays = addHospitalStays(world, people);
  addResidents(world, people, nhsNumbers);
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
  if (plan.wholeStory) addDealings(world, people, stays);
  world.tables.postcode_location = world.boroughs.flatMap(({ town }) => town.locations);
  const firstOf = (day: Day) => `${dayText(day).slice(0, 7)}-01`;
  world.tables['hub.data_complete'] = [
    { fromOn: firstOf(world.clock.start), toOn: firstOf(world.clock.today), declaredBy: 'the story, which ends here' },
  ];
  return world.tables;
}
