import type { Agency } from '../../../src/shared/agencies.ts';
import { londonTime } from '../../../src/shared/dates.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import {
  factoriesOn,
  type Made,
  type MadeOrganisation,
  type MadePlace,
  type MadeResident,
} from '../../support/factories.ts';
import { type HubUnderTest, startHub } from '../../support/hub.ts';
import { closedMonths } from './months/terms.ts';
import { moveIn } from './people.ts';
import { Pick } from './pick.ts';

export type Person = MadeResident & { familyName: string; bornOn: string };

/** Those who commission care and look after people from without: shared by days that pass beside one another. */
export interface Borough {
  number: number;
  councils: readonly [MadeOrganisation, MadeOrganisation];
  boards: readonly [MadeOrganisation, MadeOrganisation];
  networks: readonly [Made & { code: string }, Made & { code: string }];
  practices: readonly [MadePlace, MadePlace, MadePlace];
  /** Months of which no return can come in time any more; the last is reckoned when the days are over. */
  months: readonly [string, string, string, string];
  homes: MadePlace[];
}

/** What one day is played with: homes and people of its own, among organisations that other days share. */
export interface Setting {
  number: number;
  homes: readonly MadePlace[];
  people: readonly Person[];
  /** Who may sign in, by agency; the first of each has to do with most of the people. */
  organisations: Readonly<Record<Exclude<Agency, 'dashboard'>, readonly MadeOrganisation[]>>;
  practices: readonly MadePlace[];
  networks: readonly string[];
  months: Borough['months'];
  /** By whom what is unusual was confirmed today: a home, or a council of a home. */
  confirmed: Set<string>;
}

export interface World {
  database: TestDatabase;
  hub: HubUnderTest;
  /** Two councils, two boards and three practices. */
  borough(): Promise<Borough>;
  /** Two homes with few beds, two people who live there, one who is in hospital, and one of whom little is known. */
  another(borough: Borough, beginning: number): Promise<Setting>;
  end(): Promise<void>;
}

export async function worldBegins(): Promise<World> {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const two = (agency: Agency) => Promise.all([make.organisation(agency), make.organisation(agency)]);
  const trusts = await two('trust');
  const hub = await startHub({ database });
  let [number, boroughs] = [0, 0];
  return {
    ...{ database, hub },
    async borough() {
      const [councils, boards] = await Promise.all([two('council'), two('icb')]);
      const networks = await Promise.all([make.network({ icb: boards[0] }), make.network({ icb: boards[1] })]);
      const [network, other] = networks;
      const practices = await Promise.all([
        ...[make.practice({ network }), make.practice({ network }), make.practice({ network: other })],
      ]);
      const months = closedMonths(londonTime(new Date()).date);
      boroughs += 1;
      return { number: boroughs, councils, boards, networks, months, homes: [], practices: practices as never };
    },
    async another(borough, beginning) {
      number += 1;
      const { practices, councils, boards, networks, months } = borough;
      const { homes, people } = await moveIn(database.owner, make, { borough, trust: trusts[0] }, new Pick(beginning));
      borough.homes.push(...homes);
      return {
        ...{ number, homes, people, practices, months },
        ...{ networks: networks.map(({ code }) => code), confirmed: new Set() },
        organisations: {
          home: homes.map(({ organisation }) => organisation),
          practice: practices.map(({ organisation }) => organisation),
          ...{ trust: trusts, council: councils, icb: boards },
        },
      };
    },
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}
