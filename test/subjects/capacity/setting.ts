import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

export type Problems = { path: string[]; code: string; message?: string }[];
/** What a mutation about a home comes to. */
export interface Told<Home> {
  record: Home | null;
  problems: Problems;
}

/** Two homes of one council, and those who tell of them and look for beds. */
export interface Setting {
  database: TestDatabase;
  hub: HubUnderTest;
  make: Factories;
  council: MadeOrganisation;
  trust: MadeOrganisation;
  home: MadePlace;
  otherHome: MadePlace;
  manager: Asking;
  /** Looks for beds at the trust. */
  coordinator: Asking;
  /** Places people for the council. */
  broker: Asking;
  key(): string;
  /** Calls a mutation with this input and a new key, and shows of the home what `fields` say. */
  tell<Home>(viewer: Asking, mutation: string, input: object, fields?: string): Promise<Told<Home>>;
  end(): Promise<void>;
}

export async function setting(): Promise<Setting> {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [council, trust] = [await make.organisation('council'), await make.organisation('trust')];
  const columns = { care_types: ['RESIDENTIAL', 'RESIDENTIAL_DEMENTIA'] };
  const [home, otherHome] = [await make.home({ council, columns }), await make.home({ council, columns })];
  const hub = await startHub({ database });
  let keys = 0;
  const key = () => `told-by-home-${++keys}`;
  return {
    ...{ database, hub, make, council, trust, home, otherHome, key },
    manager: await hub.as(home.organisation.code, 'manager', 'DIRECT_CARE'),
    coordinator: await hub.as(trust.code, 'discharge-coordinator', 'DISCHARGE'),
    broker: await hub.as(council.code, 'broker', 'DISCHARGE'),
    async tell<Home>(viewer: Asking, mutation: string, input: object, fields = 'cqcLocationId') {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
      const document = `mutation ($input: ${type}) {
        ${mutation}(input: $input) { record { ${fields} } problems { path code message } } }`;
      const { data, text } = await viewer.ask<Record<string, Told<Home>> | null>(document, {
        input: { idempotencyKey: key(), ...input },
      });
      const told = data?.[mutation];
      if (!told) throw new Error(text);
      return told;
    },
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}
