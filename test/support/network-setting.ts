import { databaseOfOwn, type TestDatabase } from './database.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadePlace } from './factories.ts';
import { type Asking, type HubUnderTest, startHub } from './hub.ts';
import { telling } from './telling.ts';

export type Writer = 'home' | 'practice' | 'trust' | 'council' | 'icb';

/** One organisation of each agency that writes, in one network, and somebody of each who may. */
export interface Setting extends ReturnType<typeof telling> {
  database: TestDatabase;
  hub: HubUnderTest;
  /** What was asked of the database to read. */
  statements: string[];
  make: Factories;
  home: MadePlace;
  otherHome: MadePlace;
  practice: MadePlace;
  trust: MadeOrganisation;
  council: MadeOrganisation;
  icb: MadeOrganisation;
  network: { id: string; code: string };
  writers: Readonly<Record<Writer, Asking>>;
  /** A manager of the other home. */
  neighbour: Asking;
  dashboard: Asking;
  /** What the one field at the root of a question is answered with. */
  read<Shown>(viewer: Asking, document: string, variables?: object): Promise<Shown>;
  end(): Promise<void>;
}

export async function setting(): Promise<Setting> {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [trust, council, icb] = [
    await make.organisation('trust'),
    await make.organisation('council'),
    await make.organisation('icb'),
  ];
  const network = await make.network({ icb });
  const practice = await make.practice({ network });
  const [home, otherHome] = [await make.home({ council }), await make.home({ council })];
  await make.alignment({ home, network, leadPractice: practice });
  const observatory = await make.organisation('dashboard');
  const statements: string[] = [];
  const hub = await startHub({ database, observe: (text) => statements.push(text) });
  return {
    ...telling('of-network'),
    ...{ database, hub, statements, make, home, otherHome, practice, trust, council, icb, network },
    writers: {
      home: await hub.as(home.organisation.code, 'manager', 'DIRECT_CARE'),
      practice: await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE'),
      trust: await hub.as(trust.code, 'clinician', 'DIRECT_CARE'),
      council: await hub.as(council.code, 'finance', 'FUNDING'),
      icb: await hub.as(icb.code, 'commissioner', 'PLANNING'),
    },
    neighbour: await hub.as(otherHome.organisation.code, 'manager', 'DIRECT_CARE'),
    dashboard: await hub.as(observatory.code, 'service', 'PLANNING'),
    async read<Shown>(viewer: Asking, document: string, variables: object = {}): Promise<Shown> {
      const { data, errors, text } = await viewer.ask<Record<string, Shown>>(document, variables);
      if (errors) throw new Error(text);
      return Object.values(data)[0] as Shown;
    },
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}
