import { londonTime } from '../../../src/shared/dates.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';
import { telling } from '../../support/telling.ts';

/** Homes of one council and one board, and those who answer for them. */
export interface Setting {
  database: TestDatabase;
  hub: HubUnderTest;
  make: Factories;
  council: MadeOrganisation;
  icb: MadeOrganisation;
  lead: MadePlace;
  /** A home of the council and the board; nursing or not. */
  home(columns?: Record<string, string | boolean>): Promise<MadePlace>;
  managerOf(home: MadePlace, purpose?: string): Promise<Asking>;
  /** Calls a mutation with this input and a new key, and shows of the record what `fields` say. */
  tell: ReturnType<typeof telling>['tell'];
  /** What a query answers, or the codes of its refusals. */
  ask<Data>(viewer: Asking, document: string): Promise<Data>;
  end(): Promise<void>;
}

export async function setting(): Promise<Setting> {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [council, icb] = [await make.organisation('council'), await make.organisation('icb')];
  const network = await make.network({ icb });
  const lead = await make.practice({ network });
  const hub = await startHub({ database });
  return {
    ...{ database, hub, make, council, icb, lead },
    async home(columns = {}) {
      const home = await make.home({ council, columns });
      await make.alignment({ home, network, leadPractice: lead });
      return home;
    },
    managerOf: (home, purpose = 'DIRECT_CARE') => hub.as(home.organisation.code, 'manager', purpose),
    tell: telling('reward-scheme').tell,
    async ask<Data>(viewer: Asking, document: string) {
      const { data, errors } = await viewer.ask<Data>(document);
      return errors ? (errors.map(({ extensions }) => extensions.code) as Data) : data;
    },
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}
/** The first day of the month that is so many before this one, in England. */
export function monthsAgo(months: number): string {
  const [year, month] = londonTime(new Date()).date.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10);
}

/** Lets a home have done in time what the scheme asks for a month. */
export async function returned(
  { database: { owner } }: Pick<Setting, 'database'>,
  home: MadePlace,
  month: string,
): Promise<void> {
  await owner.query(
    'update care_home set reward_scheme_signed_up_on = least(reward_scheme_signed_up_on, $2) where id = $1',
    [home.id, month],
  );
  const inTime = "hub.start_of_day(($2::date + interval '1 month')::date)";
  await owner.query(
    `insert into hub.return_submission (home_id, month, version, figures, submitted_at, submitted_by)
     values ($1, $2, 1, '[]', ${inTime}, 'somebody')`,
    [home.id, month],
  );
  await owner.query(
    `insert into quality_account (home_id, year, text, version, valid_from)
     values ($1, extract(year from $2::date), 'We learnt.', 1, ${inTime}) on conflict do nothing`,
    [home.id, month],
  );
  await owner.query(
    `insert into initiative_adoption (home_id, initiative, from_on, recorded_at) values ($1, 'FALLS', $2, ${inTime})
     on conflict do nothing`,
    [home.id, month],
  );
}
