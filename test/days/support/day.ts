import { readFileSync } from 'node:fs';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { day } from '../../support/days.ts';
import {
  type Factories,
  factoriesOn,
  type MadeOrganisation,
  type MadePlace,
  type MadeResident,
} from '../../support/factories.ts';
import { agreementFile, type HubUnderTest, startHub } from '../../support/hub.ts';
import { Oracle } from '../../support/oracle.ts';
import type { Ground } from '../../walls/support/compare.ts';
import { groundOf } from '../../walls/support/matrix.ts';
import { Colleague, type Party } from './party.ts';

/** Who the resident of the day is, as whoever stands before her types it. */
const edith = { familyName: 'Example', givenName: 'Edith', bornOn: '1938-03-04' };
export const typed = ({ nhsNumber }: MadeResident) => ({
  nhsNumber,
  dateOfBirth: edith.bornOn,
  familyName: edith.familyName,
});

/** Seven parties, and a resident who has lived in the home for two years. Everything else happens through the graph. */
export interface Day {
  database: TestDatabase;
  hub: HubUnderTest;
  make: Factories;
  oracle: Oracle;
  ground: Ground;
  home: MadePlace;
  second: MadePlace;
  practice: MadePlace;
  organisations: Record<Party, MadeOrganisation>;
  resident: MadeResident;
  /** Somebody at work for a party; care workers, clinicians and coordinators act for direct care unless it is said. */
  at(party: Party, role: string, purpose?: string, user?: string): Colleague;
  end(): Promise<void>;
}

/** `prepare` is called before anybody has a connection to the database but who makes it. */
export async function dayBegins(prepare?: (database: TestDatabase) => Promise<void>): Promise<Day> {
  const database = await databaseOfOwn('empty');
  await prepare?.(database);
  const make = factoriesOn(database.owner);
  const council = await make.organisation('council');
  const [trust, icb, dashboard] = [
    await make.organisation('trust'),
    await make.organisation('icb'),
    await make.organisation('dashboard'),
  ];
  const nursing = { nursing: true, care_types: ['RESIDENTIAL', 'NURSING'] };
  const [home, second] = [
    await make.home({ council, columns: nursing }),
    await make.home({ council, columns: nursing }),
  ];
  for (const one of [home, second])
    await make.capacity({ home: one, columns: { maximum: 20, occupied: 18, reserved: 0, available: 2 } });
  const network = await make.network({ icb });
  const practice = await make.practice({ network });
  await make.alignment({ home, leadPractice: practice, network });
  const resident = await make.resident({ ...edith, registeredWith: practice, since: day(-700) });
  const placement = await make.placement({ resident, home, from: day(-700) });
  await make.funding({ resident, home, placement, source: 'COUNCIL', payer: council, from: day(-700) });
  await make.carePlan({
    resident,
    author: practice.organisation,
    columns: { reviewed_on: day(-100), due_on: day(265), counted_from: day(-700) },
  });
  const hub = await startHub({ database });
  const organisations: Day['organisations'] = {
    ...{ home: home.organisation, second: second.organisation, practice: practice.organisation },
    ...{ trust, council, icb, dashboard },
  };
  const text = readFileSync(agreementFile, 'utf8');
  const oracle = new Oracle(text);
  const atWork = new Map<string, Colleague>();
  return {
    ...{ database, hub, make, oracle, home, second, practice, organisations, resident },
    ground: groundOf(oracle, text, database.key),
    at(party, role, purpose = 'DIRECT_CARE', user) {
      const who = `${party} ${role} ${purpose} ${user}`;
      const known =
        atWork.get(who) ?? new Colleague(hub, organisations[party], { role, purpose, user }, resident.nhsNumber);
      atWork.set(who, known);
      return known;
    },
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}
